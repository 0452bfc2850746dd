"""The participant's phone: one question, one field, big buttons. With or without an account, with or without a script."""

from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.workshops import actions, forms, guests
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.enums import Ballot, StepKind
from fabrique.accompaniment.workshops.results import results
from fabrique.accompaniment.workshops.rooms import wall_behind
from fabrique.accompaniment.workshops.walls import dots_by_card, positions
from fabrique.core.errors import page, too_many
from fabrique.core.http import guarded, render_page
from fabrique.core.live.channel import channel
from fabrique.core.permissions import Denied, anyone
from fabrique.ground.permanences.flood import HOUR

EDIT = ["GET", "POST"]


def opened_by(request, door):
    """The workshop behind a code, and who one is in it (or None). 404 when the code is nobody's."""
    workshop = guests.workshop_at(request, door)
    if workshop is None:
        raise Http404
    return workshop, guests.participant_of(request, workshop)


@require_http_methods(EDIT)
@guarded(anyone)
def door(request):
    """Type the code that the room shows."""
    form = forms.DoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = guests.typed(form.cleaned_data["door"])
        try:
            found = guests.workshop_at(request, typed)
        except guests.TooMany:
            return too_many(request)
        if found is not None:
            return redirect("workshops:room", typed)
        why = _("Aucun atelier n’a ce code. Regardez l’écran de la salle : six signes.")
        if not request.user.is_authenticated:
            why += " " + _("Si c’est celui de votre groupe de pairs, connectez-vous d’abord.")
        form.add_error("door", why)
    return render_page(request, "workshops/door.html", {"form": form})


@never_cache
@require_http_methods(EDIT)
@guarded(anyone)
def room(request, door):
    try:
        workshop, participant = opened_by(request, door)
    except guests.TooMany:
        return too_many(request)
    if participant is not None:
        return show(request, workshop, participant)
    form = forms.ComeInForm(request.POST or None, cohort=workshop.cohort)
    opens = may.come_in.reason(request.user, workshop)
    if request.method == "POST" and not opens and guests.crowded(request, workshop):
        return crowded(request)
    if request.method == "POST" and (found := form.send(actions.come_in, workshop=workshop, by=request.user)):
        guests.remember_place(request, workshop)
        response = redirect("workshops:room", door)
        if not request.user.is_authenticated:  # an account is its own token: nothing of it stays on a shared phone
            guests.give(response, workshop, found[1])
        return response
    return render_page(
        request,
        "workshops/come_in.html",
        {"workshop": workshop, "cohort": workshop.cohort, "form": form, "closed": opens},
    )


def crowded(request):
    sentence = _("Beaucoup de téléphones sont entrés depuis le même réseau que le vôtre. Passez par un autre réseau, connectez-vous à votre compte, ou revenez dans une heure : qui est déjà dans la salle y reste.")  # fmt: skip
    response = page(request, 429, _("Trop d’entrées à la fois"), sentence)
    response["Retry-After"] = str(HOUR)
    return response


def show(request, workshop, participant, form=None):
    """Where the room is, with one's own marks; the same page whole, or its fragment."""
    step = workshop.current
    writes = workshop.is_open and step is not None and step.kind == StepKind.COLLECT
    context = {
        "workshop": workshop, "cohort": workshop.cohort, "step": step, "participant": participant,
        "live_after": workshop.standing.number, "open": workshop.is_open,
        # the room went on: the words of a card that came too late stay in sight
        "late": form if form is not None and not writes else None,
    }  # fmt: skip
    if step is not None and context["open"]:
        context |= at_collect(participant, step, form) if writes else at_wall(participant, step)
        context["decisions"] = workshop.decisions.told() if step.kind == StepKind.DECIDE else ()
    else:
        context["own"] = participant.cards.with_words()
        context["decisions"] = workshop.decisions.told()
        context["maps"] = [] if context["open"] else workshop.steps.voted_by(participant)
    return render_page(request, "workshops/room.html", context, partials=["now"])


def at_collect(participant, step, form) -> dict:
    own = participant.cards.filter(step=step).with_words().order_by("-pk")
    return {"own": own, "form": form or forms.CardForm(initial={"once": token_urlsafe(18)})}


def at_wall(participant, step) -> dict:
    """The cards that this step is about, with what one voted; the figures once they are shown."""
    found = {"wall": SimpleLazyObject(lambda: wall_behind(step))}
    if step.ballot and step.shown:
        return found | {"lines": SimpleLazyObject(lambda: results(step, wall_behind(step)))}
    if step.ballot == Ballot.DOTS:
        return found | with_dots(step, participant)
    if step.ballot:
        return found | with_positions(step, participant)
    return found | {"own": participant.cards.with_words()}


def with_dots(step, participant) -> dict:
    given = dots_by_card(step, participant)
    wall = wall_behind(step)
    rows = [(card, given.get(card.pk, 0)) for card in (wall.cards if wall else ())]
    return {"rows": rows, "left": step.dots - sum(given.values())}


def with_positions(step, participant) -> dict:
    """The cards to vote on, each with the position of this participant; how many there are, and how many they answered."""
    wall, own = wall_behind(step), positions(step, participant)
    cards = wall.cards if wall else []
    for card in cards:
        card.position = own.get(card.pk, "")
    return {"cards": cards, "all": len(cards), "said": sum(bool(card.position) for card in cards)}


def answer(request, workshop, participant, place=""):
    """After an act: the fragment for the script, the page again without it, where one was in it."""
    if request.htmx:
        return show(request, workshop, participant)
    return redirect(reverse("workshops:room", args=[workshop.door]) + place)


def done(request, workshop, participant, act, place="", **facts):
    """One's own act; a refusal is a sentence at the top of the page, and nothing typed is lost with it."""
    try:
        act(by=participant, **facts)
    except Denied as refusal:
        messages.error(request, str(refusal))
        place = ""
    return answer(request, workshop, participant, place)


def place_of(card):
    return f"#t-{card.code}"


def card_of(workshop, code):
    found = workshop.cards.filter(code=code).select_related("step").first()
    if found is None:
        raise Http404
    found.workshop = workshop
    return found


def step_at(workshop, code):
    """The step that the page showed: an answer to another one is refused with a sentence."""
    found = workshop.current if workshop.current and workshop.current.code == code else workshop.steps.filter(code=code).first()  # fmt: skip
    if found is None:
        raise Http404
    found.workshop = workshop
    return found


def of_the_room(view):
    """Nobody acts before coming in: they are shown the door."""

    def opened(request, door, **codes):
        try:
            workshop, participant = opened_by(request, door)
        except guests.TooMany:
            return too_many(request)
        if participant is None:
            return redirect("workshops:room", door)
        return view(request, workshop, participant, **codes)

    return require_POST(guarded(anyone)(opened))


@of_the_room
def write(request, workshop, participant, step):
    form = forms.CardForm(request.POST)
    if form.send(actions.write_card, step=step_at(workshop, step), by=participant):
        return answer(request, workshop, participant)
    return show(request, workshop, participant, form)


@of_the_room
def take_back(request, workshop, participant, card):
    return done(request, workshop, participant, actions.take_back, card=card_of(workshop, card))


@of_the_room
def vote(request, workshop, participant, step, card):
    """Two hundred phones vote at once: the answer draws the card again and what is left to say, not the wall."""
    here, about, position = step_at(workshop, step), card_of(workshop, card), request.POST.get("position", "-")
    try:
        actions.vote(step=here, card=about, position=position, by=participant)
    except Denied as refusal:
        messages.error(request, str(refusal))
        return answer(request, workshop, participant)
    if not request.htmx:
        return answer(request, workshop, participant, place_of(about))
    about.position = position
    context = {"workshop": workshop, "step": here, "card": about} | with_positions(here, participant)
    return render_page(request, "workshops/voted.html", context)


@of_the_room
def dots(request, workshop, participant, step, card):
    count = request.POST.get("count", "")
    facts = {"step": step_at(workshop, step), "card": card_of(workshop, card)}
    facts["count"] = int(count) if count.isdecimal() and len(count) < 3 else -1
    return done(request, workshop, participant, actions.place_dots, place_of(facts["card"]), **facts)


@never_cache
@require_safe
@guarded(anyone)
def stream(request, door):
    """What changes in the room, for whoever is in it: names only (`core.live`)."""
    try:
        workshop, participant = opened_by(request, door)
    except guests.TooMany:
        return too_many(request)
    if participant is None:
        return redirect("workshops:room", door)
    return channel(request, workshop.topic, who=participant.code)
