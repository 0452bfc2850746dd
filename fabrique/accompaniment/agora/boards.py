"""The Agora on the preparation board of a cohort."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.agora.permissions import open_one
from fabrique.accompaniment.cohorts.board import Part, Tab, tabs

tabs.append(Tab(Part.LIVE, 26, "agora", gettext_lazy("Agora"), "agora:home", open_one))
