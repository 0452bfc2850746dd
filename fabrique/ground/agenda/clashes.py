"""Dates that collide (R085, R554): with the same circle's other events, and with what areas above know.

    @tells_busy
    def school_holidays(scopes, start, end):
        yield Busy(_("Vote du budget à Fronton"), start, end)

A provider answers for all the scopes in a number of queries that does not grow.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from fabrique.ground.agenda.enums import EventState
from fabrique.ground.agenda.models import UNKNOWN_LENGTH, Event
from fabrique.ground.people.models import Scope


@dataclass(frozen=True)
class Busy:
    """A time when people are taken, in words their circle may read."""

    label: str
    start: datetime
    end: datetime


Provider = Callable[[Iterable[Scope], datetime, datetime], Iterable[Busy]]
providers: list[Provider] = []


def tells_busy(provider: Provider) -> Provider:
    providers.append(provider)
    return provider


def busy_periods(scopes: Iterable[Scope], start: datetime, end: datetime) -> list[Busy]:
    """What takes these circles between two instants, soonest first."""
    scopes = list(scopes)
    found = [busy for provider in providers for busy in provider(scopes, start, end)]
    return sorted(found, key=lambda busy: (busy.start, busy.label))


def clashes_of(event: Event, person) -> list[Busy]:
    """What collides with an event, as this person may know it: the circle, what holds it and what it holds."""
    if event.scope is None:
        return []
    scopes = list(Scope.objects.filter(Q(pk=event.scope_id) | Q(parent=event.scope_id) | Q(pk=event.scope.parent_id)))
    others = (
        Event.objects.visible_to(person)
        .filter(scope__in=scopes, starts_at__lt=event.until, starts_at__gt=event.starts_at - UNKNOWN_LENGTH * 8)
        .exclude(pk=event.pk)
        .exclude(state__in=(EventState.CANCELLED, EventState.POSTPONED))
    )
    own = [
        Busy(other.title, other.starts_at, other.until) for other in others.in_time() if other.until > event.starts_at
    ]
    return own + busy_periods(scopes, event.starts_at, event.until)
