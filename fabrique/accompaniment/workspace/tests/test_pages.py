from datetime import date

import pytest
from lxml import html

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.territories.models import Link
from tests.world import make_cohort, make_item, make_participation, make_person, make_session, make_territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    """A territory with one of everything in its cohort."""
    participation = make_participation(
        make_cohort(code="vallees", name="Cohorte des vallées", starts_on=date(2024, 5, 7), ends_on=date(2025, 1, 21)),
        make_territory(code="clairlune", name="Clairlune", department="48", department_name="Lozère"),
    )
    fill(participation)
    return participation


def fill(participation, number=1):
    frame, family = make_item(ReferentialKey.FRAMES), make_item(ReferentialKey.EFFECTS)
    theme = make_item(ReferentialKey.LIMITS)
    by = make_person()
    published = {"state": "published", "published_by": by, "published_at": "2025-01-01T10:00Z", "accepted_by": by,
                 "accepted_at": "2025-01-01T10:00Z"}  # fmt: skip
    common = {"participation": participation}
    Effect.objects.create(label=f"effet {number}", text="Vu.", frame=frame, family=family, **common, **published)
    Effect.objects.create(label="effet-en-attente", text="Pas encore relu.", frame=frame, **common)
    Limit.objects.create(title=f"Limite {number}", text="Dite.", theme=theme, **common, **published)
    Limit.objects.create(title="limite-en-attente", text="Pas encore relue.", theme=theme, **common)
    PilotProject.objects.create(title=f"Projet {number}", **common)
    Session.objects.create(
        cohort=participation.cohort, kind="day", title=f"Journée {number}", state="held", date=date(2024, 5, 7)
    )
    Session.objects.create(cohort=participation.cohort, kind="day", title="seance-brouillon", state="draft")


def test_territory_page_tells_its_path(client, path):
    Viewpoint.objects.create(participation=path, of="ally", state="not-expressed")
    Viewpoint.objects.create(participation=path, of="territory", state="absent")

    page = client.get("/territoires/clairlune/").text

    for words in (
        "Clairlune",
        "effet 1",
        "Limite 1",
        "Projet 1",
        "Journée 1",
        "Non exprimé à ce jour",
        "Absent du rapport",
    ):
        assert words in page


@pytest.mark.parametrize("address", ["/territoires/clairlune/", "/parcours/cohortes/vallees/"])
@pytest.mark.parametrize("role", [None, Role.FUNDER_CONTACT, Role.EMBEDDED_EVALUATOR])
def test_public_pages_show_what_is_published_and_nothing_else(client, path, address, role):
    """Even to the evaluator: what waits is on the page where it is read again, not on the public one."""
    if role:
        client.force_login(make_person(role, path.cohort.scope))

    page = client.get(address).text

    assert "Journée 1" in page
    assert [word for word in ("effet-en-attente", "limite-en-attente") if word in page] == []


def test_draft_sessions_are_for_those_who_prepare_them(client, path):
    address = "/parcours/cohortes/vallees/"
    assert "seance-brouillon" not in client.get(address).text

    client.force_login(make_person(Role.COHORT_LEAD, path.cohort.scope))
    assert "seance-brouillon" in client.get(address).text

    client.force_login(make_person(Role.COHORT_LEAD, make_cohort().scope))
    assert "seance-brouillon" not in client.get(address).text


def test_cohort_in_design_is_not_there_for_a_stranger(client):
    cohort = make_cohort(state=CohortState.DESIGN)
    participation = make_participation(cohort)

    hidden, unknown = client.get(f"/parcours/cohortes/{cohort.code}/"), client.get("/parcours/cohortes/nulle-part/")

    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert cohort.name not in client.get(f"/territoires/{participation.territory.code}/").text


def test_counted_cohort_shows_its_figures_only(client):
    cohort = make_cohort(figures_only=True, territories_stated=62, period="2022-2024", source="Une présentation")

    page = client.get(f"/parcours/cohortes/{cohort.code}/").text

    assert "62" in page
    assert "2022-2024" in page
    assert client.get(f"/parcours/cohortes/{cohort.code}/rapport/").status_code == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_speak_both_languages(client, path, language):
    client.cookies["langue"] = language

    page = client.get("/territoires/clairlune/").text

    assert f'<html lang="{language}"' in page
    assert ("Who is who" in page) == (language == "en")
    assert ('lang="fr">Projet 1' in page) == (language == "en")


def test_cohort_queries_do_not_grow(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(15) as first:
        client.get("/parcours/cohortes/vallees/")
    for number in range(2, 5):
        fill(make_participation(path.cohort), number)

    with django_assert_max_num_queries(len(first)):
        client.get("/parcours/cohortes/vallees/")


def test_territory_queries_do_not_grow(client, path, django_assert_max_num_queries):
    client.get("/territoires/clairlune/")  # the settings are read once
    with django_assert_max_num_queries(22) as first:
        client.get("/territoires/clairlune/")
    for number in range(2, 5):
        fill(path, number)

    with django_assert_max_num_queries(len(first)):
        client.get("/territoires/clairlune/")


def test_territory_of_several_cohorts_asks_no_more(client, path, django_assert_max_num_queries):
    client.get("/territoires/clairlune/")  # the settings are read once
    with django_assert_max_num_queries(22) as first:
        client.get("/territoires/clairlune/")
    for number in (7, 8):
        fill(make_participation(make_cohort(name=f"Cohorte {number}"), path.territory), number)

    with django_assert_max_num_queries(len(first)) as then:
        page = client.get("/territoires/clairlune/").text

    assert [word in page for word in ("Cohorte 7", "effet 8", "Limite 7", "Projet 8", "Journée 7")] == [True] * 5
    assert "en-attente" not in page
    assert len(then) >= len(first)


def test_parts_of_two_paths_do_not_bear_the_same_name(client, path):
    """Whoever goes from part to part by ear hears of which cohort each is."""
    fill(make_participation(make_cohort(name="Cohorte des plaines"), path.territory), 2)

    page = html.document_fromstring(client.get("/territoires/clairlune/").text)

    named = {element.get("id"): " ".join(element.text_content().split()) for element in page.xpath("//*[@id]")}
    names = [" ".join(named[one] for one in part.split()) for part in page.xpath("//section/@aria-labelledby")]
    assert len(names) > 6
    assert sorted(names) == sorted(set(names))


def test_links_do_not_name_what_is_not_published(client, path):
    seen, hidden = make_territory(name="Vallée vue"), make_territory(name="vallee-cachee", published=False)
    for around in (seen, hidden):
        Link.objects.create(inside=path.territory, around=around)

    page = client.get("/territoires/clairlune/").text

    assert "Vallée vue" in page
    assert "vallee-cachee" not in page


def test_hostile_words_stay_words(client, path):
    path.territory.name = '<script>alert("x")</script>'
    path.territory.save()

    page = client.get("/territoires/clairlune/").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_documents_are_told_once_published(client, path):
    """Titles too: the session was held, its documents are still being read again."""
    session = make_session(path.cohort, state=SessionState.HELD)
    Document.objects.create(session=session, kind="synthesis", title="document-en-relecture", url="https://example.org")
    Document.objects.create(
        session=session, kind="support", title="Le support", media_type="application/pdf", file="sessions/a"
    )
    address = "/parcours/cohortes/vallees/"

    assert "document-en-relecture" not in client.get(address).text

    Session.objects.filter(pk=session.pk).update(state=SessionState.DOCUMENTED)
    page = client.get(address).text
    assert "document-en-relecture" in page
    assert f"/seances/{session.code}/documents/" in page


def test_territory_page_leads_those_of_the_path_to_their_work(client, path):
    address, work = "/territoires/clairlune/", "/parcours/cohortes/vallees/territoires/"
    assert work not in client.get(address).text

    client.force_login(make_person(Role.DELEGATION_REFERENT, path.scope))
    assert work in client.get(address).text
