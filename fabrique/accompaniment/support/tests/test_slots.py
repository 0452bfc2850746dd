from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.support import actions
from fabrique.accompaniment.support.enums import SLOT, SlotState
from fabrique.accompaniment.support.models import Slot
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from tests.world import journal, make_cohort, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db


def make_slot(cohort, by, state=SlotState.OFFERED, booked_by=None, hours=24, **fields):
    booked = {"booked_by": booked_by, "booked_at": timezone.now()} if booked_by else {}
    start = timezone.now() + timedelta(hours=hours, seconds=Slot.objects.count())
    return Slot.objects.create(
        cohort=cohort, offered_by=by, state=state, starts_at=start, place="Téléphone", **booked, **fields
    )


def test_slot_is_offered_by_those_who_coach():
    participation = make_participation()
    ally = make_person(Role.ACCOMPANYING_ALLY, participation.scope)
    tomorrow = timezone.now() + timedelta(days=1)
    offer = {"cohort": participation.cohort, "minutes": 45, "place": "Téléphone"}

    slot = actions.offer_slot(starts_at=tomorrow, by=ally, **offer)
    with pytest.raises(Denied, match="déjà un créneau"):
        actions.offer_slot(starts_at=tomorrow, by=ally, **offer)
    with pytest.raises(Denied, match="passée"):
        actions.offer_slot(starts_at=timezone.now(), by=ally, **offer)
    with pytest.raises(Denied, match="proposés par"):
        actions.offer_slot(starts_at=tomorrow, by=make_referent(participation), **offer)

    assert (slot.state, journal(slot)) == (SlotState.OFFERED, ["slot-offered"])


def test_slot_is_for_one_person_and_the_second_is_told():
    participation = make_participation()
    first, second = make_referent(participation), make_person(Role.NUMBER_ONE, participation.scope)
    slot = make_slot(participation.cohort, make_lead(participation.cohort))
    seen_by_second = Slot.objects.get(pk=slot.pk)

    actions.book_slot(slot=slot, subject="Le conseil", by=first)
    with pytest.raises(Conflict):
        actions.book_slot(slot=seen_by_second, by=second)

    slot.refresh_from_db()
    assert (slot.booked_by, slot.subject) == (first, "Le conseil")
    assert list(Slot.objects.visible_to(second)) == []


def test_slot_is_not_booked_by_a_stranger_its_giver_or_too_late():
    participation = make_participation()
    referent, lead = make_referent(participation), make_lead(participation.cohort)
    slot = make_slot(participation.cohort, lead)

    for person in (make_person(), lead, make_referent(make_participation())):
        with pytest.raises(Denied, match="pour une personne d’une délégation"):
            actions.book_slot(slot=slot, by=person)
    with pytest.raises(Denied, match="est passé"):
        actions.book_slot(slot=make_slot(participation.cohort, lead, hours=-1), by=referent)


@pytest.mark.parametrize("name", ["release", "hold", "cancel"])
def test_slot_makes_the_moves_of_the_table_and_no_other(name):
    arrow, participation = SLOT.moves[name], make_participation()
    giver, taker = make_lead(participation.cohort), make_referent(participation)
    for state in SlotState:
        free = state == SlotState.OFFERED
        if free and name == "release":
            continue  # nobody can: see below
        slot = make_slot(participation.cohort, giver, state, None if free else taker, hours=-1)
        by = taker if name == "release" else giver
        if state in arrow.sources:
            actions.move_slot(slot=slot, name=name, by=by)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_slot(slot=slot, name=name, by=by)

        slot.refresh_from_db()
        assert slot.state == (arrow.target if state in arrow.sources else state)


def test_each_of_the_two_has_their_own_moves():
    participation = make_participation()
    giver, taker = make_lead(participation.cohort), make_referent(participation)
    slot = make_slot(participation.cohort, giver, SlotState.BOOKED, taker, subject="canari-sujet")

    with pytest.raises(Denied, match="pas réservé par vous"):
        actions.move_slot(slot=slot, name="release", by=giver)
    with pytest.raises(Denied, match="qui propose"):
        actions.move_slot(slot=slot, name="cancel", by=taker)
    with pytest.raises(Denied, match="pas encore commencé"):
        actions.move_slot(slot=slot, name="hold", by=giver)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move_slot(slot=slot, name="book", by=giver)
    actions.move_slot(slot=slot, name="release", by=taker)

    slot.refresh_from_db()
    assert (slot.state, slot.booked_by, slot.subject) == (SlotState.OFFERED, None, "")


def test_slot_of_two_owners_is_refused_by_the_table():
    cohort = make_cohort()
    lead = make_lead(cohort)
    for fields in ({"state": "booked"}, {"minutes": 5}, {"subject": "Rien"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Slot.objects.create(
                **{"cohort": cohort, "offered_by": lead, "starts_at": timezone.now(), "place": "Là"} | fields
            )


def test_slot_is_offered_booked_and_released_on_screen(sign_in):
    participation = make_participation()
    cohort, home = participation.cohort, reverse("support:home", args=[participation.cohort.code])
    lead, referent = make_lead(cohort), make_referent(participation)
    when = timezone.localtime() + timedelta(days=2)

    client = sign_in(lead)
    client.post(
        reverse("support:offer-slot", args=[cohort.code]),
        {"starts_at": f"{when:%Y-%m-%dT%H:%M}", "minutes": 45, "place": "Là"},
    )
    slot = Slot.objects.get()
    client = sign_in(referent)
    client.post(reverse("support:book-slot", args=[cohort.code, slot.code]), {"subject": "canari-sujet"})
    mine = client.get(home).text
    other = sign_in(make_referent(make_participation(cohort))).get(home).text
    client = sign_in(referent)
    client.post(reverse("support:move-slot", args=[cohort.code, slot.code]), {"move": "release"})

    assert "canari-sujet" in mine
    assert "canari-sujet" not in other
    slot.refresh_from_db()
    assert slot.state == SlotState.OFFERED
