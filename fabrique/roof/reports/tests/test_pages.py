"""The pages of those who write: what each says, to whom, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fabrique.core.documents import fonts, formats, html
from fabrique.core.documents.tests.sample import document
from fabrique.ground.people.enums import Role
from fabrique.roof.reports import actions
from fabrique.roof.reports.build import fingerprints, introduction, make
from fabrique.roof.reports.enums import Audience, Shape
from fabrique.roof.reports.models import Chapter, Decision, Edition, Report
from fabrique.roof.reports.tests.given import chapter_of, make_report, publish
from tests.world import make_cohort, make_effect, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


def workshop(cohort) -> str:
    return f"/parcours/cohortes/{cohort.code}/rapport/atelier/"


def test_a_lead_opens_moves_writes_and_publishes(sign_in, django_capture_on_commit_callbacks, place):
    cohort, client = place.cohort, sign_in(make_lead(place.cohort))
    client.post(workshop(cohort) + "ouvrir")
    for move in ("collect", "draft", "validate"):
        client.post(workshop(cohort) + "etat", {"move": move})
    for chapter in Chapter.objects.filter(cohort=cohort):
        client.post(chapter.address("move-chapter"), {"move": "propose" if chapter.is_told else "finish"})
    chapter = Chapter.objects.get(participation=place)
    sign_in(make_referent(place)).post(
        chapter.address("answer"), {"answer": "accept", "seen": fingerprints(cohort)[place.pk]}
    )
    client = sign_in(make_lead(cohort))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(workshop(cohort) + "publier", {"what_changed": "La première"})

    edition = Edition.objects.get()
    assert (edition.state, Report.objects.get().state) == ("published", "published")
    assert "La première" in client.get(f"/parcours/cohortes/{cohort.code}/rapport/").text


def test_the_page_says_what_is_owed_and_to_whom_it_falls(sign_in, place):
    make_report(place.cohort)
    chapter_of(place)

    html = sign_in(make_lead(place.cohort)).get(workshop(place.cohort)).text

    assert "Le projet pilote n’est pas raconté" in html
    assert "revient à" in html
    assert html.count('name="owed"') == 7


def test_a_reminder_leaves_from_the_page_and_its_button_closes(sign_in, place):
    make_report(place.cohort)
    chapter, client = chapter_of(place), sign_in(make_lead(place.cohort))
    make_referent(place)

    client.post(chapter.address("remind"), {"owed": "validation"})

    html = client.get(workshop(place.cohort)).text
    assert "Déjà rappelé cette semaine" in html
    assert 'value="validation"' not in html


def test_a_delegation_sees_its_own_chapter_and_no_button_of_those_who_lead(sign_in, place):
    other = make_participation(place.cohort)
    make_report(place.cohort)
    client = sign_in(make_referent(place))

    html = client.get(workshop(place.cohort)).text

    assert (str(place.territory) in html, str(other.territory) in html) == (True, False)
    assert ('name="owed"' in html, 'name="move"' in html) == (False, False)
    assert client.get(chapter_of(other).get_absolute_url()).status_code == 404
    assert client.get(chapter_of(place).get_absolute_url()).status_code == 200


def test_the_chapter_asks_the_referent_and_no_other(sign_in, place):
    make_report(place.cohort)
    address = chapter_of(place).get_absolute_url()

    asked = {role: 'name="answer"' in sign_in(make_person(role, place.scope)).get(address).text
             for role in (Role.DELEGATION_REFERENT, Role.NUMBER_ONE, Role.DELEGATION_MEMBER)}  # fmt: skip

    assert asked == {Role.DELEGATION_REFERENT: True, Role.NUMBER_ONE: True, Role.DELEGATION_MEMBER: False}
    assert 'name="answer"' not in sign_in(make_lead(place.cohort)).get(address).text


def test_an_answer_to_another_text_is_refused_and_nothing_typed_is_lost(sign_in, place):
    make_report(place.cohort)
    chapter = chapter_of(place)
    sent = {"answer": "reply", "seen": "autre", "words": "Nous le vivons autrement"}

    html = sign_in(make_referent(place)).post(chapter.address("answer"), sent).text

    assert "pendant que vous lisiez" in html
    assert "Nous le vivons autrement" in html
    assert not Decision.objects.exists()


def test_what_those_who_write_read_costs_the_same_whatever_the_number_of_territories(sign_in):
    cohort = make_cohort()
    make_report(cohort)
    client = sign_in(make_lead(cohort))

    def cost(count: int) -> int:
        for _number in range(count):
            make_effect(make_participation(cohort), "published")
        actions.lay_out(cohort)
        for one in Chapter.objects.filter(cohort=cohort, kind="territory"):
            chapter_of(one.participation, "validated")
        with CaptureQueriesContext(connection) as queries:
            client.get(workshop(cohort))
        return len(queries)

    assert cost(2) >= cost(6)


def test_one_chapter_costs_the_same_whatever_the_number_of_versions(sign_in, place):
    make_report(place.cohort, "drafting")
    chapter, lead = chapter_of(place, "draft"), make_lead(place.cohort)
    client = sign_in(lead)

    def cost(texts: range) -> int:
        for number in texts:
            actions.write_part(part=chapter.parts.get(key="before"), text=f"Texte {number}", seen=number, by=lead)
        with CaptureQueriesContext(connection) as queries:
            client.get(chapter.get_absolute_url())
        return len(queries)

    assert cost(range(1, 4)) >= cost(range(4, 9))


# --- what goes wrong while it is made


def test_a_picture_that_cannot_be_drawn_leaves_its_place_and_is_told(place, monkeypatch):
    place.territory.department = "31"
    place.territory.save()
    monkeypatch.setattr(introduction.pictures, "cohort_map", lambda *_a: 1 / 0)

    made = make(place.cohort, Audience.PUBLIC)[Shape.REPORT]

    assert made.faults == ["La carte des territoires n’a pas pu être dessinée."]
    assert "l’image manque dans cette version" in repr(made.document.sections)


def missing(*_args):
    raise fonts.MissingFontError("Fonts missing from the documents: Bold.ttf.")


@pytest.mark.parametrize("name", formats.FORMATS)
def test_without_its_fonts_a_document_still_comes_and_says_so(name, monkeypatch, tmp_path):
    others = fonts._others
    monkeypatch.setattr(fonts, "_faces", missing)
    monkeypatch.setattr(fonts, "_embedded", missing)
    monkeypatch.setattr(fonts, "_others", lambda _folder: others(tmp_path))
    monkeypatch.setattr(html, "WEB_FONTS", tmp_path)

    rendered = formats.render(document(), name)

    assert len(rendered.data) > 5000
    assert rendered.fault.startswith("Fonts missing from the documents: ")


def test_a_missing_font_is_told_to_those_who_write_beside_the_edition(sign_in, place, monkeypatch):
    make_report(place.cohort)
    chapter_of(place, "validated")
    monkeypatch.setattr(fonts, "_faces", missing)

    edition = publish(place.cohort)

    assert (edition.state, edition.faults) == ("published", ["Fonts missing from the documents: Bold.ttf."])
    assert "Bold.ttf" in sign_in(make_lead(place.cohort)).get(workshop(place.cohort)).text
    assert "Bold.ttf" not in sign_in(make_person()).get(f"/parcours/cohortes/{place.cohort.code}/rapport/").text
