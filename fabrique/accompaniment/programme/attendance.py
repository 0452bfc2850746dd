"""Who came, counted by the data: by category, territory, holder or substitute (R323), by phase for a delegation (R310).

Stated numbers stay apart.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.delegations.enums import Rank
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.delegations.presence import Counts
from fabrique.accompaniment.programme.models import Presence, Session
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.agenda.models import Registration


@dataclass
class Attendance:
    """`others` came and sit in no delegation: allies, guests, who leads."""

    categories: Counter = field(default_factory=Counter)
    territories: Counter = field(default_factory=Counter)
    ranks: Counter = field(default_factory=Counter)
    others: int = 0

    @property
    def total(self) -> int:
        return sum(self.ranks.values()) + self.others

    @property
    def holders(self) -> int:
        return self.ranks[Rank.HOLDER]

    @property
    def substitutes(self) -> int:
        return self.ranks[Rank.SUBSTITUTE]

    def by_category(self) -> list[tuple[str, int]]:
        return sorted(self.categories.items())

    def by_territory(self) -> list[tuple[str, int]]:
        """In alphabetical order: nobody is ranked (R020)."""
        return sorted(self.territories.items())

    def add(self, seat: Seat) -> None:
        self.categories[str(seat.category.label)] += 1
        self.territories[seat.participation.territory.name] += 1
        self.ranks[seat.rank] += 1


@dataclass
class Noted:
    """What was noted of some sessions: by row number of the session, the seats that came, and how many others."""

    seats: dict[int, Seat]
    came: dict[int, set[int]] = field(default_factory=dict)
    others: Counter = field(default_factory=Counter)


def noted(sessions: Iterable[Session]) -> Noted:
    """From the agenda and from the lists taken by delegation. Three queries for all."""
    by_pk = {session.pk: session for session in sessions}
    events = {session.event_id: session for session in by_pk.values() if session.event_id}
    present = Registration.objects.filter(event__in=events, state=RegistrationState.PRESENT)
    listed = Presence.objects.filter(session__in=by_pk, came=True)
    cohorts = {session.cohort_id for session in by_pk.values()}
    seats = Seat.objects.filter(participation__cohort__in=cohorts).select_related(
        "category", "participation__territory"
    )
    found, by_person = Noted({seat.pk: seat for seat in seats}), {}
    for seat in found.seats.values():
        by_person.setdefault((seat.participation.cohort_id, seat.person_id), []).append(seat)
    for session_id, seat_id in listed.values_list("session_id", "seat_id"):
        found.came.setdefault(session_id, set()).add(seat_id)
    for event_id, person_id in present.values_list("event_id", "person_id"):
        session = events[event_id]
        seat = seat_on(by_person.get((session.cohort_id, person_id), []) if person_id else [], session.date)
        if seat:
            found.came.setdefault(session.pk, set()).add(seat.pk)
        else:
            found.others[session.pk] += 1
    return found


def attendance_of(sessions: Iterable[Session]) -> dict[int, Attendance]:
    """By row number of the session; only those where somebody was noted."""
    known = noted(sessions)
    found = {pk: Attendance(others=count) for pk, count in known.others.items()}
    for session_id, seat_ids in known.came.items():
        for seat_id in seat_ids:
            found.setdefault(session_id, Attendance()).add(known.seats[seat_id])
    return found


def came_by_phase(participation: Participation) -> Counts:
    """Sessions where presence was kept, and those where somebody of a category was there; four queries.

    A seat counts on the days it was held; a substitute counts for the category.
    """
    sessions = list(Session.objects.filter(cohort=participation.cohort_id, date__isnull=False).order_by("date", "pk"))
    known, found = noted(sessions), Counts()
    mine = [seat for seat in known.seats.values() if seat.participation_id == participation.pk]
    for session in sessions:
        if session.pk not in known.came and session.pk not in known.others:
            continue
        came = known.came.get(session.pk, set())
        for category in {seat.category.key for seat in mine}:
            held = [seat for seat in mine if seat.category.key == category and seat_on([seat], session.date)]
            if held:
                before = found.get((session.phase_id, category), (0, 0))
                found[session.phase_id, category] = (before[0] + any(s.pk in came for s in held), before[1] + 1)
    return found


def seat_on(seats: list[Seat], day: date | None) -> Seat | None:
    """The one held that day."""
    held = [
        seat
        for seat in seats
        if day is None or ((not seat.starts_on or seat.starts_on <= day) and (not seat.left_on or day <= seat.left_on))
    ]
    return held[0] if held else None


def seats_of(session: Session, participation) -> list[tuple[Seat, bool | None]]:
    """The seats of a delegation that day, each with whether it came; None while nobody said. Three queries."""
    seats = Seat.objects.filter(participation=participation).select_related("category", "person").in_reading_order()
    said = dict(Presence.objects.filter(session=session, seat__participation=participation).values_list("seat", "came"))
    states = (
        dict(session.event.registrations.exclude(person=None).values_list("person", "state")) if session.event else {}
    )
    known = {RegistrationState.PRESENT: True, RegistrationState.ABSENT: False}
    rows = []
    for seat in seats:
        came = said.get(seat.pk)
        agenda = known.get(states.get(seat.person_id)) if seat.person_id else None
        if seat_on([seat], session.date) or came is not None:
            rows.append((seat, True if agenda or came else agenda if came is None else came))
    return rows
