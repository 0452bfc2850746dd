import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, transaction

from fabrique.accompaniment.evaluation import actions
from fabrique.accompaniment.evaluation.enums import EFFECT, LIMIT, FindingState
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    journal,
    make_effect,
    make_item,
    make_lead,
    make_limit,
    make_participation,
    make_person,
    make_referent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


def evaluator_of(place):
    return make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)


def test_effect_proposed_twice_by_the_same_person_is_one_and_keeps_the_hat(place):
    ally, frame = make_person(Role.ACCOMPANYING_ALLY, place.scope), make_item(ReferentialKey.FRAMES)
    words = {"participation": place, "text": "On s’appelle sans passer par le maire", "frame": frame}

    first = actions.propose_effect(by=ally, **words)
    again = actions.propose_effect(by=ally, **words)
    other = actions.propose_effect(by=make_referent(place), **words)

    assert (first, first.proposed_as, first.state) == (again, Role.ACCOMPANYING_ALLY, FindingState.PROPOSED)
    assert other != first
    assert journal(first) == ["effect-proposed"]


def test_proposed_effect_is_seen_in_its_place_only(place):
    """Not by visitors nor by another cohort's people; by its own, positively."""
    effect = make_effect(place)
    neighbour, elsewhere = make_participation(place.cohort), make_participation()
    strangers = [
        AnonymousUser(), make_person(), make_person(Role.ALLY_PERSON), make_referent(neighbour), make_referent(elsewhere),
        make_lead(elsewhere.cohort), evaluator_of(elsewhere),
    ]  # fmt: skip
    own = [make_referent(place), make_lead(place.cohort), evaluator_of(place), make_person(Role.ASSOCIATION_EMPLOYEE)]

    assert [list(Effect.objects.visible_to(person)) for person in strangers] == [[]] * len(strangers)
    assert [list(Effect.objects.visible_to(person)) for person in own] == [[effect]] * len(own)


def move(finding, name, by):
    if name == "set-aside":
        return actions.set_aside(effect=finding, reason="Déjà dit ailleurs", by=by)
    return {"accept": actions.accept, "publish": actions.publish}[name](finding=finding, by=by)


@pytest.mark.parametrize(
    ("table", "make", "name"),
    [(EFFECT, make_effect, name) for name in EFFECT.moves] + [(LIMIT, make_limit, name) for name in LIMIT.moves],
)
def test_referent_makes_the_moves_of_the_table_and_no_other(place, table, make, name):
    arrow, referent = table.moves[name], make_referent(place)
    states = [state for state in FindingState if make is make_effect or state != FindingState.SET_ASIDE]
    for state in states:
        fields = {"set_aside_because": "Doublon"} if state == FindingState.SET_ASIDE else {}
        finding = make(place, state, **fields)
        if state in arrow.sources:
            move(finding, name, referent)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                move(finding, name, referent)

        finding.refresh_from_db()
        assert finding.state == (arrow.target if state in arrow.sources else state)


@pytest.mark.parametrize(
    "role", [Role.COHORT_LEAD, Role.PIVOT_ALLY, Role.DELEGATION_MEMBER, Role.NUMBER_ONE, Role.ACCOMPANYING_ALLY]
)
def test_others_comment_but_do_not_read_again(place, role):
    scope = place.cohort.scope if role in (Role.COHORT_LEAD, Role.PIVOT_ALLY) else place.scope
    person, effect = make_person(role, scope), make_effect(place)

    for name in EFFECT.moves:
        with pytest.raises(Denied, match="qui relit"):
            move(effect, name, person)

    assert journal(effect) == []


def test_evaluator_publishes_only_with_the_agreement_of_the_delegation(place):
    evaluator, referent = evaluator_of(place), make_referent(place)
    alone, agreed = make_effect(place), make_effect(place)

    actions.accept(finding=alone, by=evaluator)
    with pytest.raises(Denied, match="pas encore donné son accord"):
        actions.publish(finding=alone, by=evaluator)
    actions.publish(finding=alone, by=referent)
    actions.accept(finding=agreed, by=referent)
    actions.publish(finding=agreed, by=evaluator)

    assert set(Effect.objects.visible_to(AnonymousUser())) == {alone, agreed}
    assert journal(agreed) == ["effect-moved", "effect-moved"]
    assert (agreed.accepted_as, agreed.published_by) == (Role.DELEGATION_REFERENT, evaluator)


def test_effect_set_aside_says_why_and_may_come_back(place):
    referent, effect = make_referent(place), make_effect(place, FindingState.ACCEPTED)

    with pytest.raises(Denied, match="pourquoi"):
        actions.set_aside(effect=effect, reason=" ", by=referent)
    actions.set_aside(effect=effect, reason="Déjà dit ailleurs", by=referent)
    assert (effect.set_aside_because, effect.accepted_by) == ("Déjà dit ailleurs", None)
    actions.accept(finding=effect, by=referent)

    effect.refresh_from_db()
    assert (effect.state, effect.set_aside_because) == (FindingState.ACCEPTED, "")


def test_proposer_edits_until_accepted_then_those_who_read_again(place):
    ally, referent = make_person(Role.ACCOMPANYING_ALLY, place.scope), make_referent(place)
    effect = make_effect(place, proposed_by=ally, proposed_as=Role.ACCOMPANYING_ALLY)

    with pytest.raises(Denied, match="seule à le modifier"):
        actions.edit_finding(finding=effect, seen=1, by=referent, text="Autre")
    actions.edit_finding(finding=effect, seen=1, by=ally, text="Mieux dit", state="published", accepted_by=ally)
    actions.accept(finding=effect, by=referent)
    with pytest.raises(Denied, match="a été relu"):
        actions.edit_finding(finding=effect, seen=3, by=ally, text="Encore")
    actions.edit_finding(finding=effect, seen=3, by=referent, text="Relu")

    effect.refresh_from_db()
    assert (effect.text, effect.state, effect.version) == ("Relu", FindingState.ACCEPTED, 4)
    assert journal(effect) == ["effect-edited", "effect-moved", "effect-edited"]


def test_nobody_edits_the_evaluators_words_but_an_evaluator(place):
    effect = make_effect(place, FindingState.ACCEPTED, proposed_as=Role.EMBEDDED_EVALUATOR)
    others = [make_referent(place), make_lead(place.cohort), make_person(Role.PLATFORM_ADMINISTRATOR)]

    for person in others:
        with pytest.raises(Denied, match="celui de l’évaluateur"):
            actions.edit_finding(finding=effect, seen=1, by=person, text="Adouci")
    actions.edit_finding(finding=effect, seen=1, by=evaluator_of(place), text="Précisé")

    assert Effect.objects.get().text == "Précisé"


def test_edit_of_an_old_version_is_a_conflict(place):
    referent = make_referent(place)
    limit = make_limit(place, proposed_by=referent, proposed_as=Role.DELEGATION_REFERENT)
    actions.edit_finding(finding=limit, seen=1, by=referent, text="Premier")

    with pytest.raises(Conflict) as conflict, transaction.atomic():
        actions.edit_finding(finding=limit, seen=1, by=referent, text="Second")

    assert conflict.value.stored.text == "Premier"


def test_limit_is_answered_by_the_lead_once_read_again(place):
    lead, limit = make_lead(place.cohort), make_limit(place)

    with pytest.raises(Denied, match="pas encore relue"):
        actions.answer_limit(limit=limit, answer="On raccourcit", seen=1, by=lead)
    actions.accept(finding=limit, by=make_referent(place))
    with pytest.raises(Denied, match="devant un blanc"):
        actions.answer_limit(limit=limit, answer=" ", seen=2, by=lead)
    with pytest.raises(Denied, match="qui conduit la cohorte"):
        actions.answer_limit(limit=limit, answer="On raccourcit", seen=2, by=make_referent(place))
    words = limit.text
    actions.answer_limit(limit=limit, answer="On raccourcit", seen=2, by=lead)
    with pytest.raises(Conflict), transaction.atomic():
        actions.answer_limit(limit=limit, answer="Autre", seen=2, by=lead)

    limit.refresh_from_db()
    assert (limit.answer, limit.answered_by, limit.text) == ("On raccourcit", lead, words)
    assert journal(limit) == ["limit-moved", "limit-answered"]


def test_limit_is_never_erased_nor_set_aside(place):
    limit = make_limit(place)

    with pytest.raises(DatabaseError, match="refuses DELETE"), transaction.atomic():
        limit.delete()

    assert Limit.objects.filter(pk=limit.pk).exists()
    assert "set-aside" not in LIMIT.moves


@pytest.mark.parametrize(
    "values",
    [
        {"state": FindingState.SET_ASIDE},
        {"state": FindingState.PUBLISHED, "published_at": None, "published_by": None},
        {"state": FindingState.ACCEPTED, "accepted_at": None, "accepted_by": None},
        {"state": FindingState.ACCEPTED, "accepted_by": None},
    ],
)
def test_table_refuses_a_state_without_its_author(place, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_effect(place, **values)
