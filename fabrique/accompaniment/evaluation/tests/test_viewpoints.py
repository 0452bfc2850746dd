from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.accompaniment.evaluation import actions
from fabrique.accompaniment.evaluation.enums import VIEWPOINT, LessonKind, ViewpointOf, ViewpointState
from fabrique.accompaniment.evaluation.models import Viewpoint
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages import outbox
from fabrique.ground.messages.actions import gather_digests
from fabrique.ground.messages.models import Letter, Notice
from fabrique.ground.people.enums import Role
from tests.world import journal, make_cohort, make_lead, make_participation, make_person, make_referent, make_viewpoint

pytestmark = pytest.mark.django_db
WORDS = {"text": "Le chemin a été long."}


@pytest.fixture
def place():
    return make_participation()


def voice(of, place):
    role, scope = {
        "ally": (Role.ACCOMPANYING_ALLY, place.scope),
        "territory": (Role.DELEGATION_MEMBER, place.scope),
        "evaluator": (Role.EMBEDDED_EVALUATOR, place.cohort.scope),
    }[of]
    return make_person(role, scope)


def state_fields(state, by):
    return {"state": state} | (WORDS if state == ViewpointState.EXPRESSED else {})


def test_viewpoint_is_asked_once_and_expressed_by_its_voice(place):
    lead, ally = make_lead(place.cohort), voice("ally", place)

    viewpoint = actions.ask_viewpoint(participation=place, of=ViewpointOf.ALLY, by=lead)
    again = actions.ask_viewpoint(participation=place, of=ViewpointOf.ALLY, by=lead)
    actions.express_viewpoint(viewpoint=again, seen=again.version, by=ally, **WORDS)

    stored = Viewpoint.objects.get()
    assert (stored, stored.state, stored.asked_by, stored.expressed_by) == (viewpoint, "expressed", lead, ally)
    assert journal(viewpoint) == ["viewpoint-asked", "viewpoint-expressed"]


@pytest.mark.parametrize("of", ViewpointOf)
def test_nobody_speaks_for_another(place, of):
    viewpoint = make_viewpoint(
        place, of, state=ViewpointState.ASKED, asked_at="2026-01-01T00:00Z", asked_by=make_person()
    )
    others = [voice(other, place) for other in ViewpointOf if other != of]
    others += [
        make_lead(place.cohort),
        make_person(Role.PLATFORM_ADMINISTRATOR),
        make_person(Role.NUMBER_ONE, place.scope),
    ]
    others += [voice(of, make_participation())]

    for person in others:
        with pytest.raises(Denied, match="personne n’écrit à sa place"):
            actions.express_viewpoint(viewpoint=viewpoint, seen=1, by=person, **WORDS)
    actions.express_viewpoint(viewpoint=viewpoint, seen=1, by=voice(of, place), **WORDS)

    assert journal(viewpoint) == ["viewpoint-expressed"]


def test_author_comes_back_to_a_viewpoint_and_two_at_once_are_told(place):
    referent = make_referent(place)
    viewpoint = make_viewpoint(place, "territory")
    actions.express_viewpoint(viewpoint=viewpoint, seen=1, by=referent, **WORDS)

    actions.express_viewpoint(viewpoint=viewpoint, seen=2, by=referent, text="Long, et bon.", synthesis=True)
    with pytest.raises(Conflict) as conflict, transaction.atomic():
        actions.express_viewpoint(viewpoint=viewpoint, seen=2, by=voice("territory", place), text="Court.")

    assert conflict.value.stored.text == "Long, et bon."
    with pytest.raises(Denied, match="au moins une phrase"):
        actions.express_viewpoint(viewpoint=viewpoint, seen=3, by=referent, text=" ")


@pytest.mark.parametrize("name", ["ask", "give-up"])
def test_moves_of_the_table_and_no_other(name):
    arrow = VIEWPOINT.moves[name]
    for state in ViewpointState:
        place = make_participation()
        lead = make_lead(place.cohort)
        viewpoint = make_viewpoint(place, "ally", **state_fields(state, lead))
        act = {
            "ask": lambda: actions.ask_viewpoint(participation=place, of="ally", by=lead),  # noqa: B023
            "give-up": lambda: actions.give_up_viewpoint(viewpoint=viewpoint, by=lead),  # noqa: B023
        }[name]
        if state in arrow.sources or (name == "ask" and state == ViewpointState.ASKED):
            act()
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                act()

        viewpoint.refresh_from_db()
        assert viewpoint.state == (arrow.target if state in arrow.sources else state)


def test_strangers_neither_ask_nor_give_up(place):
    viewpoint = make_viewpoint(
        place, "ally", state=ViewpointState.ASKED, asked_at="2026-01-01T00:00Z", asked_by=make_person()
    )

    for person in (make_referent(place), make_person(Role.ASSOCIATION_EMPLOYEE), make_lead(make_cohort())):
        with pytest.raises(Denied, match="est demandé par"):
            actions.ask_viewpoint(participation=place, of="territory", by=person)
        with pytest.raises(Denied, match="est demandé par"):
            actions.give_up_viewpoint(viewpoint=viewpoint, by=person)


def test_table_refuses_an_empty_or_authorless_viewpoint(place):
    for values in ({"state": "expressed"}, {"text": "Dit", "state": "expressed", "expressed_at": "2026-01-01T00:00Z"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_viewpoint(place, "ally", **values)
    make_viewpoint(place, "ally", **WORDS, state="expressed", expressed_at="2026-01-01T00:00Z", source="S4")


def test_lesson_is_written_by_the_lead_or_the_evaluator(place):
    cohort = place.cohort
    evaluator = voice("evaluator", place)

    lesson = actions.add_lesson(cohort=cohort, kind=LessonKind.LESSON, title="Écouter avant", by=make_lead(cohort))
    with pytest.raises(Denied, match="déjà écrit"):
        actions.add_lesson(cohort=cohort, kind=LessonKind.LESSON, title="Écouter avant", by=evaluator)
    actions.edit_lesson(lesson=lesson, title="Écouter d’abord", text="Vingt personnes", seen=1, by=evaluator)
    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_lesson(lesson=lesson, title="Autre", text="", seen=1, by=evaluator)
    with pytest.raises(Denied, match="enseignements"):
        actions.remove_lesson(lesson=lesson, by=make_referent(place))
    actions.remove_lesson(lesson=lesson, by=evaluator)

    assert journal(cohort) == ["lesson-added", "lesson-edited", "lesson-removed"]


def test_only_those_whose_voice_is_waited_for_are_told_and_once():
    participation = make_participation()
    ally = make_person(Role.ACCOMPANYING_ALLY, participation.scope, language="en")
    make_person(Role.DELEGATION_MEMBER, participation.scope)
    lead = make_lead(participation.cohort)

    for _n in range(2):
        actions.ask_viewpoint(participation=participation, of=ViewpointOf.ALLY, by=lead)

    told = Notice.objects.get()
    assert (told.person, told.subject) == (ally, f"Tell your viewpoint: {participation.territory.name}")


@pytest.mark.parametrize(("given_up", "said"), [(False, True), (True, True), (None, False)])
def test_morning_letter_does_not_ask_for_what_was_said_meanwhile(place, given_up, said):
    ally, lead = voice("ally", place), make_lead(place.cohort)
    viewpoint = actions.ask_viewpoint(participation=place, of=ViewpointOf.ALLY, by=lead)
    Notice.objects.update(at=timezone.now() - timedelta(days=2))
    morning = timezone.localtime().replace(hour=8)
    gather_digests(morning)
    Letter.objects.update(state="queued", sent_at=None)
    mail.outbox.clear()

    if given_up:
        actions.give_up_viewpoint(viewpoint=viewpoint, by=lead)
    elif given_up is False:
        actions.express_viewpoint(viewpoint=viewpoint, seen=viewpoint.version, by=ally, **WORDS)
    outbox.send_ready(5)

    assert [letter.state for letter in Letter.objects.all()] == ["left" if said else "sent"]
    assert [message.to for message in mail.outbox] == ([] if said else [[ally.email]])
