"""The book gives what it promises, and the database refuses what the code would never ask (reliability 15)."""

import pytest
from django.db import IntegrityError, connection, transaction

from fabrique.core.ledger import book
from fabrique.core.ledger.book import KeyUsed, TooLow, balance, open_account, transfer, undo
from fabrique.core.ledger.invariants import books_balance
from fabrique.core.ledger.models import Account, Closing, Entry, Transfer
from tests.world import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts():
    """A source without a floor, then two accounts that hold nothing less than nothing."""
    return open_account("days", "source"), open_account("days", "a", floor=0), open_account("days", "b", floor=0)


def asked_at_commit():
    """What PostgreSQL leaves to the commit, and SQLite's keys: both are asked now."""
    connection.check_constraints()


def test_transfer_moves_between_accounts(accounts):
    source, a, b = accounts
    by = make_person()

    transfer("granted", {source: -32, a: 32}, by=by, reason="Convention signée")
    transfer("shared", {a: -12, b: 12})
    asked_at_commit()

    assert book.balances(accounts) == {source.pk: -32, a.pk: 20, b.pk: 12}
    assert (Transfer.objects.first().by, Transfer.objects.first().reason) == (by, "Convention signée")


def test_floor_is_never_crossed(accounts):
    source, a, b = accounts
    transfer("granted", {source: -4, a: 4})

    with pytest.raises(TooLow) as refusal:
        transfer("spent", {a: -5, b: 5})

    assert (refusal.value.account, refusal.value.left) == (a, 4)
    assert (balance(a), balance(b), Transfer.objects.count()) == (4, 0, 1)


def test_key_is_used_once_whatever_the_number_of_tries(accounts):
    source, a, b = accounts
    first = transfer("granted", {source: -4, a: 4})

    assert {transfer("granted", {source: -4, a: 4}).pk for _n in range(20)} == {first.pk}
    assert balance(a) == 4
    with pytest.raises(KeyUsed):
        transfer("granted", {source: -5, a: 5})
    with pytest.raises(KeyUsed):
        transfer("granted", {source: -4, b: 4})


def test_correction_is_a_counter_entry_and_comes_once(accounts):
    source, a, b = accounts
    granted = transfer("granted", {source: -4, a: 4})
    spent = transfer("spent", {a: -3, b: 3})

    counter = undo(spent, reason="Déclaré deux fois")

    assert (undo(spent).pk, counter.undoes, balance(a), balance(b)) == (counter.pk, spent, 4, 0)
    transfer("spent-again", {a: -1, b: 1})
    with pytest.raises(TooLow):
        undo(granted)


def test_what_is_no_transfer_is_refused_before_the_database(accounts):
    source, a, _b = accounts
    elsewhere = open_account("hours", "a")

    for moves in ({source: -4, a: 5}, {a: 0}, {}, {source: -4, elsewhere: 4}):
        with pytest.raises(ValueError, match="comes to zero"):
            transfer("wrong", moves)
    assert Transfer.objects.count() == 0


def test_account_keeps_its_floor(accounts):
    assert open_account("days", "a", floor=0) == accounts[1]

    with pytest.raises(ValueError, match="floor 0"):
        open_account("days", "a")


def written(entries, *, close=True):
    """Straight into the tables, as no code of the house does."""
    made = Transfer.objects.create(closing_id="raw")
    for account, amount in entries:
        Entry.objects.create(transfer=made, account=account, amount=amount)
    if close:
        Closing.objects.create(key="raw")
    return made


def settled(_made):
    asked_at_commit()


@pytest.mark.parametrize("amounts", [(-4, 5), (-4,), (), (0, -1, 1)], ids=["unbalanced", "alone", "empty", "too low"])
def test_database_refuses_to_close_what_does_not_balance(accounts, amounts):
    entries = [(account, amount) for account, amount in zip(accounts, amounts, strict=False) if amount]

    with pytest.raises(IntegrityError), transaction.atomic():
        settled(written(entries))


def test_database_refuses_to_leave_a_transfer_open(accounts):
    source, a, _b = accounts

    with pytest.raises(IntegrityError), transaction.atomic():
        settled(written([(source, -4), (a, 4)], close=False))


def test_database_refuses_to_add_to_what_is_closed(accounts):
    source, a, b = accounts
    done = transfer("granted", {source: -4, a: 4})

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(transfer=done, account=b, amount=1)


@pytest.mark.parametrize("model", [Account, Transfer, Entry, Closing])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_database_refuses_to_change_or_remove(accounts, model, verb):
    source, a, _b = accounts
    transfer("granted", {source: -4, a: 4})
    field = {Account: "name", Transfer: "reason", Entry: "amount", Closing: "key"}[model]
    rows = model.objects.order_by("pk")[:1]
    rows = model.objects.filter(pk=rows[0].pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**{field: 7}) if verb == "update" else rows._raw_delete("default")


def test_reading_does_not_grow_with_the_book(accounts, django_assert_num_queries):
    source, a, _b = accounts
    for n in range(3):
        transfer(f"granted-{n}", {source: -4, a: 4})

    with django_assert_num_queries(1):
        book.balances(accounts)
    with django_assert_num_queries(3):
        [[entry.account.name for entry in done.entries.all()] for done in Transfer.objects.newest_first()]


def test_check_reads_every_book(accounts):
    source, a, _b = accounts
    transfer("granted", {source: -4, a: 4})

    assert list(books_balance()) == []
