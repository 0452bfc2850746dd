"""The days of the allies on the board of a cohort."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, tabs
from fabrique.accompaniment.missions.permissions import read_totals

tabs.append(Tab(Part.LIVE, 60, "missions", gettext_lazy("Missions d’alliés"), "missions:totals", read_totals))
