"""What a member writes, rewrites and takes back. No line of the journal: see `actions`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.enums import Kind
from fabrique.accompaniment.peers.models import Contribution, Message, PeerGroup, sealed_name
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item


def worded(kind: Kind, text: str, to: Item | None) -> dict:
    if not text.strip():
        raise Denied(_("Écrivez quelque chose."))
    return {"kind": kind, "text": text.strip(), "to": to if kind == Kind.REQUEST else None}


@transaction.atomic
def contribute(
    *, group: PeerGroup, kind: Kind, text: str, by: Person, to: Item | None = None, signed: bool = False
) -> Contribution:
    """By a member, under a sealed name; by the facilitator, what was said aloud, under none."""
    may.speak(by, group)
    aloud = by.pk == group.facilitator_id
    author = sealed_name(None if aloud else by)
    return Contribution.objects.create(
        group=group, author=author, signed=signed and not aloud, **worded(kind, text, to)
    )


@transaction.atomic
def edit_contribution(
    *, contribution: Contribution, kind: Kind, text: str, by: Person, seen: int, to: Item | None = None, signed: bool = False,
) -> Contribution:  # fmt: skip
    may.speak(by, contribution.group)
    may.keep_contribution(by, contribution)
    signed = signed and not contribution.said_aloud
    contribution.save_values(worded(kind, text, to) | {"signed": signed}, seen=seen)
    return contribution


@transaction.atomic
def remove_contribution(*, contribution: Contribution, by: Person) -> None:
    """At any time, the group archived included: no word of it is left."""
    may.keep_contribution(by, contribution)
    contribution.delete()


@transaction.atomic
def say(*, group: PeerGroup, text: str, by: Person, unsigned: bool = False) -> Message:
    may.speak(by, group)
    if not text.strip():
        raise Denied(_("Écrivez quelque chose."))
    facts = {"author": sealed_name(by), "signed": not unsigned, "said_on": timezone.localdate()}
    return Message.objects.create(group=group, text=text.strip(), **facts)


@transaction.atomic
def remove_message(*, message: Message, by: Person) -> None:
    may.keep_message(by, message)
    message.delete()
