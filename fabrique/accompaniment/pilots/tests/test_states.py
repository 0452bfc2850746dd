"""Where a project goes, and why it does not (R426, R427)."""

from datetime import date

import pytest

from fabrique.accompaniment.pilots import actions
from fabrique.accompaniment.pilots.actions.projects import review_due
from fabrique.accompaniment.pilots.enums import PROJECT, SAID, UNDER_WAY, ProjectState
from fabrique.accompaniment.pilots.models import PilotProject, Support
from fabrique.accompaniment.pilots.tests.given import DAY, make_note, restitute
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.world import (
    make_lead,
    make_organisation,
    make_participation,
    make_person,
    make_project,
    make_referent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def referent(place):
    return make_referent(place)


@pytest.mark.parametrize("move", PROJECT.moves)
@pytest.mark.parametrize("state", PROJECT.states.values)
def test_project_moves_only_as_the_table_says(move, state):
    project = PilotProject(state=state)

    assert (PROJECT.reason(project, move) == "") == (state in PROJECT.moves[move].sources)


def test_project_walks_to_its_end_and_its_history_stays(place, referent):
    project = actions.write_project(participation=place, title="Une halle", by=referent)
    lead = make_lead(place.cohort)

    actions.choose_ally(project=project, organisation=make_organisation(), by=referent)
    actions.move_project(project=project, name="begin", by=lead)
    actions.move_project(project=project, name="appraise", by=referent)
    actions.move_project(project=project, name="continue", words="La commune prend la suite", by=referent)

    assert list(project.steps.order_by("pk").values_list("state", flat=True)) == [
        "idea", "ally-chosen", "running", "appraisal", "continued",
    ]  # fmt: skip
    assert project.steps.first().words == "La commune prend la suite"


@pytest.mark.parametrize("name", ["continue", "replicate", "pause", "abandon"])
def test_what_changes_much_says_why(place, referent, name):
    project = make_project(place, state="appraisal")

    with pytest.raises(Denied, match="Dites pourquoi"):
        actions.move_project(project=project, name=name, by=referent)


@pytest.mark.parametrize("state", UNDER_WAY)
def test_project_takes_up_where_it_stopped_and_nowhere_else(place, referent, state):
    project = make_project(place, state=state)

    actions.move_project(project=project, name="pause", words="Élections", by=referent)
    project.refresh_from_db()
    assert (project.state, project.paused_from, project.state_words) == ("paused", state, "Élections")
    wrong = next(name for name in UNDER_WAY if name != state)
    with pytest.raises(Denied, match="là où il s’était arrêté"):
        actions.move_project(project=project, name=f"resume-{wrong}", by=referent)
    actions.move_project(project=project, name=f"resume-{state}", by=referent)

    project.refresh_from_db()
    assert (project.state, project.paused_from, project.state_words) == (state, "", "")


@pytest.mark.parametrize("name", ["write-intention", "choose-ally", "lose-ally-idea"])
def test_what_follows_an_act_is_not_pressed(place, referent, name):
    state = "ally-chosen" if name.startswith("lose") else "idea"

    with pytest.raises(Denied, match="suit un autre acte"):
        actions.move_project(project=make_project(place, state=state), name=name, by=referent)


def test_unknown_move_is_refused(place, referent):
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move_project(project=make_project(place), name="fly", by=referent)


@pytest.mark.parametrize("role", [Role.DELEGATION_MEMBER, Role.NUMBER_ONE, Role.ACCOMPANYING_ALLY])
def test_others_do_not_move_the_project(place, role):
    project = make_project(place, state="running")

    for name in SAID:
        with pytest.raises(Denied):
            actions.move_project(project=project, name=name, words="?", by=make_person(role, place.scope))


def test_last_ally_who_leaves_gives_the_project_back_to_its_notes(place, referent):
    project = make_project(place)
    make_note(project, "intention", "submitted")
    support = actions.choose_ally(project=project, organisation=make_organisation(), by=referent)
    other = actions.choose_ally(project=project, organisation=make_organisation(), by=referent)

    actions.remove_ally(support=support, by=referent)
    project.refresh_from_db()
    assert project.state == "ally-chosen"
    actions.remove_ally(support=other, by=referent)

    project.refresh_from_db()
    assert project.state == "intention"


def test_last_ally_does_not_leave_an_accompaniment_that_runs(place, referent):
    support = Support.objects.create(project=make_project(place, state="running"), organisation=make_organisation())

    with pytest.raises(Denied, match="autre allié"):
        actions.remove_ally(support=support, by=referent)


def test_note_submitted_late_does_not_take_a_project_back(place, referent):
    project = make_project(place, state="running")

    actions.submit_note(note=make_note(project), by=referent)

    project.refresh_from_db()
    assert project.state == "running"


@pytest.mark.parametrize(
    ("begun", "state", "due"),
    [
        (date(2026, 1, 5), "framing", True),
        (date(2026, 1, 5), "paused", True),
        (date(2026, 1, 5), "abandoned", False),
        (date(2026, 1, 5), "continued", False),
        (DAY, "framing", False),
        (None, "framing", False),
    ],
)
def test_project_begun_before_the_restitution_is_to_be_read_again(begun, state, due):
    assert review_due(PilotProject(begun_on=begun, state=state), DAY) is due


def test_review_is_closed_by_an_act_once_every_recommendation_has_its_answer(place, referent):
    (row,) = restitute(place, "Réunir")
    project = make_project(place, begun_on=date(2026, 1, 5))

    with pytest.raises(Denied, match="chaque recommandation"):
        actions.review_project(project=project, review_words="Rien", seen=1, by=referent)
    row.taken_up, row.why, row.answered_at, row.answered_by = "no", "Déjà fait", f"{DAY}T10:00Z", referent
    row.save()
    with pytest.raises(Denied, match="référente"):
        actions.review_project(project=project, review_words="Rien", seen=1, by=make_lead(place.cohort))
    actions.review_project(project=project, review_words="Nous commençons par les écoles", seen=1, by=referent)

    assert (project.reviewed_by, project.review_words) == (referent, "Nous commençons par les écoles")
    with pytest.raises(Denied, match="n’attend pas"):
        actions.review_project(project=project, review_words="Encore", seen=2, by=referent)


def test_project_without_a_restitution_waits_for_no_review(place, referent):
    with pytest.raises(Denied, match="n’attend pas"):
        actions.review_project(
            project=make_project(place, begun_on=DAY, state=ProjectState.IDEA), review_words="?", seen=1, by=referent
        )
