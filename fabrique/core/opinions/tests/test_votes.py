"""Votes are read once each, whatever their order and the numbers people bear; what is not a vote is refused."""

import numpy as np
import pytest

from fabrique.core.opinions import votes
from fabrique.core.opinions.reckoning import reckon
from fabrique.core.opinions.shapes import BadVotes, NotYet
from fabrique.core.opinions.tests.planted import planted

ROOM = planted(60, 80, "axes", 1, density=0.9)[:3]


def test_rows_may_come_in_any_order():
    who, on, cast = ROOM
    order = np.random.default_rng(5).permutation(len(who))

    assert reckon(who[order], on[order], cast[order]) == reckon(who, on, cast)


def test_people_may_bear_any_numbers():
    who, on, cast = ROOM
    other = np.random.default_rng(6).permutation(60) + 7

    here, there = reckon(who, on, cast), reckon(other[who], on, cast)

    assert there.opinion.groups == here.opinion.groups
    assert there.memory == here.memory
    assert {place._replace(participant=0) for place in there.opinion.places} == {
        place._replace(participant=0) for place in here.opinion.places
    }
    # somebody stays where they were, and in their group
    spots = {place.participant: place for place in there.opinion.places}
    assert [spots[int(other[place.participant])]._replace(participant=0) for place in here.opinion.places] == [
        place._replace(participant=0) for place in here.opinion.places
    ]


def test_rows_are_put_in_the_order_of_what_they_hold():
    codes = np.random.default_rng(2).integers(0, 4, (500, 4), dtype=np.uint8)

    assert codes[votes.by_content(codes)].tolist() == sorted(codes.tolist())


def test_people_and_statements_may_be_named_by_texts():
    who, on, cast = ROOM
    named = reckon([f"p{one:03}" for one in who], [f"s{one:03}" for one in on], cast)

    assert named.opinion.stability == reckon(who, on, cast).opinion.stability
    assert named.statements[:2] == ("s000", "s001")


@pytest.mark.parametrize(
    ("who", "on", "cast"),
    [
        ([1, 1], [1, 1], [1, -1]),  # twice on the same statement
        ([1, 1], [1, 1], [0, 0]),
        ([1, 2], [1, 1], [1, 2]),
        ([1, 2], [1, 1], [1.0, 0.5]),
        ([1, 2], [1, 1], [True, False]),
        ([1, 2], [1, 1], ["agree", "pass"]),
        ([1, 2, 3], [1, 1], [1, 1]),
        ([1, 2], [1], [1, 1]),
        ([1, 2], [1, 1], [[1], [1]]),
        ([1.5, 2.5], [1, 1], [1, 1]),
        ([None, 2], [1, 1], [1, 1]),
    ],
)
def test_what_is_not_a_vote_is_refused(who, on, cast):
    with pytest.raises(BadVotes):
        reckon(who, on, cast)


def test_a_table_too_large_to_hold_is_refused(monkeypatch):
    monkeypatch.setattr(votes, "CELLS", 5)

    with pytest.raises(BadVotes):
        reckon([1, 2, 3], [1, 2, 3], [1, 1, 1])


def test_numbers_far_apart_and_under_zero_are_names_like_others():
    told = reckon([-5, 10**12, -5], [0, 0, 9], [1, -1, 0])

    assert (told.people, told.statements, told.votes) == (2, (0, 9), 3)


def test_nobody_voted():
    told = reckon([], [], [])

    assert (told.people, told.votes, told.agreements, told.opinion) == (0, 0, (), NotYet("few", people=20))


def test_one_voter_shows_nothing():
    told = reckon([1] * 9, list(range(9)), [1] * 9, categories_of={1: "elected"})

    assert {one.everybody for one in told.agreements} == {None}
    assert {(one.categories, one.hidden) for one in told.agreements} == {((), ("elected",))}
    assert told.opinion == NotYet("few", people=19)


def test_a_room_that_only_passes_has_no_groups():
    who, on = np.divmod(np.arange(40 * 12), 12)

    told = reckon(who, on, np.zeros(40 * 12, dtype=int), categories_of=dict.fromkeys(range(40), "agents"))

    assert told.opinion == NotYet("chance")
    assert (told.uniting, told.dividing) == ((), ())
    assert told.agreements[0].everybody.passed == 40


def test_a_room_that_says_one_thing_has_no_groups():
    who, on = np.divmod(np.arange(40 * 12), 12)

    assert reckon(who, on, np.ones(40 * 12, dtype=int)).opinion == NotYet("chance")


def test_a_vote_more_on_a_statement_nobody_knew_is_counted():
    who, on, cast = ROOM

    told = reckon([*who, 3], [*on, 99], [*cast, 1])

    assert (told.votes, told.statements[-1], told.agreements[-1].everybody) == (len(who) + 1, 99, None)
