"""The pages: what each says, to whom, and what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fabrique.accompaniment.pilots import actions
from fabrique.accompaniment.pilots.models import Actor, Blockage, Comment, Deliverable, Milestone, Note, Stand
from fabrique.accompaniment.pilots.tests.given import make_note, restitute
from fabrique.core.inbox import inbox
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import make_item, make_lead, make_participation, make_person, make_project, make_referent

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def project(place):
    return make_project(place, begun_on=date(2026, 1, 5))


@pytest.fixture
def referent(place):
    return make_referent(place)


def page(client, project, view="project", *codes):
    return client.get(project.address(view, *codes))


def test_delegation_writes_submits_and_who_accompanies_answers(sign_in, place, project, referent):
    client = sign_in(referent)
    client.post(project.address("begin-note", "intention"))
    note = Note.objects.get()
    said = {
        "version": 1,
        "summary": "En bref",
        "why": "Le bourg se vide",
        "state_informed_on": "2026-01-12",
        "state_service": "La préfecture",
    }

    client.post(project.address("write-note", note.code), said)
    client.post(project.address("submit-note", note.code))
    note.refresh_from_db()
    assert (note.state, note.words["why"], note.state_informed_on) == (
        "submitted",
        "Le bourg se vide",
        date(2026, 1, 12),
    )
    client = sign_in(make_person(Role.ACCOMPANYING_ALLY, place.scope))
    client.post(project.address("comment-note", note.code), {"section": "why", "text": "Depuis quand ?"})
    client = sign_in(make_lead(place.cohort))
    client.post(project.address("accept-note", note.code))

    html = page(client, project, "note", note.code).content.decode()
    assert "Depuis quand ?" in html
    assert "acceptée" in html
    assert "La préfecture" in html


def test_two_people_writing_are_told_and_nothing_typed_is_lost(sign_in, project, referent):
    note = make_note(project)
    actions.write_note(note=note, seen=1, by=referent, summary="En bref", why="Celui de l’autre")

    response = sign_in(referent).post(
        project.address("write-note", note.code), {"version": 1, "summary": "En bref", "why": "Le mien"}
    )

    html = response.content.decode()
    assert "Celui de l’autre" in html
    assert "Le mien" in html
    assert response.context["form"].conflict == [
        (response.context["form"].fields["why"].label, "Celui de l’autre", "Le mien")
    ]


def test_versions_are_read_side_by_side(sign_in, project, referent):
    make_note(project, state="superseded", words={"why": "Un ancien motif"})
    new = make_note(project, state="submitted", number=2, words={"why": "Un nouveau motif"})
    client = sign_in(referent)

    html = page(client, project, "compare-notes", new.code).content.decode()

    assert "<del>ancien</del>" in html
    assert "<ins>nouveau</ins>" in html
    first = page(client, project, "compare-notes", Note.objects.get(number=1).code).content.decode()
    assert "Une seule version" in first


def test_public_note_shows_neither_comments_nor_what_the_diagnostic_keeps(client, place, project, referent):
    restitute(place, "Canari du diagnostic")
    note = make_note(project, state="submitted")
    Comment.objects.create(note=note, text="Canari du commentaire", said_by=referent)
    assert page(client, project, "note", note.code).status_code == 404

    actions.open_note(note=note, by=referent)
    html = page(client, project, "note", note.code).content.decode()

    assert "Parce que" in html
    assert "Canari" not in html
    assert str(referent) not in html
    assert page(client, project, "note-file", note.code, "html").status_code == 200


def test_note_shows_what_the_diagnostic_recommends_to_those_who_read_it(sign_in, place, project, referent):
    restitute(place, "Réunir les services")
    note = make_note(project, state="submitted")

    html = page(sign_in(referent), project, "note", note.code).content.decode()

    assert "Réunir les services" in html
    assert "réponses : 0 sur 1" in html.replace("\u202f", " ").replace("\xa0", " ")


def test_recommendation_is_answered_from_the_project_and_comes_back_to_it(sign_in, place, project, referent):
    (row,) = restitute(place, "Réunir les services")
    client = sign_in(referent)
    url = reverse("restitution:answer-in-project", args=[row.edition.code, row.code, project.code])
    assert url in page(client, project, "advice").content.decode()

    response = client.post(url, {"version": 1, "taken_up": "yes", "project": project.code, "why": ""})
    row.refresh_from_db()

    assert response.url == project.address("advice")
    assert (row.taken_up, row.project) == ("yes", project)
    assert "Chaque recommandation a sa réponse" in page(client, project, "advice").content.decode()
    elsewhere = make_project(make_participation())
    assert (
        client.get(
            reverse("restitution:answer-in-project", args=[row.edition.code, row.code, elsewhere.code])
        ).status_code
        == 404
    )


def test_project_begun_before_the_restitution_says_so_until_it_is_read_again(sign_in, place, project, referent):
    restitute(place)
    client = sign_in(referent)
    assert "À relire après la restitution" in page(client, project).content.decode()

    client.post(project.address("review"), {"version": 1, "review_words": "Nous commençons par les écoles"})

    html = page(client, project).content.decode()
    assert "À relire après la restitution" not in html
    assert "Nous commençons par les écoles" in html


def test_micro_project_is_waived_on_a_page(sign_in, place, referent):
    project = make_project(place, kind="micro")

    sign_in(make_lead(place.cohort)).post(
        project.address("waive"), {"kind": "framing", "reason": "Une fête de quartier"}
    )

    assert "Une fête de quartier" in page(sign_in(referent), project).content.decode()


def test_move_that_says_why_has_its_page(sign_in, place, referent):
    project = make_project(place, state="running")
    client = sign_in(referent)

    client.post(project.address("move"), {"move": "appraise"})
    client.post(project.address("move-continue"), {"words": "La commune prend la suite"})

    project.refresh_from_db()
    assert project.state == "continued"
    assert "La commune prend la suite" in page(client, project).content.decode()


def test_member_writes_and_the_referent_alone_submits(sign_in, place, project):
    note = make_note(project)
    client = sign_in(make_person(Role.DELEGATION_MEMBER, place.scope))

    html = page(client, project, "note", note.code).content.decode()

    assert project.address("write-note", note.code) in html
    assert project.address("submit-note", note.code) not in html
    assert client.post(project.address("submit-note", note.code)).status_code == 403


@pytest.mark.parametrize("role", [Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT])
def test_institution_and_funder_read_the_synthesis_and_nothing_else(sign_in, place, project, role):
    note = make_note(project, state="submitted", summary="L’essentiel du bourg", words={"why": "Canari"})
    client = sign_in(make_person(role, place.cohort.scope))

    html = client.get(reverse("pilots:synthesis", args=[place.cohort.code])).content.decode()

    assert "L’essentiel du bourg" in html
    assert "Canari" not in html
    assert page(client, project, "note", note.code).status_code == 404
    assert page(client, project).status_code == 403


def test_synthesis_says_nothing_of_notes_that_one_does_not_read(sign_in, place, project, referent):
    other = make_project(make_participation(place.cohort), title="Un autre projet")
    make_note(other, state="submitted", summary="Canari d’à côté")
    make_note(project, state="submitted", summary="Le nôtre")

    html = sign_in(referent).get(reverse("pilots:synthesis", args=[place.cohort.code])).content.decode()

    assert "Le nôtre" in html
    assert "Un autre projet" in html
    assert "Canari" not in html
    assert html.count("avec sa délégation") == 1


def test_circle_shows_each_day_and_who_is_missing(sign_in, project, referent):
    elected = make_item(ReferentialKey.CATEGORIES, "elected")
    make_item(ReferentialKey.CATEGORIES, "agent")
    actor = actions.add_actor(
        project=project, name="Conseil", category=elected, ring="informed", since=DAY, by=referent
    )
    actions.place_actor(actor=actor, ring="core", since=date(2026, 4, 1), by=referent)
    client = sign_in(referent)

    last = page(client, project, "circle")
    first = client.get(project.address("circle"), {"jour": "2026-03-02"})

    assert last.context["rings"].day == date(2026, 4, 1)
    assert [item.key for item in last.context["rings"].absent] == ["agent"]
    assert first.context["rings"].day == DAY
    assert client.get(project.address("circle"), {"jour": "2026-03-03"}).status_code == 404
    assert client.get(project.address("circle"), {"jour": "x"}).status_code == 404


def fill(project, referent, n):
    """n more of each thing that a page lists."""
    one = project.actors.first()
    item = one.category if one else make_item(ReferentialKey.CATEGORIES, "elected")
    start = project.milestones.count()
    for i in range(start, start + n):
        actor = Actor.objects.create(project=project, name=f"Acteur {i}", category=item)
        Stand.objects.create(actor=actor, ring="core", since=DAY)
        Milestone.objects.create(project=project, kind="permit", track="administrative", title=f"Étape {i}", due_on=DAY)
        Blockage.objects.create(
            project=project, kind="rules", title=f"Blocage {i}", owner="?", next_step="?", seen_on=DAY
        )
        Deliverable.objects.create(project=project, kind="tool", title=f"Livrable {i}")
        note = make_note(project, state="superseded", number=10 + i)
        Comment.objects.create(note=note, text="?", said_by=make_person())
        project.steps.create(state="idea", made_by=make_person())


def count_queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("view", ["project", "advice", "circle", "milestones", "blockages", "deliverables", "note"])
def test_queries_do_not_grow(sign_in, place, project, referent, view):
    restitute(place, "Une", "Deux")
    note = make_note(project, state="submitted")
    url = project.address(view, *([note.code] if view == "note" else []))
    fill(project, referent, 2)
    client = sign_in(referent)
    Comment.objects.create(note=note, text="?", said_by=make_person())
    first = count_queries(client, url)
    fill(project, referent, 3)
    for n in range(3):
        Comment.objects.create(note=note, text="?", section="why" if n else "", said_by=make_person())

    assert count_queries(client, url) == first


def test_queries_of_the_synthesis_do_not_grow(sign_in, place, project):
    make_note(project, state="submitted")
    client = sign_in(make_lead(place.cohort))
    url = reverse("pilots:synthesis", args=[place.cohort.code])
    first = count_queries(client, url)
    for _n in range(3):
        other = make_project(make_participation(place.cohort))
        make_note(other, state="submitted")
        make_note(other, "framing", "submitted")

    assert count_queries(client, url) == first


def test_queries_of_what_waits_do_not_grow(place, project, referent):
    make_note(project)
    inbox(referent)
    with CaptureQueriesContext(connection) as one:
        assert len([act for act in inbox(referent) if act.verb == "Continuer"]) == 1
    for _n in range(3):
        make_note(make_project(place))
    with CaptureQueriesContext(connection) as more:
        assert len([act for act in inbox(referent) if act.verb == "Continuer"]) == 4

    assert len(one) == len(more)


def test_bench_says_what_waits_to_whom(place, project, referent):
    make_note(project, state="submitted")
    Blockage.objects.create(
        project=project, kind="rules", title="Recours", owner="?", next_step="?", seen_on=DAY, next_on=DAY
    )
    Milestone.objects.create(project=project, kind="permit", track="administrative", title="Permis", due_on=DAY)
    Deliverable.objects.create(project=project, kind="tool", title="Une carte", due_on=DAY)
    restitute(place, "Réunir")

    asked = {act.title for act in inbox(referent)}

    assert {"Recours", "Permis", "Une carte", project.title} <= asked
    assert [act.verb for act in inbox(make_lead(place.cohort)) if act.title == project.title] == ["Lire et commenter"]
    assert not [act for act in inbox(make_lead(make_participation().cohort)) if act.title == project.title]
