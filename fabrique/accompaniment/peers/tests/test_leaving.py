"""What stays of somebody who leaves a group, or whose role ends; and of a group that ends."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.peers import actions
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.inbox import invitations
from fabrique.accompaniment.peers.models import Contribution, Membership, Message, PeerGroup
from fabrique.accompaniment.peers.tests.among import WORDS, lead_of, member, running, somebody, validated, write
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import RoleGrant
from tests.world import make_participation, make_person

pytestmark = pytest.mark.django_db


def page(client, group, name="step", *codes):
    """As its reader sees it: without what is drawn at random for each page."""
    text = client.get(reverse(f"peers:{name}", args=[group.cohort.code, group.code, *codes])).text
    return re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken":) ?=?"[^"]+"', "", text)


def test_words_left_to_the_group_are_marked_by_nothing(sign_in):
    """Seen red: the day somebody left, their texts began to read « left by somebody », and whoever facilitates could
    rewrite them: both had been read before, so that the difference named their author."""
    group, people = running(4)
    left = write(group, people[0])
    for person in (people[1], group.facilitator):
        write(group, person, f"D’autres mots, {person.pk}")
    readers = (people[2], group.facilitator)
    before = [page(sign_in(reader), group, "step", "practices") for reader in readers]

    actions.leave(group=group, by=people[0], keeps=True)

    assert [page(sign_in(reader), group, "step", "practices") for reader in readers] == before
    assert all(WORDS in text for text in before)
    left.refresh_from_db()
    with pytest.raises(Denied, match="appartient"):
        actions.edit_contribution(contribution=left, kind="stake", text="x", by=group.facilitator, seen=left.version)
    with pytest.raises(Denied, match="appartient"):
        actions.remove_contribution(contribution=left, by=group.facilitator)


@pytest.mark.parametrize("what", ["group", "cohort"])
def test_archive_lets_nobody_in_and_nothing_out(what):
    """Seen red: an invitation that waited opened an archived group, and so did the departure of who had been waited for;
    in an archived cohort, groups went on whole."""
    group, people, statement = validated()
    place = make_participation(group.cohort)
    met, waits, asked, late = member(group, place), somebody(group, place), somebody(group), somebody(group)
    actions.propose(group=group, people=[waits.code, asked.code], by=lead_of(group))
    answers = {one.code: (False, True) for one in Membership.objects.filter(person=met)}
    assert actions.enter(group=group, answers=answers, rules=True, by=waits).state == "invited"
    words = write(group, people[0])
    if what == "group":
        actions.move(group=group, name="archive", by=group.facilitator)
    else:
        Cohort.objects.filter(pk=group.cohort_id).update(state=CohortState.ARCHIVED)
    group = PeerGroup.objects.get()
    statement = group.statements.get(pk=statement.pk)

    for act in (
        lambda: actions.enter(group=group, answers={}, rules=True, by=asked),
        lambda: actions.propose(group=group, people=[late.code], by=lead_of(group)),
        lambda: write(group, people[0]),
        lambda: actions.say(group=group, text="x", by=people[0]),
        lambda: actions.draft_statement(group=group, kind="claim", text="x", by=group.facilitator),
        lambda: actions.release(statement=statement, by=group.facilitator),
    ):
        with pytest.raises(Denied, match="archivé"):
            act()
    with pytest.raises(Denied):
        actions.answer_statement(statement=statement, says="recognise", by=people[0])
    assert [acts_of(person, [invitations]) for person in (asked, met)] == [[], []]
    actions.leave(group=group, by=met, keeps=True)
    assert Membership.objects.get(person=waits).state == "invited"
    actions.remove_contribution(contribution=words, by=people[0])
    assert not Contribution.objects.exists()


def test_archived_cohort_forms_no_group():
    group, _people = running()
    Cohort.objects.filter(pk=group.cohort_id).update(state=CohortState.ARCHIVED)
    cohort = Cohort.objects.get()
    with pytest.raises(Denied, match="archivée"):
        actions.open_group(cohort=cohort, category=group.category, facilitator=group.facilitator, label="x", by=lead_of(group))  # fmt: skip


def without_role(person):
    RoleGrant.objects.filter(person=person).update(ended_at=timezone.now())
    person.forget_grants()


def test_whoever_lost_their_role_takes_their_words_back(sign_in):
    """Seen red: the page of the group, and the way out of it, were gone with the role; the words stayed."""
    group, people = running(4)
    write(group, people[0])
    kept = write(group, people[1])
    actions.say(group=group, text=WORDS, by=people[0])
    without_role(people[0])
    client = sign_in(people[0])
    way_out = reverse("peers:leave", args=[group.cohort.code, group.code])

    assert way_out in client.get(reverse("peers:mine")).text
    assert WORDS not in client.get(way_out).text
    for name, codes in (("step", ["practices"]), ("thread", []), ("group", []), ("synthesis", [])):
        answer = client.get(reverse(f"peers:{name}", args=[group.cohort.code, group.code, *codes]))
        assert (answer.status_code in (403, 404), WORDS in answer.text) == (True, False)
    client.post(way_out, {"keeps": "remove"})

    assert (list(Contribution.objects.all()), Message.objects.count()) == ([kept], 0)
    assert Membership.objects.get(person=people[0]).state == "left"
    assert way_out not in client.get(reverse("peers:mine")).text


def test_nobody_leaves_for_another():
    group, people = running(4)
    for person in (make_person(), group.facilitator):
        assert not may.leave.allows(person, group)
    actions.leave(group=group, by=people[0], keeps=True)
    assert not may.leave.allows(people[0], type(group).objects.get())
