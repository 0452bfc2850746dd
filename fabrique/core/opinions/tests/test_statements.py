"""Representative statements and group-aware consensus, by the figures of Polis worked out by hand."""

import math

import numpy as np

from fabrique.core.opinions import statements

# two groups, three statements: disagree, pass, agree
COUNTS = np.array([[[1, 0, 9], [5, 0, 5], [8, 2, 0]], [[9, 0, 1], [5, 0, 5], [0, 2, 8]]])


def test_measures_are_those_of_polis():
    told = statements.measures(COUNTS)

    assert told.probability[0, 0, 0] == 10 / 12
    assert math.isclose(told.probability_test[0, 0, 0], 2 * math.sqrt(11) * (10 / 11 - 0.5))
    assert math.isclose(told.ratio[0, 0, 0], (10 / 12) / (2 / 12))
    mixed = 12 / 22
    assert math.isclose(told.ratio_test[0, 0, 0], (10 / 11 - 2 / 11) / math.sqrt(mixed * (1 - mixed) * 2 / 11))


def test_statements_that_tell_a_group_apart_agreements_first():
    first, second = statements.representative(COUNTS, ("a", "b", "c"))

    assert [(one.statement, one.side) for one in first] == [("a", "agree"), ("c", "disagree")]
    assert [(one.statement, one.side) for one in second] == [("c", "agree"), ("a", "disagree")]


def test_five_statements_at_most():
    counts = np.tile(COUNTS[:, :1], (1, 9, 1))

    assert [len(told) for told in statements.representative(counts, tuple(range(9)))] == [5, 5]


def test_a_group_is_not_measured_where_it_may_not_be_shown():
    may = np.array([[False, True, True], [True, True, True]])

    first, _second = statements.representative(COUNTS, ("a", "b", "c"), may)

    assert [one.statement for one in first] == ["c"]
    assert [one.statement for one in statements.consensus(COUNTS, ("a", "b", "c"), may)] == ["b", "c"]


def test_consensus_is_the_product_over_groups():
    told = statements.consensus(COUNTS, ("a", "b", "c"))

    assert [(one.statement, round(one.agree, 4), round(one.disagree, 4)) for one in told] == [
        ("a", round(10 / 12 * 2 / 12, 4), round(2 / 12 * 10 / 12, 4)),
        ("b", 0.25, 0.25),
        ("c", round(1 / 12 * 9 / 12, 4), round(9 / 12 * 1 / 12, 4)),
    ]


def test_a_group_that_nothing_tells_apart_has_one_statement_nonetheless():
    counts = np.array([[[5, 0, 5], [4, 0, 6]], [[5, 0, 5], [4, 0, 6]]])

    assert [len(told) for told in statements.representative(counts, ("a", "b"))] == [1, 1]
