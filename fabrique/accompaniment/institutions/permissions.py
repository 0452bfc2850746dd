"""Who may follow the action sheets agreed with the institution."""

from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.core.permissions import permission


@permission
def edit_sheet(person, sheet):
    """Whoever leads the cohort."""
    edit_cohort(person, sheet.cohort)
