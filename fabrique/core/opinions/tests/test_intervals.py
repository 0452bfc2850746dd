"""Wilson's interval: narrower with more voters, higher with more agreement, never sure of few."""

import numpy as np
import pytest

from fabrique.core.opinions.intervals import wilson


@pytest.mark.parametrize(
    ("agree", "voters", "low", "high"),
    [(0, 5, 0.0, 0.4345), (5, 5, 0.5655, 1.0), (8, 10, 0.4902, 0.9433), (50, 100, 0.4038, 0.5962), (0, 0, 0.0, 1.0)],
)
def test_known_values(agree, voters, low, high):
    _share, *bounds = wilson(agree, voters)

    assert [round(float(bound), 4) for bound in bounds] == [low, high]


def test_the_share_lies_inside():
    agree, voters = np.divmod(np.arange(50 * 50), 50)
    agree, voters = agree[agree <= voters], voters[agree <= voters]

    share, low, high = wilson(agree, voters)

    assert ((low <= share) & (share <= high) & (low >= 0) & (high <= 1)).all()


def test_one_more_who_agrees_raises_both_bounds():
    for voters in range(1, 60):
        _share, low, high = wilson(np.arange(voters + 1), voters)

        assert (np.diff(low) > 0).all()
        assert (np.diff(high) > 0).all()


def test_more_voters_of_the_same_mind_say_it_more_surely():
    times = np.arange(1, 40)
    for agree, voters in ((1, 2), (4, 5), (0, 5), (5, 5)):
        _share, low, high = wilson(agree * times, voters * times)

        assert (np.diff(high - low) < 0).all()
