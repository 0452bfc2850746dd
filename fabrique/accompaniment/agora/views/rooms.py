"""The room of a delegation: its own Agora, and the promises it follows (R413, R414, R416)."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fabrique.accompaniment.agora import actions
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.models import Agora, Resolution
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.core.http import attempt, guarded, render_page

PLACE = {"cohort": Cohort, "participation": Participation}


@require_safe
@guarded(read_delegation, **PLACE)
def room(request, cohort, participation):
    """The shared cockpit: what the four categories of a territory promised one another, and what the cohort promised."""
    person = request.user
    own = Agora.objects.read_by(person).filter(participation=participation).select_related("participation__territory")
    rows = Resolution.objects.adopted().filter(agora__in=Agora.objects.read_by(person), agora__cohort=cohort)
    rows = list(rows.select_related("agora__cohort").told().order_by("-adopted_on", "pk"))
    context = context_of(
        request, cohort, participation, "room", agoras=own, opens=may.open_local.allows(person, participation),
        closed=may.open_local.reason(person, participation),
        ours=[one for one in rows if one.agora.participation_id == participation.pk],
        together=[one for one in rows if one.agora.participation_id is None],
        current=next((one for one in own if one.state in ("prepared", "open")), None),
        cohort_agoras=Agora.objects.read_by(person).together().filter(cohort=cohort),
    )  # fmt: skip
    return render_page(request, "agora/room.html", context)


@require_POST
@guarded(may.open_local, **PLACE)
def open_local(request, cohort, participation):
    attempt(
        request,
        actions.open_local,
        participation=participation,
        done=_("Votre Agora est ouverte : chaque catégorie peut y parler."),
    )
    return redirect("agora:room", cohort.code, participation.code)
