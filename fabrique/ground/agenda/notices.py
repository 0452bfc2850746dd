"""One notice to each registered person for each change, whoever carries it.

The notice is written with the change, in its transaction. An area above may carry it instead of the plain letter:

    @carries
    def by_digest(notices: list[Notice]) -> bool: …  # True when it took them all

It is called in the transaction of the change, so that what it writes stands or falls with it.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from fabrique.ground.agenda.enums import Change
from fabrique.ground.agenda.models import Event, Notice, Registration

Carrier = Callable[[list[Notice]], bool]
carriers: list[Carrier] = []


def carries(carrier: Carrier) -> Carrier:
    carriers.append(carrier)
    return carrier


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
        .select_related("registration__person", "registration__event")
        .order_by("pk")
    )
    if told and any(carrier(told) for carrier in carriers):
        Notice.objects.filter(pk__in=[notice.pk for notice in told]).update(
            sending_at=timezone.now(), sent_at=timezone.now()
        )
    elif told:
        transaction.on_commit(send_soon)
    return told


def send_soon() -> None:
    from fabrique.ground.agenda.tasks import send_notices  # noqa: PLC0415  the task sends what this module writes

    send_notices.enqueue()
