from datetime import date

import pytest
from django.db import transaction

from fabrique.accompaniment.pilots import actions
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_lead,
    make_organisation,
    make_participation,
    make_person,
    make_project,
    make_referent,
)

pytestmark = pytest.mark.django_db


def test_referent_begins_a_project_then_edits_it_once_for_each_version():
    participation = make_participation()
    referent = make_referent(participation)

    project = actions.write_project(participation=participation, title="Un éco-hameau", by=referent)
    with pytest.raises(Denied, match="déjà ce titre"):
        actions.write_project(participation=participation, title="Un éco-hameau", by=referent)
    edit = {"participation": participation, "project": project, "by": referent, "seen": 1}
    actions.write_project(title="Le hameau", summary="Douze logements", kind="totem", **edit)
    with pytest.raises(Conflict) as conflict, transaction.atomic():
        actions.write_project(title="Autre", **edit)

    assert conflict.value.stored.title == "Le hameau"
    assert PilotProject.objects.get().kind == "totem"
    assert journal(project) == ["project-begun", "project-edited"]


@pytest.mark.parametrize("role", [Role.DELEGATION_MEMBER, Role.NUMBER_ONE, Role.ACCOMPANYING_ALLY])
def test_others_of_the_delegation_read_the_project(role):
    participation = make_participation()

    with pytest.raises(Denied, match="personne référente"):
        actions.write_project(participation=participation, title="Intrus", by=make_person(role, participation.scope))


def test_lead_and_referent_of_elsewhere_do_not_write_the_project():
    participation = make_participation()

    for person in (make_lead(participation.cohort), make_referent(make_participation(participation.cohort))):
        with pytest.raises(Denied, match="personne référente"):
            actions.write_project(participation=participation, title="Intrus", by=person)


def test_project_of_a_territory_that_left_is_read_only():
    participation = make_participation(left_on=date(2026, 1, 1), leaving_reason="Fusion")

    with pytest.raises(Denied, match="a quitté la cohorte"):
        actions.write_project(participation=participation, title="Trop tard", by=make_referent(participation))


def test_objective_is_added_once_edited_and_removed():
    participation = make_participation()
    referent, project = make_referent(participation), make_project(participation)

    objective = actions.add_objective(project=project, title="Écouter", by=referent)
    with pytest.raises(Denied, match="déjà écrit"):
        actions.add_objective(project=project, title="Écouter", by=referent)
    actions.edit_objective(objective=objective, title="Écouter d’abord", text="Vingt personnes", seen=1, by=referent)
    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_objective(objective=objective, title="Autre", text="", seen=1, by=referent)
    actions.remove_objective(objective=objective, by=referent)

    assert journal(project) == ["objective-added", "objective-edited", "objective-removed"]


def test_ally_is_chosen_by_the_referent_or_the_lead_and_once():
    participation = make_participation()
    project, organisation = make_project(participation), make_organisation()

    support = actions.choose_ally(project=project, organisation=organisation, by=make_referent(participation))
    with pytest.raises(Denied, match="accompagne déjà"):
        actions.choose_ally(project=project, organisation=organisation, by=make_lead(participation.cohort))
    with pytest.raises(Denied, match="L’allié est choisi"):
        actions.remove_ally(support=support, by=make_person(Role.DELEGATION_MEMBER, participation.scope))
    actions.remove_ally(support=support, by=make_lead(participation.cohort))

    assert journal(project) == ["ally-chosen", "ally-removed"]
