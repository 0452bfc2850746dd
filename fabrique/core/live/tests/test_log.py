"""Changes are numbered without a gap, in the order of the commits, with what they tell of."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from fabrique.core import live
from fabrique.core.live import log
from fabrique.core.live.models import Change

pytestmark = pytest.mark.django_db


def test_changes_of_a_topic_are_numbered_from_one():
    live.note("workshop:a", "card", "bcdf")
    live.note("workshop:b", "step")
    live.note("workshop:a", "vote", "bcdf")

    assert (live.current("workshop:a"), live.current("workshop:b"), live.current("workshop:c")) == (2, 1, 0)
    assert log.heard_since("workshop:a", 0) == (2, [(1, "card", "bcdf"), (2, "vote", "bcdf")])
    assert log.heard_since("workshop:a", 1) == (2, [(2, "vote", "bcdf")])


def test_a_voice_is_counted_and_draws_nothing_anew():
    live.note("workshop:a", "vote", draws=False)
    assert live.standing("workshop:a") == (1, 0)
    live.note("workshop:a", "card")
    live.note("workshop:a", "vote", draws=False)
    assert live.standing("workshop:a") == (3, 2)
    assert live.standing("workshop:b") == (0, 0)


def test_what_is_taken_back_leaves_no_number():
    live.note("workshop:a", "card")
    with transaction.atomic():
        live.note("workshop:a", "card")
        transaction.set_rollback(True)
    live.note("workshop:a", "vote")

    assert log.heard_since("workshop:a", 0) == (2, [(1, "card", ""), (2, "vote", "")])


@pytest.mark.django_db(transaction=True)
def test_change_is_noted_in_the_transaction_of_what_changed():
    with pytest.raises(RuntimeError):
        live.note("workshop:a", "card")


def test_noting_asks_the_same_of_the_database_however_long_the_log(django_assert_num_queries):
    for _number in range(20):
        live.note("workshop:a", "card")

    with django_assert_num_queries(2 if connection.vendor == "sqlite" else 3):  # its notice, on PostgreSQL
        live.note("workshop:a", "card")


def test_news_are_of_the_topics_that_moved_forth_or_back():
    live.note("workshop:a", "card")
    live.note("workshop:b", "card")

    assert log.news({"workshop:a": 1, "workshop:b": 0, "workshop:c": 0}) == {"workshop:b": (1, [(1, "card", "")])}
    assert log.news({"workshop:a": 7}) == {"workshop:a": (1, [])}


def test_old_changes_go_and_numbers_go_on():
    live.note("workshop:a", "card")
    Change.objects.update(at=timezone.now() - timedelta(days=3))
    live.note("workshop:a", "vote")

    assert log.trim() == 1
    assert log.heard_since("workshop:a", 0) == (2, [(2, "vote", "")])
