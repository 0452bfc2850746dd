"""News for a person, the morning digest, what a person refuses, what somebody decides on a letter."""

import secrets
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Any, cast

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages import drafting, outbox
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.enums import LETTER, Kind, LetterState
from fabrique.ground.messages.models import ClosedAddress, Letter, Notice, Refusal, Series
from fabrique.ground.messages.readers import Guest
from fabrique.ground.people.models import Person, Scope

MORNING = time(7)  # Europe/Paris, like every hour of the house


@transaction.atomic
def notify(
    to: Person | Guest, kind: Kind, subject: str, lines: Iterable[str], url: str, *, urgent: bool = False,
    scope: Scope | None = None, once: str = "", due: str = "",
) -> Notice | None:  # fmt: skip
    """Tell one person, by mail: at once when urgent or when it is a guest, else in tomorrow morning's digest.

    No rule and no journal: the act that calls has both. None when the person refuses this kind, or was told `once`
    already. `lines` are paragraphs that say everything: the mail is read without signing in. Never for a draft.
    `due` names what is asked again before it leaves, see `due.py`.
    """
    words = {"kind": kind, "scope": scope, "subject": subject[:200], "text": "\n\n".join(lines), "url": url}
    if isinstance(to, Guest):
        return notify_guest(to, words, once=once)
    if Refusal.objects.filter(person=to, kind=kind, series=None).exists():
        return None
    if once:
        notice, new = Notice.objects.get_or_create(person=to, once=once, defaults=words | {"due": due})
        if not new:
            return None
    else:
        notice = Notice.objects.create(person=to, due=due, **words)
    if urgent:
        notice.letter = queue(f"notice-{notice.pk}", notice, person=to)
        notice.save(update_fields=["letter"])
    return notice


def notify_guest(to: Guest, words: dict[str, Any], *, once: str) -> Notice | None:
    """The address lives in the letter alone; what was told `once` is known by a key that does not say it."""
    mark = salted_hmac("fabrique.letters.guest", to.email.lower(), algorithm="sha256").hexdigest()[:32]
    key = f"guest-{once or secrets.token_hex(8)}-{mark}"
    if Letter.objects.filter(key=key).exists():
        return None
    notice = Notice(**words)
    notice.letter = queue(key, notice, email=to.email, name=to.name, language=to.language)
    notice.save()
    return notice


def queue(key: str, notice: Notice, **to: Any) -> Letter:
    letter = Letter.objects.create(key=key, kind=notice.kind, scope=notice.scope, subject=notice.subject, **to)
    transaction.on_commit(outbox.post.enqueue)
    return letter


WORDS_KEPT = timedelta(days=183)
GUESTS_KEPT = timedelta(days=60)
SETTLED = (LetterState.SENT, LetterState.LEFT)


def forget_words(now: datetime | None = None) -> None:
    """Who, what and when stay; the text goes six months after its letter left, the address of a guest after two.

    Not the words of a letter that somebody must still decide on. By the worker, every day.
    """
    now = now or timezone.now()
    old = Notice.objects.filter(letter__state__in=SETTLED, letter__queued_at__lt=now - WORDS_KEPT)
    old.exclude(text="", url="").update(text="", url="")
    guests = Letter.objects.filter(person=None, queued_at__lt=now - GUESTS_KEPT)
    guests = guests.exclude(state__in=(LetterState.QUEUED, LetterState.SENDING)).exclude(email="", name="")
    guests.update(email="", name="")


def forget_guests(once: str, *, email: str = "") -> int:
    """Whom was written to, and what, for one matter: all that `notify(…, once=…)` began with these words, or what went to
    one address of it. The key of each goes too: it is drawn from an address, and addresses can be tried. How many letters."""
    letters = Letter.objects.filter(key__startswith=f"guest-{once}", person=None)
    if email:
        letters = letters.filter(pk__in=[one.pk for one in letters if one.email.lower() == email.lower()])
    Notice.objects.filter(letter__in=letters).update(text="", url="")
    return letters.update(email="", name="", key=Concat(Value("forgotten-"), "code"))


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
    made = sum(gather(notices, f"digest-{here:%Y-%m-%d}") for notices in rows)
    if made:
        outbox.post.enqueue()
    return made


@transaction.atomic
def gather(notices: list[Notice], morning: str) -> bool:
    person = cast("Person", notices[0].person)  # a guest's news never waits
    refused = set(Refusal.objects.filter(person=person, series=None).values_list("kind", flat=True))
    wanted = [notice for notice in notices if notice.kind not in refused]
    if Kind.DIGEST in refused or not wanted:
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
        return False
    places = {notice.scope_id for notice in wanted}
    letter, created = Letter.objects.get_or_create(key=f"{morning}-{person.code}", defaults={
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
    stored = Letter.objects.select_for_update(of=("self",)).select_related("person").get(pk=letter.pk)
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
