"""The programme of a session, and its kit."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.enums import PartnerRole
from fabrique.accompaniment.programme import actions
from fabrique.accompaniment.programme.enums import KIT, KitState
from fabrique.accompaniment.programme.models import Kit, Session
from fabrique.core.inbox import inbox
from fabrique.core.permissions import Denied
from tests.world import (
    journal,
    make_cohort,
    make_event,
    make_lead,
    make_participation,
    make_partner,
    make_person,
    make_referent,
    make_seat,
    make_session,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LINK = "https://example.invalid/film"


def at(name, session, *more):
    return reverse(f"programme:{name}", args=[session.cohort.code, session.code, *more])


def test_session_is_not_recorded_unless_somebody_says_so():
    cohort = make_cohort()

    session = actions.add_session(cohort=cohort, kind="workshop", title="Entre pairs", by=make_lead(cohort))

    assert session.recorded is False


def test_programme_is_written_part_by_part_question_first(sign_in, client):
    session = make_session(state="scheduled", date=TODAY)
    organisation = make_partner(session.cohort, PartnerRole.ALLY).organisation
    lead = sign_in(make_lead(session.cohort))
    form = {"kind": "talk", "title": "Les limites", "question": "De quoi manquerons-nous ?", "minutes": 40,
            "organisations": [organisation.code], "roles": "une maire"}  # fmt: skip
    lead.post(at("add-sequence", session), form)
    lead.post(at("add-sequence", session), {"kind": "workshop", "title": "L’objet"})
    again = lead.post(at("add-sequence", session), form).text
    lead.post(at("raise-sequence", session, session.sequences.last().code))
    lead.logout()

    page = client.get(session.get_absolute_url()).text

    assert "déjà au programme" in again
    assert page.index("L’objet") < page.index("De quoi manquerons-nous") < page.index("Les limites")
    assert organisation.name in page
    assert "une maire" in page


def test_programme_is_kept_by_who_leads():
    session = make_session()
    sequence = session.sequences.create(kind="talk", title="X")
    stranger = make_lead(make_cohort())

    for attempt in (
        lambda: actions.add_sequence(session=session, kind="talk", title="Y", by=stranger),
        lambda: actions.raise_sequence(sequence=sequence, by=stranger),
        lambda: actions.remove_sequence(sequence=sequence, by=stranger),
    ):
        with pytest.raises(Denied, match="tenue par"):
            attempt()
    actions.remove_sequence(sequence=sequence, by=make_lead(session.cohort))
    assert journal(session) == ["sequence-removed"]


def test_kit_follows_its_session_from_held_to_updated():
    session = make_session(state="scheduled", date=TODAY, recorded=True)
    lead, states = make_lead(session.cohort), []
    for act in (
        lambda: actions.move_session(session=session, name="hold", by=lead),
        lambda: actions.add_document(session=session, kind="recording", title="Film", url=LINK, by=lead),
        lambda: actions.move_session(session=session, name="document", by=lead),
        lambda: actions.add_document(session=session, kind="resource", title="Plus loin", url=LINK, by=lead),
        lambda: actions.add_document(session=session, kind="support", title="Diapos", url=LINK, by=lead),
    ):
        act()
        states.append(Kit.objects.get().state)

    assert states == ["to-prepare", "preparing", "published", "updated", "updated"]
    assert (Kit.objects.get().published_on, Kit.objects.get().updated_on) == (TODAY, TODAY)


@pytest.mark.parametrize("name", KIT.moves)
def test_kit_makes_its_moves_and_refuses_the_others(name):
    for state in KitState:
        kit = Kit(session=make_session(), state=state)
        if state in KIT.moves[name].sources:
            KIT.make(kit, name)
            assert kit.state == KIT.moves[name].target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                KIT.make(kit, name)


@pytest.mark.parametrize("state", ["published", "updated"])
def test_kit_without_its_day_is_refused_by_the_table(state):
    with pytest.raises(IntegrityError), transaction.atomic():
        Kit.objects.create(session=make_session(), state=state)


@pytest.mark.parametrize(("days", "urgent"), [(10, False), (11, True)])
def test_lead_is_called_again_when_the_kit_is_late(days, urgent):
    session = make_session(state="held", date=TODAY - timedelta(days=days))

    (act,) = inbox(make_lead(session.cohort))

    assert (act.urgent, "attendue le" in act.why) == (urgent, urgent)


def test_films_are_found_under_their_sequence(client, sign_in):
    session = make_session(state="documented", date=TODAY, recorded=True)
    sequence = session.sequences.create(kind="talk", title="Les limites", question="Jusqu’où ?")
    other = make_session().sequences.create(kind="talk", title="Ailleurs")
    lead = make_lead(session.cohort)
    add = {"session": session, "kind": "recording", "url": LINK, "by": lead}
    actions.add_document(**add, title="Film des limites", sequence=sequence)
    with pytest.raises(Denied, match="autre séance"):
        actions.add_document(**add, title="Film", sequence=other)

    page = client.get(session.kit_address()).text

    assert page.index("séquence par séquence") < page.index("Jusqu’où") < page.index("Film des limites")


def test_reading_a_kit_is_a_number_and_nothing_else(sign_in):
    session = make_session(state="documented", date=TODAY)
    Kit.objects.create(session=session, state="published", published_on=TODAY)
    session.documents.create(kind="support", title="S", url=LINK)
    client = sign_in(make_person())

    assert at("read-kit", session) in client.get(session.kit_address()).text
    assert Kit.objects.get().views == 0
    assert [client.post(at("read-kit", session)).status_code for _n in range(2)] == [204, 204]
    assert Kit.objects.get().views == 2
    assert journal(session) == journal(Kit.objects.get()) == []
    assert {field.name for field in Kit._meta.fields} == {
        "id", "code", "session", "state", "published_on", "updated_on", "views"}  # fmt: skip
    assert "2 fois, sans savoir par qui" in sign_in(make_lead(session.cohort)).get(session.kit_address()).text


def test_hot_answers_enter_the_kit_from_five(client):
    event = make_event(ago=timedelta(days=1))
    session = make_session(state="documented", date=TODAY, event=event)
    for n in range(5):
        before = client.get(session.kit_address()).text
        event.hot_answers.create(useful=4, heard=4, word="canari" if n == 0 else "")

    assert "à chaud" not in before
    assert "5 réponses, sans nom" in client.get(session.kit_address()).text


def test_who_was_missing_by_the_list_finds_the_kit_too():
    place = make_participation()
    session = make_session(place.cohort, state="documented", date=TODAY)
    absent = make_seat(place, person=make_referent(place))
    session.presences.create(seat=absent, came=False)

    assert [act.url for act in inbox(absent.person)] == [session.kit_address()]


def test_date_moved_on_a_busy_day_is_told(sign_in):
    cohort = make_cohort()
    event = make_event(cohort.scope, title="Conseil déjà posé")
    session = make_session(cohort, state="draft")
    start = timezone.localtime(event.starts_at)
    client = sign_in(make_lead(cohort))
    form = {"version": 1, "kind": "day", "title": session.title, "mode": "video", "openness": "circle",
            "date": start.date().isoformat(), "starts_at": f"{start:%H:%M}"}  # fmt: skip
    client.post(at("edit", session), form)
    client.post(at("move", session), {"move": "schedule"}, follow=True)

    moved = client.post(
        at("edit", session), form | {"version": Session.objects.get().version, "place": "Ici"}, follow=True
    )

    assert "Au même moment" in moved.text
    assert "Conseil déjà posé" in moved.text


def test_session_asked_for_says_why_and_by_whom(sign_in, client):
    cohort = make_cohort()
    lead = sign_in(make_lead(cohort))
    address = reverse("programme:add", args=[cohort.code])
    form = lead.get(address, {"added_because": "Demandé par Fronton"}).text
    lead.post(
        address, {"kind": "day", "title": "Nos fermes", "mode": "in-person", "added_because": "Demandé par Fronton"}
    )
    Session.objects.update(state="scheduled", date=TODAY)
    lead.logout()

    assert "Demandé par Fronton" in form
    assert "Demandé par Fronton" in client.get(Session.objects.get().get_absolute_url()).text


def test_preparation_costs_the_same_whatever_its_length(sign_in, django_assert_max_num_queries):
    session = make_session()
    client, address = sign_in(make_lead(session.cohort)), at("preparation", session)
    session.sequences.create(kind="talk", title="X")
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    for n in range(5):
        session.sequences.create(kind="talk", title=f"{n}")
        place = make_participation(session.cohort)
        session.prior_questions.create(participation=place, asked_by=make_person(), text="?")

    with django_assert_max_num_queries(len(few)):
        client.get(address)
