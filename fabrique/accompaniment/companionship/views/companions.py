"""A companion's page: what it answers, what it tells, what it is asked."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.companionship import actions, forms
from fabrique.accompaniment.companionship import permissions as may
from fabrique.accompaniment.companionship.enums import COMPANIONSHIP, POINT, PointState, RequestState
from fabrique.accompaniment.companionship.models import Companionship, Pair, Point, Trip, WitnessRequest
from fabrique.accompaniment.companionship.ties import counted_in, said_in
from fabrique.core.http import edit_page, guarded, make_move, render_page
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.agenda.models import Event

EDIT = ["GET", "POST"]
# where a move asks for a reason, it has a page of its own
WITH_REASON = ("rest", "leave")


def point_row(person, point, writes, agrees) -> dict:
    return {
        "point": point,
        "due": point.due_on <= timezone.localdate(),
        "said": said_in(point),
        "counted": counted_in(point),
        "may_write": writes and point.state != PointState.PUBLISHED,
        "moves": [move for move in POINT.buttons(point, lambda _name: "") if move.name != "write"] if agrees else [],
    }


@require_safe
@guarded(may.read_companion, companionship=Companionship)
def companion(request, companionship):
    person, place = request.user, companionship.participation
    answers = may.answer_for.allows(person, companionship)
    steers = may.steer.allows(person, companionship)
    points = list(companionship.points.order_by("due_on", "pk"))
    for each in points:
        each.companionship = companionship
    writes = bool(points) and may.write_point.allows(person, points[0])
    moves = COMPANIONSHIP.open_to(companionship)
    pairs = Pair.objects.visible_to(person).standing().of(place)
    trips = Trip.objects.visible_to(person).filter(host=place).select_related("event", "host__territory")
    context = {
        "companionship": companionship,
        "place": place,
        "answers": answers,
        "steers": steers,
        "standing": companionship.state in ("active", "resting"),
        "moves": [name for name in moves if (steers if name == "invite-again" else answers)],
        "points": [point_row(person, each, writes, answers) for each in points],
        "requests": companionship.witness_requests.select_related("asked_by"),
        "pairs": pairs.select_related("one__territory", "other__territory"),
        "rebounds": Event.objects.visible_to(person).to_come().standing().filter(rebound__cohort=place.cohort),
        "trips": trips,
        "may_propose_trip": may.propose_trip.allows(person, place),
    }
    return render_page(request, "companionship/companion.html", context)


def edit_one(request, companionship, form, **more):
    back = companionship.get_absolute_url()
    crumbs = [
        (_("Compagnonnage"), reverse("companionship:showcase")),
        (companionship.participation.territory.name, back),
    ]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.answer_for, companionship=Companionship)
def edit(request, companionship):
    form = forms.CompanionshipForm(request.POST or None, instance=companionship)
    if request.method == "POST" and form.send(actions.edit_companion, companionship=companionship, by=request.user):
        messages.success(request, _("C’est à jour."))
        return redirect(companionship)
    return edit_one(request, companionship, form, title=_("Que cherchez-vous ensemble ?"), verb=_("Enregistrer"))


@require_POST
@guarded(may.read_companion, companionship=Companionship)
def move(request, companionship):
    name = request.POST.get("move", "")
    if name in WITH_REASON:
        raise Denied(_("Dites pourquoi, en une phrase : les autres comprendront."))
    if make_move(request, actions.move_companion, companionship=companionship, name=name):
        messages.success(request, _("C’est noté : « %(state)s ».") % {"state": companionship.get_state_display()})
    return redirect(companionship)


@require_http_methods(EDIT)
@guarded(may.answer_for, companionship=Companionship)
def step_back(request, companionship, name):
    form = forms.ReasonForm(request.POST or None)
    try:
        moved = request.method == "POST" and form.send(
            actions.move_companion, companionship=companionship, name=name, by=request.user
        )
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ceci. Voici où cela en est."))
        return redirect(companionship)
    if moved:
        messages.success(request, _("C’est noté : « %(state)s ».") % {"state": companionship.get_state_display()})
        return redirect(companionship)
    if name == "rest":
        return edit_one(request, companionship, form, title=_("Faire une pause"), verb=_("Faire une pause"),
                        lede=_("Aucun rappel ne part pendant une pause. Vous reprenez quand vous voulez."))  # fmt: skip
    return edit_one(request, companionship, form, title=_("Quitter le compagnonnage"), verb=_("Quitter le compagnonnage"),
                    lede=_("Ce que vous avez écrit reste à vous. On pourra vous inviter de nouveau."))  # fmt: skip


@require_POST
@guarded(may.answer_for, companionship=Companionship)
def show(request, companionship):
    shown = request.POST.get("shown") == "yes"
    if make_move(request, actions.show_companion, companionship=companionship, shown=shown):
        done = (
            _("Votre territoire est dans la vitrine.") if shown else _("Votre territoire n’est plus dans la vitrine.")
        )
        messages.success(request, done)
    return redirect(companionship)


@require_http_methods(EDIT)
@guarded(may.write_point, companionship=Companionship, point=Point)
def point(request, companionship, point):
    form = forms.PointForm(request.POST or None, instance=point)
    if request.method == "POST" and form.send(actions.write_point, point=point, by=request.user):
        messages.success(request, _("C’est écrit. Cela reste entre vous tant que la délégation ne le publie pas."))
        return redirect(companionship)
    title = _("%(n)d mois après : qu’est-ce qui vit encore ?") % {"n": point.months}
    return edit_one(request, companionship, form, title=title, verb=_("Enregistrer"),
                    lede=_("Quelques lignes suffisent. Vous déciderez ensuite de les publier, ou non."))  # fmt: skip


@require_POST
@guarded(may.agree_on_point, companionship=Companionship, point=Point)
def move_point(request, companionship, point):
    if make_move(request, actions.move_point, point=point, name=request.POST.get("move", "")):
        messages.success(request, _("Ce texte est maintenant « %(state)s ».") % {"state": point.get_state_display()})
    return redirect(companionship)


@require_http_methods(EDIT)
@guarded(may.steer, companionship=Companionship)
def ask_witness(request, companionship):
    form = forms.AskWitnessForm(request.POST or None)
    if request.method == "POST" and form.send(actions.ask_witness, companionship=companionship, by=request.user):
        messages.success(request, _("La demande est faite. Le territoire est libre de sa réponse."))
        return redirect(companionship)
    return edit_one(request, companionship, form, title=_("Demander un témoignage"), verb=_("Demander"))


@require_http_methods(EDIT)
@guarded(may.answer_witness, companionship=Companionship, request_of=WitnessRequest)
def witness(request, companionship, request_of):
    if request_of.state in (RequestState.YES, RequestState.NO):
        raise Denied(_("Cette demande a déjà sa réponse."))
    form = forms.TellWitnessForm(request.POST or None, request=request_of)
    try:
        told = request.method == "POST" and form.send(actions.tell_witness, request=request_of, by=request.user)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ceci. Voici où cela en est."))
        return redirect(companionship)
    if told:
        messages.success(request, _("Votre réponse est partie."))
        return redirect(companionship)
    return edit_one(
        request, companionship, form, title=request_of.occasion, verb=_("Répondre"), lede=request_of.details
    )
