"""The access log: every opening of what is said in confidence, chained month by month (reliability 9; CNIL on logs).

Each entry holds the hash of the one before, so that none can be altered, moved or taken out of the middle unseen. How far
a month goes is kept beside the keys too (`vault.Anchor`): the end cannot be cut off, nor the whole written again, by who
writes in one database. After twelve months a month is dropped whole; its closing hash stays, and the next goes on from it.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from fabrique.core import audit
from fabrique.core.models import Reading, ReadingMonth
from fabrique.core.vault.models import Anchor

KEPT_MONTHS = 12
# one entry for the autosaves of a while: they tell one act
WHILE = timedelta(minutes=5)


def this_month() -> date:
    return timezone.localdate().replace(day=1)


def hash_of(before: str, entry: Reading, reader: str) -> str:
    words = [before, entry.month.month.isoformat(), entry.number, entry.at.astimezone(UTC).isoformat(), reader, entry.act,
             entry.page, entry.within, entry.kind, entry.code]  # fmt: skip
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def note(
    by: Any, *, act: str, page: str, thing: models.Model | None = None, within: models.Model | None = None
) -> None:
    """One line, written before anything is opened: what cannot be noted is not read."""
    kind = thing._meta.label_lower if thing is not None else ""  # noqa: SLF001
    code, around = code_of(thing), code_of(within)
    if act == "write" and just_noted(by, page, code):
        return
    with transaction.atomic():
        month = open_month()
        entry = Reading(month=month, number=month.count + 1, at=timezone.now(), reader=by, act=act, page=page[:80],
                        within=around, kind=kind, code=code)  # fmt: skip
        entry.hash = hash_of(month.head or month.start, entry, by.code)
        entry.save(force_insert=True)
        month.count, month.head = entry.number, entry.hash
        month.save(update_fields=["count", "head"])
        transaction.on_commit(lambda: anchor(month))


def code_of(thing: models.Model | None) -> str:
    return str(getattr(thing, "code", ""))[:80] if thing is not None else ""


def just_noted(by: Any, page: str, code: str) -> bool:
    recent = Reading.objects.filter(reader=by, code=code, page=page[:80], act="write", at__gt=timezone.now() - WHILE)
    return recent.exists()


def open_month() -> ReadingMonth:
    """The segment of today, held until the end of the transaction: entries take their numbers in turn."""
    wanted = this_month()
    last = ReadingMonth.objects.exclude(month=wanted).order_by("-month").first()
    start = (last.head or last.start) if last else ""
    ReadingMonth.objects.get_or_create(month=wanted, defaults={"start": start})
    return ReadingMonth.objects.select_for_update().get(month=wanted)


def anchor(month: ReadingMonth) -> None:
    """Never backwards: two processes may come here in the other order."""
    Anchor.objects.get_or_create(month=month.month, defaults={"count": 0, "head": ""})
    Anchor.objects.filter(month=month.month, count__lt=month.count).update(count=month.count, head=month.head)


def faults() -> Iterator[str]:
    """What is not as it was written, a sentence of codes each: asked by `fabrique check`."""
    before: str | None = None
    anchors = {anchor.month: anchor for anchor in Anchor.objects.all()}
    for month in ReadingMonth.objects.order_by("month"):
        if before is not None and month.start != before:
            yield f"{month} : start"
        yield from faults_of(month, anchors.pop(month.month, None))
        before = month.head or month.start
    yield from (f"{anchor.month:%Y-%m} : gone" for anchor in anchors.values())


def faults_of(month: ReadingMonth, anchored: Anchor | None) -> Iterator[str]:
    hashes: list[str] = []
    before = month.start
    for entry in month.readings.select_related("reader", "month").order_by("number").iterator():
        before = hash_of(before, entry, entry.reader.code)
        if entry.number != len(hashes) + 1 or entry.hash != before:
            yield f"{month} : {entry.number}"
            return
        hashes.append(before)
    if month.dropped_at:
        if hashes or month.month >= oldest_kept():
            yield f"{month} : dropped"
        hashes = [""] * (month.count - 1) + [month.head] if month.count else []
    if len(hashes) != month.count or (hashes and hashes[-1] != month.head):
        yield f"{month} : end"
    elif anchored and anchored.count and hashes[anchored.count - 1 : anchored.count] != [anchored.head]:
        yield f"{month} : anchor"


def oldest_kept() -> date:
    """The first day of the oldest month that is kept."""
    today = this_month()
    return today.replace(year=today.year - KEPT_MONTHS // 12)


@transaction.atomic
def drop_old() -> list[str]:
    """Months that are over for a year go whole; each leaves its count and its closing hash, and a line in the journal."""
    dropped = []
    for month in ReadingMonth.objects.filter(month__lt=oldest_kept(), dropped_at=None).order_by("month"):
        ReadingMonth.objects.filter(pk=month.pk).update(dropped_at=timezone.now())
        Reading.objects.filter(month=month)._raw_delete("default")  # noqa: SLF001  thousands, and nothing hangs on them
        audit.record(None, "readings-dropped", month=str(month), entries=month.count, closing=month.head)
        dropped.append(str(month))
    return dropped


def agree() -> None:
    """After a backup was put back: what it holds is the log from now on. The journal says so, where it held something."""
    Anchor.objects.all().delete()
    months = list(ReadingMonth.objects.all())
    for month in months:
        anchor(month)
    if months:
        audit.record(None, "readings-restored")
