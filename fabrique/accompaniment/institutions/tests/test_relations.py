from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.institutions import actions
from fabrique.accompaniment.institutions import permissions as may
from fabrique.accompaniment.institutions.inbox import decisions_to_come, sheets_to_review
from fabrique.accompaniment.institutions.models import ActionSheet, Contact, DecisionDate, IntentionNote
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_cohort,
    make_event,
    make_lead,
    make_organisation,
    make_participation,
    make_person,
    make_referent,
    make_session,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def make_sheet(cohort, **fields):
    return ActionSheet.objects.create(
        **{"cohort": cohort, "kind": "sheet", "title": f"Fiche {cohort.action_sheets.count()}"} | fields
    )


def waiting(cohort, **fields):
    return make_sheet(cohort, **{"state": "on-hold", "reason": "Canari des services", "review_on": TODAY} | fields)


def make_contact(cohort, **fields):
    return Contact.objects.create(
        **{"cohort": cohort, "organisation": make_organisation(), "hat": "Chargé de mission"} | fields
    )


def test_sheet_that_waits_may_wait_again_or_be_discussed_again():
    cohort = make_cohort()
    lead, sheet = make_lead(cohort), waiting(cohort)

    actions.move_sheet(sheet=sheet, name="hold", by=lead, reason="Encore", review_on=TODAY + timedelta(days=60))
    assert (sheet.state, sheet.reason, sheet.in_charge) == ("on-hold", "Encore", lead)
    actions.move_sheet(sheet=sheet, name="negotiate", by=lead)

    assert (sheet.state, sheet.reason, sheet.review_on) == ("negotiated", "", None)


def test_dropped_sheet_says_why():
    cohort = make_cohort()
    lead, sheet = make_lead(cohort), make_sheet(cohort)

    with pytest.raises(Denied, match="Dites ce qui l’arrête"):
        actions.move_sheet(sheet=sheet, name="drop", by=lead)
    actions.move_sheet(sheet=sheet, name="drop", by=lead, reason="Plus de service")

    assert (sheet.state, sheet.reason) == ("dropped", "Plus de service")


def test_due_sheet_is_recalled_to_the_one_in_charge_once_a_day_given():
    cohort = make_cohort()
    keeper, other = make_lead(cohort), make_lead(cohort)
    sheet = waiting(cohort, in_charge=keeper)
    waiting(cohort, in_charge=keeper, review_on=TODAY + timedelta(days=1))

    first, again = actions.recall_sheets(), actions.recall_sheets()

    assert (first, again) == (1, 0)
    assert [(notice.person, notice.text) for notice in Notice.objects.all()] == [(keeper, "Canari des services")]
    assert [act.title for act in acts_of(keeper, [sheets_to_review])] == [sheet.title]
    assert acts_of(other, [sheets_to_review]) == acts_of(make_person(), [sheets_to_review]) == []


def test_sheet_of_somebody_who_left_comes_back_to_those_who_lead():
    cohort = make_cohort()
    gone, lead = make_person(), make_lead(cohort)
    waiting(cohort, in_charge=gone)

    actions.recall_sheets()

    assert [notice.person for notice in Notice.objects.all()] == [lead]
    assert len(acts_of(lead, [sheets_to_review])) == 1
    assert acts_of(make_lead(make_cohort()), [sheets_to_review]) == []


def test_sheet_is_handed_to_a_new_contact_when_the_service_is_reorganised():
    cohort = make_cohort()
    lead, old, new = make_lead(cohort), make_contact(cohort), make_contact(cohort)
    sheet = make_sheet(cohort, partner=old, in_charge=lead)

    actions.end_contact(contact=old, by=lead)
    assert [act.mark for act in acts_of(lead, [sheets_to_review])] == ["sans contact"]
    for after, note, why in (
        (old, "Où elle en est", "plus, de ceux"),
        (make_contact(make_cohort()), "Où", "de ceux"),
        (new, " ", "où en est"),
    ):
        with pytest.raises(Denied, match=why):
            actions.change_partner(sheet=sheet, after=after, note=note, by=lead)
    change = actions.change_partner(sheet=sheet, after=new, note="Deux dates convenues", by=lead)

    assert (change.before, change.after, sheet.partner, acts_of(lead, [sheets_to_review])) == (old, new, new, [])
    assert journal(sheet) == ["sheet-handed-over"]
    with pytest.raises(Denied, match="tenue par qui la conduit"):
        actions.change_partner(sheet=sheet, after=old, note="Non", by=make_person())


def test_follow_up_is_entrusted_to_somebody_who_may_follow():
    cohort = make_cohort()
    lead, other, sheet = make_lead(cohort), make_lead(cohort), make_sheet(cohort)

    with pytest.raises(Denied, match="ne conduit pas"):
        actions.entrust_sheet(sheet=sheet, in_charge=make_person(), by=lead)
    actions.entrust_sheet(sheet=sheet, in_charge=other, by=lead)

    assert sheet.in_charge == other


def test_note_goes_from_version_to_version():
    cohort, region = make_cohort(), make_organisation()
    lead = make_lead(cohort)

    first = actions.begin_note(cohort=cohort, institution=region, text="Un", by=lead)
    with pytest.raises(Denied, match="déjà en écriture"):
        actions.begin_note(cohort=cohort, institution=region, text="Bis", by=lead)
    with pytest.raises(Denied, match="une fois"):
        actions.hand_note(note=first, handed_on=TODAY + timedelta(days=1), by=lead)
    actions.hand_note(note=first, handed_on=TODAY, by=lead)
    with pytest.raises(Denied, match="remise"):
        actions.edit_note(note=first, institution=region, text="Autre", seen=first.version, by=lead)
    with pytest.raises(Denied, match="même en une phrase"):
        actions.answer_note(note=first, answer=" ", by=lead)
    actions.answer_note(note=first, answer="Deux fiches", by=lead)
    second = actions.begin_note(cohort=cohort, institution=region, text="Deux", by=lead)
    actions.edit_note(note=second, institution=region, text="Deux, repris", seen=second.version, by=lead)
    actions.hand_note(note=second, handed_on=TODAY, by=lead)

    assert list(cohort.intention_notes.values_list("number", "state", "text")) == [
        (2, "handed", "Deux, repris"), (1, "replaced", "Un")
    ]  # fmt: skip
    for name, note in (("hand_note", second), ("answer_note", first)):
        facts = {"handed_on": TODAY} if name == "hand_note" else {"answer": "Oui"}
        with pytest.raises(Denied, match="Pas depuis l’état"):
            getattr(actions, name)(note=IntentionNote.objects.get(pk=note.pk), by=lead, **facts)


def test_note_is_kept_from_strangers_and_its_draft_from_the_institution():
    participation = make_participation()
    cohort = participation.cohort
    region = make_person(Role.REGIONAL_INSTITUTION_AGENT, cohort.scope)
    note = IntentionNote.objects.create(cohort=cohort, institution=make_organisation(), text="Canari")
    people = {"lead": make_lead(cohort), "region": region, "referent": make_referent(participation),
              "media": make_person(Role.EMBEDDED_MEDIA, cohort.scope), "stranger": make_person(), "visitor": AnonymousUser()}  # fmt: skip

    def readers():
        return {name for name, who in people.items() if IntentionNote.objects.visible_to(who).exists()}

    assert readers() == {"lead"}
    note.state, note.handed_on = "handed", TODAY
    note.save()
    assert readers() == {"lead", "region", "referent"}


def test_public_page_tells_where_a_sheet_is_and_never_why(client, sign_in):
    cohort = make_cohort()
    sheet = waiting(cohort, title="Un colloque")
    IntentionNote.objects.create(cohort=cohort, institution=make_organisation(), text="Canari en écriture")
    make_contact(cohort, hat="Canari à appeler")
    address = reverse("institutions:public", args=[cohort.code])

    page = client.get(address).text

    assert sheet.title in page
    assert "en attente" in page
    assert "Canari" not in page
    inside = sign_in(make_lead(cohort)).get(reverse("institutions:sheets", args=[cohort.code])).text
    assert "Canari des services" in inside


def test_territory_sees_its_own_contacts_and_the_shared_ones():
    participation = make_participation()
    cohort, other = participation.cohort, make_participation(participation.cohort)
    shared, own = make_contact(cohort, hat="Tous"), make_contact(cohort, hat="Nous", participation=participation)
    make_contact(cohort, hat="Eux", participation=other)
    make_contact(make_cohort(), hat="Ailleurs")

    seen = Contact.objects.visible_to(make_referent(participation)).order_by("pk")

    assert list(seen) == [shared, own]
    assert not Contact.objects.visible_to(make_person(Role.FUNDER_CONTACT, cohort.scope)).exists()
    assert may.see_contacts.allows(make_referent(participation), cohort)
    assert not may.see_contacts.allows(make_person(Role.FUNDER_CONTACT, cohort.scope), cohort)


def test_same_hat_is_refused_twice_also_by_the_table():
    cohort, service = make_cohort(), make_organisation()
    lead = make_lead(cohort)
    actions.set_contact(cohort=cohort, organisation=service, hat="Cheffe", by=lead)

    with pytest.raises(Denied, match="déjà dans le carnet"):
        actions.set_contact(cohort=cohort, organisation=service, hat="Cheffe", by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(cohort=cohort, organisation=service, hat="Cheffe")


def test_decision_to_come_is_told_to_those_who_lead():
    cohort, region = make_cohort(), make_organisation()
    lead = make_lead(cohort)
    with pytest.raises(Denied, match="période"):
        actions.set_decision_date(cohort=cohort, organisation=region, body="Commission", by=lead)
    actions.set_decision_date(
        cohort=cohort, organisation=region, body="Commission", on=TODAY + timedelta(days=5), by=lead
    )
    actions.set_decision_date(
        cohort=cohort, organisation=region, body="Plus tard", on=TODAY + timedelta(days=50), by=lead
    )

    assert [act.title for act in acts_of(lead, [decisions_to_come])] == [f"Commission, {region.name}"]
    assert acts_of(make_lead(make_cohort()), [decisions_to_come]) == []
    for row in DecisionDate.objects.all():
        actions.remove_decision_date(decision_date=row, by=lead)
    assert acts_of(lead, [decisions_to_come]) == []


def test_joint_event_is_a_session_or_a_date_and_hides_with_it(client):
    cohort = make_cohort()
    lead, session, event = make_lead(cohort), make_session(cohort, title="Canari en brouillon"), make_event()
    for given in ({}, {"session": session, "event": event}):
        with pytest.raises(Denied, match="l’une des deux"):
            actions.set_joint_event(cohort=cohort, by=lead, **given)
    with pytest.raises(Denied, match="autre cohorte"):
        actions.set_joint_event(cohort=cohort, session=make_session(), by=lead)
    actions.set_joint_event(cohort=cohort, session=session, by=lead)
    moment = actions.set_joint_event(cohort=cohort, event=event, by=lead)
    with pytest.raises(Denied, match="déjà noté"):
        actions.set_joint_event(cohort=cohort, event=event, by=lead)

    page = client.get(reverse("institutions:public", args=[cohort.code])).text

    assert event.title in page
    assert "Canari" not in page
    actions.remove_joint_event(joint_event=moment, by=lead)
    assert cohort.joint_events.count() == 1


@pytest.mark.parametrize("view", ["public", "contacts", "sheets", "notes", "relations"])
def test_pages_ask_as_much_for_three_as_for_one(view, sign_in):
    cohort = make_cohort()
    lead = make_lead(cohort)
    client = sign_in(lead)

    def fill(n):
        contact = make_contact(cohort, hat=f"Fonction {n}", participation=make_participation(cohort))
        sheet = waiting(cohort, partner=contact, in_charge=make_person())
        actions.change_partner(sheet=sheet, after=make_contact(cohort, hat=f"Autre {n}"), note="Suite", by=lead)
        IntentionNote.objects.create(
            cohort=cohort, number=n, institution=make_organisation(), text="?", state="handed", handed_on=TODAY
        )
        DecisionDate.objects.create(cohort=cohort, organisation=make_organisation(), body="?", on=TODAY)
        actions.set_joint_event(cohort=cohort, event=make_event(), sheet=sheet, by=lead)

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"institutions:{view}", args=[cohort.code])).status_code == 200
        return len(queries)

    fill(1)
    count()
    one = count()
    fill(2)
    fill(3)

    assert count() == one
