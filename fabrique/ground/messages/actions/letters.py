"""News for a person, the morning digest, what a person refuses, what somebody decides on a letter."""

from collections.abc import Iterable
from datetime import datetime, time
from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages import drafting, outbox
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.enums import LETTER, Kind
from fabrique.ground.messages.models import ClosedAddress, Letter, Notice, Refusal, Series
from fabrique.ground.people.models import Person, Scope

MORNING = time(7)  # Europe/Paris, like every hour of the house


@transaction.atomic
def notify(
    person: Person, kind: Kind, subject: str, lines: Iterable[str], url: str, *, urgent: bool = False,
    scope: Scope | None = None, once: str = "",
) -> Notice | None:  # fmt: skip
    """Tell one person, by mail: at once when urgent, else in tomorrow morning's digest.

    No rule and no journal: the act that calls has both. None when the person refuses this kind, or was told `once`
    already. `lines` are paragraphs that say everything: the mail is read without signing in. Never for a draft.
    """
    if Refusal.objects.filter(person=person, kind=kind, series=None).exists():
        return None
    if once and Notice.objects.filter(person=person, once=once).exists():
        return None
    notice = Notice.objects.create(person=person, kind=kind, scope=scope, subject=subject[:200],
                                   text="\n\n".join(lines), url=url, once=once)  # fmt: skip
    if urgent:
        notice.letter = Letter.objects.create(
            key=f"notice-{notice.pk}", person=person, kind=kind, scope=scope, subject=notice.subject
        )
        notice.save(update_fields=["letter"])
        transaction.on_commit(outbox.post.enqueue)
    return notice


def gather_digests(now: datetime | None = None) -> int:
    """One letter for each person with news of before this morning, and one a day at most; how many were made.

    Run as often as one likes: the key of the letter is the day.
    """
    here = timezone.localtime(now)
    morning = timezone.make_aware(datetime.combine(here.date(), MORNING))
    if here < morning:
        return 0
    waiting = Notice.objects.filter(letter=None, at__lt=morning, person__is_active=True).order_by("person", "at", "pk")
    waiting = waiting.exclude(person__letters__key__startswith=f"digest-{here:%Y-%m-%d}-")
    rows = [list(notices) for _who, notices in groupby(waiting.select_related("person"), key=lambda n: n.person_id)]
    made = sum(gather(notices, f"digest-{here:%Y-%m-%d}-{notices[0].person.code}") for notices in rows)
    if made:
        outbox.post.enqueue()
    return made


@transaction.atomic
def gather(notices: list[Notice], key: str) -> bool:
    person = notices[0].person
    refused = set(Refusal.objects.filter(person=person, series=None).values_list("kind", flat=True))
    wanted = [notice for notice in notices if notice.kind not in refused]
    if Kind.DIGEST in refused or not wanted:
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
        return False
    places = {notice.scope_id for notice in wanted}
    letter, created = Letter.objects.get_or_create(key=key, defaults={
        "person": person, "kind": Kind.DIGEST, "subject": drafting.digest_subject(wanted),
        "scope_id": places.pop() if len(places) == 1 else None,
    })  # fmt: skip
    if created:
        Notice.objects.filter(pk__in=[notice.pk for notice in wanted], letter=None).update(letter=letter)
    return created


@transaction.atomic
def refuse(*, person: Person, kind: Kind, series: Series | None = None) -> None:
    """By the person, signed in or by the signed link of a letter. Refused twice, it was refused the first time."""
    _refusal, new = Refusal.objects.get_or_create(person=person, kind=kind, series=series)
    if new:
        audit.record(person, "mail-refused", person, kind=kind, series=series.code if series else None)


@transaction.atomic
def want_again(*, person: Person, kind: Kind, series: Series | None = None) -> None:
    gone, _rows = Refusal.objects.filter(person=person, kind=kind, series=series).delete()
    if gone:
        audit.record(person, "mail-wanted-again", person, kind=kind, series=series.code if series else None)


DECISIONS = ("send-again", "leave")


@transaction.atomic
def decide(*, letter: Letter, name: str, by: Person) -> Letter:
    """Send again what failed or is uncertain, knowing that it may arrive twice; or leave it so."""
    may.decide(by, letter)
    stored = Letter.objects.select_for_update().select_related("person").get(pk=letter.pk)
    if name not in DECISIONS:
        raise Denied(_("Cette décision n’existe pas."))
    LETTER.make(stored, name)
    stored.decided_at, stored.decided_by = timezone.now(), by
    if name == "send-again":
        stored.not_before, stored.failure = timezone.now(), ""
        ClosedAddress.objects.filter(person=stored.person).delete()
        transaction.on_commit(outbox.post.enqueue)
    stored.save()
    audit.record(by, "letter-decided", stored, move=name)
    return stored
