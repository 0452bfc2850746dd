"""What is resolved: debated, adopted with what is not agreed, carried by those who say so, followed (R411, R414)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.agora import actions
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.enums import RESOLUTION
from fabrique.accompaniment.agora.inbox import promises
from fabrique.accompaniment.agora.models import Agora, Carrier, FollowUp, Resolution
from fabrique.accompaniment.agora.tests.room import (
    WORDS,
    adopted,
    category,
    claim,
    due,
    given,
    lead_of,
    make_agora,
    proposed,
    reader_of,
    speaker,
)
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages.due import questions
from fabrique.ground.messages.models import Notice
from fabrique.ground.organisations.models import Membership
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from tests.world import journal, make_lead, make_organisation, make_person

pytestmark = pytest.mark.django_db
MOVES = ("debate", "adopt", "start", "keep")


def test_moves_start_where_the_table_says():
    for name, move in RESOLUTION.moves.items():
        for state in RESOLUTION.states:
            thing = type("Thing", (), {"state": state})()
            if state in move.sources:
                RESOLUTION.make(thing, name)
                assert thing.state == move.target
            else:
                with pytest.raises(Denied, match="Pas depuis l’état"):
                    RESOLUTION.make(thing, name)


def test_resolution_goes_from_proposed_to_kept():
    agora = make_agora()
    lead = lead_of(agora)
    made = proposed(agora, by=speaker(agora, "agent"))
    for name in MOVES:
        made = actions.move_resolution(resolution=made, name=name, seen=made.version, by=lead)
    assert (made.state, made.adopted_on) == ("kept", timezone.localdate())
    assert [one.months for one in made.follow_ups.all()] == [3, 6, 12]
    assert journal(made) == ["agora-resolution-proposed", *["agora-resolution-moved"] * 4]
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move_resolution(resolution=made, name="drop", seen=made.version, by=lead)


def test_adoption_waits_for_somebody_to_carry_it_and_tells_dissensus_from_agreement():
    agora = make_agora()
    lead, state = lead_of(agora), speaker(agora, "state")
    made = proposed(agora, by=lead, categories=[])
    made = actions.move_resolution(resolution=made, name="debate", seen=made.version, by=lead)
    with pytest.raises(Denied, match="qui la porte"):
        actions.move_resolution(resolution=made, name="adopt", seen=made.version, by=lead)
    made.categories.set([category("state")])
    with pytest.raises(Denied, match="Aucun dissensus"):
        actions.move_resolution(resolution=made, name="adopt-with-dissensus", seen=made.version, by=lead)
    actions.dissent(resolution=made, category=category("state"), words="Pas sans texte de loi", by=state)
    actions.dissent(resolution=made, category=category("state"), words="Pas sans cadre écrit", by=state)
    assert [one.words for one in made.dissents.all()] == ["Pas sans cadre écrit"]
    with pytest.raises(Denied, match="adoptez avec dissensus"):
        actions.move_resolution(resolution=made, name="adopt", seen=made.version, by=lead)
    with pytest.raises(Denied, match="au nom de cette catégorie"):
        actions.dissent(resolution=made, category=category("agent"), words="x", by=state)
    actions.dissent(resolution=made, category=category("agent"), words="Noté en salle", by=lead)
    actions.dissent(resolution=made, category=category("agent"), words="", by=lead)
    made = actions.move_resolution(resolution=made, name="adopt-with-dissensus", seen=made.version, by=lead)
    assert (made.state, made.dissents.count()) == ("adopted-with-dissensus", 1)
    with pytest.raises(Denied, match="plus en débat"):
        actions.dissent(resolution=made, category=category("state"), words="", by=state)
    with pytest.raises(Denied, match="ne changent plus"):
        actions.edit_resolution(resolution=made, title="x", scale="region", by=lead, seen=made.version)


def test_what_is_adopted_is_what_was_read():
    """Seen red without the version and the lock: words changed since were adopted, and a dissent came in behind « adopted »."""
    agora = make_agora()
    lead, state = lead_of(agora), speaker(agora, "state")
    made = proposed(agora, by=lead)
    made = actions.move_resolution(resolution=made, name="debate", by=lead, seen=made.version)
    read = made.version
    actions.edit_resolution(resolution=made, title="Autre chose", scale="region", by=make_lead(agora.cohort), seen=read, categories=[category("state")])  # fmt: skip
    with pytest.raises(Conflict):
        actions.move_resolution(resolution=made, name="adopt", by=lead, seen=read)
    debated = Resolution.objects.get()
    actions.move_resolution(resolution=made, name="adopt", by=lead, seen=debated.version)
    with pytest.raises(Denied, match="plus en débat"):
        actions.dissent(resolution=debated, category=category("state"), words="Pas sans nous", by=state)
    with pytest.raises(Denied, match="ne changent plus"):
        actions.edit_resolution(resolution=Resolution.objects.get(), title="x", scale="region", by=lead, seen=read)
    with pytest.raises(Conflict):
        actions.edit_resolution(resolution=debated, title="x", scale="region", by=lead, seen=debated.version)


def test_nobody_carries_it_but_by_their_own_word():
    agora = make_agora()
    made, person, organisation = proposed(agora), speaker(agora, "state"), make_organisation()
    with pytest.raises(Denied, match="pas membre"):
        actions.carry(resolution=made, organisation=organisation, by=person)
    Membership.objects.create(person=person, organisation=organisation, starts_on="2026-01-01")
    carrier = actions.carry(resolution=made, organisation=organisation, by=person)
    assert (carrier.person, str(carrier)) == (person, organisation.name)
    with pytest.raises(Denied, match="déjà"):
        actions.carry(resolution=made, by=person)
    with pytest.raises(Denied, match="personnes de l’Agora"):
        actions.carry(resolution=made, by=make_person(Role.ALLY_PERSON))
    with pytest.raises(Denied, match="ne portez pas"):
        actions.put_down(resolution=made, by=lead_of(agora))
    actions.put_down(resolution=made, by=person)
    assert Carrier.objects.standing().count() == 0
    assert actions.carry(resolution=made, by=person).organisation is None


def test_only_who_conducts_has_it_adopted_and_who_carries_says_where_it_stands():
    agora = make_agora()
    state, agent = speaker(agora, "state"), speaker(agora, "agent")
    made = proposed(agora, by=agent)
    for refused in (state, agent, reader_of(agora)):
        with pytest.raises(Denied):
            actions.move_resolution(resolution=made, name="debate", seen=made.version, by=refused)
    made = adopted(agora)
    with pytest.raises(Denied, match="qui la porte"):
        actions.move_resolution(resolution=made, name="start", seen=made.version, by=agent)
    assert actions.move_resolution(resolution=made, name="start", seen=made.version, by=state).state == "in-progress"


def test_dropped_says_why():
    agora = make_agora()
    made, lead = proposed(agora), lead_of(agora)
    with pytest.raises(Denied, match="pourquoi"):
        actions.drop(resolution=made, reason=" ", by=lead)
    made = actions.drop(resolution=made, reason="Le poste est supprimé", by=lead)
    assert (made.state, made.reason, made.adopted_on) == ("dropped", "Le poste est supprimé", None)
    with pytest.raises(Denied, match="n’attend plus"):
        actions.carry(resolution=made, by=speaker(agora, "state"))


def test_follow_up_is_said_by_who_carries_it_on_its_day_and_read_by_who_asked(sign_in):
    """The heart of R414: those whose demand it answers are told, and read it."""
    agora = make_agora()
    item, elected, state = claim(agora), speaker(agora), speaker(agora, "state")
    made = adopted(agora, items=[item])
    early = made.follow_ups.get(months=12)
    with pytest.raises(Denied, match="vient le"):
        actions.tell(follow_up=early, says="kept", by=state, seen=early.version)
    follow_up = due(made)
    for refused in (elected, lead_of(agora), reader_of(agora)):
        with pytest.raises(Denied, match="qui porte la résolution"):
            actions.tell(follow_up=follow_up, says="kept", by=refused, seen=follow_up.version)
    with pytest.raises(Denied, match="ce qui s’est passé"):
        actions.tell(follow_up=follow_up, says="stuck", by=state, seen=follow_up.version)
    assert [act.title for act in acts_of(state, [promises])] == ["Où en est votre résolution\u202f?"]
    assert acts_of(elected, [promises]) == []
    Notice.objects.all().delete()
    actions.tell(follow_up=follow_up, says="under-way", words="Deux réunions tenues", by=state, seen=follow_up.version)
    assert [notice.person for notice in Notice.objects.all()] == [elected]
    assert "Deux réunions tenues" in sign_in(elected).get(made.get_absolute_url()).text
    assert acts_of(state, [promises]) == []
    made.refresh_from_db()
    assert (made.state, journal(made)[-1]) == ("in-progress", "agora-follow-up-said")


@pytest.mark.parametrize(("says", "state"), [("kept", "kept"), ("dropped", "dropped"), ("stuck", "adopted"), ("under-way", "in-progress")])  # fmt: skip
def test_follow_up_leads_the_resolution_where_its_carriers_say(says, state):
    agora = make_agora()
    made, person = adopted(agora), speaker(agora, "state")
    follow_up = due(made)
    actions.tell(follow_up=follow_up, says=says, words="Parce que", by=person, seen=follow_up.version)
    made.refresh_from_db()
    assert made.state == state
    assert made.reason == ("Parce que" if says == "dropped" else "")


def test_once_somebody_declared_it_they_alone_are_asked():
    agora = make_agora()
    made, first, second = adopted(agora), speaker(agora, "state"), speaker(agora, "state")
    due(made)
    assert len(acts_of(first, [promises])) == len(acts_of(second, [promises])) == 1
    actions.carry(resolution=made, by=first)
    assert (len(acts_of(first, [promises])), acts_of(second, [promises])) == (1, [])


def test_moment_that_came_is_recalled_once_and_no_more_once_said():
    agora = make_agora()
    made, person = adopted(agora), speaker(agora, "state")
    follow_up = due(made)
    assert (actions.recall_follow_ups(), actions.recall_follow_ups()) == (1, 0)
    assert questions["agora-follow-up"](person, follow_up.code)
    actions.tell(follow_up=follow_up, says="kept", by=person, seen=follow_up.version)
    assert not questions["agora-follow-up"](person, follow_up.code)


def address(view, agora, *more):
    return reverse(f"agora:{view}", args=[agora.cohort.code, agora.code, *more])


def test_public_reads_what_was_decided_once_published_and_nothing_of_what_was_said(sign_in, client):
    """ADR 0089. Seen red with the whole booklet given in the place of the public one."""
    agora = make_agora()
    lead, item = lead_of(agora), claim(agora, text="canari-demande")
    given(agora, item, says="no", words="canari-reponse")
    grouped = actions.group(agora=agora, title="canari-convergence", items=[item], by=lead)
    made = proposed(agora, by=lead, title="Se voir avant", items=[item], convergences=[grouped])
    actions.dissent(resolution=made, category=category("agent"), words="Pas le lundi", by=lead)
    person = speaker(agora, "state")
    person.name = "Canari-nom"
    person.save()
    actions.carry(resolution=made, by=person)
    actions.discuss(on=made, category=category("state"), text="canari-debat", by=person)
    proposed(agora, by=lead, title="canari-en-debat")
    for name in ("debate", "adopt-with-dissensus"):
        made = actions.move_resolution(resolution=made, name=name, seen=made.version, by=lead)
    follow_up = due(made)
    actions.tell(follow_up=follow_up, says="under-way", words="canari-suivi", by=person, seen=follow_up.version)
    pages = [made.get_absolute_url(), address("resolutions", agora), address("resolutions-file", agora, "html")]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    agora = actions.move(agora=agora, name="close", by=lead)
    agora = actions.move(agora=agora, name="publish", by=lead)

    told = [client.get(page) for page in pages]
    assert [answer.status_code for answer in told] == [200, 200, 200]
    assert all("Se voir avant" in answer.text and "Pas le lundi" in answer.text for answer in told)
    assert [answer for answer in told if "canari" in answer.text.lower()] == []
    inside = sign_in(speaker(agora)).get(made.get_absolute_url()).text
    assert [
        word for word in ("canari-demande", "Canari-nom", "canari-debat", "canari-suivi") if word not in inside
    ] == []
    client.logout()
    for view in ("agora", "home"):
        assert "canari" not in client.get(address("agora", agora) if view == "agora" else reverse("agora:home", args=[agora.cohort.code])).text  # fmt: skip
    agora = actions.move(agora=agora, name="withdraw", by=lead)
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_reason_of_what_is_dropped_is_read_by_those_it_was_promised_to(sign_in, client):
    """Seen red: words of a follow-up, said to the people of the Agora, became a reason that everybody read."""
    agora = make_agora()
    lead, state = lead_of(agora), speaker(agora, "state")
    made = adopted(agora, by=lead)
    actions.tell(follow_up=due(made), says="dropped", words="canari : le poste est parti", by=state, seen=1)
    actions.move(agora=agora, name="close", by=lead)
    agora = actions.move(agora=Agora.objects.get(), name="publish", by=lead)
    pages = [made.get_absolute_url(), address("resolutions", agora), address("resolutions-file", agora, "html")]

    for reader in (client, sign_in(make_person(Role.ALLY_PERSON))):
        told = [reader.get(page) for page in pages]
        assert [answer.status_code for answer in told] == [200, 200, 200]
        assert [answer for answer in told if "canari" in answer.text] == []
    assert "canari" in sign_in(reader_of(agora)).get(made.get_absolute_url()).text


def test_who_left_the_agora_carries_nothing_more():
    """Seen red: a role that ended yesterday still moved a published resolution, on the bench and by letter too."""
    agora = make_agora()
    carrier, made = speaker(agora, "state"), adopted(agora)
    actions.carry(resolution=made, by=carrier)
    follow_up = due(made)
    assert may.move.allows(carrier, made)
    yesterday = timezone.localdate() - timedelta(days=1)
    RoleGrant.objects.filter(person=carrier).update(starts_on=yesterday, ends_on=yesterday)

    carrier, made = Person.objects.get(pk=carrier.pk), Resolution.objects.get()
    assert not may.move.allows(carrier, made)
    assert not may.tell.allows(carrier, FollowUp.objects.get(pk=follow_up.pk))
    assert acts_of(carrier, [promises]) == []
    assert actions.recall_follow_ups() == 0


@pytest.mark.parametrize("role", [Role.ALLY_PERSON, Role.EMBEDDED_MEDIA, Role.FUNDER_CONTACT, Role.REGIONAL_INSTITUTION_AGENT])  # fmt: skip
def test_allies_and_witnesses_read_what_was_adopted_before_it_is_public(sign_in, role):
    agora = make_agora()
    made = adopted(agora, items=[claim(agora)])
    draft = proposed(agora, title="canari-en-debat")
    person = make_person(role, None if role == Role.ALLY_PERSON else agora.cohort.scope)
    page = sign_in(person).get(made.get_absolute_url())
    assert (page.status_code, WORDS in page.text) == (200, False)
    assert sign_in(person).get(draft.get_absolute_url()).status_code == 404
    assert sign_in(person).get(agora.get_absolute_url()).status_code == 403
    assert list(FollowUp.objects.visible_to(person)) == []


def test_only_the_cohort_makes_its_resolutions_public():
    agora = make_agora(state="closed")
    for refused in (speaker(agora), make_person(Role.ASSOCIATION_EMPLOYEE), AnonymousUser()):
        with pytest.raises(Denied):
            actions.move(agora=agora, name="publish", by=refused)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move(agora=agora, name="fly", by=lead_of(agora))
    assert actions.move(agora=agora, name="publish", by=lead_of(agora)).published_at is not None
    assert may.read_resolutions.allows(AnonymousUser(), agora)


@pytest.mark.parametrize("name", ["html", "pdf", "docx", "odt"])
def test_booklets_come_in_each_format(sign_in, name):
    agora = make_agora(question="Qui attend quoi ?")
    given(agora, claim(agora), says="later", words="Après l’été")
    adopted(agora, by=lead_of(agora))
    client = sign_in(speaker(agora))
    for view in ("booklet", "resolutions-file"):
        answer = client.get(address(view, agora, name))
        assert (answer.status_code, len(answer.content) > 1000) == (200, True)
    assert client.get(address("booklet", agora, "exe")).status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_lists_cost_the_same(sign_in, django_assert_max_num_queries, count):
    agora = make_agora()
    lead = lead_of(agora)
    for number in range(count):
        made = adopted(agora, by=lead, title=f"Résolution {number}")
        actions.carry(resolution=made, by=speaker(agora, "state"))
    person = speaker(agora)
    client = sign_in(person)
    place = agora.cohort.participations.filter(seats__person=person).get()
    pages = [
        address("resolutions", agora),
        reverse("agora:room", args=[agora.cohort.code, place.code]),
        agora.get_absolute_url(),
    ]
    for page, most in zip(pages, (24, 34, 36), strict=True):
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200


def test_pages_do_what_they_say(sign_in):
    agora = make_agora()
    lead, state = lead_of(agora), speaker(agora, "state")
    item, codes = claim(agora), [agora.cohort.code, agora.code]
    client = sign_in(lead)
    words = {"title": "Se voir avant", "scale": "region", "categories": ["state"], "items": [item.code]}
    client.post(reverse("agora:propose", args=codes), words)
    made = Resolution.objects.get()
    client.post(reverse("agora:edit-resolution", args=[*codes, made.code]), words | {"text": "Une fois par an", "version": made.version})  # fmt: skip
    move = reverse("agora:move-resolution", args=[*codes, made.code])
    client.post(move, {"move": "debate", "version": 1})  # its text was written since
    made.refresh_from_db()
    assert (made.state, made.version) == ("proposed", 2)
    assert '<input type="hidden" name="version" value="2">' in client.get(made.get_absolute_url()).text
    client.post(move, {"move": "debate", "version": 2})
    client.post(reverse("agora:dissent", args=[*codes, made.code]), {"category": "agent", "words": "Pas le lundi"})
    client.post(move, {"move": "adopt-with-dissensus", "version": 3})
    client = sign_in(state)
    client.post(reverse("agora:carry", args=[*codes, made.code]), {"organisation": ""})
    follow_up = due(made)
    client.post(reverse("agora:follow-up", args=[*codes, made.code, follow_up.code]), {"says": "stuck", "words": "Personne n’est venu", "version": follow_up.version})  # fmt: skip
    client.post(made.get_absolute_url(), {"category": "state", "text": "Nous y tenons"})
    client.post(reverse("agora:put-down", args=[*codes, made.code]))
    client.post(reverse("agora:drop", args=[*codes, made.code]), {"reason": "Le poste est supprimé"})

    made.refresh_from_db()
    follow_up.refresh_from_db()
    assert (made.state, made.reason, made.text, made.remarks.count()) == ("dropped", "Le poste est supprimé", "Une fois par an", 1)  # fmt: skip
    assert (follow_up.says, follow_up.words) == ("stuck", "Personne n’est venu")
