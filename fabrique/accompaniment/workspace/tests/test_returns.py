"""Those who took part are told what was decided, once (R561)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.workspace import actions
from fabrique.accompaniment.workspace.models import Consultation, Follower
from fabrique.core.permissions import Denied
from fabrique.ground.messages import outbox
from fabrique.ground.messages.models import Letter, Notice
from fabrique.ground.people.enums import Role
from tests.world import journal, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db
GUEST = "Voisine@example.invalid"


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def referent(place):
    return make_referent(place)


@pytest.fixture
def consultation(place, referent):
    return actions.add_consultation(
        participation=place, held_on=timezone.localdate() - timedelta(days=3), title="La place", came=20,
        heard="De l’ombre", by=referent,
    )  # fmt: skip


def address(name, consultation):
    place = consultation.participation
    return reverse(f"workspace:{name}", args=[place.cohort.code, place.code, consultation.code])


def report(consultation, by, notice="On garde les platanes, parce qu’il fait chaud."):
    fresh = Consultation.objects.get(pk=consultation.pk)
    actions.write_notice(consultation=fresh, notice=notice, seen=fresh.version, by=by)


def test_accounts_and_addresses_are_told_once_and_a_mended_notice_is_not_sent_again(place, referent, consultation):
    member = make_person(Role.DELEGATION_MEMBER, place.scope)
    elsewhere = make_person()
    actions.follow(consultation=consultation, by=member)
    actions.follow(consultation=consultation, by=member)
    added = [GUEST, elsewhere.email.upper(), GUEST.upper(), " "]
    assert actions.add_followers(consultation=consultation, emails=added, by=referent) == 2
    assert not Notice.objects.exists()

    report(consultation, referent)
    report(consultation, referent, "On garde les platanes et les bancs.")
    outbox.send_ready(5)

    assert sorted(str(notice.person or "") for notice in Notice.objects.all()) == sorted(
        ["", str(member), str(elsewhere)]
    )
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([GUEST.lower()], "Ce qui a été décidé\u00a0: La place")
    assert "parce qu’il fait chaud" in letter.body
    assert "De l’ombre" in letter.body
    assert list(Follower.objects.filter(told_at=None)) + list(Follower.objects.exclude(email="")) == []
    assert Letter.objects.get().scope == place.scope
    assert journal(consultation).count("followers-added") == 1


def test_who_asks_after_the_notice_is_told_at_once(referent, consultation):
    report(consultation, referent)

    actions.add_followers(consultation=consultation, emails=[GUEST], by=referent)
    actions.add_followers(consultation=consultation, emails=[GUEST], by=referent)

    assert Letter.objects.count() == 1


def test_stranger_asks_for_nothing_and_only_the_delegation_adds_addresses(place, consultation):
    with pytest.raises(Denied):
        actions.follow(consultation=consultation, by=make_person())
    with pytest.raises(Denied, match="tenu par la délégation"):
        actions.add_followers(consultation=consultation, emails=[GUEST], by=make_lead(place.cohort))
    many, referent = [f"a{n}@example.invalid" for n in range(501)], make_referent(place)
    with pytest.raises(Denied, match="500 adresses"):
        actions.add_followers(consultation=consultation, emails=many, by=referent)


@pytest.mark.parametrize("wrong", [{"email": "a@b.fr", "person": True}, {"email": "a@b.fr", "told_at": timezone.now()}])
def test_table_refuses_an_address_kept_too_long_or_of_somebody_known(consultation, wrong):
    if "person" in wrong:
        wrong = wrong | {"person": make_person()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Follower.objects.create(consultation=consultation, **wrong)


def test_screens_ask_for_the_agreement_and_show_counts_never_addresses(sign_in, place, referent, consultation):
    client = sign_in(referent)
    missing = client.post(address("followers", consultation), {"emails": GUEST})
    assert "Sans leur accord" in missing.text
    wrong = client.post(address("followers", consultation), {"emails": "pas une adresse", "agreed": "on"})
    assert "n’est pas une adresse" in wrong.text
    client.post(address("followers", consultation), {"emails": GUEST, "agreed": "on"})
    client.post(address("follow", consultation))

    rooms = reverse("workspace:consultations", args=[place.cohort.code, place.code])
    page = client.get(rooms).text
    assert "2 personnes attendent la suite." in page.replace("\xa0", " ").replace("\u202f", " ")
    assert "Vous en êtes." in page
    assert GUEST.lower() not in page.lower()
    report(consultation, referent)
    assert "2 personnes ont reçu la suite." in client.get(rooms).text.replace("\xa0", " ").replace("\u202f", " ")


def test_list_of_consultations_asks_no_more_when_it_grows(sign_in, place, referent, consultation):
    client = sign_in(referent)
    rooms = reverse("workspace:consultations", args=[place.cohort.code, place.code])
    client.get(rooms)
    counts = []
    for size in (1, 4):
        for n in range(size):
            one = actions.add_consultation(participation=place, held_on=timezone.localdate(), title=f"{size} {n}", came=3,
                                           publics={"jeunes": 1}, by=referent)  # fmt: skip
            actions.add_followers(consultation=one, emails=[f"a{n}@example.invalid"], by=referent)
        with CaptureQueriesContext(connection) as seen:
            client.get(rooms)
        counts.append(len(seen))

    assert counts[0] == counts[1]
