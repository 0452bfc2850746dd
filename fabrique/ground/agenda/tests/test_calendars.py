from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from fabrique.ground.agenda import calendars
from fabrique.ground.agenda.recurrence import PARIS
from tests.world import make_event

pytestmark = pytest.mark.django_db


def entries(content):
    parsed = Calendar.from_ical(content)
    return parsed, {str(entry["uid"]).partition("@")[0]: entry for entry in parsed.walk("VEVENT")}


def test_file_is_read_by_a_standard_parser_on_both_sides_of_each_change(client):
    days = [datetime(2027, 3, 27, 11, tzinfo=PARIS), datetime(2027, 3, 28, 11, tzinfo=PARIS),
            datetime(2027, 10, 31, 11, tzinfo=PARIS), datetime(2027, 11, 1, 11, tzinfo=PARIS)]  # fmt: skip
    events = [
        make_event(starts_at=day, ends_at=day + timedelta(hours=2), title="Été, « rentrée » ; et la suite")
        for day in days
    ]

    answer = client.get(reverse("agenda:public-feed"))
    parsed, found = entries(answer.content)

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert parsed.errors == []
    assert [found[event.code]["dtstart"].dt.astimezone(UTC).hour for event in events] == [10, 9, 10, 10]
    assert [found[event.code]["dtstart"].dt for event in events] == days
    assert str(found[events[0].code]["summary"]) == events[0].title


def test_zone_changes_at_one_in_the_morning_of_greenwich():
    """RFC 5545: an onset is written in the hour that it ends, 2 in March and 3 in October."""
    zone = Calendar.from_ical(calendars.calendar("x", [], knows_link=bool)).walk("VTIMEZONE")[0]

    onsets = {
        str(part["tzname"]): (part["dtstart"].dt.hour, part["tzoffsetfrom"].td.seconds // 3600)
        for part in zone.subcomponents
    }
    assert onsets == {"CEST": (2, 1), "CET": (3, 2)}
    assert {str(part["rrule"].to_ical().decode()) for part in zone.subcomponents} == {
        "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"}  # fmt: skip


@pytest.mark.parametrize(
    ("state", "status"),
    [("planned", "TENTATIVE"), ("confirmed", "CONFIRMED"), ("postponed", "CANCELLED"), ("cancelled", "CANCELLED")],
)
def test_state_is_told_to_calendars(client, state, status):
    event = make_event(state=state, link="https://visio.example.invalid/canari")

    content = client.get(reverse("agenda:calendar", args=[event.code])).content

    assert str(entries(content)[1][event.code]["status"]) == status
    assert b"canari" not in content


def test_moved_date_replaces_the_one_before():
    event = make_event(version=3, ends_at=None)

    entry = entries(calendars.calendar("x", [event], knows_link=bool))[1][event.code]

    assert (entry["sequence"], "dtend" in entry) == (2, False)
    assert entry["dtstamp"].dt.utcoffset() == timedelta(0)
