"""What two people do at once happens once, and nobody meets a fault, on SQLite and on PostgreSQL."""

import json

import pytest
from django.db import connection

from tests.races import all_of_them

EXPECTED = {
    "pair_proposed_by_both": {"done": 1, "refused": 1, "kept": 1},
    "pair_accepted_and_declined": {"done": 1, "refused": 2},
    "guest_invited_twice": {"done": 1, "refused": 3, "kept": 1},
    "list_frozen_and_changed": {"done": 1, "refused": 2, "kept": 10},
    "last_places_of_a_trip": {"done": 2, "refused": 1, "kept": 2},
    "minutes_proposed_twice_and_read_again": {"done": 1, "refused": 2, "kept": 1, "state": "proposed"},
    "interview_time_taken_by_four": {"done": 1, "refused": 3, "kept": 1},
    "diagnostic_opened_twice": {"done": 1, "refused": 2, "kept": 1},
    "report_text_written_by_two": {"done": 1, "refused": 1, "kept": 1},
    "chapter_validated_from_two_tabs": {"done": 1, "refused": 1, "kept": 1},
    "edition_asked_by_three": {"done": 1, "refused": 2, "kept": 1},
    "card_sent_three_times": {"done": 3, "kept": 1},
    "card_taken_back_while_it_is_grouped_and_voted_on": {
        "faults": [],
        "state": "taken-back",
        "words": "",
        "grouped": None,
        "dots": 0,
    },
    "demand_answered_by_two": {"done": 1, "refused": 1, "kept": 1},
    "resolution_adopted_while_it_changes": {
        "faults": [],
        "rewritten and adopted": False,
        "adopted against somebody": False,
    },
}


def test_at_once_on_sqlite(instance):
    code = "import json\nfrom tests.races import all_of_them\nprint(json.dumps(all_of_them()))"

    assert json.loads(instance.python(code, FABRIQUE_ENV="test")) == EXPECTED


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_at_once_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("runs when the suite does, on PostgreSQL")

    assert all_of_them() == EXPECTED
