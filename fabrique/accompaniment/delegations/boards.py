"""The tab of the delegations, and those that do not stand yet."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fabrique.accompaniment.cohorts.board import Part, Tab, next_step, tabs
from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.delegations.health import health_of
from fabrique.accompaniment.delegations.permissions import see_counts
from fabrique.core.inbox import Act

tabs.append(Tab(Part.GATHER, 30, "delegations", gettext_lazy("Délégations"), "delegations:board", see_counts))
UNDER_WAY = (CohortState.RECRUITMENT, CohortState.LAUNCHED, CohortState.RUNNING)


@next_step
def delegations_to_complete(cohort) -> list[Act]:
    if cohort.state not in UNDER_WAY:
        return []
    weak = [one for one in health_of(cohort, cohort.participations.current()) if not one.complete]
    if not weak:
        return []
    title = ngettext("Une délégation reste à compléter", "%(n)d délégations restent à compléter", len(weak)) % {"n": len(weak)}  # fmt: skip
    return [
        Act(_("à compléter"), title, _("Un siège vide se remarque tard : chaque alerte propose le geste suivant."),
            reverse("delegations:board", args=[cohort.code]), _("Voir les délégations"))
    ]  # fmt: skip
