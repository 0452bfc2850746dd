"""Groups are told when they come back, never made of chance, and keep their names as votes arrive."""

import numpy as np
import pytest

from fabrique.core.opinions import clusters, groups
from fabrique.core.opinions.reckoning import reckon
from fabrique.core.opinions.shapes import Groups, NotYet
from fabrique.core.opinions.tests.planted import planted


def against(opinion, truth):
    """How near the groups told are to the planted ones."""
    named = np.array([place.participant for place in opinion.places])
    return clusters.adjusted_rand(np.array([place.group for place in opinion.places]), truth[named])


@pytest.mark.parametrize(("design", "axes"), [("axes", 2), ("indep", 3)])
def test_planted_groups_are_found(design, axes):
    *votes, truth = planted(400, 120, design, 3, density=0.5)

    opinion = reckon(*votes).opinion

    assert (opinion.axes, len(opinion.groups)) == (axes, 4)
    assert against(opinion, truth) > 0.8
    assert sum(group.size for group in opinion.groups) == len(opinion.places)
    assert [group.label for group in opinion.groups] == [0, 1, 2, 3]
    assert sorted((group.size for group in opinion.groups), reverse=True) == [group.size for group in opinion.groups]


@pytest.mark.parametrize(("people", "statements", "density"), [(35, 15, 0.95), (60, 30, 0.5), (180, 60, 0.22)])
def test_chance_is_not_called_groups(people, statements, density):
    found = [reckon(*planted(people, statements, "none", seed, density)[:3]).opinion for seed in range(12)]

    assert {type(opinion) for opinion in found} == {NotYet}
    assert {opinion.reason for opinion in found} <= {"chance", "unstable"}


def test_without_the_judgement_chance_would_be_called_groups(monkeypatch):
    """The positive control: k-means always finds groups, here in a room that has none."""
    monkeypatch.setattr(
        groups.space, "real_axes", lambda table, chance: (2, np.eye(table.shape[1], 2, dtype=np.float32))
    )
    monkeypatch.setattr(groups.stability, "STABLE", -1)

    assert type(reckon(*planted(180, 60, "none", 1)[:3]).opinion) is Groups


def test_a_room_of_today_is_told_to_wait_and_for_what():
    """180 people, 13 votes each: performance.md shows that even who knew the groups would place half of them."""
    opinion = reckon(*planted(180, 60, "axes", 1)[:3]).opinion

    assert opinion.reason == "unstable"
    assert 15 <= opinion.votes_each <= 50
    assert opinion.statements == max(opinion.votes_each - 46, 0)


def test_what_is_missing_beyond_the_statements_asked_needs_new_ones():
    wait = groups.not_yet(lasting=0.1, each=20.0, asked=30)

    assert (wait.votes_each, wait.statements) == (40, 30)
    assert groups.not_yet(lasting=0.01, each=20.0, asked=30) == NotYet("unstable", stability=0.01)


def test_groups_keep_their_names_as_votes_arrive():
    who, on, cast, _truth = planted(200, 80, "axes", 3, density=0.7)
    order = np.random.default_rng(1).permutation(len(who))
    memory, before, moved = None, None, []
    for share in (0.8, 0.9, 0.95, 1.0):
        some = order[: int(share * len(order))]
        told = reckon(who[some], on[some], cast[some], former=memory)
        memory, now = told.memory, {place.participant: place for place in told.opinion.places}
        if before:
            both = now.keys() & before.keys()
            moved.append(np.mean([now[one].group != before[one].group for one in both]))
            assert np.mean([now[one].x * before[one].x > 0 for one in both]) > 0.9
        before = now

    assert max(moved) < 0.15


def test_names_follow_the_groups_and_not_their_size():
    *votes, _truth = planted(200, 80, "axes", 3, density=0.7)
    told = reckon(*votes)
    memory = told.memory
    other = type(memory)(memory.statements, (7, 2, 0, 5)[: len(memory.labels)], memory.centres, memory.axes)

    again = reckon(*votes, former=other)

    renamed = dict(zip(memory.labels, other.labels, strict=True))
    assert [place.group for place in again.opinion.places] == [renamed[place.group] for place in told.opinion.places]
    assert [group.label for group in again.opinion.groups] == sorted(renamed.values())


def test_the_picture_lies_as_it_did():
    *votes, _truth = planted(200, 80, "axes", 3, density=0.7)
    told = reckon(*votes)
    memory = told.memory
    flipped = type(memory)(
        memory.statements, memory.labels, memory.centres, tuple(tuple(-x for x in axis) for axis in memory.axes)
    )

    again = reckon(*votes, former=flipped)

    spots = np.array([[place.x, place.y] for place in told.opinion.places])
    turned = np.array([[place.x, place.y] for place in again.opinion.places])
    assert np.allclose(turned, -spots, atol=1e-3)


def test_a_new_group_takes_a_new_name_and_a_lost_one_leaves_its_own():
    memory = groups.Memory((1, 2), (0, 1), ((-0.5, 0.5), (0.5, -0.5)), ((1.0, 0.0), (0.0, 1.0)))
    three = np.array([[0.6, -0.4], [0.5, 0.5], [-0.4, 0.5]])

    assert groups.matched(three, np.array([9, 9, 9]), (1, 2), memory) == [1, 2, 0]
    assert groups.matched(three[:1], np.array([9]), (1, 2), memory) == [1]


def test_nobody_of_a_small_group_is_told_apart():
    """Three people against forty on everything: a group of three would name them."""
    who, on = np.divmod(np.arange(43 * 20), 20)
    cast = np.where((who < 3) ^ (on % 2 == 0), 1, -1)

    opinion = reckon(who, on, cast).opinion

    assert all(group.size >= 5 for group in getattr(opinion, "groups", ()))


def left_over(told):
    """On each statement, the voters of everybody who are in no group shown there."""
    return [
        one.everybody.voters - sum(group.counts[column].voters for group in told.opinion.groups if group.counts[column])
        for column, one in enumerate(told.agreements)
    ]


def camps_and_late_comers():
    """Two camps of twenty on twelve statements; three who came late answered the first two."""
    who, on = np.divmod(np.arange(40 * 12), 12)
    cast = np.where((who < 20) ^ (on % 2 == 0), 1, -1)
    return [*who, 40, 40, 41, 41, 42, 42], [*on, 0, 1, 0, 1, 0, 1], [*cast, 1, -1, 1, 1, -1, 1]


def test_late_comers_are_not_found_by_subtracting_the_groups():
    told = reckon(*camps_and_late_comers())

    assert left_over(told) == [23, 23, *[0] * 10]
    assert [one.statement for one in told.opinion.consensus] == list(range(2, 12))


def test_without_the_guard_late_comers_could_be_found(monkeypatch):
    monkeypatch.setattr(groups.categories, "shown", lambda voters, total: voters >= groups.categories.FEWEST)

    assert left_over(reckon(*camps_and_late_comers()))[:2] == [3, 3]


def test_two_camps_are_two_groups():
    who, on = np.divmod(np.arange(40 * 12), 12)
    cast = np.where((who < 25) ^ (on % 2 == 0), 1, -1)

    opinion = reckon(who, on, cast).opinion

    assert [group.size for group in opinion.groups] == [25, 15]
    assert (opinion.stability, len(opinion.consensus)) == (1.0, 12)
