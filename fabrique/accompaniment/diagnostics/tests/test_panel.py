"""Whom one meets: who reads the list, what a link opens, and that nothing of it lies in clear (R352, R354, R356, R374, A50)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fabrique.accompaniment.diagnostics import guests, notices, withdrawals
from fabrique.accompaniment.diagnostics.actions import answering, inviting, panel
from fabrique.accompaniment.diagnostics.coverage import lines_of
from fabrique.accompaniment.diagnostics.enums import CONTACT, ContactState, DiagnosticState, TeamRole
from fabrique.accompaniment.diagnostics.erasure import erase
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic, Slot, Target
from fabrique.accompaniment.diagnostics.tasks import erase_on_its_day, remind
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.tests.test_sealed import whole_database
from fabrique.core.vault.models import SpaceKey
from fabrique.ground.messages import outbox
from fabrique.ground.messages.models import Letter, Notice
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from tests.world import (
    journal,
    make_diagnostic,
    make_item,
    make_lead,
    make_member,
    make_person,
    make_referent,
    make_vault,
)

pytestmark = pytest.mark.django_db(databases="__all__")
NAME, EMAIL, PHONE = "Zorgabul Ptikann", "zorgabul@example.invalid", "06 99 98 97 96"
SLOT = timedelta(days=5)


def category(key="elected"):
    return Item.objects.filter(key=key).first() or make_item(ReferentialKey.CATEGORIES, key)


def soon(**delta):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(**delta)


def listed(diagnostic, by, **fields):
    values = {"name": NAME, "email": EMAIL, "phone": PHONE, "category": category()} | fields
    return panel.propose(diagnostic=diagnostic, by=by, **values)


def invited(**fields):
    """A diagnostic that runs, somebody of its team, and a person invited."""
    diagnostic = make_diagnostic()
    by = make_member(diagnostic)
    contact = listed(diagnostic, by, **fields)
    inviting.invite(diagnostic=diagnostic, by=by)
    return diagnostic, by, Contact.objects.get(pk=contact.pk)


def agreed(**fields):
    diagnostic, by, contact = invited(**fields)
    answering.consent(contact=contact, wording=notices.IN_FORCE, may_quote=True)
    return diagnostic, by, Contact.objects.get(pk=contact.pk)


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def test_what_names_a_person_lies_nowhere_in_clear_not_even_with_the_letter():
    """Seen red with `Letter.email` and `Letter.name` in clear."""
    invited()
    stored = whole_database()
    assert "diagnostic-invited" in stored  # the sweep reads the journal…
    assert Letter.objects.count() == 1  # …and a letter was written
    for secret in (NAME, "Zorgabul", EMAIL, "zorgabul", PHONE):
        assert secret not in stored


def test_the_letter_leaves_with_a_link_and_no_name_in_its_subject():
    invited()
    outbox.send_ready(5)
    letter = mail.outbox[-1]
    assert (letter.to, NAME in letter.subject) == ([EMAIL], False)
    assert "/entretien/" in letter.body


def test_the_list_is_the_team_s_alone(sign_in):
    diagnostic, by, _contact = invited()
    supervisor = make_member(diagnostic, TeamRole.SUPERVISOR)
    address = reverse("diagnostics:contacts", args=[diagnostic.code])
    for person in (by, supervisor):
        page = sign_in(person).get(address)
        assert NAME in page.content.decode()
        assert page["Cache-Control"] == "no-store, private"
    others = (make_lead(diagnostic.cohort), make_referent(diagnostic.participation), make_person(Role.ASSOCIATION_EMPLOYEE),
              make_person(Role.PLATFORM_ADMINISTRATOR), make_person(Role.NUMBER_ONE, diagnostic.participation.scope))  # fmt: skip
    for person in others:
        assert sign_in(person).get(address).status_code == 403
        assert not Contact.objects.visible_to(person).exists()


def test_the_supervisor_reads_and_does_not_write():
    diagnostic, _by, contact = invited()
    supervisor = make_member(diagnostic, TeamRole.SUPERVISOR)
    for act in (
        lambda: listed(diagnostic, supervisor),
        lambda: inviting.invite(diagnostic=diagnostic, by=supervisor),
        lambda: panel.meet(contact=contact, by=supervisor, consented=True),
    ):
        with pytest.raises(Denied):
            act()


def test_the_referent_proposes_sees_her_own_and_never_who_answered(sign_in):
    diagnostic = make_diagnostic(state=DiagnosticState.FRAMED)
    by, referent = make_member(diagnostic), make_referent(diagnostic.participation)
    own = listed(diagnostic, referent, name="Sa proposition", email="sienne@example.invalid")
    listed(diagnostic, by)
    assert own.state == ContactState.PROPOSED
    panel.move_contact(contact=own, name="keep", by=by)
    inviting.invite(diagnostic=diagnostic, by=by)
    answering.consent(contact=fresh(own), wording=notices.IN_FORCE, may_quote=False)
    slot = inviting.offer_slots(diagnostic=diagnostic, first=soon(days=5), by=by)[0]
    answering.book(contact=fresh(own), slot=slot)
    address = reverse("diagnostics:proposals", args=[diagnostic.code])
    page = sign_in(referent).get(address).content.decode()
    assert ("Sa proposition" in page, NAME in page) == (True, False)
    for state in ContactState:
        assert str(state.label) not in page
    Diagnostic.objects.filter(pk=diagnostic.pk).update(state=DiagnosticState.RUNNING)
    assert sign_in(referent).get(address).status_code == 403


def test_a_link_opens_its_page_alone_shows_no_name_and_can_be_replaced(client):
    _diagnostic, by, contact = invited()
    old = guests.address(contact)
    page = client.get(old)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store, private"
    for secret in (NAME, EMAIL, PHONE, contact.code):
        assert secret not in page.content.decode().replace(guests.token(contact), "")
    inviting.renew_link(contact=contact, by=by)
    assert client.get(old).status_code == 404
    assert client.get(guests.address(fresh(contact))).status_code == 200
    assert client.get("/entretien/nothing/").status_code == 404


def test_a_link_ends_by_itself_and_at_the_restitution(client):
    diagnostic, _by, contact = invited()
    Contact.objects.update(link_until=timezone.localdate() - timedelta(days=1))
    assert client.get(guests.address(contact)).status_code == 410
    Contact.objects.update(link_until=timezone.localdate())
    assert client.get(guests.address(contact)).status_code == 200
    Diagnostic.objects.filter(pk=diagnostic.pk).update(state=DiagnosticState.RESTITUTED)
    assert client.get(guests.address(contact)).status_code == 410
    with pytest.raises(Denied):
        answering.withdraw(contact=contact)


def test_by_hand_agree_choose_change_cancel_decline(client):
    diagnostic, by, contact = invited()
    one, other = inviting.offer_slots(diagnostic=diagnostic, first=soon(days=5), count=2, by=by)
    address = guests.address(contact)
    client.post(address, {"act": "book", "slot": one.code})
    assert fresh(contact).state == ContactState.INVITED  # no agreement yet
    client.post(address, {"act": "consent", "wording": notices.IN_FORCE, "quote": "yes"})
    client.post(address, {"act": "book", "slot": one.code})
    client.post(address, {"act": "book", "slot": other.code})
    assert list(Slot.objects.filter(contact=contact)) == [other]
    stored = fresh(contact)
    assert (stored.state, stored.consent, stored.may_quote) == ("booked", notices.IN_FORCE, True)
    agenda = client.get(f"{address}agenda").content.decode()
    assert "SUMMARY:Rendez-vous" in agenda
    assert (contact.code in agenda, other.code in agenda, "entretien" in agenda) == (False, False, False)
    client.post(address, {"act": "free"})
    client.post(address, {"act": "decline"})
    assert (fresh(contact).state, Slot.objects.filter(contact=contact).exists()) == ("declined", False)
    client.post(address, {"act": "reconsider"})
    assert fresh(contact).state == ContactState.INVITED


def test_a_time_taken_is_refused_and_the_first_one_is_kept():
    diagnostic, by, contact = agreed()
    other = listed(diagnostic, by, email="autre@example.invalid")
    inviting.invite(diagnostic=diagnostic, by=by)
    answering.consent(contact=fresh(other), wording=notices.IN_FORCE, may_quote=False)
    first, second = inviting.offer_slots(diagnostic=diagnostic, first=soon(days=5), count=2, by=by)
    answering.book(contact=contact, slot=first)
    answering.book(contact=fresh(other), slot=second)
    with pytest.raises(Denied, match="vient d’être pris"):
        answering.book(contact=fresh(other), slot=first)
    assert fresh(second).contact == other


def test_a_slot_of_another_diagnostic_is_not_taken():
    _diagnostic, _by, contact = agreed()
    elsewhere = make_diagnostic()
    slot = inviting.offer_slots(diagnostic=elsewhere, first=soon(days=5), by=make_member(elsewhere))[0]
    with pytest.raises(Denied):
        answering.book(contact=contact, slot=slot)


def test_withdrawn_words_wait_for_the_team_then_the_name_goes_too(client):
    diagnostic, by, contact = agreed()
    listed(diagnostic, by, email="other@example.invalid")
    inviting.invite(diagnostic=diagnostic, by=by)
    panel.meet(contact=contact, by=by)
    address = guests.address(contact)
    client.post(address, {"act": "withdraw"})
    assert withdrawals.pending(diagnostic) == set()  # the box was not ticked
    client.post(address, {"act": "withdraw", "sure": "1"})
    assert withdrawals.pending(diagnostic) == {contact.code}
    assert client.get(address).status_code == 410
    space = make_vault(by).new_space()
    with pytest.raises(Denied):
        withdrawals.settled(diagnostic=diagnostic, contact=contact.code, space=space, by=make_lead(diagnostic.cohort))
    withdrawals.settled(diagnostic=diagnostic, contact=contact.code, space=space, by=by)
    stored = fresh(contact)
    assert (withdrawals.pending(diagnostic), stored.name, stored.email) == (set(), "", "")
    assert withdrawals.kept_names(space, diagnostic) == [(NAME, "")]
    assert "Zorgabul" not in whole_database()
    assert [letter.email for letter in Letter.objects.order_by("pk")] == ["", "other@example.invalid"]
    assert "diagnostic-withdrawal-settled" in journal(diagnostic)


def test_who_has_no_address_takes_their_words_back_by_telling_the_team(sign_in):
    """The team notes it: what is then destroyed, and when, is as by the link."""
    diagnostic, by, contact = invited(email="")
    client, home = sign_in(by), reverse("diagnostics:contacts", args=[diagnostic.code])
    address = reverse("diagnostics:withdraw-contact", args=[diagnostic.code, contact.code])
    assert "en vous le disant" in client.get(reverse("diagnostics:meet", args=[diagnostic.code, contact.code])).text
    panel.meet(contact=contact, by=by, consented=True)
    assert address in client.get(home).text
    assert client.post(address).status_code == 200  # the box was not ticked
    with pytest.raises(Denied, match="Cochez"):
        panel.withdraw_for(contact=fresh(contact), by=by)
    assert withdrawals.pending(diagnostic) == set()
    with pytest.raises(Denied):
        panel.withdraw_for(contact=fresh(contact), by=make_member(diagnostic, TeamRole.SUPERVISOR), sure=True)
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert withdrawals.pending(diagnostic) == {contact.code}
    assert (fresh(contact).state, address in client.get(home).text) == (ContactState.WITHDRAWN, False)
    assert AuditEntry.objects.get(verb="diagnostic-withdrawal").actor == by


def test_nothing_is_taken_back_aloud_once_it_was_given_back():
    diagnostic, by, contact = invited(email="")
    panel.meet(contact=contact, by=by, consented=True)
    Diagnostic.objects.filter(pk=diagnostic.pk).update(state=DiagnosticState.RESTITUTED)
    with pytest.raises(Denied, match="a eu lieu"):
        panel.withdraw_for(contact=fresh(contact), by=by, sure=True)


def test_no_meeting_without_an_agreement():
    _diagnostic, by, contact = invited()
    with pytest.raises(Denied, match="Sans accord"):
        panel.meet(contact=contact, by=by)
    panel.meet(contact=fresh(contact), by=by, consented=True)
    assert (fresh(contact).consent, fresh(contact).may_quote) == (notices.IN_FORCE, False)


def test_the_journal_never_says_who():
    diagnostic, by, contact = agreed()
    panel.meet(contact=contact, by=by)
    answering.withdraw(contact=fresh(contact))
    lines = AuditEntry.objects.about(diagnostic)
    assert len(lines) > 3
    assert not AuditEntry.objects.filter(code=contact.code).exists()
    assert not [line for line in lines if contact.code in str(line.facts)]


@pytest.mark.parametrize("name", list(CONTACT.moves))
def test_moves_of_a_contact_refused_from_every_other_state(name):
    for state in ContactState:
        if state not in CONTACT.moves[name].sources:
            with pytest.raises(Denied):
                CONTACT.make(Contact(state=state), name)


def test_a_cancelled_slot_tells_whoever_had_it():
    diagnostic, by, contact = agreed()
    slot = inviting.offer_slots(diagnostic=diagnostic, first=soon(days=5), by=by)[0]
    answering.book(contact=contact, slot=slot)
    before = Letter.objects.count()
    inviting.cancel_slot(slot=fresh(slot), by=by)
    assert (fresh(contact).state, Letter.objects.count()) == ("invited", before + 1)


def test_one_reminder_two_days_before():
    diagnostic, by, contact = agreed()
    slot = inviting.offer_slots(diagnostic=diagnostic, first=soon(hours=47), by=by)[0]
    answering.book(contact=contact, slot=slot)
    before = Letter.objects.count()
    remind()
    remind()
    assert Letter.objects.count() == before + 1
    assert "Rendez-vous" not in Letter.objects.latest("pk").subject or NAME not in Letter.objects.latest("pk").subject


def test_everybody_met_is_invited_to_the_restitution_and_who_has_no_address_is_counted():
    diagnostic, by, contact = agreed()
    panel.meet(contact=contact, by=by)
    silent = listed(diagnostic, by, email="")
    panel.meet(contact=silent, by=by, consented=True)
    with pytest.raises(Denied, match="une fois les entretiens finis"):
        inviting.note_invited(contact=fresh(silent), by=by)
    Diagnostic.objects.update(state=DiagnosticState.ANALYSIS)
    assert inviting.invite_all_to_restitution(diagnostic=diagnostic, by=by, at=soon(days=9), where="à la mairie") == 1
    assert list(inviting.uninvited(diagnostic)) == [silent]
    inviting.note_invited(contact=fresh(silent), by=by)
    assert not inviting.uninvited(diagnostic).exists()


def test_once_given_back_nobody_is_asked_to_speak_any_more(sign_in):
    _diagnostic, by, _contact = agreed()
    Diagnostic.objects.update(state=DiagnosticState.RESTITUTED, restituted_on=timezone.localdate())
    diagnostic = Diagnostic.objects.get()
    for act in (
        lambda: listed(diagnostic, by),
        lambda: inviting.invite(diagnostic=diagnostic, by=by),
        lambda: inviting.offer_slots(diagnostic=diagnostic, first=soon(days=9), by=by),
        lambda: inviting.edit_letter(diagnostic=diagnostic, kind="invitation", subject="x", text="x", by=by),
    ):
        with pytest.raises(Denied, match="La restitution a eu lieu"):
            act()
    page = sign_in(by).get(reverse("diagnostics:contacts", args=[diagnostic.code])).text
    assert (NAME in page, "Ajouter une personne" in page) == (True, False)


def test_a_page_that_edits_something_invented_says_so(sign_in):
    diagnostic, by, _contact = agreed()
    address = reverse("diagnostics:add-contact", args=[diagnostic.code])
    client = sign_in(by)
    assert "Rien de ce que montre cette page" not in client.get(address).text
    type(diagnostic.cohort).objects.update(fictional=True)
    assert "Rien de ce que montre cette page" in client.get(address).text


def test_coverage_counts_by_target_and_says_what_lacks():
    diagnostic, by, contact = agreed()
    Target.objects.create(diagnostic=diagnostic, category=category(), count=3)
    listed(diagnostic, by, category=category("agent"), email="")
    panel.meet(contact=contact, by=by)
    lines = lines_of(diagnostic)
    assert [(line.aimed, line.listed, line.met, line.lacking) for line in lines] == [(3, 0, 1, 2), (0, 1, 0, 0)]


def test_pages_of_the_list_do_not_grow(sign_in, django_assert_max_num_queries):
    diagnostic, by, _contact = agreed()
    client = sign_in(by)
    for view in ("contacts", "coverage", "slots", "letters"):
        client.get(reverse(f"diagnostics:{view}", args=[diagnostic.code]))
    counts = {}
    for view in ("contacts", "coverage", "slots"):
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(f"diagnostics:{view}", args=[diagnostic.code])).status_code == 200
        counts[view] = len(found)
    for n in range(12):
        listed(diagnostic, by, email=f"n{n}@example.invalid")
    inviting.offer_slots(diagnostic=diagnostic, first=soon(days=6), count=12, by=by)
    for view, most in counts.items():
        with django_assert_max_num_queries(most + 1):
            client.get(reverse(f"diagnostics:{view}", args=[diagnostic.code]))


def test_notes_names_and_letters_live_to_the_last_day_announced_and_not_after(monkeypatch):
    """Time travel: there at T-1, gone at T. Seen red with `<` turned into `<=` in the task."""
    diagnostic, by, contact = agreed()
    vault = make_vault(by)
    diagnostic = fresh(diagnostic)
    Diagnostic.objects.filter(pk=diagnostic.pk).update(
        state=DiagnosticState.RESTITUTED,
        restituted_on=timezone.localdate(),
        keeping_days=30,
        space=vault.new_space().code,
    )
    day = fresh(diagnostic).erase_after
    monkeypatch.setattr(timezone, "localdate", lambda *a, **k: day)
    erase_on_its_day()
    assert (fresh(contact).name, SpaceKey.objects.count(), Letter.objects.exclude(email="").count()) == (NAME, 1, 1)
    monkeypatch.setattr(timezone, "localdate", lambda *a, **k: day + timedelta(days=1))
    erase_on_its_day()
    assert (Contact.objects.count(), SpaceKey.objects.count(), Letter.objects.exclude(email="").count()) == (0, 0, 0)
    assert not Notice.objects.exclude(text="").filter(letter__person=None).exists()
    # somebody who holds the machine and its secret, and guesses an address, learns nothing
    print_of_address = salted_hmac("fabrique.letters.guest", EMAIL, algorithm="sha256").hexdigest()[:32]
    assert not Letter.objects.filter(key__contains=print_of_address).exists()
    stored = fresh(diagnostic)
    assert (stored.state, stored.space, stored.erased_at is not None) == ("archived", "", True)
    certificate = AuditEntry.objects.get(verb="diagnostic-erased")
    assert (certificate.facts["keys"], certificate.facts["contacts"], certificate.facts["letters"]) == (1, 1, 1)
    erase(stored)
    assert AuditEntry.objects.filter(verb="diagnostic-erased").count() == 1
