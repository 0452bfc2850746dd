"""What an effect led to and what shows it: refusals, circles, and who reads them."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse

from fabrique.accompaniment.evaluation import actions
from fabrique.accompaniment.evaluation.models import Effect, EffectLink, Evidence
from fabrique.accompaniment.evaluation.snowball import leads_back
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    journal,
    make_effect,
    make_item,
    make_lead,
    make_participation,
    make_person,
    make_referent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def referent(place):
    return make_referent(place)


def at(name, place, *more):
    return reverse(f"evaluation:{name}", args=[place.cohort.code, place.code, *more])


def tied(place, *, cause, outcome):
    return EffectLink.objects.create(cause=cause, outcome=outcome, tied_by=make_person())


def test_effects_are_tied_once_and_untied(place, referent):
    one, other = make_effect(place), make_effect(place)

    link = actions.tie(cause=one, outcome=other, by=referent)
    with pytest.raises(Denied, match="déjà reliés"):
        actions.tie(cause=one, outcome=other, by=referent)
    actions.untie(link=link, by=referent)

    assert EffectLink.objects.count() == 0
    assert journal(one) == ["effects-tied", "effects-untied"]


@pytest.mark.parametrize("length", [1, 2, 4])
def test_no_circle_is_closed_however_long(place, referent, length):
    effects = [make_effect(place) for _ in range(length + 1)]
    for before, after in pairwise(effects):
        actions.tie(cause=before, outcome=after, by=referent)

    with pytest.raises(Denied, match="boucle"):
        actions.tie(cause=effects[-1], outcome=effects[0], by=referent)

    assert EffectLink.objects.count() == length


def test_two_ways_to_the_same_effect_are_no_circle():
    assert not leads_back(1, 4, [(1, 2), (2, 4), (1, 3), (3, 4)])
    assert leads_back(4, 1, [(1, 2), (2, 4)])
    assert leads_back(1, 1, [])


def test_effect_leads_to_one_of_its_own_territory_that_stands(place, referent):
    here, aside = make_effect(place), make_effect(place, "set-aside", set_aside_because="Doublon")
    there = make_effect(make_participation(place.cohort))

    with pytest.raises(Denied, match="même territoire"):
        actions.tie(cause=here, outcome=there, by=referent)
    with pytest.raises(Denied, match="mis de côté"):
        actions.tie(cause=here, outcome=aside, by=referent)
    with pytest.raises(IntegrityError), transaction.atomic():
        tied(place, cause=here, outcome=here)


@pytest.mark.parametrize("role", [Role.DELEGATION_MEMBER, Role.ACCOMPANYING_ALLY, Role.NUMBER_ONE, Role.COHORT_LEAD])
def test_only_those_who_read_again_tie(place, role):
    person = make_person(role, place.cohort.scope if role == Role.COHORT_LEAD else place.scope)
    one, other = make_effect(place), make_effect(place)

    with pytest.raises(Denied, match="relie les effets"):
        actions.tie(cause=one, outcome=other, by=person)


def test_arrow_is_seen_with_its_two_ends(place, referent):
    seen, hidden = make_effect(place, "published"), make_effect(place)
    public = tied(place, cause=seen, outcome=make_effect(place, "published"))
    inside = tied(place, cause=seen, outcome=hidden)

    assert list(EffectLink.objects.visible_to(AnonymousUser())) == [public]
    assert set(EffectLink.objects.visible_to(referent)) == {public, inside}


def test_proofs_stay_in_the_place_when_the_effect_is_public(place, referent, sign_in):
    effect = make_effect(place, "published", proposed_by=referent, proposed_as=Role.DELEGATION_REFERENT)
    neighbour = make_referent(make_participation(place.cohort))
    actions.add_evidence(effect=effect, kind="quote", text="Je n’osais pas", by=referent)
    with pytest.raises(Denied, match="déjà écrit"):
        actions.add_evidence(effect=effect, kind="quote", text="Je n’osais pas", by=referent)
    strangers = [AnonymousUser(), make_person(), neighbour, make_lead(make_participation().cohort)]
    own = [referent, make_lead(place.cohort), make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)]

    assert [Evidence.objects.visible_to(person).count() for person in strangers] == [0] * len(strangers)
    assert [Evidence.objects.visible_to(person).count() for person in own] == [1] * len(own)
    assert "Je n’osais pas" in sign_in(referent).get(at("effect", place, effect.code)).text
    assert sign_in(neighbour).get(at("effect", place, effect.code)).status_code == 403
    assert journal(effect) == ["evidence-added"]


def test_effect_is_made_precise_and_a_second_word_needs_a_first(place, sign_in):
    frame, client = make_item(ReferentialKey.FRAMES), sign_in(make_person(Role.DELEGATION_MEMBER, place.scope))
    told = {
        "text": "On s’appelle",
        "frame": frame.key,
        "level": "institutional",
        "ring": "indirect",
        "cause": "session",
    }

    refused = client.post(at("propose-effect", place), told | {"second_label": "confiance"})
    tomorrow = client.post(at("propose-effect", place), told | {"seen_on": "2999-01-01"})
    client.post(
        at("propose-effect", place), told | {"label": "lien", "second_label": "confiance", "seen_on": "2025-03-02"}
    )

    effect = Effect.objects.get()
    assert "Donnez d’abord un premier mot" in refused.text
    assert "pas encore passé" in tomorrow.text
    assert (str(effect), effect.level, effect.ring, effect.cause) == ("lien / confiance", "institutional", "indirect", "session")  # fmt: skip


def test_effect_page_adds_proofs_and_ties(place, referent, sign_in):
    client, effect, other = sign_in(referent), make_effect(place, "accepted"), make_effect(place, label="suite")
    page = at("effect", place, effect.code)

    empty = client.post(at("add-evidence", place, effect.code), {"kind": "quote", "text": ""})
    client.post(at("add-evidence", place, effect.code), {"kind": "decision", "text": "Délibération du 3 mars"})
    client.post(at("tie", place, effect.code), {"outcome": other.code})
    shown = client.get(page).text
    client.post(at("remove-evidence", place, effect.code, Evidence.objects.get().code))
    client.post(at("untie", place, effect.code, EffectLink.objects.get().code))

    assert empty.status_code == 200
    assert "Délibération du 3 mars" in shown
    assert at("snowball", place) in shown
    assert (Evidence.objects.count(), EffectLink.objects.count()) == (0, 0)


def test_visitor_sees_published_effects_and_their_arrows_alone(place, referent, client, sign_in):
    seen, after = (
        make_effect(place, "published", label="premier pas"),
        make_effect(place, "published", label="second pas"),
    )
    tied(place, cause=seen, outcome=after)
    tied(place, cause=after, outcome=make_effect(place, label="canari"))

    public = client.get(at("snowball", place)).text
    inside = sign_in(referent).get(at("snowball", place)).text

    assert [word in public for word in ("premier pas", "second pas", "canari")] == [True, True, False]
    assert at("effect", place, seen.code) not in public
    assert "canari" in inside


@pytest.mark.parametrize("name", ["snowball", "effect"])
def test_pages_cost_the_same_whatever_their_length(place, referent, sign_in, name, django_assert_max_num_queries):
    client, effect = sign_in(referent), make_effect(place, "accepted")
    address = at("snowball", place) if name == "snowball" else at("effect", place, effect.code)

    def fill(times):
        for _ in range(times):
            tied(place, cause=effect, outcome=make_effect(place))
            tied(place, cause=make_effect(place), outcome=effect)
            make_effect(place)
            Evidence.objects.create(
                effect=effect, kind="quote", text=f"Mot {Evidence.objects.count()}", added_by=referent
            )

    fill(2)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    fill(6)

    with django_assert_max_num_queries(len(few)):
        client.get(address)
