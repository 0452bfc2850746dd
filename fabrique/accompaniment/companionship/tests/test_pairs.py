import pytest
from django.urls import reverse

from fabrique.accompaniment.companionship import actions
from fabrique.accompaniment.companionship.alter_egos import proposals
from fabrique.accompaniment.companionship.enums import PAIR, PairKind, PairState
from fabrique.accompaniment.companionship.inbox import pairs_to_answer
from fabrique.accompaniment.companionship.models import Companionship, Pair
from fabrique.accompaniment.companionship.tests.conftest import make_companion, make_pair, member
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from fabrique.ground.territories.models import StatedFact
from tests.world import journal, make_cohort, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db


def propose(cohort, here, there, by, kind=PairKind.GODPARENT):
    return actions.propose_pair(cohort=cohort, kind=kind, here=here, there=there, why="Même rivière", by=by)


def test_godparent_is_accepted_by_both_who_then_know_whom_to_call(companion, former, running, referent, sign_in):
    here, lead = make_referent(running), make_lead(running.cohort)
    pair = propose(running.cohort, running, former, lead)
    assert (pair.one, pair.other) == (former, running)
    assert len(acts_of(referent, [pairs_to_answer])) == len(acts_of(here, [pairs_to_answer])) == 1
    actions.answer_pair(pair=pair, name="accept", by=here)
    pair.refresh_from_db()
    assert (pair.state, acts_of(here, [pairs_to_answer])) == (PairState.PROPOSED, [])
    assert here.email not in sign_in(referent).get(pair.get_absolute_url()).text
    actions.answer_pair(pair=pair, name="accept", by=referent)

    pair.refresh_from_db()
    assert pair.state == PairState.ACCEPTED
    assert here.email in sign_in(referent).get(pair.get_absolute_url()).text
    assert referent.email in sign_in(member(running)).get(pair.get_absolute_url()).text
    assert Notice.objects.filter(person=here).count() == 2
    assert journal(pair) == ["pair-proposed", "pair-agreed", "pair-agreed"]


def test_pair_is_unknown_outside_its_two_delegations(client, sign_in, companion, former, running):
    pair = make_pair(former, running)
    address = pair.get_absolute_url()

    assert client.get(address).status_code == 404
    assert sign_in(make_referent(make_participation(running.cohort))).get(address).status_code == 404
    assert sign_in(make_person(Role.EMBEDDED_EVALUATOR, running.cohort.scope)).get(address).status_code == 404
    assert sign_in(make_lead(running.cohort)).get(address).status_code == 200
    assert sign_in(member(former)).get(address).status_code == 200
    with pytest.raises(Denied, match="personne référente"):
        actions.answer_pair(pair=pair, name="accept", by=member(former))


def test_pair_relates_two_territories_of_two_cohorts(companion, former, running):
    team, cohort = make_person(Role.ASSOCIATION_EMPLOYEE), running.cohort
    gone = make_participation(make_cohort(), left_on="2026-01-01", leaving_reason="Partis")
    fictional = make_participation(make_cohort(fictional=True))
    for here, there, why in (
        (running, make_participation(cohort), "deux cohortes"),
        (running, fictional, "territoire réel"),
        (running, gone, "a quitté"),
        (running, make_participation(), "territoire compagnon"),
        (make_participation(), former, "de cette cohorte"),
    ):
        if "de cette" in why:
            cohort = make_cohort()
        with pytest.raises(Denied, match=why):
            propose(cohort, here, there, team)
    with pytest.raises(Denied, match="animé par"):
        propose(running.cohort, running, former, make_person())
    propose(running.cohort, running, former, team)
    with pytest.raises(Denied, match="existe déjà"):
        propose(running.cohort, running, former, team)


def test_companion_proposes_from_its_own_side_too(companion, former, running, lead):
    pair = propose(former.cohort, former, running, lead)

    assert (pair.one, pair.other) == (former, running)


@pytest.mark.parametrize("name", PAIR.moves)
def test_pair_makes_the_moves_of_the_table_and_no_other(companion, former, running, referent, name):
    other = make_referent(running)
    agreed = {"one_agreed_at": "2026-01-01T10:00Z", "other_agreed_at": "2026-01-01T10:00Z", "closed_on": "2026-02-01"}
    for state in PairState:
        values = agreed | {"one_agreed_by": referent, "other_agreed_by": other} if state != "proposed" else {}
        pair = make_pair(former, make_participation(running.cohort) if name == "x" else running, state=state, **values)
        act = {
            "accept": lambda pair=pair: [actions.answer_pair(pair=pair, name="accept", by=p) for p in (other, referent)][-1],
            "decline": lambda pair=pair: actions.answer_pair(pair=pair, name="decline", by=other),
            "end": lambda pair=pair: actions.end_pair(pair=pair, closing_word="Merci", by=other),
        }[name]  # fmt: skip
        if state in PAIR.moves[name].sources:
            assert act().state == PAIR.moves[name].target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                act()
        Pair.objects.all().delete()


def test_unknown_answer_changes_nothing(companion, former, running, referent):
    with pytest.raises(Denied, match="n’existe pas"):
        actions.answer_pair(pair=make_pair(former, running), name="dance", by=referent)


def test_alter_egos_are_of_the_same_scale_and_of_other_cohorts(former, companion, running):
    small = make_participation(make_cohort(state="running"))
    for place, population in ((running, 1500), (former, 1200), (small, 90_000)):
        StatedFact.objects.create(territory=place.territory, kind="population", value=population, source="x")
    Companionship.objects.filter(pk=companion.pk).update(state="resting", pause_reason="x")
    lead = make_lead(running.cohort)

    assert [(one.here, one.there) for one in proposals(lead, running.cohort)] == [(running, [former])]
    make_pair(former, running)
    assert proposals(lead, running.cohort) == []


def test_pair_is_lived_on_screen(sign_in, companion, former, running, referent):
    lead, here = make_lead(running.cohort), make_referent(running)
    asked = reverse("companionship:propose-pair", args=[running.cohort.code])
    said = {"kind": "godparent", "here": running.code, "there": former.code, "why": "Même rivière"}
    assert sign_in(lead).post(asked, said).status_code == 302
    pair = Pair.objects.get()
    for person in (referent, here):
        sign_in(person).post(reverse("companionship:answer-pair", args=[pair.code]), {"move": "accept"})
    board = sign_in(lead).get(reverse("companionship:cohort", args=[running.cohort.code])).text
    ended = sign_in(here).post(reverse("companionship:end-pair", args=[pair.code]), {"closing_word": "Merci"})

    assert former.territory.name in board
    assert (ended.status_code, Pair.objects.get().state) == (302, "ended")


def test_board_of_a_running_cohort_asks_as_many_queries_for_many(
    sign_in, companion, former, running, django_assert_max_num_queries
):
    client = sign_in(make_lead(running.cohort))
    address = reverse("companionship:cohort", args=[running.cohort.code])
    make_pair(former, running)
    make_participation(running.cohort)
    client.get(address)
    with django_assert_max_num_queries(60) as first:
        client.get(address)
    for _number in range(4):
        other = make_companion(make_participation(former.cohort))
        make_pair(other.participation, make_participation(running.cohort))

    with django_assert_max_num_queries(len(first)):
        client.get(address)
