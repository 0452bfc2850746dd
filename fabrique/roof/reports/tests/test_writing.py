"""Texts beside the data: never lost, by nobody's quickness nor by a new drawing (R507)."""

import pytest

from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.roof.reports import actions
from fabrique.roof.reports.build import build
from fabrique.roof.reports.enums import Audience
from fabrique.roof.reports.models import Chapter, Part
from fabrique.roof.reports.tests.given import chapter_of, make_report
from tests.world import make_cohort, make_effect, make_lead, make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def part(place):
    make_report(place.cohort, "drafting")
    return chapter_of(place, "draft").parts.get(key="before")


def words(cohort) -> str:
    return repr(build(cohort, Audience.PUBLIC).sections)


def test_drawing_again_loses_no_text_and_shows_the_new_data(place, part):
    lead = make_lead(place.cohort)
    actions.write_part(part=part, text="Écrit à la main", seen=1, by=lead)
    first = words(place.cohort)

    make_effect(place, "published", label="venu-après", text="Depuis")

    again = words(place.cohort)
    assert ("Écrit à la main" in first, "venu-après" in first) == (True, False)
    assert ("Écrit à la main" in again, "venu-après" in again) == (True, True)


def test_two_editors_of_one_text_are_told_and_nothing_is_overwritten(place, part):
    lead = make_lead(place.cohort)
    mine = Part.objects.get(pk=part.pk)
    actions.write_part(part=part, text="Le premier", seen=1, by=lead)

    with pytest.raises(Conflict) as conflict:
        actions.write_part(part=mine, text="Le second", seen=1, by=lead)

    assert conflict.value.stored.text == "Le premier"
    assert Part.objects.get(pk=part.pk).text == "Le premier"


def test_the_page_shows_both_texts_to_the_slower(sign_in, place, part):
    lead = make_lead(place.cohort)
    actions.write_part(part=part, text="Celui de l’autre", seen=1, by=lead)

    response = sign_in(lead).post(part.chapter.address("write", part.code), {"version": 1, "text": "Le mien"})

    html = response.content.decode()
    assert ("Celui de l’autre" in html, "Le mien" in html) == (True, True)


def test_every_version_is_kept_and_any_is_taken_up_again(place, part):
    lead = make_lead(place.cohort)
    for number, text in enumerate(("Un", "Deux", "Trois"), 1):
        actions.write_part(part=part, text=text, seen=number, by=lead)
    first = part.revisions.get(text="Un")

    actions.take_up(revision=first, by=lead)

    part.refresh_from_db()
    assert part.text == "Un"
    assert list(part.revisions.order_by("number").values_list("text", flat=True)) == ["Un", "Deux", "Trois", "Un"]


def test_what_was_there_before_anybody_wrote_is_kept_too(place, part):
    Part.objects.filter(pk=part.pk).update(text="Venu d’ailleurs")

    actions.write_part(part=part, text="Autrement", seen=1, by=make_lead(place.cohort))

    assert set(part.revisions.values_list("text", flat=True)) == {"Venu d’ailleurs", "Autrement"}


def test_nothing_is_rewritten_under_the_readers_of_what_is_published(place, part):
    report = place.cohort.report
    report.state = "published"
    report.save()

    with pytest.raises(Denied, match="mise à jour"):
        actions.write_part(part=Part.objects.get(pk=part.pk), text="?", seen=1, by=make_lead(place.cohort))


def test_a_ready_chapter_written_again_is_not_ready_any_more(place, part):
    chapter = Chapter.objects.get(cohort=place.cohort, kind="conclusion")

    actions.write_part(part=chapter.parts.first(), text="Nous retenons", seen=1, by=make_lead(place.cohort))

    chapter.refresh_from_db()
    assert chapter.state == "draft"


def test_each_text_stands_in_its_own_place(place, part):
    lead = make_lead(place.cohort)
    for number, chapter in enumerate(Chapter.objects.filter(cohort=place.cohort).in_order()):
        for one in chapter.parts.all():
            actions.write_part(part=one, text=f"place-{number}-{one.key}.", title="", seen=1, by=lead)

    found = words(place.cohort)

    missing = [
        f"place-{number}-{one.key}."
        for number, chapter in enumerate(Chapter.objects.filter(cohort=place.cohort).in_order())
        for one in chapter.parts.all()
        if found.count(f"place-{number}-{one.key}.") != 1
    ]
    assert missing == []


def test_a_cohort_without_a_report_still_draws_its_data():
    cohort = make_cohort()
    make_effect(make_participation(cohort), "published", label="seul", text="Seul")

    assert "seul" in words(cohort)
