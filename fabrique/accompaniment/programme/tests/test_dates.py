from datetime import UTC, date, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.programme import actions
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.core.inbox import inbox
from fabrique.core.permissions import Denied
from fabrique.ground.agenda.models import Event, Notice
from fabrique.ground.messages.models import Notice as Message
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_lead, make_person, make_registration, make_session

pytestmark = pytest.mark.django_db
COMING = timezone.localdate() + timedelta(days=30)


def scheduled(**fields):
    session = make_session(**{"date": COMING, "starts_at": time(9, 30), "minutes": 90} | fields)
    return actions.move_session(session=session, name="schedule", by=make_lead(session.cohort))


def test_announced_session_is_in_the_agenda_at_the_hour_of_paris():
    session = scheduled(date=date(2027, 3, 28), title="Le jour où l’heure change", capacity=12, place="Fronton")

    event = session.event
    assert (event.title, event.state, event.openness, event.scope) == (
        session.title, "confirmed", "circle", session.cohort.scope)  # fmt: skip
    assert event.starts_at.astimezone(UTC).hour == 7
    assert (event.ends_at - event.starts_at, event.capacity, event.follows) == (timedelta(minutes=90), 12, True)


@pytest.mark.parametrize("fields", [{"starts_at": None}, {"date": None, "period_start": COMING}])
def test_session_without_day_and_hour_has_no_date_yet(fields):
    assert scheduled(**fields).event is None


def test_date_given_later_enters_the_agenda_then():
    session = scheduled(starts_at=None)

    actions.edit_session(session=session, seen=session.version, by=make_lead(session.cohort), starts_at=time(14))

    assert timezone.localtime(Session.objects.get().event.starts_at).time() == time(14)


@pytest.mark.parametrize(
    ("act", "state", "change"),
    [
        (lambda s, by: actions.edit_session(session=s, seen=s.version, by=by, starts_at=time(14)), "confirmed", "moved"),
        (lambda s, by: actions.edit_session(session=s, seen=s.version, by=by, date=None, period_start=COMING), "postponed", "postponed"),
        (lambda s, by: actions.move_session(session=s, name="postpone", by=by), "postponed", "postponed"),
        (lambda s, by: actions.move_session(session=s, name="cancel", by=by), "cancelled", "cancelled"),
    ],
)  # fmt: skip
def test_date_moves_with_its_session_and_each_registered_person_is_told_once(act, state, change):
    session = scheduled()
    people = [make_registration(session.event).person for _n in range(3)]

    act(session, make_lead(session.cohort))

    assert Event.objects.get().state == state
    assert set(Notice.objects.values_list("change", flat=True)) == {change}
    assert [message.person for message in Message.objects.order_by("pk")] == people


def test_cancelled_session_that_comes_back_is_told_with_its_new_date():
    session = scheduled()
    lead = make_lead(session.cohort)
    make_registration(session.event)
    for name in ("cancel", "resume"):
        actions.move_session(session=session, name=name, by=lead)
    actions.edit_session(session=session, seen=session.version, by=lead, date=COMING + timedelta(days=7))
    actions.move_session(session=session, name="schedule", by=lead)

    event = Event.objects.get()
    assert (event.state, event.day) == ("confirmed", COMING + timedelta(days=7))
    assert "back" in Notice.objects.values_list("change", flat=True)


def test_held_session_holds_its_date():
    session = scheduled(date=timezone.localdate())

    actions.move_session(session=session, name="hold", by=make_lead(session.cohort))

    assert Event.objects.get().state == "held"


def test_closed_session_is_never_recorded():
    session = make_session(openness="closed")

    with pytest.raises(Denied, match="n’est pas enregistrée"):
        actions.edit_session(session=session, seen=1, by=make_lead(session.cohort), recorded=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_session(openness="closed", recorded=True)


def test_closed_session_is_known_of_its_circle_alone():
    session = scheduled(openness="closed")
    for person, seen in (
        (AnonymousUser(), 0),
        (make_person(), 0),
        (make_person(Role.FUNDER_CONTACT, session.cohort.scope), 0),
        (make_lead(session.cohort), 1),
        (make_person(Role.PEER_GROUP_FACILITATOR, session.cohort.scope), 1),
    ):
        assert Session.objects.visible_to(person).count() == seen
        assert Event.objects.visible_to(person).count() == seen


def test_cohort_in_design_shows_no_date():
    session = scheduled(cohort=make_cohort(state="design"))

    assert not Event.objects.visible_to(AnonymousUser()).exists()
    assert Event.objects.visible_to(make_lead(session.cohort)).exists()


def test_who_missed_a_session_finds_its_kit(sign_in, client):
    session = scheduled(date=timezone.localdate())
    absent = make_registration(session.event, state="absent").person
    present = make_registration(session.event, state="present").person
    Document.objects.create(session=session, kind="synthesis", title="Synthèse", url="https://example.invalid/s")
    address = reverse("programme:kit", args=[session.cohort.code, session.code])
    lead = make_lead(session.cohort)
    actions.move_session(session=session, name="hold", by=lead)
    before = client.get(address).text
    actions.move_session(session=session, name="document", by=lead)

    assert "pas encore publiée" in before
    assert "example.invalid/s" not in before
    assert "example.invalid/s" in client.get(address).text
    assert [act.url for act in inbox(absent)] == [address]
    assert inbox(present) == []
    assert "Que garder" in sign_in(present).get(address).text
