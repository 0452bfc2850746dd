"""What improvements add to the board of a cohort."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, tabs
from fabrique.accompaniment.cohorts.permissions import edit_cohort

tabs.append(Tab(Part.LEARN, 20, "improvements", gettext_lazy("Améliorations"), "improvements:decided", edit_cohort))
