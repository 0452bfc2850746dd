"""The tab of the convergences on a cohort's board, and what the comparison still waits for."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, next_step, tabs
from fabrique.accompaniment.convergences.matrix import matrix
from fabrique.accompaniment.convergences.permissions import lead_topics
from fabrique.core.inbox import Act
from fabrique.core.text import fold

tabs.append(Tab(Part.LEARN, 20, "convergences", gettext_lazy("Convergences"), "convergences:wordings", lead_topics))


@next_step
def to_detect(cohort) -> list[Act]:
    """Shared themes that nobody took up yet (R385)."""
    shared = matrix(cohort).shared
    if not shared:
        return []
    known = set(cohort.topics.values_list("folded", flat=True))
    if all((fold(line.theme) or line.theme) in known for line in shared):
        return []
    return [Act(_("partagé"), _("Relever les thèmes que plusieurs diagnostics partagent"),
                _("Chacun peut devenir un sujet proposé aux délégations."),
                reverse("convergences:compare", args=[cohort.code]), _("Comparer"))]  # fmt: skip
