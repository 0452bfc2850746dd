"""The access log: what is altered in it is found, what it says is never a word, and months go whole (reliability 9)."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from fabrique.core import access
from fabrique.core.models import AuditEntry, Reading, ReadingMonth
from fabrique.core.selfcheck import access_log
from fabrique.core.vault.models import Anchor
from tests.world import make_person, make_territory

pytestmark = pytest.mark.django_db(databases="__all__")
TABLES = ("core_reading", "core_readingmonth")


@pytest.fixture
def ada():
    return make_person()


def noted(by, how_many: int, **facts) -> list[Reading]:
    """As a confidential page notes, once committed."""
    for number in range(how_many):
        access.note(by, **{"act": "read", "page": f"interviews:page-{number}"} | facts)
    month = ReadingMonth.objects.get(month=access.this_month())
    access.anchor(month)
    return list(month.readings.order_by("number"))


@contextmanager
def tampering():
    """Whoever has the password of the data's database: its own refusals are taken off, then everything is put back."""
    with transaction.atomic(using="keys"), transaction.atomic():
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'core_reading%'"
                )
                for (name,) in cursor.fetchall():
                    cursor.execute(f"DROP TRIGGER {name}")
            else:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                for table in TABLES:
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


def rechain(month: ReadingMonth) -> None:
    """The clever one computes every hash again, and the month's own row."""
    before = month.start
    number = 0
    for number, entry in enumerate(month.readings.select_related("month", "reader").order_by("number"), 1):
        Reading.objects.filter(pk=entry.pk).update(number=number)
        entry.number = number
        before = access.hash_of(before, entry, entry.reader.code)
        Reading.objects.filter(pk=entry.pk).update(hash=before)
    ReadingMonth.objects.filter(pk=month.pk).update(count=number, head=before if number else "")


def delete(entry: Reading, _last: Reading) -> None:
    Reading.objects.filter(pk=entry.pk).delete()


def alter(entry: Reading, _last: Reading) -> None:
    Reading.objects.filter(pk=entry.pk).update(code="nothing")


def reorder(entry: Reading, last: Reading) -> None:
    """Its place is exchanged with the last one's (the last one with the first)."""
    other = last if last.pk != entry.pk else entry.month.readings.earliest("number")
    places = {entry.pk: other.number, other.pk: entry.number}
    for pk in places:
        Reading.objects.filter(pk=pk).update(number=1_000_000 + pk)
    for pk, number in places.items():
        Reading.objects.filter(pk=pk).update(number=number)


def truncate(entry: Reading, _last: Reading) -> None:
    entry.month.readings.filter(number__gte=entry.number).delete()
    ReadingMonth.objects.filter(pk=entry.month_id).update(count=entry.number - 1)


WAYS = (delete, alter, reorder, truncate)


@pytest.mark.proof(9)
def test_any_tampering_is_found(ada, proof):
    """Positive control: without the anchor beside the keys, a chain cut short and computed again is believed."""
    count = proof.size(3, 1000)
    entries = noted(ada, count, thing=make_territory())
    assert list(access.faults()) == []
    found = unseen_without = 0
    for entry in entries:
        for way in WAYS:
            for clever in (False, True):
                with tampering():
                    way(entry, entries[-1])
                    if clever:
                        rechain(entry.month)
                    found += bool(list(access.faults()))
                    if clever and entry.number == count:
                        Anchor.objects.all().delete()
                        unseen_without += not list(access.faults())

    proof.record(found, f"tamperings found of {count * 8}", goal=count * 8, control_seen_red=unseen_without > 0)
    assert (found, unseen_without) == (count * 8, 4)
    assert list(access.faults()) == []


def test_month_taken_away_is_found(ada):
    noted(ada, 2)

    with tampering():
        Reading.objects.all().delete()
        ReadingMonth.objects.all().delete()
        assert [fault.split(" : ")[1] for fault in access.faults()] == ["gone"]


def test_check_tells_what_was_tampered(ada):
    entries = noted(ada, 3)
    assert [finding.level for finding in access_log()] == ["ok"]

    with tampering():
        alter(entries[1], entries[2])
        findings = list(access_log())

    assert [finding.level for finding in findings] == ["failing"]
    assert f"{entries[1].month} : 2" in findings[0].sentence


@pytest.mark.parametrize("act", ["update", "delete", "delete month"])
def test_table_itself_refuses(ada, act):
    entry = noted(ada, 1)[0]

    acts = {
        "update": lambda: alter(entry, entry),
        "delete": lambda: Reading.objects.filter(pk=entry.pk)._raw_delete("default"),
        "delete month": lambda: ReadingMonth.objects.all()._raw_delete("default"),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        acts[act]()


def test_what_is_typed_makes_no_false_line(ada):
    """Line ends and control signs stay inside their entry; two entries never make the same words."""
    entries = noted(ada, 1, page="a\n2026-01-01 read\x1b[31m") + noted(ada, 2)[1:]

    assert list(access.faults()) == []
    assert Reading.objects.count() == 3
    entry = entries[0]
    joined = [access.hash_of("", Reading(month=entry.month, number=1, at=entry.at, page=page, code=code), "ada")
              for page, code in (("ab", "c"), ("a", "bc"))]  # fmt: skip
    assert joined[0] != joined[1]


def test_months_follow_each_other(ada, monkeypatch):
    monkeypatch.setattr(access, "this_month", lambda: date(2026, 1, 1))
    first = noted(ada, 2)
    monkeypatch.setattr(access, "this_month", lambda: date(2026, 2, 1))
    noted(ada, 1)

    assert ReadingMonth.objects.get(month=date(2026, 2, 1)).start == first[-1].hash
    assert list(access.faults()) == []
    with tampering():
        ReadingMonth.objects.filter(month=date(2026, 2, 1)).update(start="")
        assert list(access.faults()) != []


def test_month_goes_whole_after_twelve_and_not_a_day_before(ada, monkeypatch):
    monkeypatch.setattr(access, "this_month", lambda: date(2026, 1, 1))
    closing = noted(ada, 2)[-1].hash
    monkeypatch.setattr(access, "this_month", lambda: date(2027, 1, 1))
    noted(ada, 1)

    assert (access.drop_old(), Reading.objects.count()) == ([], 3)
    monkeypatch.setattr(access, "this_month", lambda: date(2027, 2, 1))

    assert (access.drop_old(), Reading.objects.count()) == (["2026-01"], 1)
    gone = ReadingMonth.objects.get(month=date(2026, 1, 1))
    assert (gone.count, gone.head) == (2, closing)
    assert AuditEntry.objects.get(verb="readings-dropped").facts == {
        "month": "2026-01",
        "entries": 2,
        "closing": closing,
    }
    assert list(access.faults()) == []
    assert access.drop_old() == []


def test_young_month_said_to_be_dropped_is_found(ada):
    entry = noted(ada, 2)[0]

    with tampering():
        Reading.objects.all().delete()
        ReadingMonth.objects.filter(pk=entry.month_id).update(dropped_at=entry.at)
        assert [fault.split(" : ")[1] for fault in access.faults()] == ["dropped"]


def test_log_put_back_from_a_backup_is_the_log_from_then_on(ada):
    noted(ada, 3)
    with tampering():
        ReadingMonth.objects.update(count=2, head=Reading.objects.get(number=2).hash)
        Reading.objects.filter(number=3).delete()
        assert list(access.faults()) != []
        access.agree()
        assert list(access.faults()) == []
        assert AuditEntry.objects.filter(verb="readings-restored").exists()


def test_anchor_never_goes_backwards(ada):
    noted(ada, 3)
    month = ReadingMonth.objects.get()

    access.anchor(ReadingMonth(month=month.month, count=1, head="x"))

    assert Anchor.objects.get().count == 3
