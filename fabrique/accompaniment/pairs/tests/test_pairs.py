"""The space of a pair: open to two people, closed to every role."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.pairs import actions
from fabrique.accompaniment.pairs import permissions as may
from fabrique.accompaniment.pairs.enums import PAIR, POINT, Hat, PairState, PointState
from fabrique.accompaniment.pairs.inbox import pairs_to_answer, points_to_decide
from fabrique.accompaniment.pairs.models import CommonText, Mandate, Pair, Point, Side
from fabrique.core.inbox import acts_of
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.tests.test_sealed import whole_database
from fabrique.core.versions import Conflict
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.people.privacy import erase, export
from tests.world import journal, make_lead, make_participation, make_person, make_referent, make_scope, platform

pytestmark = pytest.mark.django_db
WORDS = "canari : ne m’appelez pas avant neuf heures"


def make_pair(place=None, state=PairState.ACTIVE, **fields):
    place = place or make_participation()
    elected = fields.pop("elected", None) or make_person(Role.NUMBER_ONE, place.scope)
    agent = fields.pop("agent", None) or make_referent(place)
    today = timezone.localdate()
    dates = {} if state in ("proposed", "declined") else {"begun_on": today}
    dates |= {"ended_on": today} if state == "ended" else {}
    return Pair.objects.create(
        participation=place, elected=elected, agent=agent, proposed_by=elected, state=state, **dates | fields
    )


def full(pair):
    """Something that could leak in every corner."""
    one, two = pair.elected, pair.agent
    for person in (one, two):
        actions.write_side(pair=pair, expects=WORDS, brings=WORDS, contact=WORDS, by=person)
    actions.give_mandate(pair=pair, what=WORDS, limits=WORDS, by=one)
    point = actions.open_point(pair=pair, question=WORDS, by=two)
    actions.decide(point=point, decision=WORDS, by=one)
    definition = actions.open_definition(pair=pair, word="canari", by=one)
    for person in (one, two):
        actions.state(definition=definition, text=WORDS, by=person)
    actions.propose_text(definition=definition, text=WORDS, by=one)
    actions.agree_on_text(definition=definition, number=1, by=two)
    return definition


def addresses(pair, definition):
    point = pair.points.first()
    mandate = pair.mandates.first()
    named = {
        "pair": [], "answer": [], "side": [], "give-mandate": [], "end-mandate": [mandate.code], "open-point": [],
        "decide": [point.code], "withdraw-point": [point.code], "open-word": [], "word": [definition.code],
        "state": [definition.code], "propose-text": [definition.code], "agree-on-text": [definition.code], "end": [],
    }  # fmt: skip
    return [reverse(f"pairs:{name}", args=[pair.code, *more]) for name, more in named.items()]


@pytest.mark.one_engine
def test_nobody_but_the_two_opens_the_space_whatever_role_they_hold(sign_in):
    """Every role of the house, in the widest place of this world, and all of them at once."""
    pair = make_pair()
    definition, place = full(pair), pair.participation
    places = {ScopeKind.PLATFORM: platform(), ScopeKind.COHORT: place.cohort.scope, ScopeKind.DELEGATION: place.scope,
              ScopeKind.DIAGNOSTIC: make_scope(ScopeKind.DIAGNOSTIC, parent=place.scope),
              ScopeKind.GROUP: make_scope(ScopeKind.GROUP, parent=place.cohort.scope)}  # fmt: skip
    people = [make_person(role, places[rule.scopes[0]]) for role, rule in ROLES.items()]
    everything = make_person(Role.PLATFORM_ADMINISTRATOR)
    for role, rule in ROLES.items():
        RoleGrant.objects.get_or_create(person=everything, role=role, scope=places[rule.scopes[0]], ended_at=None)

    for person in [*people, everything]:
        client = sign_in(person)
        for address in addresses(pair, definition):
            for answer in (client.get(address), client.post(address, {"text": "x", "move": "accept"})):
                assert answer.status_code in (403, 404, 405), f"{person} {address}"
                assert "canari" not in answer.text
        assert "canari" not in client.get(reverse("pairs:mine")).text
    assert "canari" in sign_in(pair.agent).get(pair.get_absolute_url()).text


def test_models_of_a_pair_show_to_the_two_alone():
    pair = make_pair()
    full(pair)
    for model in (Pair, Side, Mandate, Point):
        assert model.objects.visible_to(pair.elected).exists()
        for person in (AnonymousUser(), make_lead(pair.participation.cohort), make_person(Role.PLATFORM_ADMINISTRATOR),
                       make_person(Role.DELEGATION_MEMBER, pair.participation.scope)):  # fmt: skip
            assert not model.objects.visible_to(person).exists()


def test_words_lie_sealed_and_go_in_no_letter_and_no_journal():
    pair = make_pair(about="canari-sujet")
    full(pair)

    assert "canari" not in whole_database()
    assert Notice.objects.exists()
    assert all("canari" not in f"{notice.subject} {notice.text}" for notice in Notice.objects.all())
    assert all("canari" not in str(entry.facts) for entry in AuditEntry.objects.all())


def test_pair_forms_when_both_say_so():
    place = make_participation()
    elected, agent = make_person(Role.NUMBER_ONE, place.scope), make_referent(place)
    pair = actions.propose(participation=place, other=elected, hat=Hat.AGENT, by=agent, about="L’eau")

    assert (pair.elected, pair.agent, pair.state) == (elected, agent, PairState.PROPOSED)
    assert [act.url for act in acts_of(elected, [pairs_to_answer])] == [pair.get_absolute_url()]
    assert acts_of(agent, [pairs_to_answer]) == []
    with pytest.raises(Denied, match="n’est pas en route"):
        actions.open_point(pair=pair, question="?", by=agent)
    with pytest.raises(Denied, match="l’autre personne de répondre"):
        actions.answer(pair=pair, name="accept", by=agent)
    with pytest.raises(Denied, match="déjà un binôme"):
        actions.propose(participation=place, other=agent, hat=Hat.AGENT, by=elected)
    actions.answer(pair=pair, name="accept", by=elected)

    assert (pair.state, pair.begun_on) == (PairState.ACTIVE, timezone.localdate())
    assert journal(pair) == ["pair-asked", "pair-answered"]


def test_pair_is_of_two_people_of_the_delegation():
    place = make_participation()
    referent = make_referent(place)
    for other in (referent, make_lead(place.cohort), make_referent(make_participation())):
        with pytest.raises(Denied, match="autre personne"):
            actions.propose(participation=place, other=other, hat=Hat.AGENT, by=referent)
    with pytest.raises(Denied, match="entre deux personnes"):
        actions.propose(participation=place, other=referent, hat=Hat.AGENT, by=make_lead(place.cohort))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_pair(place, elected=referent, agent=referent)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_pair(place, ended_on=timezone.localdate())


def test_several_pairs_live_side_by_side():
    place = make_participation()
    agent = make_referent(place)
    for _n in range(2):
        make_pair(place, agent=agent)

    assert Pair.objects.visible_to(agent).live().count() == 2


@pytest.mark.parametrize("name", list(PAIR.moves))
def test_pair_makes_the_moves_of_the_table_and_no_other(name):
    for state in PairState:
        pair = make_pair(state=state)
        move = (lambda pair: actions.end(pair=pair, by=pair.agent)) if name == "end" else (
            lambda pair: actions.answer(pair=pair, name=name, by=pair.agent))  # fmt: skip
        if state in PAIR.moves[name].sources:
            assert move(pair).state == PAIR.moves[name].target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                move(pair)
            pair.refresh_from_db()
            assert pair.state == state


@pytest.mark.parametrize("name", list(POINT.moves))
def test_point_makes_the_moves_of_the_table_and_no_other(name):
    pair = make_pair()
    decided = {"decision": "Oui", "decided_at": timezone.now(), "decided_by": pair.elected}
    for state in PointState:
        more = decided if state == "decided" else {}
        point = Point.objects.create(pair=pair, question="?", opened_by=pair.agent, state=state, **more)
        move = (lambda point: actions.decide(point=point, decision="Non", by=pair.elected)) if name == "decide" else (
            lambda point: actions.withdraw_point(point=point, by=pair.agent))  # fmt: skip
        if state in POINT.moves[name].sources:
            assert move(point).state == POINT.moves[name].target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                move(point)


def test_point_is_opened_by_one_and_decided_by_the_other():
    pair = make_pair()
    point = actions.open_point(pair=pair, question="Le loyer ?", by=pair.agent)

    assert [act.title for act in acts_of(pair.elected, [points_to_decide])] == [
        "Un point vous attend dans votre binôme"
    ]
    assert acts_of(pair.agent, [points_to_decide]) == []
    with pytest.raises(Denied, match="l’autre personne de trancher"):
        actions.decide(point=point, decision="Oui", by=pair.agent)
    with pytest.raises(Denied, match="par la personne qui l’a ouvert"):
        actions.withdraw_point(point=point, by=pair.elected)
    with pytest.raises(Denied, match="Ce jour est passé"):
        actions.open_point(pair=pair, question="?", by=pair.agent, wanted_by=timezone.localdate() - timedelta(days=1))
    actions.decide(point=point, decision="Oui", by=pair.elected)
    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.update(decided_by=pair.agent)

    assert (point.decided_by, acts_of(pair.elected, [points_to_decide])) == (pair.elected, [])


def test_mandate_is_given_and_given_back():
    pair = make_pair()
    mandate = actions.give_mandate(pair=pair, what="Les devis", by=pair.elected)
    actions.end_mandate(mandate=mandate, by=pair.agent)

    assert mandate.ended_on == timezone.localdate()
    with pytest.raises(Denied, match="déjà fini"):
        actions.end_mandate(mandate=mandate, by=pair.elected)


def test_word_is_written_alone_before_it_is_read_then_agreed_and_versioned():
    pair = make_pair()
    one, two = pair.elected, pair.agent
    definition = actions.open_definition(pair=pair, word="Transition", by=one)
    with pytest.raises(Denied, match="déjà ouvert"):
        actions.open_definition(pair=pair, word="transition ", by=two)
    actions.state(definition=definition, text="Un virage", by=one)
    with pytest.raises(Denied, match="chacun de votre côté"):
        actions.propose_text(definition=definition, text="Un virage", by=one)
    actions.state(definition=definition, text="Une pente", by=two)
    with pytest.raises(Conflict):
        actions.state(definition=definition, text="Une côte", by=two, seen=0)
    actions.propose_text(definition=definition, text="Un lacet", by=one)
    with pytest.raises(Denied, match="l’autre personne d’accepter"):
        actions.agree_on_text(definition=definition, number=1, by=one)
    actions.propose_text(definition=definition, text="Un sentier", by=two)
    with pytest.raises(Conflict):
        actions.agree_on_text(definition=definition, number=1, by=two)
    actions.agree_on_text(definition=definition, number=2, by=one)
    with pytest.raises(Denied, match="pas de proposition"):
        actions.agree_on_text(definition=definition, number=2, by=one)

    assert [text.text for text in CommonText.objects.agreed()] == ["Un sentier"]
    assert definition.common_texts.count() == 2


def test_other_statement_shows_once_mine_is_written(sign_in):
    pair = make_pair()
    definition = actions.open_definition(pair=pair, word="Transition", by=pair.elected)
    actions.state(definition=definition, text="canari-virage", by=pair.elected)
    client, page = sign_in(pair.agent), reverse("pairs:word", args=[pair.code, definition.code])

    before = client.get(page).text
    client.post(reverse("pairs:state", args=[pair.code, definition.code]), {"text": "Une pente", "version": 0})

    assert ("canari-virage" in before, "C’est écrit" in before) == (False, True)
    assert "canari-virage" in client.get(page).text


def test_ended_pair_is_read_by_the_two_and_changed_by_nobody(sign_in):
    pair = make_pair()
    definition = full(pair)
    actions.end(pair=pair, by=pair.elected, because="Élection")

    for act in (
        lambda: actions.write_side(pair=pair, expects="x", brings="", contact="", by=pair.agent, seen=1),
        lambda: actions.open_point(pair=pair, question="x", by=pair.agent),
        lambda: actions.give_mandate(pair=pair, what="x", by=pair.agent),
        lambda: actions.state(definition=definition, text="x", by=pair.agent, seen=1),
    ):
        with pytest.raises(Denied, match="se lit"):
            act()
    page = sign_in(pair.agent).get(pair.get_absolute_url()).text
    assert ("canari" in page, "Élection" in page) == (True, True)


def test_role_that_ends_closes_the_pen():
    pair = make_pair()
    RoleGrant.objects.filter(person=pair.elected).update(ended_at=timezone.now())

    assert may.gone(pair) == [pair.elected]
    with pytest.raises(Denied, match="il reste à finir"):
        actions.open_point(pair=pair, question="x", by=pair.agent)
    assert actions.end(pair=pair, by=pair.agent).state == PairState.ENDED


def test_erased_person_leaves_the_other_what_was_said_to_both():
    pair = make_pair()
    full(pair)
    held = export(pair.agent)
    erase(pair.agent)

    assert held["pairs.Side"] == [{"expects": WORDS, "brings": WORDS, "contact": WORDS}]
    assert [side.person for side in pair.sides.all()] == [pair.elected]
    assert pair.points.get().question == WORDS


def test_pair_is_lived_on_screen(sign_in):
    place = make_participation()
    elected, agent = make_person(Role.NUMBER_ONE, place.scope), make_referent(place)
    client = sign_in(agent)
    client.post(reverse("pairs:propose", args=[place.cohort.code, place.code]),
                {"other": elected.code, "hat": "agent", "about": "L’eau"})  # fmt: skip
    pair = Pair.objects.get()
    client = sign_in(elected)
    client.post(reverse("pairs:answer", args=[pair.code]), {"move": "accept"})
    client.post(reverse("pairs:side", args=[pair.code]), {"version": 0, "contact": "Le soir"})
    client.post(reverse("pairs:give-mandate", args=[pair.code]), {"what": "Les devis"})
    client.post(reverse("pairs:end-mandate", args=[pair.code, Mandate.objects.get().code]))
    client.post(reverse("pairs:open-point", args=[pair.code]), {"question": "Le loyer ?"})
    client.post(reverse("pairs:open-word", args=[pair.code]), {"word": "Transition"})
    client = sign_in(agent)
    client.post(reverse("pairs:decide", args=[pair.code, Point.objects.get().code]), {"decision": "Trois cents"})
    page = client.get(pair.get_absolute_url()).text

    assert [word in page for word in ("L’eau", "Le soir", "Les devis", "Trois cents", "Transition")] == [True] * 5
    client.post(reverse("pairs:end", args=[pair.code]), {"because": "Départ"})
    assert "Ce binôme est fini" in client.get(reverse("pairs:pair", args=[pair.code])).text
    assert "fini" in client.get(reverse("pairs:mine")).text


@pytest.mark.parametrize("name", ["pair", "mine"])
def test_queries_do_not_grow(sign_in, django_assert_max_num_queries, name):
    pair = make_pair()
    client = sign_in(pair.agent)
    address = pair.get_absolute_url() if name == "pair" else reverse("pairs:mine")

    def fill(number):
        for n in range(number):
            actions.give_mandate(pair=pair, what="x", by=pair.elected)
            actions.open_point(pair=pair, question="x", by=pair.elected)
            actions.open_definition(pair=pair, word=f"{n}-{number}", by=pair.elected)
            make_pair(make_participation(), agent=pair.agent)

    fill(1)
    client.get(address)
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    fill(4)

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_what_was_read_before_the_end_is_not_written_after_it():
    pair = make_pair()
    point = actions.open_point(pair=pair, question="Qui signe ?", by=pair.agent)
    actions.end(pair=Pair.objects.get(pk=pair.pk), by=pair.elected)

    with pytest.raises(Denied, match="pas en route"):
        actions.decide(point=point, decision="Moi.", by=pair.elected)
