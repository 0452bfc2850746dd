"""One notice to each registered person for each change, by the messages: to an account or to a guest's address.

The notice is written with the change, in its transaction, and so is what a person receives.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from fabrique.ground.agenda import emails, guests
from fabrique.ground.agenda.enums import Change
from fabrique.ground.agenda.models import Event, Notice, Registration
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.readers import Guest

# what changes this near cannot wait for the letter of the morning
PRESSING = timedelta(days=3)


def announce(event: Event, change: Change, registrations: Iterable[Registration]) -> list[Notice]:
    """Tell them once; those without an address are told by nobody. Said again for the same version, nothing is doubled."""
    same = Notice.objects.filter(registration__event=event, change=change, version=event.version)
    known = set(same.values_list("registration_id", flat=True))
    asked = [one for one in registrations if one.address and one.pk not in known]
    notices = [Notice(registration=one, change=change, version=event.version) for one in asked]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    told = same.filter(registration__in=asked).select_related("registration__person", "registration__event__scope")
    for notice in told.order_by("pk"):
        carry(notice)
    return list(told.order_by("pk"))


def carry(notice: Notice) -> None:
    """With the other news of the morning, or at once when the date is near; a reminder has the time to wait."""
    registration, event = notice.registration, notice.registration.event
    to, url = registration.person, event.get_absolute_url()
    if to is None:
        to = Guest(registration.guest_email, registration.guest_name, registration.language)
        url = settings.SITE_URL + guests.address(event, to.email, to.name, to.language)
    subject, lines = emails.words(notice, to.language)
    urgent = notice.change != Change.REMINDER and event.starts_at - timezone.now() < PRESSING
    notify(to, Kind.AGENDA, subject, lines, url, urgent=urgent, scope=event.scope, once=f"agenda-{notice.pk}")
