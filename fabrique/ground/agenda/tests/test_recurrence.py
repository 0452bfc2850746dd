from datetime import UTC, date, datetime, time

import pytest

from fabrique.ground.agenda.recurrence import Rule, at, easter, public_holidays

PERMANENCE = Rule(rank=1, weekday=1, skipped_months=(7, 8))


def test_permanence_is_ten_times_a_year():
    days = [day.isoformat() for day in PERMANENCE.between(date(2026, 1, 1), date(2026, 12, 31))]

    assert days == ["2026-01-06", "2026-02-03", "2026-03-03", "2026-04-07", "2026-05-05", "2026-06-02", "2026-09-01",
                    "2026-10-06", "2026-11-03", "2026-12-01"]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "month", "day"),
    [
        (Rule(1, 4), (2026, 5), date(2026, 5, 15)),  # 1 and 8 May are both holidays, both Fridays
        (Rule(1, 1), (2030, 1), date(2030, 1, 8)),  # 1 January
        (Rule(-1, 4), (2026, 12), date(2027, 1, 8)),  # 25 December, then 1 January
        (Rule(1, 4, shift_holidays=False), (2026, 5), date(2026, 5, 1)),
        (Rule(-1, 0), (2026, 3), date(2026, 3, 30)),
        (Rule(4, 2), (2026, 2), date(2026, 2, 25)),
    ],
)
def test_holiday_moves_it_by_weeks(rule, month, day):
    assert rule.in_month(*month) == day


def test_shift_into_the_next_month_is_found_from_there():
    assert list(Rule(-1, 4).between(date(2027, 1, 1), date(2027, 1, 31))) == [date(2027, 1, 8), date(2027, 1, 29)]


def test_eleven_holidays_around_easter():
    assert [easter(year).isoformat() for year in (2000, 2024, 2025, 2026, 2038)] == [
        "2000-04-23", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"]  # fmt: skip
    assert len(public_holidays(2026)) == 11
    assert {date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)} < public_holidays(2026)


def test_clock_of_paris_holds_over_both_changes():
    winter, summer = at(date(2026, 3, 28), time(11)), at(date(2026, 3, 29), time(11))

    assert (winter.astimezone(UTC).hour, summer.astimezone(UTC).hour) == (10, 9)
    assert at(date(2026, 10, 25), time(11)).astimezone(UTC) == datetime(2026, 10, 25, 10, tzinfo=UTC)
    assert at(date(2026, 3, 29), time(2, 30)).hour == 3  # that hour does not exist
