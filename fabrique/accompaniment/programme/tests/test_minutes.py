from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.programme import actions
from fabrique.accompaniment.programme.enums import MINUTES, MinutesState
from fabrique.accompaniment.programme.models import Kit, Minutes, Remark
from fabrique.core.inbox import inbox
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_event,
    make_lead,
    make_participation,
    make_person,
    make_referent,
    make_registration,
    make_seat,
    make_session,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def session(place):
    """Held yesterday between peers, known of its circle alone."""
    event = make_event(place.cohort.scope, openness="closed", ago=timedelta(days=1))
    return make_session(place.cohort, state="held", date=YESTERDAY, openness="closed", event=event)


def came(session, place, role=Role.DELEGATION_MEMBER):
    return make_registration(session.event, make_person(role, place.scope), state="present").person


def proposed(session, until=TODAY, text="canari"):
    return Minutes.objects.create(session=session, text=text, state="proposed", until=until)


def test_minutes_are_written_read_again_and_given_to_the_cohort(session, place):
    lead, member = make_lead(place.cohort), came(session, place)
    absent = make_person(Role.DELEGATION_MEMBER, place.scope)

    minutes = actions.write_minutes(session=session, text="Chacun dit sa fatigue.", by=lead)
    actions.propose_minutes(minutes=minutes, until=TODAY, by=lead)
    remark = actions.ask_change(minutes=minutes, text="Pas chacun.", by=member)
    with pytest.raises(Denied, match="encore demander"):
        actions.publish_minutes(minutes=minutes, by=lead)
    Minutes.objects.update(until=YESTERDAY)
    minutes.refresh_from_db()
    with pytest.raises(Denied, match="Répondez d’abord"):
        actions.publish_minutes(minutes=minutes, by=lead)
    actions.settle_remark(remark=remark, answer="Corrigé.", by=lead)
    actions.publish_minutes(minutes=minutes, by=lead)

    assert list(Minutes.objects.visible_to(absent)) == [minutes]
    assert Kit.objects.get().state == "preparing"
    assert Notice.objects.values_list("person", "subject").get() == (member.pk, "Un compte rendu à relire")
    assert [verb for verb in journal(session) if verb.startswith("minutes")] == [
        "minutes-written", "minutes-proposed", "minutes-change-asked", "minutes-change-settled", "minutes-published"]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "readers"),
    [("draft", ["lead"]), ("proposed", ["lead", "member"]), ("published", ["absent", "lead", "member", "neighbour"])],
)
def test_minutes_are_read_by_those_who_may_at_each_state(session, place, state, readers):
    people = {
        "lead": make_lead(place.cohort), "member": came(session, place),
        "absent": make_person(Role.DELEGATION_MEMBER, place.scope),
        "neighbour": make_referent(make_participation(place.cohort)),
        "funder": make_person(Role.FUNDER_CONTACT, place.cohort.scope), "stranger": make_person(),
        "other lead": make_lead(make_participation().cohort), "visitor": AnonymousUser(),
    }  # fmt: skip
    Minutes.objects.create(session=session, text="canari", state=state, until=TODAY, published_on=TODAY)

    seen = [name for name, person in people.items() if Minutes.objects.visible_to(person).exists()]

    assert sorted(seen) == readers


def test_minutes_name_nobody_of_the_cohort(session, place):
    lead = make_lead(place.cohort)
    make_seat(place, name="Octave Songe")

    for text in ("Octave Songe a dit oui.", "OCTAVE  SONGÉ a dit oui.", "M. Songe a dit oui."):
        with pytest.raises(Denied, match="Octave Songe"):
            actions.write_minutes(session=session, text=text, by=lead)
    actions.write_minutes(session=session, text="Quelqu’un fait un songe, à l’octave.", by=lead)

    assert Minutes.objects.get().version == 1


def test_recorded_session_needs_no_minutes_and_published_ones_do_not_change(place):
    lead, filmed = make_lead(place.cohort), make_session(place.cohort, state="held", date=YESTERDAY, recorded=True)
    given = make_session(place.cohort, state="held", date=YESTERDAY)
    Minutes.objects.create(session=given, text="X", state="published", until=TODAY, published_on=TODAY)

    with pytest.raises(Denied, match="est enregistrée"):
        actions.write_minutes(session=filmed, text="X", by=lead)
    with pytest.raises(Denied, match="ne change plus"):
        actions.write_minutes(session=given, text="Y", seen=1, by=lead)


def test_two_people_writing_minutes_are_told(session, place):
    lead = make_lead(place.cohort)
    actions.write_minutes(session=session, text="Un", by=lead)
    actions.write_minutes(session=session, text="Deux", seen=1, by=lead)

    with pytest.raises(Conflict), transaction.atomic():
        actions.write_minutes(session=session, text="Trois", seen=1, by=lead)


@pytest.mark.parametrize("name", MINUTES.moves)
def test_minutes_make_their_moves_and_refuse_the_others(session, place, name):
    lead = make_lead(place.cohort)
    for state in MinutesState:
        Minutes.objects.all().delete()
        minutes = Minutes.objects.create(session=session, text="X", state=state, until=YESTERDAY, published_on=TODAY)
        act = {
            "propose": lambda one=minutes: actions.propose_minutes(minutes=one, until=TODAY, by=lead),
            "publish": lambda one=minutes: actions.publish_minutes(minutes=one, by=lead),
        }[name]
        if state in MINUTES.moves[name].sources:
            assert act().state == MINUTES.moves[name].target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                act()


def test_change_is_asked_in_time_by_those_who_were_there(session, place):
    member, minutes = came(session, place), proposed(session)
    listed = make_seat(place, person=make_person(Role.DELEGATION_MEMBER, place.scope))
    session.presences.create(seat=listed, came=True)
    actions.ask_change(minutes=minutes, text="Oui", by=listed.person)
    for person in (make_lead(place.cohort), make_person(Role.DELEGATION_MEMBER, place.scope), AnonymousUser()):
        with pytest.raises(Denied, match="qui y étaient"):
            actions.ask_change(minutes=minutes, text="Non", by=person)
    minutes.until = YESTERDAY

    with pytest.raises(Denied, match="passé"):
        actions.ask_change(minutes=minutes, text="Trop tard", by=member)


def test_remark_is_between_its_author_and_who_writes(session, place):
    member, other = came(session, place), came(session, place)
    remark = Remark.objects.create(minutes=proposed(session), text="canari", asked_by=member)

    assert [
        list(Remark.objects.visible_to(person)) for person in (member, make_lead(place.cohort), other, AnonymousUser())
    ] == [[remark], [remark], [], []]


@pytest.mark.parametrize("fields", [{"state": "proposed"}, {"state": "published", "until": date(2026, 1, 1)}])
def test_absurd_minutes_are_refused_by_the_table(session, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.create(session=session, text="X", **fields)


def test_minutes_are_lived_on_screen(sign_in, session, place):
    lead, member = make_lead(place.cohort), came(session, place)
    codes = [place.cohort.code, session.code]
    client = sign_in(lead)
    client.post(reverse("programme:write-minutes", args=codes), {"text": "La fatigue est dite.", "version": 0})
    client.post(reverse("programme:propose-minutes", args=codes), {"until": TODAY.isoformat()})
    waiting = [act.url for act in inbox(member)]
    minutes = Minutes.objects.get()
    read = sign_in(member).get(minutes.get_absolute_url()).text
    client.post(reverse("programme:remark", args=[*codes, minutes.code]), {"text": "À nuancer."})
    page = sign_in(lead).get(minutes.get_absolute_url()).text
    client.post(reverse("programme:settle-remark", args=[*codes, Remark.objects.get().code]), {"answer": "Nuancé."})
    Minutes.objects.update(until=YESTERDAY)
    client.post(reverse("programme:publish-minutes", args=codes))

    assert waiting == [minutes.get_absolute_url()]
    assert "Demander ce changement" in read
    assert "À nuancer." in page
    assert "peuvent encore demander" in page
    assert Minutes.objects.get().state == "published"
    assert sign_in(make_person()).get(minutes.get_absolute_url()).status_code == 404
