"""Become a companion, tell what lives on, pause, leave, bear witness."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.companionship import permissions as may
from fabrique.accompaniment.companionship.actions.news import referents, tell
from fabrique.accompaniment.companionship.enums import COMPANIONSHIP, POINT, WITNESS, CompanionState, PointState
from fabrique.accompaniment.companionship.models import Companionship, Point, WitnessRequest
from fabrique.accompaniment.companionship.models.companions import MONTHS
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

WRITTEN = ("lives_on", "hatched", "hard", "in_council", "among_partners", "among_neighbours", "spread")
LAST_DAY = 28


@transaction.atomic
def invite(*, participation: Participation, word: str, by: Person) -> Companionship:
    """The lead or the team opens the door; nothing begins before the territory's yes."""
    may.invite(by, participation)
    held(participation.cohort)
    if Companionship.objects.filter(participation=participation).exists():
        raise Denied(_("Ce territoire a déjà été invité."))
    companionship = Companionship.objects.create(participation=participation, word=word, invited_by=by)
    audit.record(by, "companion-invited", companionship, cohort=participation.cohort.code)
    announce(companionship)
    return companionship


def announce(companionship: Companionship) -> None:
    place = companionship.participation

    def letter() -> tuple[str, list[str]]:
        word = companionship.word or _("Le parcours finit, le lien peut continuer.")
        subject = _("Rester compagnons : une invitation pour %(name)s") % {"name": place.territory.name}
        return subject, [word, _("Vous répondez pour la délégation.")]

    tell(referents(place), letter, companionship.get_absolute_url(), place)


def after_months(start: date, months: int) -> date:
    """The same day some months later; the 28th when the month might be too short."""
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, min(start.day, LAST_DAY))


@transaction.atomic
def move_companion(*, companionship: Companionship, name: str, by: Person, reason: str = "") -> Companionship:
    """Raises `Conflict` when somebody moved it meanwhile. A pause and a departure say why."""
    if name not in COMPANIONSHIP.moves:
        raise Denied(_("Ce changement n’existe pas."))
    (may.steer if name == "invite-again" else may.answer_for)(by, companionship)
    if name in ("rest", "leave") and not reason:
        raise Denied(_("Dites pourquoi, en une phrase : les autres comprendront."))
    COMPANIONSHIP.make(companionship, name)
    today = timezone.localdate()
    values: dict[str, Any] = {"state": companionship.state}
    if name == "accept":
        values |= {"joined_on": today, "referent": by, "left_on": None, "leaving_reason": ""}
        values["counts_from"] = companionship.participation.cohort.ends_on or today
    elif name == "rest":
        values["pause_reason"] = reason
    elif name == "leave":
        values |= {"left_on": today, "leaving_reason": reason, "shown": False}
    companionship.save_values(values, seen=companionship.version)
    if name == "accept":
        draw_points(companionship, start=values["counts_from"], joined=today)
    elif name == "invite-again":
        announce(companionship)
    audit.record(by, "companion-moved", companionship, state=companionship.state)
    return companionship


def draw_points(companionship: Companionship, *, start: date, joined: date) -> None:
    """The points still to come when the territory joined; those already drawn stay as they are."""
    for months in MONTHS:
        due = after_months(start, months)
        if due >= joined:
            Point.objects.get_or_create(companionship=companionship, months=months, defaults={"due_on": due})


@transaction.atomic
def edit_companion(*, companionship: Companionship, seen: int, by: Person, objectives: str, network: str, referent: Person) -> Companionship:  # fmt: skip
    """What the territory seeks, who carries it, and the outside network where it also meets others (R532)."""
    may.answer_for(by, companionship)
    if companionship.state not in (CompanionState.ACTIVE, CompanionState.RESTING):
        raise Denied(_("Acceptez d’abord l’invitation."))
    values = {"objectives": objectives, "network": network, "referent": referent}
    changed = companionship.save_values(values, seen=seen)
    audit.record(by, "companion-edited", companionship, fields=", ".join(changed))
    return companionship


@transaction.atomic
def show_companion(*, companionship: Companionship, shown: bool, by: Person) -> Companionship:
    """The showcase names those who agreed; the agreement is taken back as it was given."""
    may.answer_for(by, companionship)
    if companionship.state not in (CompanionState.ACTIVE, CompanionState.RESTING):
        raise Denied(_("Acceptez d’abord l’invitation."))
    companionship.save_values({"shown": shown}, seen=companionship.version)
    audit.record(by, "companion-shown" if shown else "companion-hidden", companionship)
    return companionship


@transaction.atomic
def write_point(*, point: Point, seen: int, by: Person, **values: Any) -> Point:
    """From the day it is due or before; a published one is first withdrawn."""
    may.write_point(by, point)
    POINT.make(point, "write")
    values = {name: value for name, value in values.items() if name in WRITTEN}
    values |= {"state": point.state, "written_at": timezone.now(), "written_by": by}
    point.save_values(values, seen=seen)
    audit.record(by, "companion-point-written", point, months=point.months)
    return point


@transaction.atomic
def move_point(*, point: Point, name: str, by: Person) -> Point:
    """Publish or withdraw: the delegation's agreement is a dated act of its referent (R581)."""
    may.agree_on_point(by, point)
    if name not in ("publish", "withdraw"):
        raise Denied(_("Ce changement n’existe pas."))
    POINT.make(point, name)
    published = point.state == PointState.PUBLISHED
    values = {"published_at": timezone.now() if published else None, "published_by": by if published else None}
    point.save_values({"state": point.state} | values, seen=point.version)
    audit.record(by, "companion-point-moved", point, state=point.state)
    return point


@transaction.atomic
def ask_witness(*, companionship: Companionship, occasion: str, by: Person, when: date | None = None, details: str = "") -> WitnessRequest:  # fmt: skip
    """A companion is asked, once for one occasion; yes, no and later are equally welcome."""
    may.steer(by, companionship)
    if companionship.state != CompanionState.ACTIVE:
        raise Denied(_("On ne demande un témoignage qu’à un territoire compagnon, et pas pendant sa pause."))
    if companionship.witness_requests.filter(occasion=occasion, when=when).exists():
        raise Denied(_("Cette demande a déjà été faite."))
    request = WitnessRequest.objects.create(
        companionship=companionship, occasion=occasion, when=when, details=details, asked_by=by
    )
    audit.record(by, "witness-asked", companionship, request=request.code)
    place = companionship.participation

    def letter() -> tuple[str, list[str]]:
        free = _("Oui, non ou plus tard : les trois réponses sont bonnes.")
        return _("Témoigner : %(occasion)s") % {"occasion": occasion}, [*filter(None, [details]), free]

    tell(referents(place), letter, companionship.get_absolute_url(), place)
    return request


@transaction.atomic
def tell_witness(*, request: WitnessRequest, name: str, by: Person, answer: str = "") -> WitnessRequest:
    may.answer_witness(by, request)
    if name not in WITNESS.moves:
        raise Denied(_("Ce changement n’existe pas."))
    WITNESS.make(request, name)
    values = {"state": request.state, "answer": answer, "answered_at": timezone.now(), "answered_by": by}
    request.save_values(values, seen=request.version)
    companionship = request.companionship
    audit.record(by, "witness-answered", companionship, state=request.state)

    def letter() -> tuple[str, list[str]]:
        said = {"name": companionship, "answer": request.get_state_display(), "occasion": request.occasion}
        return _("%(name)s répond « %(answer)s » pour : %(occasion)s") % said, list(filter(None, [answer]))

    tell([request.asked_by], letter, companionship.get_absolute_url(), companionship.participation)
    return request
