"""Clients that press all at once, die in the middle and ask again: run inside a real instance of each engine."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import DatabaseError, connection, connections, transaction

from fabrique.core.ledger import balance, book
from fabrique.core.ledger.book import SEPARATOR, KeyUsed, TooLow
from fabrique.core.ledger.models import Account, Entry, Transfer

GRANTED = 15
KEYS = 100_000
ENOUGH = 20  # transfers told done, for what is found to mean something
PATIENCE = 60  # seconds more, on a slow machine
AGAIN = 10  # one request in so many is one already done


def storm(*, clients: int, seconds: float, kills: int, replays: int = 1000, careless: bool = False) -> dict:
    """What was read while they pressed and after. `careless`: no lock, no trigger, no key, and « done » said too early."""
    accounts = [book.open_account("storm", "source")]
    accounts += [book.open_account("storm", f"a{n}", floor=0) for n in range(4)]
    for account in accounts[1:]:
        book.transfer(f"grant-{account.name}", {accounts[0]: -GRANTED, account: GRANTED})
    press: Callable = carefully
    if careless:
        undo_triggers()
        press = carelessly
    with TemporaryDirectory() as folder:
        found = pressed(accounts, press, Path(folder), clients=clients, seconds=seconds, kills=kills)
        found |= kept(accounts, Path(folder), press.__name__)
    return found | replayed(accounts, replays)


def pressed(accounts, press, folder: Path, *, clients: int, seconds: float, kills: int) -> dict:
    pids = [client(n, accounts, press, folder) for n in range(clients)]
    names = list(range(clients))
    found = {"reads": 0, "unbalanced": 0, "low": 0}
    until, next_kill = time.monotonic() + seconds, seconds / (kills + 1)
    chance = random.Random(GRANTED)  # noqa: S311  whom to kill
    try:
        for number in range(kills + 1):
            watch(found, min(until, time.monotonic() + next_kill))
            if number < kills:
                place = chance.randrange(clients)
                end(pids[place])
                pids[place] = client(clients + number, accounts, press, folder, after=names[place])
                names[place] = clients + number
        while len(told_done(folder)) < ENOUGH and time.monotonic() < until + PATIENCE:
            watch(found, time.monotonic() + 0.1)
    finally:  # whatever was found, nobody presses on for ever
        for name, pid in zip(names, pids, strict=True):
            wait_until_told(folder / f"{name}")  # who says « done » too early is caught, whatever the machine's pace
            end(pid)
    watch(found, time.monotonic())
    return found


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


def client(number: int, accounts: list[Account], press, folder: Path, after: int | None = None) -> int:
    """A process that moves units without rest, under keys that others use too, until it is killed.

    It notes what it asks, then what it was told; the one that comes `after` it asks its last question again.
    """
    let_go()
    pid = os.fork()
    if pid:
        return pid
    with suppress(BaseException):
        chance = random.Random(number)  # noqa: S311  what to ask
        told: list[int] = asked_last(folder, after)
        with (folder / f"{number}").open("ab", buffering=0) as notes:
            while True:
                again = told and (len(told) == 1 or chance.randrange(AGAIN) == 0)
                key = chance.choice(told) if again else chance.randrange(KEYS)
                notes.write(b"? %d\n" % key)
                with suppress(TooLow, KeyUsed, DatabaseError):
                    name = f"{press.__name__}-{key}"
                    press(name, moves_of(key, accounts), lambda key=key: notes.write(b"! %d\n" % key))
                    told.append(key)
    os._exit(0)


def asked_last(folder: Path, number: int | None) -> list[int]:
    lines = (folder / f"{number}").read_text().split("\n") if number is not None else []
    return [int(line[2:]) for line in lines if line.startswith("? ")][-1:]


def told_done(folder: Path) -> set[int]:
    """Of whole lines: the last one may be half written."""
    lines = [line for path in folder.iterdir() for line in path.read_text().split("\n")[:-1]]
    return {int(line[2:]) for line in lines if line[0] == "!"}


def wait_until_told(notes: Path) -> None:
    """Until the last thing noted is an answer, half a second at most: who asks on at once is hardly ever seen there."""
    until = time.monotonic() + 0.5
    while not notes.read_bytes().rstrip().rpartition(b"\n")[2].startswith(b"!") and time.monotonic() < until:
        time.sleep(0.002)


def moves_of(key: int, accounts: list[Account]) -> dict[Account, int]:
    """What is asked under a key is always the same."""
    one, other = random.Random(key).sample(accounts[1:], 2)  # noqa: S311  between whom
    amount = 1 + key % 15
    return {one: -amount, other: amount}


def kept(accounts: list[Account], folder: Path, storm: str) -> dict:
    """Of what somebody was told is done: what is not there, and what is there more than once or otherwise.

    Keys bear the name of their `storm`: what an earlier one did under the same number would hide what this one lost.
    """
    told = told_done(folder)
    there: dict[str, list] = {}
    for done in Transfer.objects.prefetch_related("entries").filter(closing__key__startswith=f"{storm}-"):
        there.setdefault(done.key.partition(SEPARATOR)[0], []).append(done.moves())
    wrong = 0
    for key, rows in there.items():
        asked = {account.pk: amount for account, amount in moves_of(int(key.rpartition("-")[2]), accounts).items()}
        wrong += rows != [asked]
    return {"told": len(told), "lost": sum(f"{storm}-{key}" not in there for key in told), "doubled": wrong}


def let_go() -> None:
    """Two processes never speak on one connection: a pool keeps its own open."""
    for each in connections.all():
        each.close()
        if hasattr(each, "close_pool"):
            each.close_pool()


def end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def replayed(accounts: list[Account], times: int) -> dict:
    """A thousand times the same key is one effect; what was killed left nothing half done."""
    before = Entry.objects.count()
    asked = {accounts[0]: -1, accounts[1]: 1}
    for _n in range(times):
        book.transfer("replayed", asked)
    whole = Transfer.objects.filter(closing=None).count() + Transfer.objects.filter(entries=None).count()
    return {"effects": (Entry.objects.count() - before) // 2, "half": whole, "done": Transfer.objects.count() > 20}


def carefully(key: str, moves: dict[Account, int], say: Callable) -> None:
    book.transfer(key, moves)
    say()


def carelessly(key: str, moves: dict[Account, int], say: Callable) -> None:
    """Looks, says that it is done, then does it, under a name that nobody can ask again."""
    held = book.balances(moves)
    if any(held[account.pk] + amount < 0 for account, amount in moves.items()):
        raise TooLow(next(iter(moves)), 0)
    say()
    time.sleep(0.05)  # long beside the rest: the others press meanwhile
    asked = {account.pk: amount for account, amount in moves.items()}
    with transaction.atomic():
        book.write(f"{key}{SEPARATOR}{time.time_ns()}", asked, by=None, reason="", undoes=None)


def undo_triggers() -> None:
    with connection.cursor() as cursor:
        for statement in balance.undoing(connection.vendor):
            cursor.execute(statement)


def put_triggers_back() -> None:
    with connection.cursor() as cursor:
        for statement in balance.making(connection.vendor):
            cursor.execute(statement)
