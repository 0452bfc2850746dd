"""The only door of the ledger: open an account, move units between accounts, undo, read balances.

Each call is one transaction, or part of its caller's. The accounts are locked in the order of their rows before
anything is read (one lock at a time would let two transfers wait for each other for ever); on SQLite the IMMEDIATE
transaction is that lock. The rule of who may, and the line in the journal, are the caller's.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from fabrique.core.db import is_double
from fabrique.core.ledger.models import Account, Closing, Entry, Transfer

SEPARATOR = "·"


class TooLow(Exception):
    """An account would go under its floor. `left`: what could still be taken from it."""

    def __init__(self, account: Account, left: int):
        super().__init__(f"{account} has {left} left")
        self.account = account
        self.left = left


class KeyUsed(Exception):
    """This key closed another transfer: what is asked is not what was done under that name."""


def open_account(book: str, name: str, *, floor: int | None = None) -> Account:
    """The account of this name, opened if it is not. Its floor is said once and for all."""
    account, _new = Account.objects.get_or_create(book=book, name=name, defaults={"floor": floor})
    if account.floor != floor:
        raise ValueError(f"{account} was opened with floor {account.floor}")
    return account


def lock(accounts: Iterable[Account]) -> dict[int, Account]:
    """Nobody else moves these until the transaction ends."""
    wanted = {account.pk for account in accounts}
    rows = Account.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    return {account.pk: account for account in rows}


def balances(accounts: Iterable[Account]) -> dict[int, int]:
    """By row number, in one query."""
    wanted = {account.pk for account in accounts}
    return dict(Account.objects.filter(pk__in=wanted).with_balance().values_list("pk", "balance"))


def balance(account: Account) -> int:
    return balances([account])[account.pk]


@transaction.atomic
def transfer(
    key: str, moves: Mapping[Account, int], *, by: Any = None, reason: str = "", undoes: Transfer | None = None
) -> Transfer:
    """Move units, as `{account: +4, other: -4}`. The same key asked again gives what it did, and does nothing more."""
    asked = {account.pk: amount for account, amount in moves.items() if amount}
    if sum(asked.values()) or len(asked) < 2 or len({account.book for account in moves}) != 1:
        raise ValueError(f"{key}: a transfer comes to zero, between two accounts of one book at least")
    locked = lock(moves)
    done = already(key, asked, undoes)
    if done is not None:
        return done
    above_their_floors(locked, asked)
    return write(key, asked, by=by, reason=reason, undoes=undoes)


def already(key: str, asked: dict[int, int], undoes: Transfer | None) -> Transfer | None:
    """What this key did before. Asked under the lock: of two at once, the second sees the first."""
    done = Transfer.objects.prefetch_related("entries").filter(closing_id=key).first()
    if done and (done.moves() != asked or done.undoes_id != (undoes.pk if undoes else None)):
        raise KeyUsed(key)
    return done


def above_their_floors(locked: dict[int, Account], asked: dict[int, int]) -> None:
    held = balances(locked.values())
    for pk, amount in asked.items():
        floor = locked[pk].floor
        if amount < 0 and floor is not None and held[pk] + amount < floor:
            raise TooLow(locked[pk], held[pk] - floor)


def write(key: str, asked: dict[int, int], *, by: Any, reason: str, undoes: Transfer | None) -> Transfer:
    """The transfer, its entries, then its closing: the database refuses any other order."""
    try:
        with transaction.atomic():
            made = Transfer.objects.create(closing_id=key, by=by, reason=reason[:300], undoes=undoes)
            Entry.objects.bulk_create(
                Entry(transfer=made, account_id=pk, amount=amount) for pk, amount in sorted(asked.items())
            )
            Closing.objects.create(key=key)
    except IntegrityError as fault:
        if is_double(fault):  # the same key between other accounts, in the same second
            raise KeyUsed(key) from fault
        raise
    return made


@transaction.atomic
def undo(done: Transfer, *, by: Any = None, reason: str = "") -> Transfer:
    """The counter-entry: the same units the other way, once, kept beside what it undoes. Floors hold here too."""
    entries = done.entries.select_related("account")
    return transfer(f"{done.key}{SEPARATOR}undone", {entry.account: -entry.amount for entry in entries},
                    by=by, reason=reason, undoes=done)  # fmt: skip
