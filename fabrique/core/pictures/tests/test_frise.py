from collections import Counter
from datetime import date
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fabrique.core.pictures import Moment, draw_timeline, lay_frise
from fabrique.core.pictures.columns import MOST, lay_columns, month_of
from fabrique.core.pictures.frise import LANES
from fabrique.core.pictures.moments import KINDS, PRECISIONS, machine_date, period, short_period

TODAY = date(2026, 11, 20)
COHORT = [
    Moment("Premiers échanges", start=date(2023, 1, 1), precision="year"),
    Moment("Lancement", start=date(2024, 5, 7)),
    Moment("Webinaire 1", start=date(2024, 5, 28), kind="tick"),
    Moment("Webinaire 2", start=date(2024, 6, 11), kind="tick"),
    Moment("Journée 2", start=date(2024, 6, 24)),
    Moment("Forums", start=date(2024, 7, 1), end=date(2024, 9, 30), precision="month", kind="bar"),
    Moment("Webinaire 3", start=date(2024, 9, 17), kind="tick"),
    Moment("Webinaire 4", start=date(2024, 10, 1), kind="tick"),
    Moment("Webinaire 5", start=date(2024, 10, 15), kind="tick"),
    Moment("Webinaire 6", start=date(2024, 11, 5), kind="tick"),
    Moment("Évaluer et fêter", start=date(2025, 1, 21)),
    Moment("Diagnostic", start=date(2024, 1, 1), end=date(2025, 1, 1), precision="year", kind="bar", own=True),
    Moment("Compagnonnage", start=date(2025, 1, 1), end=date(2027, 1, 1), precision="year", kind="next"),
]


@st.composite
def moments(draw):
    start = draw(st.none() | st.dates(date(2015, 1, 1), date(2035, 12, 31)))
    end = draw(st.none() | st.dates(start, date(2035, 12, 31))) if start else None
    return Moment(
        draw(st.text(max_size=30)),
        draw(st.text(max_size=30)),
        start,
        end,
        draw(st.sampled_from(PRECISIONS)),
        draw(st.sampled_from(KINDS)),
        draw(st.booleans()),
    )


def cells(frise):
    return [(item.lane, column) for item in frise.items for column in range(item.at, item.at + item.span)]


@settings(max_examples=80, deadline=None)
@given(st.lists(moments(), max_size=25), st.dates(date(2014, 1, 1), date(2036, 12, 31)))
def test_whatever_happens_the_line_holds(given_moments, today):
    frise = lay_frise(given_moments, today=today)

    assert Counter(map(id, (item.moment for item in frise.items))) == Counter(map(id, given_moments))
    assert max(Counter(cells(frise)).values(), default=1) == 1
    assert 1 <= len(frise.columns) <= MOST
    assert all(item.at >= 1 and item.at + item.span - 1 <= len(frise.columns) for item in frise.items)
    assert [
        column.last < following.first for column, following in zip(frise.columns, frise.columns[1:], strict=False)
    ].count(False) == 0
    days = [item.moment.first for item in frise.items if item.moment.start]
    assert days == sorted(days)
    assert all(item.moment.start is None for item in frise.items[len(days) :])
    assert len(frise.entries) == len(given_moments) + 1


@settings(max_examples=20, deadline=None)
@given(st.lists(moments(), max_size=12))
def test_whatever_is_written_the_timeline_is_a_document(given_moments):
    picture = draw_timeline(given_moments, title="a", description="b", today=TODAY)

    etree.fromstring(picture.svg)
    assert len(picture.rows) == len(given_moments)


@settings(max_examples=50, deadline=None)
@given(st.lists(moments(), max_size=12))
def test_each_dated_moment_stands_in_columns_of_its_time(given_moments):
    frise = lay_frise(given_moments, today=TODAY)

    for item in frise.items:
        if item.moment.start:
            assert frise.columns[item.at - 1].first <= month_of(item.moment.last)
            assert month_of(item.moment.first) <= frise.columns[item.at + item.span - 2].last


def test_months_with_something_are_columns_and_empty_times_are_not():
    assert [column.label for column in lay_columns(COHORT, TODAY)] == [
        "2023", "mai 2024", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.", "jan. 2025", "2025", "2026", "2027",
    ]  # fmt: skip


def test_kinds_keep_to_their_lanes():
    frise = lay_frise(COHORT, today=TODAY)

    assert {item.moment.label: (item.at, item.span, item.lane) for item in frise.items} == {
        "Premiers échanges": (1, 1, 1),
        "Diagnostic": (2, 10, 4),
        "Lancement": (2, 1, 1),
        "Webinaire 1": (2, 1, 2),
        "Webinaire 2": (3, 1, 2),
        "Journée 2": (3, 1, 1),
        "Forums": (4, 3, 3),
        "Webinaire 3": (6, 1, 2),
        "Webinaire 4": (7, 1, 2),
        "Webinaire 5": (7, 1, 3),
        "Webinaire 6": (8, 1, 2),
        "Compagnonnage": (10, 4, 3),
        "Évaluer et fêter": (10, 1, 1),
    }
    assert (frise.now.at, frise.now.tenth, frise.lanes) == (12, 8, 4)


def test_an_empty_line_still_shows_today():
    frise = lay_frise([], today=TODAY)

    assert [column.label for column in frise.columns] == ["nov. 2026"]
    assert frise.entries == [frise.now]


def test_a_crowd_becomes_a_list():
    frise = lay_frise([Moment(f"Atelier {n}", start=TODAY, kind="tick") for n in range(LANES + 1)], today=TODAY)

    page = render_to_string("ui/frise.html", {"frise": frise})
    assert frise.crowded is True
    assert page.count("frise--list") == 1
    assert page.count("frise__axis") == 0


class Shape(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.times, self.links = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.times += [value for name, value in attrs if name == "datetime"]
        self.links += [value for name, value in attrs if name == "href" and tag == "a"]


def test_the_page_keeps_the_order_and_escapes():
    hostile = Moment("<script>x</script>", "<img src=x>", date(2026, 12, 1), url='/"><script>')
    shape = Shape(render_to_string("ui/frise.html", {"frise": lay_frise([hostile, *COHORT[:3]], today=TODAY)}))

    assert shape.times == ["2023", "2024-05-07", "2024-05-28", "2026-11-20", "2026-12-01"]
    assert shape.tags.count("li") == 5
    assert "script" not in shape.tags
    assert "img" not in shape.tags
    assert shape.links == ['/"><script>']


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [
        (Moment("", start=date(2024, 10, 1)), "1er oct. 2024", "1 Oct. 2024"),
        (Moment("", start=date(2024, 5, 7), end=date(2024, 5, 9)), "du 7 mai au 9 mai 2024", None),
        (Moment("", start=date(2024, 7, 1), end=date(2024, 9, 2), precision="month"), "juillet à septembre 2024", None),
        (Moment("", start=date(2025, 1, 1), end=date(2027, 1, 1), precision="year"), "2025 à 2027", None),
        (Moment("", start=date(2024, 8, 1), precision="season"), "été 2024", None),
        (Moment("", start=date(2025, 1, 9), precision="season"), "hiver 2024-2025", None),
        (
            Moment("", start=date(2024, 1, 1), end=date(2025, 1, 1), precision="year", kind="bar"),
            "2024-2025, dates à préciser",
            None,
        ),
        (Moment(""), "date à préciser", None),
    ],
)
def test_a_period_in_words(moment, french, english):
    assert period(moment) == french
    if english:
        with translation.override("en"):
            assert period(moment) == english


def test_the_year_of_a_day_is_apart_and_machines_read_only_what_is_known():
    assert short_period(Moment("", start=date(2024, 5, 7))) == ("7 mai", " 2024")
    assert machine_date(Moment("", start=date(2024, 5, 7), precision="month")) == "2024-05"
    assert machine_date(Moment("", start=date(2024, 5, 7), precision="season")) == ""
    assert machine_date(Moment("")) == ""


def test_a_moment_says_what_is_wrong_with_it():
    with pytest.raises(ValueError, match="Unknown precision: 'hour'"):
        Moment("", precision="hour")
    with pytest.raises(ValueError, match="Unknown kind of moment: 'party'"):
        Moment("", kind="party")
    with pytest.raises(ValueError, match="cannot end before it starts"):
        Moment("Fête", start=date(2024, 5, 2), end=date(2024, 5, 1))
    with pytest.raises(ValueError, match="cannot end before it starts"):
        Moment("Fête", end=date(2024, 5, 1))
