"""Where the diagnostic of a territory stands, among the rooms of its delegation: never a word of what was said."""

from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.diagnostics.standing import counted, step_of
from fabrique.accompaniment.restitution.published import out_for
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.core.http import guarded, render_page


@require_safe
@guarded(read_delegation, cohort=Cohort, participation=Participation)
def diagnostic(request, cohort, participation):
    """Who may not follow it learns that there is one, and no more."""
    seen = Diagnostic.objects.visible_to(request.user).filter(participation=participation)
    found = counted(seen).order_by("-pk").first()
    context = context_of(request, cohort, participation, "diagnostic", diagnostic=found, step=step_of(found),
                         out=out_for(request.user, [participation]).get(participation.pk), exists=participation.diagnostics.exists())  # fmt: skip
    return render_page(request, "workspace/space/diagnostic.html", context)
