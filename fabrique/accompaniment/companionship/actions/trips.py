"""A learning trip, from the door that opens to what one tries at home (R531)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.companionship import permissions as may
from fabrique.accompaniment.companionship.actions.news import Letter, referents, tell
from fabrique.accompaniment.companionship.enums import TRIP, TripState
from fabrique.accompaniment.companionship.models import Share, Trip, Visit
from fabrique.accompaniment.delegations.models import Seat
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda import actions as agenda
from fabrique.ground.agenda.enums import EVENT, EventKind, Mode, Openness
from fabrique.ground.people.models import Person

MOST_SHARES = 20


def locked(trip: Trip) -> Trip:
    """As it stands now, kept until the end: two delegations do not take the same place."""
    return (
        Trip.objects.select_for_update(of=("self",))
        .select_related("host__cohort__scope", "host__scope")
        .get(pk=trip.pk)
    )


@transaction.atomic
def propose_trip(*, participation: Participation, theme: str, summary: str, places: int, by: Person, period: str = "") -> Trip:  # fmt: skip
    """Without a day yet: the host says when it could be, whoever leads its cohort opens it with a date."""
    may.propose_trip(by, participation)
    same = participation.trips.filter(theme=theme, state=TripState.PROPOSED)
    if trip := same.first():
        return trip
    trip = Trip.objects.create(
        host=participation, theme=theme, summary=summary, places=places, period=period, proposed_by=by
    )
    audit.record(by, "trip-proposed", trip, cohort=participation.cohort.code)
    return trip


@transaction.atomic
def edit_trip(*, trip: Trip, seen: int, by: Person, theme: str, summary: str, places: int, period: str) -> Trip:
    """Never fewer places than those already taken. Its date in the agenda says the same."""
    may.host_trip(by, trip)
    taken = seats_taken(locked(trip))
    if places < taken:
        raise Denied(_("%(n)d personnes sont déjà inscrites : gardez au moins ce nombre de places.") % {"n": taken})
    changed = trip.save_values({"theme": theme, "summary": summary, "places": places, "period": period}, seen=seen)
    audit.record(by, "trip-edited", trip, fields=", ".join(changed))
    return trip


def seats_taken(trip: Trip) -> int:
    return sum(visit.people for visit in trip.visits.all())


@transaction.atomic
def open_trip(*, trip: Trip, starts_at: datetime, days: int, place: str, by: Person) -> Trip:
    """Its day goes into the agenda, announced to all; places are kept here, by delegation."""
    trip = locked(trip)
    may.lead_trip(by, trip)
    TRIP.make(trip, "open")
    if starts_at <= timezone.now():
        raise Denied(_("Ce jour est passé. Donnez une date à venir."))
    if trip.event is None:
        trip.event = agenda.announce_event(
            by=by, kind=EventKind.DAY, title=trip.theme, summary=trip.summary, starts_at=starts_at,
            ends_at=starts_at + timedelta(days=days - 1, hours=8), mode=Mode.IN_PERSON, place=place,
            scope=trip.host.cohort.scope, openness=Openness.CIRCLE, registers=False, fictional=trip.host.cohort.fictional,
        )  # fmt: skip
    trip.save_version(seen=trip.version, fields=["state", "event"])
    audit.record(by, "trip-moved", trip, state=trip.state)
    return trip


def reason_not_to_move_trip(trip: Trip, name: str, by: Person) -> str:
    """Why this person cannot make this move now, or an empty string."""
    if refusal := may.lead_trip.reason(by, trip) or TRIP.reason(trip, name):
        return refusal
    if name == "hold" and trip.event and trip.event.starts_at > timezone.now():
        return _("Il n’a pas encore eu lieu.")
    if name in ("confirm", "hold") and not trip.visits.exists():
        return _("Aucune délégation n’est inscrite.")
    return ""


@transaction.atomic
def move_trip(*, trip: Trip, name: str, by: Person, reason: str = "") -> Trip:
    """Confirm, reopen, hold, cancel; its date in the agenda follows. A cancelled trip says why to those who came."""
    trip = locked(trip)
    if name not in ("confirm", "reopen", "hold", "cancel"):
        raise Denied(_("Ce changement n’existe pas."))
    if refusal := reason_not_to_move_trip(trip, name, by):
        raise Denied(refusal)
    if name == "cancel" and not reason:
        raise Denied(_("Dites pourquoi, en une phrase : les autres comprendront."))
    TRIP.make(trip, name)
    trip.save_values({"state": trip.state, "cancelled_because": reason if name == "cancel" else ""}, seen=trip.version)
    if trip.event and name in ("hold", "cancel") and trip.event.state in EVENT.moves[name].sources:
        agenda.move_event(event=trip.event, name=name, by=by)
    audit.record(by, "trip-moved", trip, state=trip.state)
    if name == "cancel":
        for visit in trip.visits.select_related("participation__scope", "participation__territory"):
            tell(referents(visit.participation), cancelled(trip), trip.get_absolute_url(), visit.participation)
    return trip


def cancelled(trip: Trip) -> Letter:
    def letter() -> tuple[str, list[str]]:
        return _("Le voyage « %(theme)s » est annulé") % {"theme": trip.theme}, [trip.cancelled_because]

    return letter


def arrival(visitor: Participation, trip: Trip) -> Letter:
    def letter() -> tuple[str, list[str]]:
        return _("%(name)s vient vous voir") % {"name": visitor.territory.name}, [trip.theme]

    return letter


@transaction.atomic
def join_trip(
    *, trip: Trip, participation: Participation, by: Person, elected: Seat | None = None, agent: Seat | None = None,
    odd_because: str = "",
) -> Visit:  # fmt: skip
    """An elected person and an agent together; one alone with a word that says why. No more than the places."""
    trip = locked(trip)
    may.join_trip(by, trip, participation)
    if trip.state != TripState.OPEN:
        raise Denied(_("Les inscriptions ne sont pas ouvertes."))
    seats = [seat for seat in (elected, agent) if seat is not None]
    if not seats:
        raise Denied(_("Dites qui vient."))
    if any(seat.participation_id != participation.pk or seat.left_on for seat in seats):
        raise Denied(_("Ces personnes ne sont pas de votre délégation."))
    if len(seats) == 1 and not odd_because:
        raise Denied(
            _("On voyage à deux, élu·e et agent·e : ce qui est vu se décide et se fait. Sinon, dites pourquoi.")
        )
    if trip.visits.filter(elected__in=seats).exists() or trip.visits.filter(agent__in=seats).exists():
        raise Denied(_("L’une de ces personnes est déjà inscrite."))
    if seats_taken(trip) + len(seats) > trip.places:
        raise Denied(_("Il ne reste plus assez de places."))
    visit = Visit.objects.create(trip=trip, participation=participation, elected=elected, agent=agent,
                                 odd_because="" if len(seats) > 1 else odd_because, registered_by=by)  # fmt: skip
    audit.record(by, "trip-joined", trip, participation=participation.code, people=len(seats))
    tell(referents(trip.host), arrival(participation, trip), trip.get_absolute_url(), trip.host)
    return visit


@transaction.atomic
def end_visit(*, visit: Visit, by: Person) -> None:
    """Give the places back, until the trip has taken place."""
    may.end_visit(by, visit)
    trip = locked(visit.trip)
    if trip.state not in (TripState.OPEN, TripState.CONFIRMED):
        raise Denied(_("Ce voyage a eu lieu : ce qui s’est passé reste écrit."))
    audit.record(by, "trip-left", trip, participation=visit.participation.code)
    visit.delete()


@transaction.atomic
def add_share(*, trip: Trip, payer: str, what: str, cents: int, by: Person) -> Share:
    """Who pays what; the sum is the cost."""
    may.host_trip(by, locked(trip))
    if trip.shares.filter(payer=payer, what=what).exists():
        raise Denied(_("Cette part est déjà inscrite."))
    if trip.shares.count() >= MOST_SHARES:
        raise Denied(_("Trop de parts : regroupez-les."))
    share = Share.objects.create(trip=trip, payer=payer, what=what, cents=cents)
    audit.record(by, "trip-cost-said", trip, payer=payer, cents=cents)
    return share


@transaction.atomic
def remove_share(*, share: Share, by: Person) -> None:
    may.end_share(by, share)
    audit.record(by, "trip-cost-said", share.trip, payer=share.payer, removed=share.cents)
    share.delete()


@transaction.atomic
def tell_trip(*, trip: Trip, seen_there: str, tried_at_home: str, seen: int, by: Person) -> Trip:
    """The learning note. What is public is not rewritten without the host: it is first taken back."""
    may.tell_trip(by, trip)
    if trip.shown_at:
        raise Denied(_("Cette note est publique : le territoire qui accueille la retire d’abord de la vitrine."))
    TRIP.make(trip, "tell")
    values = {"seen_there": seen_there, "tried_at_home": tried_at_home, "told_at": timezone.now(), "told_by": by}
    trip.save_values({"state": trip.state} | values, seen=seen)
    audit.record(by, "trip-told", trip)
    return trip


@transaction.atomic
def show_trip(*, trip: Trip, shown: bool, by: Person) -> Trip:
    """The host's agreement opens the note to everybody, and closes it again."""
    may.show_trip(by, trip)
    if trip.state != TripState.TOLD:
        raise Denied(_("Écrivez d’abord ce que l’on garde du voyage."))
    values = {"shown_at": timezone.now() if shown else None, "shown_by": by if shown else None}
    trip.save_values(values, seen=trip.version)
    audit.record(by, "trip-shown" if shown else "trip-hidden", trip)
    return trip
