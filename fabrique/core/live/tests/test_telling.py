"""What is told: each name once, one message for all who stand at the same place, and « all of it » to who is too far."""

import json

from fabrique.core.live.telling import KEPT, Followed, Heard, told


def heard(*numbers: int) -> Heard:
    return Heard(numbers[-1], [(number, "vote", "bcdf") for number in numbers])


def data(message: bytes) -> dict:
    return json.loads(message.split(b"data: ")[1])


def test_names_are_told_once():
    changes = [(4, "card", "bb"), (5, "vote", "bb"), (6, "vote", "cc"), (7, "vote", "bb")]

    assert told(7, changes, 3) == {"number": 7, "changes": {"card": ["bb"], "vote": ["bb", "cc"]}}


def test_who_missed_forgotten_changes_reads_all_again():
    assert told(7, [(7, "vote", "bb")], 3) == {"number": 7, "reset": True}


def test_who_knows_a_future_that_a_backup_undid_reads_all_again():
    assert told(3, [], 9) == {"number": 3, "reset": True}


def test_message_is_made_once_for_all_who_stand_at_one_place():
    topic = Followed()
    topic.hear(heard(1, 2, 3))

    assert topic.since(3, 200) == b""
    assert topic.since(1, 200) is topic.since(1, 200)
    assert data(topic.since(1, 200))["changes"] == {"vote": ["bcdf"]}


def test_who_listens_asks_later_when_they_are_many():
    topic = Followed()
    topic.hear(heard(1))

    assert data(topic.since(0, 1))["spread"] == 4
    topic.hear(heard(2))
    assert data(topic.since(0, 5000))["spread"] == 4000


def test_changes_heard_twice_count_once():
    topic = Followed()
    topic.hear(heard(1, 2))
    topic.hear(heard(1, 2, 3))

    assert [change[0] for change in topic.changes] == [1, 2, 3]


def test_memory_of_a_topic_is_bounded():
    topic = Followed()
    topic.hear(heard(*range(1, KEPT + 11)))

    assert len(topic.changes) == KEPT
    assert data(topic.since(10, 1)) | {"now": 0} == {
        "number": KEPT + 10,
        "changes": {"vote": ["bcdf"]},
        "now": 0,
        "spread": 4,
    }
    assert data(topic.since(9, 1))["reset"] is True


def test_backup_put_back_clears_what_was_known():
    topic = Followed()
    topic.hear(heard(1, 2, 3))
    topic.hear(Heard(1, []))

    assert (topic.number, list(topic.changes)) == (1, [])
    assert data(topic.since(3, 1))["reset"] is True
