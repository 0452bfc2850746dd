"""One notice to each registered person for each change: a person's by the messages, a guest's by a letter of its own.

The notice is written with the change, in its transaction, and so is what a person receives.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fabrique.ground.agenda import emails
from fabrique.ground.agenda.enums import Change
from fabrique.ground.agenda.models import Event, Notice, Registration
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind

# what changes this near cannot wait for the letter of the morning
PRESSING = timedelta(days=3)


def announce(event: Event, change: Change, registrations: Iterable[Registration]) -> list[Notice]:
    """Tell them once; those without an address are told by nobody. Sent again for the same version, nothing is doubled."""
    notices = [
        Notice(registration=registration, change=change, version=event.version)
        for registration in registrations
        if registration.address
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    told = list(
        Notice.objects.to_send()
        .filter(registration__in=[notice.registration for notice in notices], change=change, version=event.version)
        .select_related("registration__person", "registration__event__scope")
        .order_by("pk")
    )
    carried = [notice for notice in told if notice.registration.person]
    for notice in carried:
        carry(notice)
    now = timezone.now()
    Notice.objects.filter(pk__in=[notice.pk for notice in carried]).update(sending_at=now, sent_at=now)
    if len(carried) < len(told):
        transaction.on_commit(send_soon)
    return told


def carry(notice: Notice) -> None:
    """With the other news of the morning, or at once when the date is near; a reminder has the time to wait."""
    event, person = notice.registration.event, notice.registration.person
    subject, lines = emails.words(notice, person.language)
    urgent = notice.change != Change.REMINDER and event.starts_at - timezone.now() < PRESSING
    notify(person, Kind.AGENDA, subject, lines, event.get_absolute_url(), urgent=urgent, scope=event.scope,
           once=f"agenda-{notice.pk}")  # fmt: skip


def send_soon() -> None:
    from fabrique.ground.agenda.tasks import send_notices  # noqa: PLC0415  the task sends what this module writes

    send_notices.enqueue()
