"""What a delegation brings to a session, who of it came, what it takes home."""

from datetime import time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.programme import actions
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.attendance import attendance_of
from fabrique.accompaniment.programme.models import Output, Presence, PriorQuestion
from fabrique.core.inbox import inbox
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.agenda.models import Registration
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_cohort,
    make_event,
    make_lead,
    make_participation,
    make_person,
    make_referent,
    make_registration,
    make_seat,
    make_session,
    make_territory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
COMING, PAST = TODAY + timedelta(days=20), TODAY - timedelta(days=3)


@pytest.fixture
def place():
    return make_participation(make_cohort(), make_territory(name="Canarival"))


def at(name, session, *more):
    return reverse(f"programme:{name}", args=[session.cohort.code, session.code, *more])


def held(place, **fields):
    event = make_event(place.cohort.scope, ago=timedelta(days=3))
    return make_session(place.cohort, **{"state": "held", "date": PAST, "event": event} | fields)


def test_question_is_left_once_by_its_delegation_and_answered_by_the_lead(place):
    session, referent, lead = make_session(place.cohort, date=COMING), make_referent(place), make_lead(place.cohort)
    leave = {"session": session, "participation": place, "text": "Systémique ?"}

    question = actions.ask_before(**leave, by=referent)
    again = actions.ask_before(**leave, by=referent)
    for stranger in (lead, make_referent(make_participation(place.cohort)), make_person()):
        with pytest.raises(Denied, match="elle-même"):
            actions.ask_before(**leave, by=stranger)
    with pytest.raises(Denied, match="tenue par"):
        actions.answer_prior_question(question=question, answer="Relié.", by=referent)
    waiting = [act.title for act in inbox(lead)]
    actions.answer_prior_question(question=question, answer="Relié.", by=lead)

    assert question == again
    assert waiting == [session.title]
    assert inbox(lead) == []
    assert journal(session) == ["prior-question-left", "prior-question-answered"]


@pytest.mark.parametrize(
    "fields", [{"state": "held"}, {"state": "cancelled"}, {"state": "documented"}, {"state": "scheduled", "date": PAST}]
)
def test_question_comes_before_the_day(place, fields):
    session = make_session(place.cohort, **{"date": PAST} | fields)

    with pytest.raises(Denied, match="entraide"):
        actions.ask_before(session=session, participation=place, text="?", by=make_referent(place))


def test_delegation_leaves_a_dozen_questions_at_most(place):
    session, referent = make_session(place.cohort, date=COMING), make_referent(place)
    for n in range(12):
        actions.ask_before(session=session, participation=place, text=f"{n} ?", by=referent)

    with pytest.raises(Denied, match="douze"):
        actions.ask_before(session=session, participation=place, text="13 ?", by=referent)


def test_question_is_read_by_its_delegation_and_who_prepares_then_in_the_kit_without_its_territory(place, client):
    session = held(place, state="documented")
    asked = {"session": session, "participation": place, "asked_by": make_person(name="Canari Canari")}
    PriorQuestion.objects.create(text="Pourquoi ?", answer="Parce que.", **asked)
    PriorQuestion.objects.create(text="Sans réponse ?", **asked)
    session.documents.create(kind="synthesis", title="S", url="https://example.invalid/s")

    kit = client.get(session.kit_address()).text
    readers = (make_referent(place), make_lead(place.cohort))
    others = (make_referent(make_participation(place.cohort)), make_person(), AnonymousUser())

    assert [PriorQuestion.objects.visible_to(person).count() for person in (*readers, *others)] == [2, 2, 0, 0, 0]
    assert "Parce que." in kit
    assert "Sans réponse" not in kit
    assert "Canari" not in kit


def test_answers_wait_for_the_kit_to_be_published(place, client):
    session = held(place)
    PriorQuestion.objects.create(
        session=session, participation=place, asked_by=make_person(), text="?", answer="canari"
    )

    assert "canari" not in client.get(session.kit_address()).text


def test_output_of_a_workshop_is_kept_by_its_delegation_or_the_lead(place):
    session, referent = held(place), make_referent(place)
    keep = {"session": session, "participation": place, "kind": "front-page", "headline": "Le toit tient"}

    output = actions.keep_output(**keep, levers="Le samedi", by=referent)
    with pytest.raises(Conflict), transaction.atomic():
        actions.keep_output(**keep, by=referent)
    actions.keep_output(**keep, year=2036, seen=1, by=make_lead(place.cohort))
    for stranger in (make_referent(make_participation(place.cohort)), make_person(Role.NUMBER_ONE, place.scope)):
        with pytest.raises(Denied, match="par la délégation"):
            actions.keep_output(**keep, seen=2, by=stranger)

    output.refresh_from_db()
    assert (output.year, output.levers) == (2036, "Le samedi")
    assert list(Output.objects.of(place).expectations()) == []


def test_output_is_read_by_those_who_make_the_path_with_the_delegation(place):
    Output.objects.create(session=held(place), participation=place, kind="expectations", text="canari")
    readers = make_referent(place), make_lead(place.cohort), make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)
    others = make_referent(make_participation(place.cohort)), make_person(), AnonymousUser()

    assert [Output.objects.visible_to(person).count() for person in (*readers, *others)] == [1, 1, 1, 0, 0, 0]
    assert Output.objects.of(place).expectations().get().text == "canari"


@pytest.mark.parametrize(
    "fields",
    [{"kind": "stakes"}, {"kind": "front-page"}, {"kind": "front-page", "headline": "X", "text": "X"},
     {"kind": "stakes", "text": "X", "levers": "X"}, {"kind": "front-page", "headline": "X", "year": 12}],
)  # fmt: skip
def test_absurd_outputs_are_refused_by_the_table(place, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Output.objects.create(session=held(place), participation=place, **fields)


def test_referent_counts_her_own_delegation_alone(place):
    session, referent = held(place), make_referent(place)
    member = make_person(Role.DELEGATION_MEMBER, place.scope)
    named, known = make_seat(place, name="Sans compte"), make_seat(place, person=member)
    foreign = make_seat(make_participation(place.cohort))

    for seat in (named, known):
        actions.mark_seat(session=session, seat=seat, came=True, by=referent)
    with pytest.raises(Denied, match="personne référente"):
        actions.mark_seat(session=session, seat=foreign, came=True, by=referent)
    with pytest.raises(Denied, match="autre cohorte"):
        actions.mark_seat(session=held(make_participation()), seat=named, came=True, by=referent)

    assert Presence.objects.values_list("seat", "came").get() == (named.pk, True)
    assert Registration.objects.values_list("person", "state").get() == (member.pk, "present")
    assert not may.take_attendance.allows(member, session, place)


def test_presence_is_said_once_and_may_be_corrected(place):
    session, lead, seat = held(place), make_lead(place.cohort), make_seat(place)
    for came in (True, True, False):
        actions.mark_seat(session=session, seat=seat, came=came, by=lead)

    assert Presence.objects.values_list("came", flat=True).get() is False
    assert attendance_of([session]) == {}


@pytest.mark.parametrize("fields", [{"state": "scheduled", "date": COMING}, {"state": "cancelled"}, {"state": "draft"}])
def test_presence_waits_for_the_session(place, fields):
    session = make_session(place.cohort, **{"date": PAST} | fields)

    with pytest.raises(Denied, match="présence se note"):
        actions.mark_seat(session=session, seat=make_seat(place), came=True, by=make_lead(place.cohort))


def test_presence_opens_an_hour_before(place):
    soon = timezone.localtime() + timedelta(minutes=30)
    event = make_event(place.cohort.scope, starts_at=soon)
    session = make_session(place.cohort, state="scheduled", date=soon.date(), starts_at=time(soon.hour), event=event)

    assert actions.reason_not_counted(session) == ""


def test_attendance_is_counted_by_category_territory_and_rank_each_person_once(place):
    other = make_participation(place.cohort, make_territory(name="Autreval"))
    session, member = held(place), make_person(Role.DELEGATION_MEMBER, place.scope)
    holder, substitute = make_seat(place, person=member), make_seat(other, "agent", rank="substitute")
    make_seat(place, person=make_person(), left_on=PAST - timedelta(days=9), leaving_reason="Fin")
    for seat in (holder, substitute):
        Presence.objects.create(session=session, seat=seat, came=True)
    make_registration(session.event, member, state="present")
    make_registration(session.event, state="present")
    Registration.objects.create(event=session.event, guest_name="Ada", state="present")
    make_registration(session.event, state="absent")

    counted = attendance_of([session])[session.pk]

    assert (counted.total, counted.holders, counted.substitutes, counted.others) == (4, 1, 1, 2)
    assert counted.by_category() == [("agent", 1), ("elected", 1)]
    assert counted.by_territory() == [("Autreval", 1), ("Canarival", 1)]


def test_stated_numbers_and_counts_stay_apart(place, sign_in, client):
    session = held(place, attendance_min=35, attendance_max=45)
    Presence.objects.create(session=session, seat=make_seat(place), came=True)

    visitor = client.get(session.get_absolute_url()).text
    funder = sign_in(make_person(Role.FUNDER_CONTACT, place.cohort.scope)).get(session.get_absolute_url()).text

    assert "35 à 45 personnes" in visitor
    assert "présence notée" not in visitor
    assert "35 à 45 personnes" in funder
    assert "Une présence notée" in funder
    assert "Somebody" not in funder


def test_counting_takes_three_queries(place, django_assert_num_queries):
    sessions = [held(place) for _n in range(3)]
    for session in sessions:
        Presence.objects.create(session=session, seat=make_seat(make_participation(place.cohort)), came=True)

    with django_assert_num_queries(3):
        attendance_of(sessions)


def test_place_of_a_delegation_is_lived_on_a_phone(place, sign_in):
    session, referent = held(place), make_referent(place)
    seat, coming = make_seat(place, name="Lucie Lanterne"), make_session(place.cohort, date=COMING, state="scheduled")
    client = sign_in(referent)

    client.post(at("ask", coming, place.code), {"text": "Et après ?"})
    client.post(at("mark", session, place.code), {"seat": seat.code, "came": "oui"})
    client.post(at("output", session, place.code, "stakes"), {"text": "Garder l’école", "version": 0})
    page, before = client.get(at("place", session, place.code)).text, client.get(at("place", coming, place.code)).text

    assert "présent·e" in page
    assert "Garder l’école" in page
    assert "Et après" in before
    assert client.get(at("output", session, place.code, "poeme")).status_code == 404
    assert client.post(at("mark", session, place.code), {"seat": "zzz"}).status_code == 404
    assert (
        sign_in(make_referent(make_participation(place.cohort))).get(at("place", session, place.code)).status_code
        == 403
    )


def test_place_costs_the_same_whatever_its_length(place, sign_in, django_assert_max_num_queries):
    session = held(place)
    client, address = sign_in(make_lead(place.cohort)), at("place", session, place.code)
    make_seat(place)
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    for n in range(5):
        make_seat(place, person=make_person())
        PriorQuestion.objects.create(session=session, participation=place, asked_by=make_person(), text=f"{n} ?")

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_referent_is_asked_for_questions_once_in_the_two_weeks_before(place):
    referent = make_referent(place)
    soon = make_session(place.cohort, state="scheduled", date=TODAY + timedelta(days=9), title="Bientôt")
    make_session(place.cohort, state="scheduled", date=COMING)
    make_session(place.cohort, state="scheduled", date=TODAY + timedelta(days=9), optional=True)
    make_session(state="scheduled", date=TODAY + timedelta(days=9))

    before = [act.url for act in inbox(referent)]
    actions.ask_before(session=soon, participation=place, text="?", by=referent)

    assert before == [at("place", soon, place.code)]
    assert inbox(referent) == []
