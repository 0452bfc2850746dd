"""Who may prepare and document the sessions of a cohort."""

from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.core.permissions import permission


@permission
def edit_session(person, session):
    """Whoever leads its cohort."""
    edit_cohort(person, session.cohort)


@permission
def edit_document(person, document):
    edit_session(person, document.session)
