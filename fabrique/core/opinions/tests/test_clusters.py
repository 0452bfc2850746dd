"""k-means, silhouette and Rand index on points that everybody can see."""

import numpy as np

from fabrique.core.opinions import clusters

HEAPS = np.array([[0, 0], [0, 1], [1, 0], [9, 9], [9, 8], [8, 9]], dtype=np.float32)


def chance():
    return np.random.default_rng(1)


def test_two_heaps_are_two_groups():
    labels = clusters.k_means(HEAPS, 2, chance())

    assert clusters.adjusted_rand(labels, np.array([0, 0, 0, 1, 1, 1])) == 1.0


def test_silhouette_is_best_for_the_right_number():
    candidates = [clusters.k_means(HEAPS, number, chance()) for number in (2, 3)]
    two, three = clusters.silhouettes(HEAPS, candidates, chance())

    assert two > three
    assert round(two, 3) == 0.903


def test_a_group_left_empty_is_never_the_best():
    assert clusters.silhouettes(HEAPS, [np.array([0, 0, 0, 2, 2, 2])], chance()) == [-1.0]


def test_one_point_repeated_is_grouped_without_fault():
    labels = clusters.k_means(np.zeros((9, 2), dtype=np.float32), 3, chance())

    assert set(labels.tolist()) == {0}


def test_rand_index_of_chance_is_about_nothing():
    one, other = chance().integers(0, 3, (2, 5000))

    assert abs(clusters.adjusted_rand(one, other)) < 0.01
    assert clusters.adjusted_rand(one, one) == 1.0
    assert clusters.adjusted_rand(one, (one + 1) % 3) == 1.0
    assert round(clusters.adjusted_rand(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])), 12) == round(4 / 7, 12)


def test_best_match_tries_all_orders():
    assert clusters.best_match(np.array([[1.0, 2.0], [1.0, 9.0]])) == (1, 0)
