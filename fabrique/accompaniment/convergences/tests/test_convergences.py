"""From the matrix to the page of everybody: who sees which territory, and what a topic may become."""

from datetime import time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.convergences import actions, matrix
from fabrique.accompaniment.convergences import permissions as may
from fabrique.accompaniment.convergences.boards import to_detect
from fabrique.accompaniment.convergences.enums import TOPIC, TopicState, Wish
from fabrique.accompaniment.convergences.inbox import topics_to_answer
from fabrique.accompaniment.convergences.models import Topic, Vote, Wording
from fabrique.accompaniment.diagnostics.models import Theme
from fabrique.accompaniment.programme.models import Session
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.core.public_data import public_models
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from tests.world import journal, make_cohort, make_lead, make_participation, make_person, make_referent, make_territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(monkeypatch):
    """What restitutions published, as `(participation, theme, group)`."""
    rows = []
    monkeypatch.setattr(matrix, "themes", lambda cohort: [(place.pk, theme, group) for place, theme, group in rows if place.cohort_id == cohort.pk])  # fmt: skip
    return rows


def make_places(count, cohort=None):
    cohort = cohort or make_cohort()
    return [make_participation(cohort, make_territory(name=f"Canari-{n}")) for n in range(count)]


def make_topic(cohort, state=TopicState.DETECTED, **fields):
    fields = {"theme": "L’eau", "question": "Et l’eau ?"} | fields
    if state != TopicState.DETECTED:
        fields.setdefault("proposed_at", timezone.now())
    if state in ("planned", "held", "closed"):
        session = Session.objects.create(
            cohort=cohort, kind="day", title="Jour", state="scheduled", date=timezone.localdate()
        )
        fields = {"session": session, "day_kind": "generic"} | fields
    if state == "dropped":
        fields.setdefault("dropped_because", "Trop tôt")
    return Topic.objects.create(cohort=cohort, state=state, **fields)


def staff():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


def test_themes_written_differently_are_one_and_the_most_shared_come_first(published):
    one, two, three = make_places(3)
    published += [
        (one, "Eau", "assets"),
        (two, "EAU ", "tensions"),
        (two, "eau", "recommendation"),
        (three, "Vélo", "assets"),
    ]
    found = matrix.matrix(one.cohort)

    assert [(line.theme, line.count, line.shared) for line in found.lines] == [("Eau", 2, True), ("Vélo", 1, False)]
    assert found.rows()[0][1] == [(one, ["Points forts"]), (two, ["Points de tension", "Recommandation"]), (three, [])]


def test_threshold_is_chosen_and_never_below_two(published):
    one, two = make_places(2)
    lead = make_lead(one.cohort)
    published += [(one, "Eau", "assets"), (two, "Eau", "assets")]

    with pytest.raises(Denied, match="à partir de deux territoires"):
        actions.set_threshold(cohort=one.cohort, shared_from=1, by=lead)
    chosen = actions.set_threshold(cohort=one.cohort, shared_from=3, by=lead)
    assert matrix.matrix(one.cohort).shared == []
    with pytest.raises(Conflict):
        actions.set_threshold(cohort=one.cohort, shared_from=2, by=lead, seen=chosen.version + 4)


@pytest.mark.parametrize(("role", "sees"), [
    (Role.COHORT_LEAD, "territories"), (Role.PIVOT_ALLY, "territories"), (Role.DIAGNOSTICIAN, "territories"),
    (Role.DIAGNOSIS_SUPERVISOR, "territories"), (Role.PEER_GROUP_FACILITATOR, "territories"),
    (Role.ACCOMPANYING_ALLY, "territories"), (Role.EMBEDDED_EVALUATOR, "territories"),
    (Role.DELEGATION_REFERENT, "counts"), (Role.DELEGATION_MEMBER, "counts"), (Role.SUBSTITUTE, "counts"),
    (Role.NUMBER_ONE, "themes"), (Role.REGIONAL_INSTITUTION_AGENT, "themes"), (Role.FUNDER_CONTACT, "themes"),
    (Role.EMBEDDED_MEDIA, "nothing"), (Role.OBSERVER, "nothing"), (Role.NARRATIVE_FACILITATOR, "nothing"),
])  # fmt: skip
def test_cell_of_the_matrix_of_rights(sign_in, published, role, sees):
    """A50, « Anonymous cohort matrix »: on the page, not only in the rule; with territories that could leak."""
    places = make_places(5)
    published += [(place, "Théière", "tensions") for place in places[:4]] + [(places[4], "Parapluie", "assets")]
    in_delegation = role in (Role.DIAGNOSTICIAN, Role.ACCOMPANYING_ALLY, Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)  # fmt: skip
    person = make_person(role, places[0].scope if in_delegation else places[0].cohort.scope)
    answer = sign_in(person).get(reverse("convergences:compare", args=[places[0].cohort.code]))

    assert (answer.status_code == 200) == (sees != "nothing")
    assert ("Théière" in answer.text) == (sees != "nothing")
    assert any(f"Canari-{n}" in answer.text for n in range(5)) == (sees == "territories")
    # what one territory alone says would point at it
    assert ("Parapluie" in answer.text) == (sees == "territories")
    assert ("4 territoires" in answer.text.replace("\xa0", " ")) == (sees == "counts")


def test_administration_compares_nothing(sign_in, published):
    places = make_places(2)
    published += [(place, "Théière", "tensions") for place in places]
    answer = sign_in(make_person(Role.PLATFORM_ADMINISTRATOR)).get(
        reverse("convergences:compare", args=[places[0].cohort.code])
    )

    assert answer.status_code == 403
    assert "Théière" not in answer.text


def test_role_held_in_another_cohort_compares_nothing_here(published):
    here, there = make_participation(), make_participation()

    assert not may.see_themes.allows(make_lead(there.cohort), here.cohort)
    assert not may.see_themes.allows(make_referent(there), here.cohort)


def test_few_diagnostics_are_not_counted_for_delegations(sign_in, published):
    places = make_places(3)
    published += [(place, "Théière", "tensions") for place in places]
    page = sign_in(make_referent(places[0])).get(reverse("convergences:compare", args=[places[0].cohort.code])).text

    assert "plusieurs territoires" in page
    assert "3 territoires" not in page.replace("\xa0", " ")


def test_territory_is_named_once_it_agreed_and_until_it_says_no(sign_in, published):
    places = make_places(5)
    published += [(place, "Théière", "tensions") for place in places]
    reader, referent = make_referent(places[0]), make_referent(places[1])
    room = reverse("convergences:room", args=[places[0].cohort.code, places[0].code])
    assert "Canari-1" not in sign_in(reader).get(room).text

    actions.agree_to_be_named(participation=places[1], by=referent)
    actions.agree_to_be_named(participation=places[1], by=referent)
    page = sign_in(reader).get(room).text
    assert "Canari-1" in page
    assert "Canari-2" not in page
    assert places[1].naming_consents.count() == 1

    actions.withdraw_name(participation=places[1], by=make_person(Role.NUMBER_ONE, places[1].scope))
    assert "Canari-1" not in sign_in(reader).get(room).text
    for person in (reader, make_lead(places[0].cohort), staff(), make_person(Role.DELEGATION_MEMBER, places[1].scope)):
        with pytest.raises(Denied):
            actions.agree_to_be_named(participation=places[1], by=person)


def test_one_that_did_not_agree_is_not_named_by_what_is_left(sign_in, published):
    """Seen red: « 2 territoires », one of them named, and only one that is silent."""
    places = make_places(4)
    published += [(place, "Théière", "tensions") for place in (places[0], places[3])]
    published += [(place, "Parapluie", "assets") for place in places[:3]]
    for place in places[:3]:
        actions.agree_to_be_named(participation=place, by=make_referent(place))
    client = sign_in(make_referent(places[1]))
    room = reverse("convergences:room", args=[places[1].cohort.code, places[1].code])
    assert "Canari-0" not in client.get(room).text

    actions.agree_to_be_named(participation=places[3], by=make_referent(places[3]))
    assert "Canari-0" in client.get(room).text


def test_buttons_of_a_room_name_and_unname(sign_in):
    place = make_participation()
    address = reverse("convergences:name", args=[place.cohort.code, place.code])
    client = sign_in(make_referent(place))

    client.post(address, {"named": "yes"})
    assert place.naming_consents.standing().exists()
    client.post(address, {"named": "no"})
    assert not place.naming_consents.standing().exists()


@pytest.mark.parametrize("count", [2, 62])
def test_matrix_asks_the_same_of_the_database_for_two_territories_as_for_62(sign_in, published, django_assert_max_num_queries, count):  # fmt: skip
    places = make_places(count)
    published += [(place, theme, "tensions") for place in places for theme in ("Eau", "Vélo", "Forêt")]
    client = sign_in(make_lead(places[0].cohort))
    address = reverse("convergences:compare", args=[places[0].cohort.code])
    client.get(address)

    with django_assert_max_num_queries(17):
        page = client.get(address).text
    assert "Canari-1" in page


def test_shared_themes_become_topics_once(published):
    one, two = make_places(2)
    lead = make_lead(one.cohort)
    published += [(one, "Eau", "assets"), (two, "eau", "assets"), (one, "Vélo", "assets")]
    assert [act.mark for act in to_detect(one.cohort)] == ["partagé"]

    made = actions.detect(cohort=one.cohort, by=lead)
    assert [(topic.theme, topic.state) for topic in made] == [("Eau", TopicState.DETECTED)]
    assert actions.detect(cohort=one.cohort, by=lead) == []
    assert to_detect(one.cohort) == []
    assert journal(made[0]) == ["topic-detected"]
    with pytest.raises(Denied):
        actions.detect(cohort=one.cohort, by=make_referent(one))


@pytest.mark.parametrize("state", list(TopicState))
@pytest.mark.parametrize("name", list(TOPIC.moves))
def test_topic_moves_only_where_the_table_says(state, name):
    topic = make_topic(make_cohort(), state)
    lead = make_lead(topic.cohort)
    if topic.session:
        Session.objects.filter(pk=topic.session_id).update(state="held")
        topic.session.refresh_from_db()
    refusal = actions.reason_not_to_move(topic, name, lead)

    assert (refusal == "") == (state in TOPIC.moves[name].sources)
    for person in (make_referent(make_participation(topic.cohort)), make_person(Role.PLATFORM_ADMINISTRATOR), make_person()):  # fmt: skip
        assert actions.reason_not_to_move(topic, name, person)


def test_topic_lives_from_detection_to_what_is_kept(published):
    places = make_places(2)
    lead, cohort = make_lead(places[0].cohort), places[0].cohort
    topic = Topic.objects.create(cohort=cohort, theme="Eau")
    with pytest.raises(Denied, match="la question"):
        actions.move_topic(topic=topic, name="propose", by=lead)
    actions.edit_topic(topic=topic, question="Qui boit ?", text="", by=lead, seen=topic.version)
    actions.move_topic(topic=topic, name="propose", by=lead)
    for place in places:
        assert len(acts_of(make_referent(place), [topics_to_answer])) == 1
        actions.give_vote(
            participation=place, topic=topic, wish=Wish.COME, question="Combien ?", by=make_referent(place)
        )
        assert acts_of(make_referent(place), [topics_to_answer]) == []
    actions.move_topic(topic=topic, name="close-vote", by=lead)
    tomorrow = timezone.localdate() + timedelta(days=1)
    facts = {"day_kind": "thematic", "title": "Autour de l’eau", "starts_at": time(9), "minutes": 180, "mode": "video"}
    with pytest.raises(Denied, match="passé"):
        actions.plan(topic=topic, date=tomorrow - timedelta(days=2), by=lead, **facts)
    actions.plan(topic=topic, date=tomorrow, by=lead, **facts)
    topic.refresh_from_db()
    assert (topic.session.state, topic.session.event.state, topic.session.question) == (
        "scheduled",
        "confirmed",
        "Qui boit ?",
    )
    with pytest.raises(Denied, match="pas encore déclarée tenue"):
        actions.move_topic(topic=topic, name="hold", by=lead)
    Session.objects.filter(pk=topic.session_id).update(state="held")
    topic.refresh_from_db()
    actions.move_topic(topic=topic, name="hold", by=lead)
    actions.close(topic=topic, learned="On partage", by=lead)

    assert (topic.state, topic.learned) == (TopicState.CLOSED, "On partage")


def test_dropped_topic_says_why_and_comes_back():
    topic = make_topic(make_cohort(), TopicState.PLANNED)
    lead = make_lead(topic.cohort)
    actions.drop(topic=topic, because="Une autre cohorte le fait", by=lead)
    actions.move_topic(topic=topic, name="take-up", by=lead)

    assert (topic.state, topic.dropped_because, topic.session) == (TopicState.DETECTED, "", None)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move_topic(topic=topic, name="drop", by=lead)


def test_one_voice_a_delegation_changed_while_it_is_open():
    place = make_participation()
    topic = make_topic(place.cohort, TopicState.PROPOSED)
    vote = actions.give_vote(participation=place, topic=topic, wish=Wish.PASS, by=make_referent(place))
    member = make_person(Role.DELEGATION_MEMBER, place.scope)
    actions.give_vote(participation=place, topic=topic, wish=Wish.TELL, by=member, seen=vote.version)

    assert [(one.wish, one.given_by) for one in topic.votes.all()] == [(Wish.TELL, member)]
    with pytest.raises(Conflict):
        actions.give_vote(participation=place, topic=topic, wish=Wish.COME, by=member, seen=vote.version)
    elsewhere = make_participation()
    with pytest.raises(Denied, match="autre cohorte"):
        actions.give_vote(participation=elsewhere, topic=topic, wish=Wish.COME, by=make_referent(elsewhere))
    for person in (make_lead(place.cohort), make_person(Role.NUMBER_ONE, place.scope), staff()):
        with pytest.raises(Denied):
            actions.give_vote(participation=place, topic=topic, wish=Wish.COME, by=person)
    Topic.objects.filter(pk=topic.pk).update(state=TopicState.VOTED)
    with pytest.raises(Denied, match="clos"):
        actions.give_vote(participation=place, topic=topic, wish=Wish.COME, by=member, seen=2)


def test_voices_are_counted_and_never_named(sign_in):
    places = make_places(3)
    topic = make_topic(places[0].cohort, TopicState.PROPOSED)
    for place in places:
        actions.give_vote(
            participation=place, topic=topic, wish=Wish.COME, question="D’où vient-elle ?", by=make_referent(place)
        )
    page = sign_in(make_lead(topic.cohort)).get(topic.get_absolute_url()).text

    assert "D’où vient-elle" in page
    assert "Canari" not in page
    other = sign_in(make_referent(places[0])).get(topic.get_absolute_url()).text
    assert "D’où vient-elle" not in other
    assert not Vote.objects.visible_to(make_lead(topic.cohort)).exists()
    assert [vote.participation for vote in Vote.objects.visible_to(make_referent(places[1]))] == [places[1]]


def test_gaps_of_delegations_are_beside_the_topic_for_whoever_leads_alone(sign_in):
    place = make_participation()
    place.positions.create(moment="break", ambition="A", gaps="Théière", wanted="Parapluie")
    topic = make_topic(place.cohort, TopicState.PROPOSED)

    assert "Théière" in sign_in(make_lead(place.cohort)).get(topic.get_absolute_url()).text
    assert "Théière" not in sign_in(make_referent(make_participation(place.cohort))).get(topic.get_absolute_url()).text


def test_topic_is_hidden_from_delegations_until_it_is_proposed():
    place = make_participation()
    hidden, shown = make_topic(place.cohort), make_topic(place.cohort, TopicState.PROPOSED, theme="Vélo")
    never = make_topic(place.cohort, TopicState.DROPPED, theme="Forêt", proposed_at=None)

    assert set(Topic.objects.visible_to(make_lead(place.cohort))) == {hidden, shown, never}
    assert set(Topic.objects.visible_to(make_referent(place))) == {shown}
    assert set(Topic.objects.visible_to(make_referent(make_participation()))) == set()
    assert set(Topic.objects.visible_to(AnonymousUser())) == set()
    assert Topic not in public_models()


def test_wording_is_read_by_everybody_once_published_and_as_published(client, sign_in):
    cohort = make_cohort()
    lead, address = make_lead(cohort), reverse("convergences:page", args=[cohort.code])
    wording = actions.add_wording(cohort=cohort, group="tensions", title="Théière", text="Avant", by=lead)
    assert "Théière" not in client.get(address).text

    actions.publish_wording(wording=wording, by=lead)
    actions.edit_wording(
        wording=wording, group="tensions", title="Théière", text="Après", source="", by=lead, seen=wording.version
    )
    page = client.get(address).text
    assert "Avant" in page
    assert "Après" not in page
    wording.refresh_from_db()
    assert wording.is_behind

    actions.publish_wording(wording=wording, by=lead)
    assert "Après" in client.get(address).text
    actions.remove_wording(wording=wording, by=lead)
    assert "Théière" not in client.get(address).text
    assert not Theme.objects.exists()


def test_wording_without_a_sentence_is_not_published():
    cohort = make_cohort()
    lead = make_lead(cohort)
    wording = actions.add_wording(cohort=cohort, group="assets", title="T", by=lead)

    with pytest.raises(Denied, match="une phrase"):
        actions.publish_wording(wording=wording, by=lead)
    with pytest.raises(Denied):
        actions.add_wording(cohort=cohort, group="assets", title="T", by=make_referent(make_participation(cohort)))


def test_texts_of_a_source_are_taken_up_once_and_ordered_together():
    cohort = make_cohort()
    lead = make_lead(cohort)
    for n, title in enumerate(("A", "B", "C")):
        Theme.objects.create(cohort=cohort, group="assets", order=n, title=title, text=title)
    assert len(actions.take_up_published(cohort=cohort, by=lead)) == 3
    assert actions.take_up_published(cohort=cohort, by=lead) == []

    actions.order_wording(wording=Wording.objects.get(title="C"), up=True, by=lead)
    actions.order_wording(wording=Wording.objects.get(title="A"), up=True, by=lead)
    assert [theme.title for theme in cohort.themes.all()] == ["A", "C", "B"]


def test_pages_of_a_lead_do_what_they_say(sign_in, published):
    places = make_places(2)
    published += [(place, "Eau", "assets") for place in places]
    cohort = places[0].cohort
    client = sign_in(make_lead(cohort))
    client.post(reverse("convergences:threshold", args=[cohort.code]), {"version": 0, "shared_from": 2})
    client.post(reverse("convergences:detect", args=[cohort.code]))
    topic = Topic.objects.get()
    of = [cohort.code, topic.code]
    client.post(reverse("convergences:edit-topic", args=of), {"version": 1, "question": "Q", "text": ""})
    client.post(reverse("convergences:move-topic", args=of), {"move": "propose"})
    client.post(reverse("convergences:move-topic", args=of), {"move": "close-vote"})
    day = timezone.localdate() + timedelta(days=9)
    sent = {
        "day_kind": "generic",
        "title": "T",
        "date": day.isoformat(),
        "starts_at": "09:00",
        "minutes": 90,
        "mode": "video",
    }
    client.post(reverse("convergences:plan", args=of), sent)
    topic.refresh_from_db()
    assert topic.state == TopicState.PLANNED
    client.post(reverse("convergences:drop", args=of), {"because": "Non"})
    client.post(
        reverse("convergences:wordings", args=[cohort.code]),
        {"group": "assets", "title": "T", "text": "U", "source": ""},
    )
    wording = Wording.objects.get()
    for name in ("publish-wording", "order-wording"):
        client.post(reverse(f"convergences:{name}", args=[cohort.code, wording.code]), {"move": "publish"})

    topic.refresh_from_db()
    assert (topic.state, Theme.objects.get().text) == (TopicState.DROPPED, "U")
    assert "Non" in client.get(topic.get_absolute_url()).text
