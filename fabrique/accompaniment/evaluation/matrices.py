"""What is seen when effects and limits are put side by side (R497): words in their own place, never a rank.

Families, frames and themes are matched by their key: the same idea from one version of a referential to the next.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.delegations.models import Executive
from fabrique.accompaniment.evaluation.enums import Level
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.accompaniment.programme.attendance import noted
from fabrique.accompaniment.programme.models import Session
from fabrique.core.text import fold
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.agenda.models import Registration
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant


@dataclass(frozen=True)
class Line:
    """A heading and, column by column, what stands there."""

    heading: str
    cells: list[tuple[str, list]]

    @property
    def count(self) -> int:
        return sum(len(rows) for _column, rows in self.cells)


@dataclass(frozen=True)
class Table:
    columns: list[str]
    lines: list[Line]

    def counts(self) -> list[list[int]]:
        return [[len(rows) for _column, rows in line.cells] for line in self.lines]


@dataclass
class Words:
    """Items of several versions under one key: the last version's name is the one shown, in its order."""

    items: dict = field(default_factory=dict)

    def add(self, item) -> str:
        key = item.key if item else ""
        known = self.items.get(key)
        if key not in self.items or (item and known and item.pk > known.pk):
            self.items[key] = item
        return key

    def in_order(self) -> list[tuple[str, str]]:
        named = sorted((item for item in self.items.values() if item), key=lambda item: (item.order, item.pk))
        left = [("", _("Sans famille"))] if "" in self.items else []
        return [(item.key, item.label) for item in named] + left


def effects_by_frame(effects: Iterable[Effect]) -> Table:
    families, frames, cells = Words(), Words(), defaultdict(list)
    for effect in effects:
        cells[families.add(effect.family), frames.add(effect.frame)].append(effect)
    return laid(families.in_order(), frames.in_order(), cells)


def effects_by_cohort(effects: Iterable[Effect], cohorts: list[Cohort]) -> Table:
    """R494: one family in front of another cohort's, each effect under the words that were written there."""
    families, cells = Words(), defaultdict(list)
    for effect in effects:
        cells[families.add(effect.family), effect.participation.cohort_id].append(effect)
    return laid(families.in_order(), [(cohort.pk, cohort.name) for cohort in cohorts], cells)


def limits_by_theme(limits: Iterable[Limit]) -> Table:
    themes, places, cells = Words(), {}, defaultdict(list)
    for limit in limits:
        places[limit.participation_id] = limit.participation.territory.name
        cells[themes.add(limit.theme), limit.participation_id].append(limit)
    return laid(themes.in_order(), sorted(places.items(), key=lambda place: fold(place[1])), cells)


def limits_by_cohort(limits: Iterable[Limit], cohorts: list[Cohort]) -> Table:
    themes, cells = Words(), defaultdict(list)
    for limit in limits:
        cells[themes.add(limit.theme), limit.participation.cohort_id].append(limit)
    return laid(themes.in_order(), [(cohort.pk, cohort.name) for cohort in cohorts], cells)


def laid(rows: list[tuple], columns: list[tuple], cells: dict) -> Table:
    lines = [Line(label, [(name, cells.get((row, column), [])) for column, name in columns]) for row, label in rows]
    return Table([name for _column, name in columns], lines)


@dataclass(frozen=True)
class Institutional:
    """R483: what settled in the institution, and at how many sessions its number one was. None: nobody knows who that is."""

    place: Participation
    effects: list[Effect]
    came: int | None
    kept: int


def institutional(effects: Iterable[Effect], places: list[Participation], cohort: Cohort) -> list[Institutional]:
    found = defaultdict(list)
    for effect in effects:
        if effect.level == Level.INSTITUTIONAL:
            found[effect.participation_id].append(effect)
    counts, kept = number_ones(places, cohort)
    return [Institutional(place, found[place.pk], counts.get(place.pk), kept) for place in places]


def number_ones(places: list[Participation], cohort: Cohort) -> tuple[dict[int, int], int]:
    """By territory, the sessions where its number one was, by the agenda or the lists; and those where presence was kept."""
    sessions = list(Session.objects.filter(cohort=cohort, date__lte=timezone.localdate()))
    known, scopes = noted(sessions), {place.scope_id: place.pk for place in places}
    ones, names, came = defaultdict(set), {}, defaultdict(set)
    for scope, person in RoleGrant.objects.filter(scope__in=scopes, role=Role.NUMBER_ONE).values_list("scope", "person"):  # fmt: skip
        ones[scopes[scope]].add(person)
    for place, name in Executive.objects.filter(participation__in=places).exclude(number_one_name="").values_list("participation", "number_one_name"):  # fmt: skip
        names[place] = fold(name)
    for seat in known.seats.values():
        place = seat.participation_id
        if seat.person_id in ones[place] or (seat.name and fold(seat.name) == names.get(place)):
            came[place] |= {session for session, seats in known.came.items() if seat.pk in seats}
    by_person = {person: place for place, people in ones.items() for person in people}
    events = {session.event_id: session.pk for session in sessions if session.event_id}
    present = Registration.objects.filter(event__in=events, state=RegistrationState.PRESENT, person__in=by_person)
    for event, person in present.values_list("event", "person"):
        came[by_person[person]].add(events[event])
    told = {place for place, people in ones.items() if people} | set(names)
    return {place: len(came[place]) for place in told}, len(set(known.came) | set(known.others))
