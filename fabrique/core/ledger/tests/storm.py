"""Clients that press all at once, die in the middle and ask again: run inside a real instance of each engine."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import DatabaseError, connection, connections, transaction

from fabrique.core.ledger import balance, book
from fabrique.core.ledger.book import KeyUsed, TooLow
from fabrique.core.ledger.models import Account, Entry, Transfer

GRANTED = 40


def storm(*, clients: int, seconds: float, kills: int, careless: bool = False) -> dict:
    """What was read while they pressed and after. `careless`: no lock and no trigger, as in a hurry: the control."""
    accounts = [book.open_account("storm", "source")]
    accounts += [book.open_account("storm", f"a{n}", floor=0) for n in range(4)]
    for account in accounts[1:]:
        book.transfer(f"grant-{account.name}", {accounts[0]: -GRANTED, account: GRANTED})
    press: Callable = book.transfer
    if careless:
        undo_triggers()
        press = press_carelessly
    pids = [client(n, accounts, press) for n in range(clients)]
    found = {"reads": 0, "unbalanced": 0, "low": 0}
    until, next_kill = time.monotonic() + seconds, seconds / (kills + 1)
    chance = random.Random(GRANTED)  # noqa: S311  whom to kill
    try:
        for number in range(kills + 1):
            watch(found, min(until, time.monotonic() + next_kill))
            if number < kills:
                place = chance.randrange(clients)
                end(pids[place])
                pids[place] = client(clients + number, accounts, press)
    finally:  # whatever was found, nobody presses on for ever
        for pid in pids:
            end(pid)
    watch(found, time.monotonic())
    return found | replayed(accounts)


def watch(found: dict, until: float) -> None:
    """Every read, whenever it comes, finds the sum at zero and nobody under their floor."""
    while True:
        rows = Account.objects.of_book("storm").with_balance().values_list("floor", "balance")
        held = list(rows)
        found["reads"] += 1
        found["unbalanced"] += sum(balance for _floor, balance in held) != 0
        found["low"] += any(floor is not None and balance < floor for floor, balance in held)
        if time.monotonic() >= until:
            return
        time.sleep(0.02)


def client(number: int, accounts: list[Account], press) -> int:
    """A process that moves units without rest, under keys that others use too, until it is killed."""
    let_go()
    pid = os.fork()
    if pid:
        return pid
    with suppress(BaseException):
        chance = random.Random(number)  # noqa: S311  what to ask
        while True:
            key = chance.randrange(100_000)
            one, other = chance.sample(accounts[1:], 2)
            amount = 1 + key % 15
            with suppress(TooLow, KeyUsed, DatabaseError):
                press(f"t{key}", {one: -amount, other: amount})
    os._exit(0)


def let_go() -> None:
    """Two processes never speak on one connection: a pool keeps its own open."""
    for each in connections.all():
        each.close()
        if hasattr(each, "close_pool"):
            each.close_pool()


def end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def replayed(accounts: list[Account]) -> dict:
    """A thousand times the same key is one effect; what was killed left nothing half done."""
    before = Entry.objects.count()
    asked = {accounts[0]: -1, accounts[1]: 1}
    for _n in range(1000):
        book.transfer("replayed", asked)
    whole = Transfer.objects.filter(closing=None).count() + Transfer.objects.filter(entries=None).count()
    return {"effects": (Entry.objects.count() - before) // 2, "half": whole, "done": Transfer.objects.count() > 20}


def press_carelessly(key, moves):
    held = book.balances(moves)
    if any(held[account.pk] + amount < 0 for account, amount in moves.items()):
        raise TooLow(next(iter(moves)), 0)
    time.sleep(0.005)
    with transaction.atomic():
        book.write(key, {account.pk: amount for account, amount in moves.items()}, by=None, reason="", undoes=None)


def undo_triggers() -> None:
    with connection.cursor() as cursor:
        for statement in balance.undoing(connection.vendor):
            cursor.execute(statement)


def put_triggers_back() -> None:
    with connection.cursor() as cursor:
        for statement in balance.making(connection.vendor):
            cursor.execute(statement)
