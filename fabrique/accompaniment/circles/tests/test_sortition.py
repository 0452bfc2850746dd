"""The draw alone: what it promises, on lists that nobody chose."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabrique.accompaniment.circles.sortition import Entry, Seat, draw, lot, share_out, waiting_line

EXPECTED_LOT, EXPECTED_DRAW = "4599e33f8618", (1, [27, 22, 23, 20, 3, 16])
AXES = (("18-39", "40-64", "65 et plus"), ("femme", "homme"), ("agriculture", "employés", "retraite"))
profiles = st.tuples(*(st.sampled_from(axis) for axis in AXES))
counts = st.integers(min_value=0, max_value=900)
populations = st.tuples(*(st.fixed_dictionaries(dict.fromkeys(axis, counts)) for axis in AXES))
lists = st.lists(st.tuples(profiles, st.booleans()), min_size=1, max_size=60).map(
    lambda rows: [Entry(number, profile, opposed) for number, (profile, opposed) in enumerate(rows, start=1)]
)
steady = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def quotas(given_populations, seats):
    return [share_out(population, seats) for population in given_populations]


@pytest.mark.parametrize(
    ("people", "seats", "expected"),
    [
        ({"a": 50, "b": 30, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}),
        ({"a": 41, "b": 33, "c": 26}, 10, {"a": 4, "b": 3, "c": 3}),
        ({"b": 1, "a": 1}, 1, {"a": 1, "b": 0}),
        ({"a": 0, "b": 7}, 3, {"a": 0, "b": 3}),
        ({"a": 0}, 3, {"a": 0}),
    ],
)
def test_seats_left_go_to_the_largest_remainders(people, seats, expected):
    assert share_out(people, seats) == expected


@given(st.dictionaries(st.text(max_size=3), counts, min_size=1, max_size=8), st.integers(1, 200))
@steady
def test_shares_make_the_whole_and_each_is_rounded_by_less_than_one(people, seats):
    shares, total = share_out(people, seats), sum(people.values())

    assert sum(shares.values()) == (seats if total else 0)
    assert [label for label in people if total and abs(shares[label] - seats * people[label] / total) >= 1] == []


@given(lists, populations, st.integers(1, 20), st.text(max_size=5), st.integers(0, 4))
@steady
def test_nobody_twice_no_quota_passed_and_the_order_of_typing_is_nothing(entries, people, seats, key, opposed):
    planned = quotas(people, seats)

    outcome = draw(entries, planned, seats, key, opposed)

    numbers = [seat.number for seat in outcome.seats]
    assert len(set(numbers)) == len(numbers) <= seats
    for axis, quota in enumerate(planned):
        taken = Counter(seat.profile[axis] for seat in outcome.seats)
        assert [band for band in taken if taken[band] > quota[band]] == []
    kept = {seat.number for seat in outcome.seats if seat.reserved}
    assert len(kept) <= opposed
    assert kept <= {entry.number for entry in entries if entry.opposed}
    assert draw(entries[::-1], planned, seats, key, opposed) == outcome


@given(lists, populations, st.integers(1, 12))
@steady
def test_replacement_keeps_the_stratum_and_calls_nobody_twice(entries, people, seats):
    outcome = draw(entries, quotas(people, seats), seats, "k", 2)
    called = [seat.number for seat in outcome.seats]
    profile = {entry.number: entry.profile for entry in entries}
    opposed = {entry.number for entry in entries if entry.opposed}

    for seat in outcome.seats:
        line = waiting_line(entries, seat, called, "k", outcome.attempt)
        assert {profile[number] for number in line} <= {seat.profile}
        assert not set(line) & set(called)
        assert not seat.reserved or set(line) <= opposed
        assert line == waiting_line(entries[::-1], seat, called, "k", outcome.attempt)


def test_same_list_and_seed_give_these_people_on_any_machine():
    """Written once, by hand: a change of this answer is a change of what was promised to people."""
    entries = [Entry(n, (AXES[0][n % 3], AXES[1][n % 2], AXES[2][n % 3])) for n in range(1, 31)]
    planned = quotas([dict.fromkeys(axis, 100) for axis in AXES], 6)

    outcome = draw(entries, planned, 6, "empreinte|graine")

    assert lot("empreinte|graine", 1, 7)[:12] == EXPECTED_LOT
    assert (outcome.attempt, [seat.number for seat in outcome.seats]) == EXPECTED_DRAW
    assert draw(entries, planned, 6, "empreinte|autre").seats != outcome.seats


def test_profiles_alike_have_the_same_chance():
    entries = [Entry(n, ("a", "f", "x")) for n in range(1, 5)]
    planned = [{"a": 1}, {"f": 1}, {"x": 1}]

    drawn = Counter(draw(entries, planned, 1, f"seed-{n}").seats[0].number for n in range(2000))

    assert all(430 < drawn[number] < 570 for number in range(1, 5))


def test_empty_stratum_leaves_its_seats_empty():
    entries = [Entry(n, ("18-39", "femme", "employés")) for n in range(1, 9)]
    planned = [{"18-39": 2, "65 et plus": 2}, {"femme": 4}, {"employés": 4}]

    assert len(draw(entries, planned, 4, "k").seats) == 2
    assert waiting_line(entries, Seat(1, ("65 et plus", "femme", "employés")), [1], "k", 1) == []


def test_seats_asked_for_opponents_are_kept_when_the_list_allows():
    entries = [Entry(n, ("a", "f", "x"), opposed=n <= 2) for n in range(1, 41)]
    planned = [{"a": 6}, {"f": 6}, {"x": 6}]

    seats = draw(entries, planned, 6, "k", 2).seats

    assert sorted(seat.number for seat in seats if seat.reserved) == [1, 2]
    assert len(seats) == 6
