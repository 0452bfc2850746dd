"""The tab of the diagnostics on the board of a cohort, and those that last too long."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fabrique.accompaniment.cohorts.board import Part, Tab, next_step, tabs
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.core.inbox import Act

tabs.append(Tab(Part.LIVE, 30, "diagnostics", gettext_lazy("Diagnostics"), "diagnostics:board", edit_cohort))


@next_step
def diagnostics_that_last(cohort) -> list[Act]:
    """R373, D05."""
    running = Diagnostic.objects.filter(participation__cohort=cohort, restituted_on=None).exclude(begun_on=None)
    late = sum(one.is_late for one in running)
    if not late:
        return []
    title = ngettext("Un diagnostic dépasse la durée prévue", "%(n)d diagnostics dépassent la durée prévue", late) % {"n": late}  # fmt: skip
    return [Act(_("à resserrer"), title, _("Un diagnostic trop étalé se perd : voyez avec l’équipe ce qui l’arrête."),
                reverse("diagnostics:board", args=[cohort.code]), _("Voir les diagnostics"))]  # fmt: skip
