"""The first of a month, as French says it, in templates and in modules."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import engines
from django.utils.translation import override

from fabrique.core.dates import date_format

FIRST, SECOND = date(2026, 12, 1), date(2026, 12, 2)
SAID = {
    ("fr", FIRST, "j F Y"): "1er décembre 2026",
    ("fr", FIRST, "l j F"): "mardi 1er décembre",
    ("fr", FIRST, "DATE_FORMAT"): "1er décembre 2026",
    ("fr", FIRST, "SHORT_DATE_FORMAT"): "1er déc. 2026",
    ("fr", FIRST, "j"): "1",
    ("fr", FIRST, "Y-m-d"): "2026-12-01",
    ("fr", SECOND, "j F Y"): "2 décembre 2026",
    ("fr", date(2026, 12, 11), "j F"): "11 décembre",
    ("en", FIRST, "j F Y"): "1 December 2026",
}


@pytest.mark.parametrize(("language", "day", "form"), SAID)
def test_first_of_a_month_is_said_as_people_say_it(language, day, form):
    with override(language):
        written = engines["django"].from_string(f'{{{{ day|date:"{form}" }}}}').render({"day": day})

        assert (date_format(day, form), written) == (SAID[language, day, form],) * 2


def test_an_hour_is_read_in_paris_and_said_as_its_language_does():
    late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)

    with override("fr"):
        written = (
            engines["django"].from_string('{{ at|date:"j F, H:i" }}|{{ none|date }}').render({"at": late, "none": None})
        )

    assert written == "1er décembre, 0\u00a0h\u00a030|"


def test_nobody_takes_the_dates_of_django_instead():
    house = Path(__file__).parents[2]
    foreign = re.compile(r"from django\.utils\.formats import .*date_format|defaultfilters import date|dateformat")

    assert [
        str(path) for path in house.rglob("*.py") if foreign.search(path.read_text()) and "tests" not in path.parts
    ] == []
