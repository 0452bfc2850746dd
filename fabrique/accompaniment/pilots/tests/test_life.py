"""Milestones, blockages, deliverables and the circle: what happens, what blocks, what stays, who is there (R429–R432)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.accompaniment.pilots import actions
from fabrique.accompaniment.pilots.circle import at, days_of, read
from fabrique.accompaniment.pilots.enums import BLOCKAGE, DELIVERABLE, MILESTONE
from fabrique.accompaniment.pilots.models import Blockage, Deliverable, Milestone
from fabrique.accompaniment.pilots.tests.given import make_note
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    journal,
    make_item,
    make_lead,
    make_participation,
    make_person,
    make_project,
    make_referent,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
JANUARY, MARCH, MAY = date(2026, 1, 5), date(2026, 3, 2), date(2026, 5, 4)


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def project(place):
    return make_project(place)


@pytest.fixture
def referent(place):
    return make_referent(place)


@pytest.mark.parametrize(
    ("kind", "track"), [("meeting", "participative"), ("workshop", "participative"), ("permit", "administrative")]
)
def test_milestone_stands_on_the_line_of_its_kind(project, referent, kind, track):
    milestone = actions.add_milestone(project=project, kind=kind, title="Une étape", by=referent)

    assert milestone.track == track
    with pytest.raises(Denied, match="déjà dans la liste"):
        actions.add_milestone(project=project, kind=kind, title="Une étape", by=referent)


def test_milestone_passes_on_a_day_that_came(project, referent):
    milestone = actions.add_milestone(project=project, kind="permit", title="Permis", by=referent, due_on=MARCH)

    with pytest.raises(Denied, match="pas encore passé"):
        actions.move_milestone(milestone=milestone, name="pass", held_on=TODAY + timedelta(days=1), by=referent)
    milestone.refresh_from_db()
    actions.move_milestone(milestone=milestone, name="pass", by=referent)
    assert (milestone.state, milestone.held_on) == ("done", min(MARCH, TODAY))
    actions.move_milestone(milestone=milestone, name="plan-again", by=referent)

    assert (milestone.state, milestone.held_on) == ("planned", None)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move_milestone(milestone=milestone, name="fly", by=referent)


def test_milestone_edited_by_two_is_not_overwritten(project, referent):
    milestone = actions.add_milestone(project=project, kind="permit", title="Permis", by=referent)

    actions.edit_milestone(milestone=milestone, title="Permis de construire", track="", seen=1, by=referent)
    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_milestone(milestone=milestone, title="Autre", seen=1, by=referent)

    assert Milestone.objects.get().title == "Permis de construire"


def test_blockage_has_somebody_and_a_next_step(project, referent):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_blockage(project=project, kind="appeal", title="Recours", owner="", next_step="Écrire", by=referent)
    blockage = actions.add_blockage(
        project=project, kind="appeal", title="Recours", owner="Service juridique", next_step="Répondre", by=referent
    )

    actions.move_blockage(blockage=blockage, name="ease", by=referent)
    assert blockage.ended_on is None
    actions.move_blockage(blockage=blockage, name="lift", by=referent)
    assert (blockage.state, blockage.ended_on) == ("lifted", TODAY)
    actions.edit_blockage(blockage=blockage, next_step="Raconter", seen=blockage.version, by=referent)
    actions.move_blockage(blockage=blockage, name="reopen", by=referent)

    assert (blockage.state, blockage.ended_on) == ("open", None)
    assert journal(project)[-1] == "blockage-moved"


@pytest.mark.parametrize(("table", "model"), [(MILESTONE, Milestone), (BLOCKAGE, Blockage), (DELIVERABLE, Deliverable)])
def test_life_moves_only_as_the_tables_say(table, model):
    for name, move in table.moves.items():
        for state in table.states.values:
            assert (table.reason(model(state=state), name) == "") == (state in move.sources)


def test_deliverables_are_listed_from_the_framing_note_on(project, referent):
    make_note(project, "intention", "submitted")

    with pytest.raises(Denied, match="note de cadrage"):
        actions.add_deliverable(project=project, kind="tool", title="Une carte", by=referent)
    make_note(project, "framing")
    actions.add_deliverable(project=project, kind="tool", title="Une carte", by=referent)

    assert project.deliverables.count() == 1


def test_deliverable_is_handed_over_by_the_ally_with_one_thing(place, project):
    make_note(project, "framing")
    ally = make_person(Role.ACCOMPANYING_ALLY, place.scope)
    deliverable = actions.add_deliverable(project=project, kind="tool", title="Une carte", by=ally)
    paper = SimpleUploadedFile("carte.pdf", b"%PDF-1.7 carte")

    for given in ({}, {"url": "https://a.invalid/", "file": paper}):
        with pytest.raises(Denied, match="l’un des deux"):
            actions.deliver(deliverable=deliverable, by=ally, **given)
    with pytest.raises(Denied, match="type accepté"):
        actions.deliver(deliverable=deliverable, file=SimpleUploadedFile("carte.pdf", b"MZ programme"), by=ally)
    deliverable.refresh_from_db()
    actions.deliver(deliverable=deliverable, file=paper, by=ally)
    deliverable.refresh_from_db()

    assert (deliverable.state, deliverable.media_type, deliverable.delivered_on) == (
        "delivered", "application/pdf", TODAY,
    )  # fmt: skip


def test_deliverable_awaited_again_gives_its_file_back(place, project, referent, django_capture_on_commit_callbacks):
    make_note(project, "framing")
    deliverable = actions.add_deliverable(project=project, kind="tool", title="Une carte", by=referent)
    actions.deliver(deliverable=deliverable, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 a"), by=referent)
    deliverable.refresh_from_db()
    storage, name = deliverable.file.storage, deliverable.file.name
    assert storage.exists(name)

    with pytest.raises(Denied, match="l’un des deux"):
        actions.move_deliverable(deliverable=deliverable, name="deliver", by=referent)
    with django_capture_on_commit_callbacks(execute=True):
        actions.move_deliverable(deliverable=deliverable, name="expect-again", by=referent)

    assert not storage.exists(name)
    assert not Deliverable.objects.get().file


@pytest.mark.parametrize("role", [Role.NUMBER_ONE, Role.DIAGNOSTICIAN, Role.ACCOMPANYING_ALLY])
def test_others_do_not_keep_the_life_of_a_project(place, project, role):
    person = make_person(role, place.scope)

    for act in (
        lambda: actions.add_milestone(project=project, kind="permit", title="?", by=person),
        lambda: actions.add_blockage(project=project, kind="rules", title="?", owner="?", next_step="?", by=person),
        lambda: actions.add_actor(
            project=project, name="?", category=make_item(ReferentialKey.CATEGORIES), ring="core", by=person
        ),
    ):
        with pytest.raises(Denied, match="délégation"):
            act()


def test_life_is_not_read_by_the_public_nor_by_who_is_only_near(place, project):
    Milestone.objects.create(project=project, kind="permit", track="administrative", title="Canari")
    lead = make_lead(place.cohort)

    assert Milestone.objects.visible_to(lead).exists()
    for role in (
        Role.PEER_GROUP_FACILITATOR,
        Role.FUNDER_CONTACT,
        Role.REGIONAL_INSTITUTION_AGENT,
        Role.EMBEDDED_MEDIA,
    ):
        assert not Milestone.objects.visible_to(make_person(role, place.cohort.scope)).exists()
    assert not Milestone.objects.visible_to(make_lead(make_participation().cohort)).exists()


def test_map_of_each_day_stays_true(project, referent):
    elected, agent = make_item(ReferentialKey.CATEGORIES, "elected"), make_item(ReferentialKey.CATEGORIES, "agent")
    council = actions.add_actor(
        project=project, name="Conseil", category=elected, ring="core", since=JANUARY, by=referent
    )
    service = actions.add_actor(
        project=project, name="Services", category=agent, ring="informed", since=MARCH, by=referent
    )
    actions.place_actor(actor=service, ring="core", since=MAY, why="Ils ont proposé", by=referent)
    actions.place_actor(actor=council, ring="gone", since=MAY, by=referent)

    actors = read(project)
    january, march, may = (at(project, actors, day) for day in days_of(actors))

    assert days_of(actors) == [JANUARY, MARCH, MAY]
    assert [[actor.name for actor, _stand in here] for _ring, here in january.actors] == [["Conseil"], [], [], []]
    assert [[actor.name for actor, _stand in here] for _ring, here in march.actors] == [
        ["Conseil"],
        [],
        ["Services"],
        [],
    ]
    assert [[actor.name for actor, _stand in here] for _ring, here in may.actors] == [["Services"], [], [], []]
    assert [item.key for item in march.outside] == ["agent"]
    assert "agent" in [item.key for item in january.absent]
    assert "elected" in [item.key for item in may.absent]


def test_opponent_alone_does_not_make_its_category_present(project, referent):
    socio = make_item(ReferentialKey.CATEGORIES, "socio-economic")
    actions.add_actor(project=project, name="Riverains", category=socio, ring="opponent", since=MARCH, by=referent)

    assert "socio-economic" in [item.key for item in at(project, read(project), MARCH).absent]


def test_actor_is_corrected_the_same_day_and_taken_off_only_without_a_past(project, referent):
    item = make_item(ReferentialKey.CATEGORIES, "elected")
    actor = actions.add_actor(project=project, name="Conseil", category=item, ring="core", by=referent)

    with pytest.raises(Denied, match="déjà sur la carte"):
        actions.add_actor(project=project, name="Conseil", category=item, ring="core", by=referent)
    with pytest.raises(Denied, match="jour passé"):
        actions.place_actor(actor=actor, ring="core", since=TODAY + timedelta(days=1), by=referent)
    actions.place_actor(actor=actor, ring="informed", by=referent)
    assert [stand.ring for stand in actor.stands.all()] == ["informed"]
    actions.place_actor(actor=actor, ring="core", since=JANUARY, by=referent)
    with pytest.raises(Denied, match="a une histoire"):
        actions.remove_actor(actor=actor, by=referent)
    actor.stands.first().delete()
    actions.remove_actor(actor=actor, by=referent)

    assert not project.actors.exists()
