"""Whatever is asked, in whatever order, interrupted or asked again: the book says what forty lines of dictionary say."""

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from fabrique.core.ledger import book
from fabrique.core.ledger.models import Account, Closing, Transfer

KEYS = st.sampled_from([f"k{n}" for n in range(12)])
AMOUNTS = st.integers(-6, 6)
ONCE_IN_TEN = st.sampled_from([0] * 9 + [1])


class Model:
    """What the ledger is, without a database."""

    def __init__(self):
        self.floors, self.held, self.done, self.undone = {}, {}, {}, set()

    def open(self, name, floor):
        self.floors[name] = floor
        self.held[name] = 0

    def transfer(self, key, moves, undoes=None):
        moves = {name: amount for name, amount in moves.items() if amount}
        if sum(moves.values()) or len(moves) < 2:
            return "wrong"
        if key in self.done:
            return "done" if self.done[key] == (moves, undoes) else "used"
        if any(amount < 0 and self.floors[name] is not None and self.held[name] + amount < self.floors[name]
               for name, amount in moves.items()):  # fmt: skip
            return "low"
        self.done[key] = (moves, undoes)
        for name, amount in moves.items():
            self.held[name] += amount
        return "done"

    def undo(self, key):
        return self.transfer(f"{key}·undone", {n: -a for n, a in self.done[key][0].items()}, undoes=key)


class Killed(Exception):
    pass


def stopped(**_values):
    raise Killed


class Ledger(RuleBasedStateMachine):
    """One run is one transaction, rolled back at its end."""

    accounts = Bundle("accounts")

    def __init__(self):
        super().__init__()
        self.model, self.rows = Model(), {}
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def told(self, act):
        try:
            act()
        except ValueError:
            return "wrong"
        except book.KeyUsed:
            return "used"
        except book.TooLow:
            return "low"
        return "done"

    @rule(target=accounts, floor=st.sampled_from([None, 0, 0, -5]))
    def opened(self, floor):
        return self.open(floor)

    def open(self, floor):
        name = f"a{len(self.rows)}"
        self.rows[name] = book.open_account("test", name, floor=floor)
        self.model.open(name, floor)
        return name

    @initialize(target=accounts)
    def begin(self):
        return self.open(None)

    @rule(key=KEYS, names=st.tuples(accounts, accounts, accounts), a=AMOUNTS, b=AMOUNTS, off=ONCE_IN_TEN)
    def transfer(self, key, names, a, b, off):
        moves = {}
        for name, amount in zip(names, (a, b, off - a - b), strict=True):
            moves[name] = moves.get(name, 0) + amount
        asked = {self.rows[name]: amount for name, amount in moves.items()}

        assert self.told(lambda: book.transfer(key, asked)) == self.model.transfer(key, moves)

    @rule(key=KEYS)
    def replay(self, key):
        if key in self.model.done:
            asked = {self.rows[name]: amount for name, amount in self.model.done[key][0].items()}
            assert self.told(lambda: [book.transfer(key, asked) for _n in range(3)]) == "done"

    @rule(key=KEYS)
    def undo(self, key):
        if key in self.model.done:
            done = Transfer.objects.get(closing_id=key)
            assert self.told(lambda: book.undo(done)) == self.model.undo(key)

    @rule(one=accounts, other=accounts, at=st.sampled_from(["closing", "after"]))
    def killed(self, one, other, at):
        """Stopped inside the transaction: nothing of it remains."""
        if one == other or self.model.floors[one] is not None:
            return  # its refusal is another rule
        create = Closing.objects.create
        Closing.objects.create = stopped if at == "closing" else create
        try:
            self.die({self.rows[one]: -1, self.rows[other]: 1})
        except Killed:
            pass
        finally:
            Closing.objects.create = create

    @transaction.atomic
    def die(self, moves):
        book.transfer("killed", moves)
        raise Killed

    @invariant()
    def balances_are_those_of_the_model(self):
        connection.check_constraints(table_names=["ledger_transfer", "ledger_entry"])
        held = dict(Account.objects.of_book("test").with_balance().values_list("name", "balance"))
        assert held == self.model.held
        assert sum(held.values()) == 0


def run(examples, steps, phases=tuple(Phase)):
    run_state_machine_as_test(Ledger, settings=settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None, phases=phases,
        suppress_health_check=list(HealthCheck), derandomize=examples < 100,
    ))  # fmt: skip


@pytest.mark.proof(15)
@pytest.mark.django_db
def test_book_says_what_its_model_says(proof, monkeypatch):
    """Positive control: a book that forgets its floors, or what a key did, is told from the model."""
    runs = proof.size(10, 2000)
    run(runs, proof.size(15, 50))

    seen = []
    for name in ("above_their_floors", "already"):
        with monkeypatch.context() as patch:
            patch.setattr(book, name, lambda *_: None)
            try:
                run(99, 20, phases=(Phase.generate,))
            except (AssertionError, IntegrityError):
                seen.append(name)

    proof.record(0, f"differences in {runs} runs", goal=0, control_seen_red=len(seen) == 2)
    assert seen == ["above_their_floors", "already"]
