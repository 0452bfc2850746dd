"""Those who were heard: invited before anything is given back, free to take their words back until then, then told (R356, R366, R367)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.diagnostics import guests
from fabrique.accompaniment.diagnostics.actions import answering, inviting, team, vault
from fabrique.accompaniment.diagnostics.erasure import erase
from fabrique.accompaniment.diagnostics.models import Contact, Member
from fabrique.accompaniment.interviews.actions import settle_withdrawals
from fabrique.accompaniment.restitution import actions, checks, releases
from fabrique.accompaniment.restitution.drafts import open_desk
from fabrique.accompaniment.restitution.models import Comment, Draft, Edition, Finding, PublishedFinding, Verbatim
from fabrique.accompaniment.restitution.tests.listened import cleared, frozen, in_review, make_room, met, written
from fabrique.accompaniment.restitution.tests.test_life import presented
from fabrique.core.permissions import Denied
from fabrique.core.vault.models import SpaceKey
from fabrique.core.vault.spaces import NoKey
from fabrique.ground.people.enums import Role
from tests.world import make_lead, make_member, make_person, make_vault, open_vault

pytestmark = pytest.mark.django_db(databases="__all__")


def soon():
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=3)


def restitute(room, edition):
    return actions.restitute(edition=edition, vault=room.vault, held_on=timezone.localdate(), format="room", invited=10,
                             present=8, by=room.author)  # fmt: skip


def quoted_one(room):
    """Somebody of whom a phrase is quoted."""
    desk = open_desk(room.vault, room.diagnostic)
    _item, facts = desk.heard[desk.verbatims()[0].interview]
    return Contact.objects.get(code=facts.contact)


def settle(room):
    """As the first page opened with a vault does."""
    waiting = releases.pending(room.diagnostic)
    settle_withdrawals(space=room.space, diagnostic=room.diagnostic, waiting=waiting, by=room.author)


def test_restitution_waits_until_everybody_heard_is_invited():
    room = written(make_room(panel=True), quoted=False)
    silent = met(room.diagnostic, room.author, email="")
    edition = presented(room)
    with pytest.raises(Denied, match="11 personnes entendues à inviter"):
        restitute(room, edition)
    sent = inviting.invite_all_to_restitution(diagnostic=room.diagnostic, at=soon(), where="La halle", by=room.author)
    assert sent == 10
    with pytest.raises(Denied, match="une personne entendue à inviter"):
        restitute(room, edition)
    inviting.note_invited(contact=Contact.objects.get(pk=silent.pk), by=room.author)
    assert restitute(room, edition).edition == edition


def test_heard_in_the_vault_and_not_noted_as_met_still_counts():
    room = written(make_room(panel=True), quoted=False)
    Contact.objects.update(invited_to_restitution_at=timezone.now())
    Contact.objects.filter(pk=room.diagnostic.contacts.first().pk).update(
        state="booked", invited_to_restitution_at=None
    )
    assert releases.uninvited(open_desk(room.vault, room.diagnostic)) == 1


def test_nothing_is_frozen_nor_goes_on_while_words_taken_back_wait_to_be_destroyed():
    room = written(make_room(panel=True))
    edition = cleared(room)
    answering.withdraw(contact=quoted_one(room))
    for act in (lambda: frozen(room),
                lambda: actions.present(edition=edition, vault=room.vault, held_on=timezone.localdate(), present="x", by=room.author)):  # fmt: skip
        with pytest.raises(Denied, match="a retiré ses mots"):
            act()


@pytest.mark.parametrize("make", [frozen, cleared, presented])
def test_words_taken_back_take_with_them_every_version_that_holds_them(make):
    """Read again or not, read by the number one or not; no text, no row, no key stays."""
    room = written(make_room(panel=True))
    edition = make(room)
    said = [one.words.text for one in open_desk(room.vault, room.diagnostic).verbatims()]
    answering.withdraw(contact=quoted_one(room))
    settle(room)
    edition.refresh_from_db()

    assert (edition.state, edition.text, bytes(edition.words), bytes(edition.sources)) == ("withdrawn", "", b"", b"")
    assert not PublishedFinding.objects.exists()
    assert Verbatim.objects.count() == len(said) - 1 == 6
    actions.erase_editions()
    assert not SpaceKey.objects.filter(space=edition.space).exists()
    with pytest.raises(Denied, match="effacée"):
        releases.opened(room.vault, Edition.objects.get())


def test_version_that_was_given_back_stays():
    room = written(make_room(panel=True), quoted=False)
    edition = presented(room)
    Contact.objects.update(invited_to_restitution_at=timezone.now())
    restitute(room, edition)
    with pytest.raises(Denied, match="La restitution a eu lieu"):
        answering.withdraw(contact=room.diagnostic.contacts.first())


def test_looking_at_the_draft_destroys_what_was_taken_back(sign_in):
    room = written(make_room(panel=True))
    contact = quoted_one(room)
    desk = open_desk(room.vault, room.diagnostic)
    gone = next(one.text for one in desk.extracts() if one.facts.contact == contact.code)
    client = sign_in(room.supervisor)
    open_vault(client, room.supervisor)
    address = reverse("restitution:draft", args=[room.diagnostic.code])
    assert gone in client.get(address).text
    answering.withdraw(contact=contact)

    assert gone not in client.get(address).text
    assert releases.pending(room.diagnostic) == set()


def test_version_withdrawn_by_the_team_stays_for_the_guard_to_compare():
    """What the number one has read, he has read."""
    room = written(make_room(), quoted=False)
    edition = presented(room)
    actions.withdraw_edition(edition=edition, by=room.author)
    edition.refresh_from_db()
    assert (edition.state, PublishedFinding.objects.count()) == ("withdrawn", 0)
    assert len(checks.earlier_of(open_desk(room.vault, room.diagnostic))) == 1


def test_draft_goes_with_the_notes():
    room = written(make_room(panel=True))
    actions.comment(diagnostic=room.diagnostic, vault=room.vault, by=room.author, about="x", text="canari")
    edition = presented(room)
    Contact.objects.update(invited_to_restitution_at=timezone.now())
    restitute(room, edition)
    room.diagnostic.refresh_from_db()
    erase(room.diagnostic)
    edition.refresh_from_db()

    assert [model.objects.count() for model in (Finding, Verbatim, Comment, Draft)] == [0, 0, 0, 0]
    assert (edition.state, "Le temps" in edition.text) == ("restituted", True)


# --- Their link --------------------------------------------------------------------------------------------------------


def test_link_says_when_and_where_then_shows_what_was_given_back(client):
    """Never a word of an interview: the control is that one is in the vault, and quoted nowhere."""
    room = written(make_room(panel=True), quoted=False)
    edition = presented(room)
    person = room.diagnostic.contacts.first()
    link = guests.address(person)
    inviting.invite_all_to_restitution(
        diagnostic=room.diagnostic, at=soon(), where="La halle aux grains", by=room.author
    )
    before = client.get(link)
    assert ("La halle aux grains" in before.text, "Retirer tout ce que j’ai dit" in before.text) == (True, True)
    assert "Le temps manque" not in before.text

    restitute(room, edition)
    actions.say_change(restitution=edition.restitution if hasattr(edition, "restitution") else room.diagnostic.restitution,
                       text="On se parle.", by=make_person(Role.NUMBER_ONE, room.diagnostic.participation.scope))  # fmt: skip
    after = client.get(link)
    assert (after.status_code, after["Cache-Control"]) == (200, "no-store, private")
    for said in (
        "Le temps manque pour se parler.",
        "Se parler avant de décider.",
        "10 personnes ont été entendues.",
        "On se parle.",
    ):
        assert said in after.text
    assert ("canari" in after.text, "Retirer tout" in after.text, person.name in after.text) == (False, False, False)
    assert any("canari" in one.text for one in open_desk(room.vault, room.diagnostic).extracts())


@pytest.mark.parametrize("fields", [{"state": "withdrawn", "withdrawn_at": timezone.now()}, {"state": "declined"},
                                    {"state": "invited"}, {"link_until": timezone.localdate() - timedelta(days=1)}])  # fmt: skip
def test_only_who_was_heard_reads_it_by_a_link(client, fields):
    room = written(make_room(panel=True), quoted=False)
    edition = presented(room)
    Contact.objects.update(invited_to_restitution_at=timezone.now())
    restitute(room, edition)
    person = room.diagnostic.contacts.first()
    assert "Le temps manque" in client.get(guests.address(person)).text
    Contact.objects.filter(pk=person.pk).update(**fields)
    answer = client.get(guests.address(person))
    assert (answer.status_code, "Le temps manque" in answer.text) == (410, False)


def test_invited_by_a_page_and_told_again_when_the_place_changes(sign_in):
    room = make_room(panel=True)
    client, address = sign_in(room.author), reverse("diagnostics:invite-to-restitution", args=[room.diagnostic.code])
    given = {"at": timezone.localtime(soon()).strftime("%Y-%m-%dT%H:%M"), "where": "La halle"}
    assert client.post(address, given).status_code == 302
    assert "invitée à la restitution" in client.get(reverse("diagnostics:contacts", args=[room.diagnostic.code])).text
    sent = Contact.objects.exclude(invited_to_restitution_at=None).count()
    assert (
        inviting.invite_all_to_restitution(diagnostic=room.diagnostic, at=soon(), where="La halle", by=room.author) == 0
    )
    room.diagnostic.refresh_from_db()
    again = inviting.invite_all_to_restitution(diagnostic=room.diagnostic, at=soon(), where="Le préau", by=room.author)
    assert (sent, again) == (10, 10)
    assert client.post(address, given | {"at": "2001-01-01T10:00"}).status_code == 200
    assert sign_in(make_lead(room.diagnostic.cohort)).get(address).status_code in (403, 404)
    assert mail.outbox == [] or "La halle" not in mail.outbox[0].subject


# --- Whose key it is ---------------------------------------------------------------------------------------------------


def test_who_leaves_the_team_loses_the_key_of_every_version_and_who_joins_receives_it():
    room = written(make_room(), quoted=False)
    edition = frozen(room)
    other = make_member(room.diagnostic)
    theirs = make_vault(other)
    with pytest.raises(NoKey):
        theirs.space(edition.space)
    vault.give_key(member=Member.objects.get(person=other), vault=room.vault, by=room.author)
    assert releases.opened(theirs, edition)
    (review, reader), _second = in_review(room, edition)
    team.leave(member=Member.objects.get(person=other), by=other)
    with pytest.raises(NoKey):
        theirs.space(edition.space)
    assert releases.opened(reader, edition)
    assert review.answered_at is None
