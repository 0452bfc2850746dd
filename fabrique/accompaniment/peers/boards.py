"""The groups of peers on the preparation board of a cohort."""

from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, tabs
from fabrique.accompaniment.peers.permissions import form_groups

tabs.append(Tab(Part.LIVE, 25, "peers", gettext_lazy("Groupes de pairs"), "peers:groups", form_groups))
