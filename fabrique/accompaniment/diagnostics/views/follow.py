"""Where it stands: for the team, who leads, and the delegation; never a word of what was said."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fabrique.accompaniment.cohorts import board as cohort_board
from fabrique.accompaniment.cohorts.enums import OVER
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions import framing
from fabrique.accompaniment.diagnostics.enums import DIAGNOSTIC, DiagnosticState
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.diagnostics.standing import counted, rows_of, step_of
from fabrique.core.http import attempt, guarded, render_page
from fabrique.ground.people.permissions import animate


@require_safe
@guarded(edit_cohort, cohort=Cohort)
def board(request, cohort):
    rows = rows_of(cohort)
    late = sum(bool((one := row["diagnostic"]) and one.is_late and not one.restituted_on) for row in rows)
    context = cohort_board.page(request, cohort, "diagnostics", rows=rows, late=late,
                                gives_credentials=animate.allows(request.user),
                                over=cohort.state in OVER, opened=sum(row["diagnostic"] is not None for row in rows))  # fmt: skip
    return render_page(request, "diagnostics/board.html", context)


@require_POST
@guarded(may.open_diagnostic, cohort=Cohort, participation=Participation)
def open_diagnostic(request, cohort, participation):
    if attempt(request, framing.open_diagnostic, participation=participation):
        return redirect(participation.diagnostics.exclude(state=DiagnosticState.ARCHIVED).get())
    return redirect("diagnostics:board", cohort.code)


def states_of(diagnostic) -> list[tuple[str, str, bool]]:
    """Each in its order, and whether it is behind."""
    here = DiagnosticState.values.index(diagnostic.state)
    return [(state, state.label, number < here) for number, state in enumerate(DiagnosticState)]


@require_safe
@guarded(may.follow, diagnostic=Diagnostic)
def diagnostic(request, diagnostic):
    person = request.user
    undeclared = diagnostic.members.current().filter(person=person, declared_at=None).first()
    context = context_of(
        request, diagnostic, "diagnostics:diagnostic", step=step_of(diagnostic), undeclared=undeclared,
        states=states_of(diagnostic), moves=moves_for(person, diagnostic),
        heard=counted(Diagnostic.objects.filter(pk=diagnostic.pk)).get().heard,
        team=diagnostic.members.current().select_related("person"), helps=may.help_to_invite.allows(person, diagnostic),
    )  # fmt: skip
    return render_page(request, "diagnostics/diagnostic.html", context)


def moves_for(person, diagnostic):
    """The buttons of this page: only those that this person may press, closed when something lacks."""
    open_here = [
        name for name in DIAGNOSTIC.open_to(diagnostic)
        if name in framing.MOVED_BY and framing.MOVED_BY[name].allows(person, diagnostic)
    ]  # fmt: skip
    buttons = DIAGNOSTIC.buttons(diagnostic, lambda name: framing.reason(diagnostic, name) if name in open_here else "")
    return [one for one in buttons if one.name in open_here]


@require_POST
@guarded(may.follow, diagnostic=Diagnostic)
def move(request, diagnostic):
    attempt(request, framing.move, diagnostic=diagnostic, name=request.POST.get("move", ""), done=_("C’est fait."))
    return redirect(diagnostic)
