"""A session as one delegation lives it: its questions before, who came, what the workshop gave."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.programme import actions, forms
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.attendance import seats_of
from fabrique.accompaniment.programme.enums import OutputKind
from fabrique.accompaniment.programme.models import Output
from fabrique.accompaniment.programme.views.sessions import EDIT, PLACE
from fabrique.core.http import attempt, edit_page, guarded, render_page

HERE = PLACE | {"participation": Participation}


@require_safe
@guarded(may.take_part, **HERE)
def place(request, cohort, session, participation):
    return draw_place(request, session, participation, forms.AddPriorQuestionForm())


def draw_place(request, session, participation, form):
    person = request.user
    own = session.prior_questions.filter(participation=participation)
    asks = may.ask_before.allows(person, session, participation)
    leads = may.edit_session.allows(person, session)
    written = {
        output.kind: output
        for output in Output.objects.visible_to(person).filter(session=session, participation=participation)
    }
    context = {
        "cohort": session.cohort,
        "session": session,
        "participation": participation,
        "questions": own if asks or leads else [],
        "reads_questions": asks or leads,
        "form": form if asks and not actions.reason_too_late(session) else None,
        "rows": seats_of(session, participation),
        "marks": may.take_attendance.allows(person, session, participation) and not actions.reason_not_counted(session),
        "not_yet": actions.reason_not_counted(session),
        "outputs": [(kind, kind.label, written.get(kind)) for kind in OutputKind],
        "writes": may.keep_output.allows(person, session, participation),
    }
    return render_page(request, "programme/place.html", context)


@require_POST
@guarded(may.ask_before, **HERE)
def ask(request, cohort, session, participation):
    form = forms.AddPriorQuestionForm(request.POST)
    if form.send(actions.ask_before, session=session, participation=participation, by=request.user):
        messages.success(request, _("La question est laissée à qui prépare la séance."))
        return redirect("programme:place", cohort.code, session.code, participation.code)
    return draw_place(request, session, participation, form)


@require_POST
@guarded(may.take_attendance, **HERE)
def mark(request, cohort, session, participation):
    """One button a seat, on a phone."""
    seat = (
        Seat.objects.visible_to(request.user)
        .filter(participation=participation, code=request.POST.get("seat", ""))
        .first()
    )
    if seat is None:
        raise Http404
    attempt(request, actions.mark_seat, session=session, seat=seat, came=request.POST.get("came") == "oui")
    return redirect(reverse("programme:place", args=[cohort.code, session.code, participation.code]) + "#presence")


@require_http_methods(EDIT)
@guarded(may.keep_output, **HERE)
def output(request, cohort, session, participation, kind):
    if kind not in OutputKind.values:
        raise Http404
    found = Output.objects.filter(session=session, participation=participation, kind=kind).first()
    initial = {} if found else {"version": 0}
    form = forms.OUTPUTS[OutputKind(kind)](request.POST or None, instance=found, initial=initial)
    facts = {"session": session, "participation": participation, "kind": OutputKind(kind)}
    back = reverse("programme:place", args=[cohort.code, session.code, participation.code])
    if request.method == "POST" and form.send(actions.keep_output, by=request.user, **facts):
        messages.success(request, _("C’est gardé. Vous le retrouverez à mi-chemin et à la fin."))
        return redirect(back)
    crumbs = [(session.title, session.get_absolute_url()), (participation.territory.name, back)]
    return edit_page(
        request, form, title=OutputKind(kind).label.capitalize(), verb=_("Garder"), back=back, crumbs=crumbs
    )
