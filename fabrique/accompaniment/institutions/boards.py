"""What the institution adds to the board of a cohort."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, tabs
from fabrique.accompaniment.cohorts.permissions import edit_cohort

tabs.append(Tab(Part.LIVE, 40, "institution", gettext_lazy("Institution"), "institutions:sheets", edit_cohort))
