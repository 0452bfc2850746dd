"""Agreement by declared category, and what nobody may find out by subtracting."""

import numpy as np
import pytest

from fabrique.core.opinions import categories
from fabrique.core.opinions.reckoning import reckon

AGREE, DISAGREE, PASS = 1, -1, 0


def room(*circles, statement=1):
    """`circles`: name, votes of its members. Returns the votes and who is what."""
    who, cast, of = [], [], {}
    for name, votes in circles:
        for vote in votes:
            who.append(len(who))
            cast.append(vote)
            if name:
                of[who[-1]] = name
    return (who, [statement] * len(who), cast), of


def told(*circles):
    votes, of = room(*circles)
    return reckon(*votes, categories_of=of)


def subtracted(one):
    """What is left of the total when all that is shown is taken away: voters, those who agree."""
    shown = [count for _name, count in one.categories]
    return (
        one.everybody.voters - sum(count.voters for count in shown),
        one.everybody.agree - sum(count.agree for count in shown),
    )


def test_five_voters_show_a_category_and_four_do_not():
    (one,) = told(("agents", [AGREE] * 5), ("elected", [DISAGREE] * 4), ("citizens", [PASS] * 4)).agreements

    assert [name for name, _count in one.categories] == ["agents"]
    assert one.hidden == ("citizens", "elected")
    assert one.everybody.voters == 13


def test_those_who_passed_are_voters():
    (one,) = told(("agents", [AGREE, AGREE, DISAGREE, PASS, PASS])).agreements
    count = dict(one.categories)["agents"]

    assert (count.voters, count.agree, count.disagree, count.passed) == (5, 2, 1, 2)
    assert (count.agreeing.share, count.disagreeing.share) == (0.4, 0.2)


@pytest.mark.parametrize("undeclared", [0, 1, 3])
def test_a_hidden_category_is_not_found_by_subtracting(undeclared):
    circles = (
        ("agents", [AGREE] * 9),
        ("elected", [DISAGREE] * 6),
        ("experts", [AGREE, AGREE, DISAGREE][: 4 - undeclared]),
    )

    (one,) = told(*circles, ("", [PASS] * undeclared)).agreements

    assert one.hidden == ("elected", "experts")
    assert subtracted(one)[0] >= categories.FEWEST


def test_without_the_guard_it_could_be_found(monkeypatch):
    """The positive control: five voters alone do not protect the three experts, of whom two agree."""
    monkeypatch.setattr(categories, "shown", lambda voters, total: voters >= categories.FEWEST)

    (one,) = told(
        ("agents", [AGREE] * 9), ("elected", [DISAGREE] * 6), ("experts", [AGREE, AGREE, DISAGREE])
    ).agreements

    assert one.hidden == ("experts",)
    assert subtracted(one) == (3, 2)


def test_what_is_left_is_nobody_or_five_whatever_the_room():
    chance = np.random.default_rng(3)
    for _room in range(500):
        voters = chance.integers(0, 9, (chance.integers(1, 6), 1))
        undeclared = chance.integers(0, 7)
        total = voters.sum(axis=0) + undeclared

        may = categories.shown(voters, total)
        left = int((total - np.where(may, voters, 0).sum(axis=0))[0])

        assert left == 0 or left >= categories.FEWEST or (not may.any() and total[0] < categories.FEWEST)
        assert (voters[may] >= categories.FEWEST).all()


def test_a_statement_of_few_voters_shows_no_total():
    (one,) = told(("agents", [AGREE] * 4)).agreements

    assert (one.everybody, one.categories) == (None, ())


def test_unites_only_what_each_category_surely_shares():
    (one,) = told(("agents", [AGREE] * 9), ("elected", [AGREE] * 5)).uniting

    assert (one.statement, one.side, round(one.floor, 4), one.everyone) == (1, "agree", 0.5655, True)
    assert told(("agents", [AGREE] * 9), ("elected", [AGREE] * 4 + [DISAGREE])).uniting == ()


def test_what_all_refuse_unites_too():
    (one,) = told(("agents", [DISAGREE] * 9), ("elected", [DISAGREE] * 5), ("experts", [])).uniting

    assert (one.side, one.everyone) == ("disagree", True)


def test_unites_those_shown_when_somebody_is_hidden_and_says_so():
    (one,) = told(
        ("agents", [AGREE] * 9), ("citizens", [AGREE] * 9), ("elected", [DISAGREE] * 4), ("experts", [PASS] * 2)
    ).uniting

    assert one.everyone is False


def test_one_category_alone_unites_nobody():
    assert told(("agents", [AGREE] * 30)).uniting == ()


def test_divides_only_when_intervals_lie_apart():
    (one,) = told(("agents", [AGREE] * 9), ("citizens", [AGREE] * 9), ("elected", [DISAGREE] * 9)).dividing

    assert (one.more, one.less) == ("agents", "elected")
    assert round(one.gap, 2) == 0.4
    assert told(("agents", [AGREE] * 4 + [DISAGREE]), ("elected", [AGREE] * 2 + [DISAGREE] * 3)).dividing == ()
