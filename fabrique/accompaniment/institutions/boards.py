"""What the institution adds to the board of a cohort."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Tab, tabs
from fabrique.accompaniment.cohorts.permissions import edit_cohort

tabs.append(Tab(80, "institution", gettext_lazy("Institution"), "institutions:sheets", edit_cohort))
