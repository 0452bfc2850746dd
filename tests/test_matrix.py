"""The matrix of A50, cell by cell: one person a column, one probe a letter."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from fabrique.accompaniment.cohorts import permissions as cohorts
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.delegations import permissions as delegations
from fabrique.accompaniment.evaluation import permissions as evaluation
from fabrique.accompaniment.evaluation.models import Effect, Lesson, Limit, Viewpoint
from fabrique.accompaniment.pilots import permissions as pilots
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.programme import permissions as programme
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.recruitment import permissions as recruitment
from fabrique.accompaniment.recruitment.models import Candidacy
from fabrique.accompaniment.support import permissions as support
from fabrique.accompaniment.support.models import Question
from fabrique.ground.agenda import permissions as agenda
from fabrique.ground.agenda.models import Registration
from fabrique.ground.people.enums import Role, ScopeKind
from tests.matrix import COLUMNS, LATER, ROWS
from tests.world import (
    make_candidacy,
    make_effect,
    make_event,
    make_limit,
    make_participation,
    make_person,
    make_project,
    make_registration,
    make_scope,
    make_session,
    make_viewpoint,
    platform,
)  # fmt: skip

pytestmark = pytest.mark.django_db

PLACES = {
    "ally": (Role.ALLY_PERSON, "platform"),
    "staff": (Role.ASSOCIATION_EMPLOYEE, "platform"),
    "lead": (Role.COHORT_LEAD, "cohort"),
    "pivot": (Role.PIVOT_ALLY, "cohort"),
    "diagnostician": (Role.DIAGNOSTICIAN, "delegation"),
    "supervisor": (Role.DIAGNOSIS_SUPERVISOR, "cohort"),
    "member": (Role.DELEGATION_MEMBER, "delegation"),
    "referent": (Role.DELEGATION_REFERENT, "delegation"),
    "number-one": (Role.NUMBER_ONE, "delegation"),
    "interviewee": (Role.INTERVIEWEE, "diagnostic"),
    "facilitator": (Role.PEER_GROUP_FACILITATOR, "cohort"),
    "accompanying-ally": (Role.ACCOMPANYING_ALLY, "delegation"),
    "evaluator": (Role.EMBEDDED_EVALUATOR, "cohort"),
    "media": (Role.EMBEDDED_MEDIA, "cohort"),
    "region": (Role.REGIONAL_INSTITUTION_AGENT, "cohort"),
    "funder": (Role.FUNDER_CONTACT, "cohort"),
}
ALL_ROLES = [(role, place) for role, place in PLACES.values() if place != "diagnostic"]


def person_of(column, participation):
    places = {
        "platform": platform(),
        "cohort": participation.cohort.scope,
        "delegation": participation.scope,
        "diagnostic": make_scope(ScopeKind.DIAGNOSTIC, parent=participation.scope),
    }
    if column == "visitor":
        return AnonymousUser()
    if column == "suspended":
        person = make_person(is_active=False)
        for role, place in ALL_ROLES:
            person.role_grants.create(role=role, scope=places[place])
        return person
    role, place = PLACES[column]
    return make_person(role, places[place])


def question_of(to):
    return lambda p: Question.objects.create(
        participation=p, addressed_to=to, title="?", text="?", asked_by=make_person(), answer_by=date(2026, 3, 5)
    )


def own_question(person, p):
    """To the ally, asked by the person of this column: « own » in A50. Whoever may not ask has none."""
    if not support.ask.allows(person, p):
        return None
    return Question.objects.create(
        participation=p, addressed_to="ally", title="?", text="?", asked_by=person, answer_by=date(2026, 3, 5)
    )


def reads(model):
    return lambda person, thing: model.objects.visible_to(person).filter(pk=thing.pk).exists()


# for each row: what it is about, then the probe of each letter
OBJECTS = {
    "cohort": (lambda p: p.cohort, {"R": reads(Cohort), "W": cohorts.edit_cohort.allows}),
    "draft session": (lambda p: make_session(p.cohort), {"R": reads(Session), "W": programme.edit_session.allows}),
    "candidacy, waivers": (
        make_candidacy,
        {"R": reads(Candidacy), "W": recruitment.write_candidacy.allows, "V": recruitment.decide.allows},
    ),
    "closed session": (
        lambda p: make_session(p.cohort, state="documented", openness="closed"),
        {"R": reads(Session)},
    ),
    "attendance list": (
        lambda p: make_registration(make_event(p.cohort.scope)),
        {"R": reads(Registration), "W": agenda.keep_registration.allows},
    ),
    "delegation list": (
        lambda p: p,
        {
            "R": cohorts.read_delegation.allows,
            "W": delegations.edit_delegation.allows,
        },
    ),
    "delegation counts": (lambda p: p.cohort, {"R": delegations.see_counts.allows}),
    "pilot project": (make_project, {"R": reads(PilotProject), "W": pilots.edit_project.allows}),
    "choice of an ally": (make_project, {"W": pilots.choose_ally.allows}),
    "proposed effect": (
        make_effect,
        {
            "R": reads(Effect),
            "P": lambda person, effect: evaluation.propose.allows(person, effect.participation),
            "V": evaluation.read_again.allows,
            "W": evaluation.edit_finding.allows,
        },
    ),
    "proposed limit": (
        make_limit,
        {
            "R": reads(Limit),
            "P": lambda person, limit: evaluation.propose.allows(person, limit.participation),
            "V": evaluation.read_again.allows,
            "C": evaluation.answer_limit.allows,
        },
    ),
    "accepted effect": (
        lambda p: make_effect(p, "accepted"),
        {"R": reads(Effect), "W": evaluation.edit_finding.allows},
    ),
    "published effect": (
        lambda p: make_effect(p, "published"),
        {"R": reads(Effect), "W": evaluation.edit_finding.allows},
    ),
    "evaluator's effect": (
        lambda p: make_effect(p, proposed_as=Role.EMBEDDED_EVALUATOR),
        {"R": reads(Effect), "W": evaluation.edit_finding.allows},
    ),
    "ally's viewpoint": (
        lambda p: make_viewpoint(p, "ally"),
        {"R": reads(Viewpoint), "W": evaluation.express_viewpoint.allows},
    ),
    "territory's view": (
        lambda p: make_viewpoint(p, "territory"),
        {"R": reads(Viewpoint), "W": evaluation.express_viewpoint.allows},
    ),
    "evaluator's report": (
        lambda p: make_viewpoint(p, "evaluator"),
        {"R": reads(Viewpoint), "W": evaluation.express_viewpoint.allows},
    ),
    "asking a viewpoint": (lambda p: p, {"W": evaluation.ask_viewpoint.allows}),
    "hotline question": (
        question_of("association"),
        {"R": reads(Question), "C": support.follow_question.allows},
    ),
    "own question": (
        lambda p: p,
        {
            "R": lambda person, p: bool(own := own_question(person, p)) and reads(Question)(person, own),
            "C": lambda person, p: bool(own := own_question(person, p)) and support.follow_question.allows(person, own),
        },
    ),
    "question to an ally": (
        question_of("ally"),
        {"R": reads(Question), "C": support.follow_question.allows},
    ),
    "lessons": (
        lambda p: Lesson.objects.create(cohort=p.cohort, kind="lesson", title="Lesson"),
        {"R": reads(Lesson), "W": evaluation.edit_lesson.allows},
    ),
}


def cells_of(person, participation):
    """Every cell of one column: the letters that this person's probes find, in the table's own writing."""
    found = {}
    for row, (make, probes) in OBJECTS.items():
        thing = make(participation)
        found[row] = {letter for letter, probe in probes.items() if probe(person, thing)}
    return found


@pytest.mark.parametrize("column", COLUMNS)
def test_cells_of_a_column(column):
    participation = make_participation()
    person = person_of(column, participation)

    assert cells_of(person, participation) == {row: set(cells[column]) - {"."} for row, cells in ROWS.items()}


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("visitor", "ally", "staff", "suspended")])
def test_role_gives_nothing_in_another_cohort(column):
    """R043: what the same person has elsewhere is what a visitor has."""
    person = person_of(column, make_participation())

    assert cells_of(person, make_participation()) == {row: set(cells["visitor"]) - {"."} for row, cells in ROWS.items()}


def test_every_row_has_its_probes_and_what_comes_later_is_not_there_yet():
    assert list(OBJECTS) == list(ROWS)
    assert [cell for cell in LATER if cell[2] in ROWS[cell[0]][cell[1]]] == []
