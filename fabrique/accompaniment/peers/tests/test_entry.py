"""Groups formed, rules accepted, and two people of whom one is above the other (R401–R406)."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.peers import actions, choosing, hierarchy
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.enums import MEMBER
from fabrique.accompaniment.peers.inbox import invitations
from fabrique.accompaniment.peers.models import Membership, PeerGroup, Tie
from fabrique.accompaniment.peers.tests.among import category, lead_of, make_group, member, running, somebody
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from tests.world import make_cohort, make_lead, make_organisation, make_participation, make_person, make_session

pytestmark = pytest.mark.django_db


def invited(group, *people):
    actions.propose(group=group, people=[person.code for person in people], by=lead_of(group))
    return [Membership.objects.get(group=group, person=person) for person in people]


def answer(group, person, *, link=False, accepts=True, rules=True):
    mine = Membership.objects.get(group=group, person=person)
    answers = {other.code: (link, accepts) for other in hierarchy.to_ask(mine)}
    return actions.enter(group=group, answers=answers, rules=rules, by=person)


def state_of(group, person):
    return Membership.objects.get(group=group, person=person).state


def test_lead_forms_a_group_of_a_category_with_a_facilitator_of_the_cohort():
    cohort = make_cohort()
    lead, session = make_lead(cohort), make_session(cohort)
    facilitator = make_person(Role.PEER_GROUP_FACILITATOR, cohort.scope)
    facts = {"cohort": cohort, "category": category(), "by": lead}
    group = actions.open_group(facilitator=facilitator, label="Bourgs", dates="En mars", sessions=[session], **facts)

    assert (group.state, str(group), list(group.sessions.all())) == ("formed", "elected, Bourgs", [session])
    with pytest.raises(Denied, match="existe déjà"):
        actions.open_group(facilitator=facilitator, label="Bourgs", **facts)
    with pytest.raises(Denied, match="n’a pas le rôle"):
        actions.open_group(facilitator=make_person(Role.ALLY_PERSON), **facts)
    with pytest.raises(Denied, match="formés par qui conduit"):
        actions.open_group(**facts | {"by": facilitator}, facilitator=facilitator)


def test_who_leads_the_cohort_never_facilitates():
    cohort = make_cohort()
    lead = make_lead(cohort)
    RoleGrant.objects.create(person=lead, role=Role.PEER_GROUP_FACILITATOR, scope=cohort.scope)

    with pytest.raises(Denied, match="ou elle la conduit"):
        actions.open_group(cohort=cohort, category=category(), facilitator=lead, by=make_lead(cohort))


def test_facilitator_is_not_replaced_once_somebody_entered():
    group = make_group()
    lead, other = lead_of(group), make_person(Role.PEER_GROUP_FACILITATOR, group.cohort.scope)
    facts = {"group": group, "label": group.label, "dates": "", "by": lead}
    actions.edit_group(facilitator=other, seen=group.version, **facts)
    assert group.facilitator == other
    member(group)

    with pytest.raises(Denied, match="ne se remplace plus"):
        actions.edit_group(facilitator=make_person(Role.PEER_GROUP_FACILITATOR, group.cohort.scope), seen=group.version, **facts)  # fmt: skip
    twin = make_group(group.cohort)
    with pytest.raises(Denied, match="existe déjà"):
        actions.edit_group(**facts | {"label": twin.label}, facilitator=other, seen=group.version)


def test_candidates_hold_a_seat_of_the_category_and_a_role_in_their_delegation():
    group = make_group()
    fits = somebody(group)
    somebody(group, key="agents")
    somebody(make_group())
    without_role = somebody(group)
    RoleGrant.objects.filter(person=without_role).update(ended_at=timezone.now())
    place = make_participation(group.cohort)
    number_one = make_person(Role.NUMBER_ONE, place.scope)

    assert set(choosing.candidates(group)) == {fits.code, number_one.code}
    with pytest.raises(Denied, match="personnes de la liste"):
        actions.propose(group=group, people=[without_role.code], by=lead_of(group))
    with pytest.raises(Denied, match="personnes de la liste"):
        actions.propose(group=group, people=[], by=lead_of(group))


def test_one_enters_by_accepting_the_rules():
    group = make_group()
    person = somebody(group)
    invited(group, person)
    assert len(acts_of(person, [invitations])) == 1
    assert not may.enter.allows(person, PeerGroup.objects.get())
    with pytest.raises(Denied, match="en acceptant ses règles"):
        answer(group, person, rules=False)

    assert answer(group, person).state == "in"
    assert may.enter.allows(person, PeerGroup.objects.get())
    assert acts_of(person, [invitations]) == []


@pytest.mark.parametrize(("one", "other", "possible"), [
    ("00", "00", True), ("00", "01", True), ("01", "01", True),
    ("11", "11", True), ("11", "01", True), ("01", "11", True),
    ("10", "01", False), ("01", "10", False), ("11", "00", False), ("00", "11", False), ("10", "10", False), ("10", "00", False),
])  # fmt: skip
def test_a_link_seen_by_one_asks_the_consent_of_both(one, other, possible):
    """First sign: I see a link; second: I accept."""
    assert hierarchy.possible(one, other) is possible


def test_two_of_one_delegation_answer_before_the_second_enters():
    place = make_participation()
    group = make_group(place.cohort)
    first, second = somebody(group, place), somebody(group, place, role=Role.NUMBER_ONE)
    invited(group, first)
    assert answer(group, first).state == "in"
    invited(group, second)
    assert len(acts_of(first, [invitations])) == 1
    assert answer(group, second).state == "invited"
    assert not may.enter.allows(second, PeerGroup.objects.get(pk=group.pk))

    answer(group, first, link=True)
    assert state_of(group, second) == "in"
    assert acts_of(first, [invitations]) == []


def test_last_invited_goes_elsewhere_when_one_does_not_accept(sign_in):
    place = make_participation()
    group = make_group(place.cohort)
    first, second = somebody(group, place), somebody(group, place)
    invited(group, first)
    invited(group, second)
    answer(group, second, link=False)
    assert answer(group, first, link=True, accepts=False).state == "in"

    assert state_of(group, second) == "out"
    told = Notice.objects.filter(person=second).last()
    assert (told.subject, told.text) == ("Une réponse pour votre groupe de pairs", "Ce groupe n’est pas possible pour vous. Voici une autre voie.")  # fmt: skip
    page = sign_in(second).get(reverse("peers:another-way", args=[group.cohort.code, group.code])).text
    assert "Voici une autre voie" in page
    assert first.name not in page
    # the lead sees the same for who declined and for whom the group is closed
    third = somebody(group)
    invited(group, third)
    actions.decline(group=group, by=third)
    page = sign_in(lead_of(group)).get(reverse("peers:members", args=[group.cohort.code, group.code])).text
    assert page.count("badge--out") == 2


def test_answers_are_sealed_and_shown_to_nobody(sign_in):
    place = make_participation()
    group = make_group(place.cohort)
    first, second = somebody(group, place), somebody(group, place)
    invited(group, first, second)
    answer(group, first, link=True, accepts=True)
    address = reverse("peers:entry", args=[group.cohort.code, group.code])

    before = sign_in(second).get(address).text
    Tie.objects.filter(says__person=first).update(answer="00")
    after = sign_in(second).get(address).text
    assert strip_tokens(before) == strip_tokens(after)


def strip_tokens(page):
    return re.sub(r"[A-Za-z0-9]{64}|nonce-[^\"']*", "", page)


def test_who_never_answers_lets_the_other_in_once_the_invitation_is_withdrawn():
    place = make_participation()
    group = make_group(place.cohort)
    first, second = somebody(group, place), somebody(group, place)
    silent, _other = invited(group, first, second)
    assert answer(group, second).state == "invited"
    actions.withdraw_invitation(membership=silent, by=lead_of(group))

    assert state_of(group, second) == "in"
    silent.refresh_from_db()
    with pytest.raises(Denied, match="déjà sa réponse"):
        actions.withdraw_invitation(membership=silent, by=lead_of(group))
    with pytest.raises(Denied, match="Personne ne vous a proposé"):
        actions.decline(group=group, by=first)


def test_same_organisation_is_asked_too():
    group, organisation = make_group(), make_organisation()
    one, other, far = (
        somebody(group, organisation=organisation),
        somebody(group, organisation=organisation),
        somebody(group),
    )
    rows = invited(group, one, other, far)

    assert [[m.person for m in hierarchy.to_ask(row)] for row in rows] == [[other], [one], []]


def test_somebody_proposed_meanwhile_is_asked_about_too():
    place = make_participation()
    group = make_group(place.cohort)
    first = somebody(group, place)
    invited(group, first)
    invited(group, somebody(group, place))

    with pytest.raises(Denied, match="vient d’être proposé"):
        actions.enter(group=group, answers={}, rules=True, by=first)


def test_invited_again_says_everything_anew():
    place = make_participation()
    group = make_group(place.cohort)
    first, second = somebody(group, place), somebody(group, place)
    invited(group, first, second)
    answer(group, first)
    answer(group, second, link=True, accepts=False)
    assert state_of(group, second) == "out"
    row = invited(group, second)[0]

    assert (row.state, Tie.objects.count()) == ("invited", 0)


def test_archived_group_takes_nobody():
    group, _people = running(state="archived")

    with pytest.raises(Denied, match="archivé"):
        actions.propose(group=group, people=[], by=lead_of(group))


def test_member_who_left_the_delegation_reads_nothing():
    group, people = running()
    assert may.enter.allows(people[0], PeerGroup.objects.get())
    RoleGrant.objects.filter(person=people[0]).update(ended_at=timezone.now())
    RoleGrant.objects.filter(person=group.facilitator).update(ended_at=timezone.now())
    for person in (people[0], group.facilitator):
        person.forget_grants()

        assert not may.enter.allows(person, PeerGroup.objects.get())


@pytest.mark.parametrize("name", list(MEMBER.moves))
def test_moves_start_where_the_table_says(name):
    for state in MEMBER.states:
        thing = type("Thing", (), {"state": state})()
        if state in MEMBER.moves[name].sources:
            MEMBER.make(thing, name)
            assert thing.state == MEMBER.moves[name].target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                MEMBER.make(thing, name)


def test_pages_do_what_they_say(sign_in):
    place = make_participation()
    cohort = place.cohort
    facilitator = make_person(Role.PEER_GROUP_FACILITATOR, cohort.scope)
    category()
    client = sign_in(make_lead(cohort))
    client.post(reverse("peers:open", args=[cohort.code]), {"category": "elected", "facilitator": facilitator.code})
    group = PeerGroup.objects.get()
    first, second = somebody(group, place), somebody(group, place)
    codes = [cohort.code, group.code]
    client.post(reverse("peers:members", args=codes), {"people": [first.code, second.code]})
    rows = {row.person: row for row in Membership.objects.all()}
    address = reverse("peers:entry", args=codes)
    refused = sign_in(first).post(address, {f"link_{rows[second].code}": "no"})
    assert refused.status_code == 200
    assert "checked" in refused.text
    sign_in(first).post(address, {f"link_{rows[second].code}": "no", f"accepts_{rows[second].code}": "yes", "rules": "on"})  # fmt: skip
    sign_in(second).post(address, {f"link_{rows[first].code}": "no", f"accepts_{rows[first].code}": "yes", "rules": "on"})  # fmt: skip

    assert [state_of(group, person) for person in (first, second)] == ["in", "in"]
    client = sign_in(second)
    assert group.get_absolute_url() in client.get(reverse("peers:mine")).text
    client.post(reverse("peers:leave", args=codes), {"keeps": "remove"})
    assert state_of(group, second) == "left"


@pytest.mark.parametrize("count", [1, 5])
def test_lists_cost_the_same_whatever_they_hold(sign_in, django_assert_max_num_queries, count):
    group, people = running(count)
    for _ in range(count - 1):
        make_group(group.cohort)
    client = sign_in(lead_of(group))
    for address, most in ((reverse("peers:groups", args=[group.cohort.code]), 12), (reverse("peers:members", args=[group.cohort.code, group.code]), 16)):  # fmt: skip
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
    client = sign_in(people[0])
    client.get(reverse("peers:mine"))
    with django_assert_max_num_queries(14):
        client.get(reverse("peers:mine"))
