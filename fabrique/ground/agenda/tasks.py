"""What the worker does for the agenda: reminders, dates drawn ahead, guests forgotten."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fabrique.core.tasks import periodic
from fabrique.ground.agenda.actions import draw_dates
from fabrique.ground.agenda.enums import Change, EventState, RegistrationState
from fabrique.ground.agenda.models import Event, Notice, Registration, Series
from fabrique.ground.agenda.notices import announce

REMIND = timedelta(hours=36)
AHEAD = timedelta(days=190)
GUESTS_KEPT = timedelta(days=60)


@periodic(timedelta(hours=1))
def remind() -> None:
    """Those who hold a place, once, the day before or so. The uniqueness of notices makes it bear being run twice."""
    now = timezone.now()
    soon = Event.objects.filter(state=EventState.CONFIRMED, starts_at__gt=now, starts_at__lte=now + REMIND)
    for event in soon.in_time():
        told = Notice.objects.filter(change=Change.REMINDER).values("registration")
        seated = event.registrations.filter(state=RegistrationState.SEATED).exclude(pk__in=told)
        with transaction.atomic():
            announce(event, Change.REMINDER, seated.select_related("person").in_turn())


@periodic(timedelta(days=1))
def draw_dates_ahead() -> None:
    until = timezone.localdate() + AHEAD
    for series in Series.objects.order_by("pk"):
        draw_dates(series=series, until=until)


@periodic(timedelta(days=1))
def forget_guests() -> None:
    """Who came as a guest is a number once the date is two months behind (R018)."""
    past = Event.objects.filter(starts_at__lt=timezone.now() - GUESTS_KEPT).values("pk")
    Registration.objects.filter(event__in=past, person=None).update(guest_email="", guest_name="")
