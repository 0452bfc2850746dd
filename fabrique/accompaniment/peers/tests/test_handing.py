"""A group handed over: the members know first, the one named accepts, the one before reads nothing any more."""

import pytest

from fabrique.accompaniment.peers import actions, choosing
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.models import Contribution, Message, PeerGroup
from fabrique.accompaniment.peers.tests.among import WORDS, lead_of, running, somebody, write
from fabrique.core.inbox import inbox
from fabrique.core.permissions import Denied
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from tests.world import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def among():
    """A group with three members, who leads its cohort, and another who may facilitate it."""
    group, people = running()
    return group, people, lead_of(group), make_person(Role.PEER_GROUP_FACILITATOR, group.cohort.scope)


def handed(group, lead, other):
    actions.hand_over(group=group, facilitator=other, by=lead)
    return PeerGroup.objects.get(pk=group.pk)


def test_one_named_reads_nothing_before_accepting(sign_in, among):
    """Seen red with the one named among those who enter."""
    group, people, lead, other = among
    write(group, people[0])
    group = handed(group, lead, other)
    client = sign_in(other)

    assert not Contribution.objects.visible_to(other).exists()
    assert client.get(f"{group.get_absolute_url()}pas/practices").status_code == 403
    assert "On vous propose d’animer" in client.get("/mes-pairs/").text
    assert WORDS not in client.get(f"{group.get_absolute_url()}animer").text
    with pytest.raises(Denied, match="acceptant ses règles"):
        actions.take_over(group=group, by=other)


def test_one_before_reads_nothing_after(sign_in, among):
    """Seen red with the former facilitator kept among those who enter."""
    group, people, lead, other = among
    former = group.facilitator
    write(group, people[0])
    group = handed(group, lead, other)
    assert WORDS in sign_in(former).get(f"{group.get_absolute_url()}pas/practices").text

    client = sign_in(other)
    assert client.post(f"{group.get_absolute_url()}animer", {"rules": "on"})["Location"] == group.get_absolute_url()

    assert WORDS in client.get(f"{group.get_absolute_url()}pas/practices").text
    gone = sign_in(former)
    for page in ("", "pas/practices", "synthese", "fil", "animer"):
        answer = gone.get(f"{group.get_absolute_url()}{page}")
        assert answer.status_code == 404
        assert WORDS not in answer.text
    assert not Contribution.objects.visible_to(former).exists()


def test_members_are_told_before_and_after(among):
    group, people, lead, other = among
    group = handed(group, lead, other)

    assert list(Notice.objects.filter(person=people[0]).values_list("subject", flat=True)) == ["Une autre personne pourrait animer votre groupe de pairs"]  # fmt: skip
    assert other.name in Notice.objects.get(person=people[0]).text
    actions.take_over(group=group, rules=True, by=other)
    assert Notice.objects.filter(subject="Votre groupe de pairs a une autre animation").count() == 3


def test_what_the_one_before_signed_keeps_its_name(sign_in, among):
    group, people, lead, other = among
    former = group.facilitator
    actions.say(group=group, text="À lundi", by=former)
    actions.say(group=group, text="Sans nom", by=former, unsigned=True)
    actions.take_over(group=handed(group, lead, other), rules=True, by=other)

    page = sign_in(people[0]).get(f"{group.get_absolute_url()}fil").text
    assert page.count(former.name) == 1
    assert not Message.objects.visible_to(former).exists()


def test_declined_it_goes_back_to_who_leads(sign_in, among):
    group, _people, lead, other = among
    group = handed(group, lead, other)

    sign_in(other).post(f"{group.get_absolute_url()}ne-pas-animer")

    group.refresh_from_db()
    assert (group.successor, PeerGroup.objects.visible_to(other).count()) == (None, 0)
    assert Notice.objects.filter(person=lead, subject="Un groupe de pairs reste à confier").exists()
    with pytest.raises(Denied):
        actions.decline_to_facilitate(group=group, by=other)


def test_group_left_alone_waits_for_who_leads(sign_in, among):
    group, _people, lead, other = among
    assert [act.title for act in inbox(lead)] == []
    RoleGrant.objects.filter(person=group.facilitator).delete()

    assert "Un groupe de pairs n’a plus personne pour l’animer" in [act.title for act in inbox(lead)]
    client = sign_in(lead)
    assert "n’a plus le rôle d’animer ici" in client.get(f"{group.get_absolute_url()}membres").text
    client.post(f"{group.get_absolute_url()}confier", {"facilitator": other.code})
    assert PeerGroup.objects.get().successor == other
    assert "Un groupe de pairs à animer" in [act.title for act in inbox(other)]
    assert "n’a plus personne" not in " ".join(act.title for act in inbox(lead))


def test_who_may_take_it(among):
    group, people, lead, other = among
    invited = somebody(group)
    actions.propose(group=group, people=[invited.code], by=lead)
    RoleGrant.objects.create(person=invited, role=Role.PEER_GROUP_FACILITATOR, scope=group.cohort.scope)

    assert list(choosing.successors(group)) == [other]
    for wrong in (group.facilitator, lead, people[0], invited, make_person(Role.PEER_GROUP_FACILITATOR)):
        with pytest.raises(Denied):
            actions.hand_over(group=PeerGroup.objects.get(), facilitator=wrong, by=lead)
    with pytest.raises(Denied):
        actions.hand_over(group=group, facilitator=other, by=group.facilitator)
    group = handed(group, lead, other)
    assert [may.take_over.allows(person, group) for person in (lead, group.facilitator, people[0], other)] == [False, False, False, True]  # fmt: skip
    RoleGrant.objects.filter(person=other).delete()
    other.forget_grants()
    with pytest.raises(Denied, match="n’avez plus le rôle"):
        actions.take_over(group=group, rules=True, by=other)
    PeerGroup.objects.update(state="archived")
    with pytest.raises(Denied, match="archivé"):
        actions.take_over(group=PeerGroup.objects.get(), rules=True, by=other)


def test_facilitator_who_comes_to_lead_the_cohort_reads_nothing_any_more(sign_in, among):
    """Seen red: nobody who leads may be chosen, and whoever was chosen before went on reading."""
    group, people, lead, _other = among
    facilitator = group.facilitator
    write(group, people[0])
    page = f"{group.get_absolute_url()}pas/practices"
    assert WORDS in sign_in(facilitator).get(page).text

    RoleGrant.objects.create(person=facilitator, role=Role.PIVOT_ALLY, scope=group.cohort.scope)
    facilitator.forget_grants()

    answer = sign_in(facilitator).get(page)
    assert (answer.status_code, WORDS in answer.text) == (403, False)
    assert not Contribution.objects.visible_to(facilitator).exists()
    assert PeerGroup.objects.left_alone().get() == group
    assert "plus personne pour l’animer" in " ".join(act.title for act in inbox(lead))
