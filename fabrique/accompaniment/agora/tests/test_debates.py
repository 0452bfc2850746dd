"""The workshop of an Agora, of a cohort or of one territory, and its decisions that become resolutions (R409, R413)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fabrique.accompaniment.agora import actions
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.models import Debate, Resolution
from fabrique.accompaniment.agora.tests.room import category, lead_of, make_agora, proposed, reader_of, speaker
from fabrique.accompaniment.workshops import actions as workshops
from fabrique.accompaniment.workshops import permissions as of_room
from fabrique.accompaniment.workshops.inbox import open_ones
from fabrique.accompaniment.workshops.models import Workshop
from fabrique.accompaniment.workshops.tests.room import make_workshop, somebody
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.world import journal, make_participation, make_person

pytestmark = pytest.mark.django_db
SECRET = "canari : fermer la route du lac"


def referent_of(place):
    return make_person(Role.DELEGATION_REFERENT, place.scope)


def local(state="open"):
    place = make_participation()
    return make_agora(place.cohort, participation=place, state=state)


def debated(agora, by, *there, text=SECRET, **facts):
    """A debate where the room decided something, ended."""
    workshop = actions.prepare_debate(agora=agora, by=by)
    workshops.move(workshop=workshop, name="open", by=by)
    for person in there:
        somebody(workshop, person)
    decision = workshops.add_decision(workshop=workshop, text=text, by=by, **facts)
    workshops.move(workshop=workshop, name="close", by=by)
    return decision


def of(agora, name, *codes):
    return reverse(f"agora:{name}", args=[agora.cohort.code, agora.code, *codes])


def drawn(agora, decision, by):
    facts = {"title": "Fermer la route", "scale": "commune", "categories": [category("elected")]}
    return actions.propose(agora=agora, decision=decision, by=by, **facts)


# --- prepared ---------------------------------------------------------------------------------------------------------
def test_debate_of_a_cohort_is_prepared_in_one_act(sign_in):
    agora = make_agora()
    client = sign_in(lead_of(agora))
    assert of(agora, "prepare-debate") in client.get(agora.get_absolute_url()).text
    answer = client.post(of(agora, "prepare-debate"))
    workshop = Debate.objects.get(agora=agora).workshop
    assert answer.url == reverse("workshops:script", args=[agora.cohort.code, workshop.code])
    assert [step.kind for step in workshop.steps.all()] == ["read", "collect", "group", "discuss", "decide"]
    assert (workshop.at_home, workshop.participation, "agora-debate-prepared" in journal(agora)) == (False, None, True)
    assert agora.get_absolute_url() in client.get(answer.url).text


def test_referent_leads_the_debate_of_their_territory_from_end_to_end(sign_in):
    agora = local()
    referent = referent_of(agora.participation)
    client = sign_in(referent)
    script = client.post(of(agora, "prepare-debate")).url
    workshop = Debate.objects.get(agora=agora).workshop
    assert (workshop.at_home, workshop.participation) == (True, agora.participation)
    assert "Ouvrir l’atelier" in client.get(script).text
    board = reverse("workshops:workshops", args=[agora.cohort.code])
    assert f'href="{board}"' not in client.get(script).text

    edit = reverse("workshops:edit", args=[agora.cohort.code, workshop.code])
    assert 'name="participation"' not in client.get(edit).text
    client.post(edit, {"title": "Parler du lac", "version": Workshop.objects.get().version})
    move = reverse("workshops:move", args=[agora.cohort.code, workshop.code])
    console = client.post(move, {"move": "open"}).url
    assert client.get(console).status_code == 200
    workshop.refresh_from_db()
    assert (workshop.title, workshop.participation, workshop.state) == ("Parler du lac", agora.participation, "open")
    assert [act.title for act in acts_of(referent, [open_ones])] == ["Parler du lac"]


@pytest.mark.parametrize("at_home", [False, True])
def test_who_prepares_a_debate(at_home):
    agora = local() if at_home else make_agora()
    place = agora.participation or make_participation(agora.cohort)
    lead, referent = lead_of(agora), referent_of(place)
    other = referent_of(make_participation(agora.cohort))
    members = [speaker(agora, place=place), make_person(Role.ASSOCIATION_EMPLOYEE), make_person(), AnonymousUser()]
    able = [one for one in (lead, referent, other, *members) if may.debate.allows(one, agora)]
    assert able == [referent if at_home else lead]
    for one in members:
        with pytest.raises(Denied):
            actions.prepare_debate(agora=agora, by=one)
    agora.state = "closed"
    with pytest.raises(Denied, match="close"):
        actions.prepare_debate(agora=agora, by=able[0])


def test_territory_that_left_prepares_no_more():
    agora = local()
    referent = referent_of(agora.participation)
    agora.participation.left_on = "2026-01-05"
    with pytest.raises(Denied, match="a quitté la cohorte"):
        actions.prepare_debate(agora=agora, by=referent)


def test_room_of_a_territory_is_led_by_its_referent_of_the_day():
    """Seen red with the condition `at_home` taken out of `visible_to`: the referent found a workshop of the cohort."""
    agora = local()
    first = referent_of(agora.participation)
    workshop = actions.prepare_debate(agora=agora, by=first)
    successor = referent_of(agora.participation)
    of_cohort = make_workshop(agora.cohort, participation=agora.participation)
    assert of_room.facilitate.allows(successor, workshop)
    assert of_room.facilitate.allows(lead_of(agora), workshop)
    assert list(Workshop.objects.visible_to(successor)) == [workshop]
    assert not of_room.facilitate.allows(successor, of_cohort)
    neighbour = referent_of(make_participation(agora.cohort))
    assert not Workshop.objects.visible_to(neighbour).exists()


def test_nobody_leads_at_home_by_any_other_way():
    place = make_participation()
    for by in (lead_of(make_agora(place.cohort)), make_person()):
        with pytest.raises(Denied, match="personne référente"):
            workshops.prepare(cohort=place.cohort, title="?", by=by, participation=place, at_home=True)
    with pytest.raises(Denied, match="conduit la cohorte"):
        workshops.prepare(cohort=place.cohort, title="?", by=referent_of(place), participation=place)


# --- what the room decided --------------------------------------------------------------------------------------------
def test_decision_becomes_a_resolution_and_says_where_it_comes_from(sign_in):
    agora = make_agora()
    lead = lead_of(agora)
    decision = debated(
        agora, lead, text="Fermer la route du lac le dimanche.", carrier="La mairie", due_on="2027-05-01"
    )
    client = sign_in(lead)
    door = of(agora, "draw-from", decision.code)
    assert door in client.get(agora.get_absolute_url()).text
    form = client.get(door).text
    for told in ('value="Fermer la route du lac le dimanche"', 'value="2027-05-01"', "La mairie. Ils se déclarent"):
        assert told in form
    answer = client.post(door, {"title": "Fermer la route du lac le dimanche", "scale": "commune"})
    made = Resolution.objects.get()
    assert (answer.url, made.decision, made.state) == (made.get_absolute_url(), decision, "proposed")
    assert decision.workshop.title in client.get(answer.url).text
    after = client.get(agora.get_absolute_url()).text
    assert (door in after, made.title in after) == (False, True)


def test_long_decision_keeps_all_its_words(sign_in):
    agora = make_agora()
    lead = lead_of(agora)
    decision = debated(agora, lead, text="Fermer la route.\nSauf pour les bus.")
    form = sign_in(lead).get(of(agora, "draw-from", decision.code)).text
    assert 'value="Fermer la route"' in form
    assert "Sauf pour les bus." in form


def test_a_decision_is_resolved_once_until_it_is_dropped():
    agora = make_agora()
    lead = lead_of(agora)
    decision = debated(agora, lead)
    made = drawn(agora, decision, lead)
    with pytest.raises(Denied, match="déjà devenue"):
        drawn(agora, decision, lead)
    actions.drop(resolution=made, reason="Le maire a changé.", by=lead)
    assert drawn(agora, decision, lead).decision == decision


def test_decision_of_elsewhere_is_no_resolution_here():
    agora, other = make_agora(), make_agora()
    decision = debated(other, lead_of(other))
    with pytest.raises(Denied):
        drawn(agora, decision, lead_of(agora))
    lead = lead_of(agora)
    apart = make_workshop(agora.cohort, by=lead)
    workshops.move(workshop=apart, name="open", by=lead)
    with pytest.raises(Denied, match="pas d’un débat"):
        drawn(agora, workshops.add_decision(workshop=apart, text="?", by=lead), lead)


def test_decisions_are_read_by_who_reads_the_wall_alone(sign_in):
    """Seen red with `visible_to` taken out of `debates_of`: whoever was not there read the decision on the Agora's page."""
    agora = make_agora()
    lead, there, away = lead_of(agora), speaker(agora), speaker(agora, "agent")
    decision = debated(agora, lead, there)
    door = of(agora, "draw-from", decision.code)
    for person, reads in ((lead, True), (there, True), (away, False), (reader_of(agora), False)):
        client = sign_in(person)
        page = client.get(agora.get_absolute_url()).text
        assert (SECRET in page, door in page) == (reads, reads)
        assert client.get(door).status_code == (200 if reads else 404)
        if not reads:
            with pytest.raises(Denied):
                drawn(agora, decision, person)
    made = drawn(agora, decision, there)
    page = sign_in(away).get(made.get_absolute_url()).text
    assert decision.workshop.get_absolute_url() not in page
    assert SECRET not in page


def test_open_debate_is_entered_from_the_agora(sign_in):
    agora = make_agora()
    lead = lead_of(agora)
    workshop = actions.prepare_debate(agora=agora, by=lead)
    client, door = sign_in(speaker(agora)), reverse("workshops:room", args=[workshop.door])
    assert door not in client.get(agora.get_absolute_url()).text
    workshops.move(workshop=workshop, name="open", by=lead)
    assert door in client.get(agora.get_absolute_url()).text


def test_where_a_public_resolution_comes_from_is_told_inside_only(client):
    agora = make_agora()
    lead = lead_of(agora)
    decision = debated(agora, lead)
    made = drawn(agora, decision, lead)
    for name in ("debate", "adopt"):
        made = actions.move_resolution(resolution=made, name=name, by=lead, seen=made.version)
    for name in ("close", "publish"):
        agora = actions.move(agora=agora, name=name, by=lead)
    page = client.get(made.get_absolute_url()).text
    assert made.title in page
    assert (decision.workshop.title in page, SECRET in page) == (False, False)


def test_a_removed_decision_leaves_its_resolution():
    agora = make_agora()
    lead = lead_of(agora)
    decision = debated(agora, lead)
    made = drawn(agora, decision, lead)
    workshops.remove_decision(decision=decision, by=lead)
    made.refresh_from_db()
    assert made.decision is None


def test_debates_ask_the_same_few_things_whatever_their_number(sign_in, django_assert_num_queries):
    agora = make_agora()
    lead = lead_of(agora)
    client = sign_in(lead)
    drawn(agora, debated(agora, lead), lead)
    proposed(agora, by=lead)
    client.get(agora.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(agora.get_absolute_url())
    for _more in range(4):
        debated(agora, lead)
    with django_assert_num_queries(len(few)):
        client.get(agora.get_absolute_url())
