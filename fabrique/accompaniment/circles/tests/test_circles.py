"""Beyond the seats: who invites, to what, until when; and what a link never shows."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.circles import actions, guests, tasks
from fabrique.accompaniment.circles.enums import Choice, CircleKind, OpenedKind
from fabrique.accompaniment.circles.models import Circle, Guest, Opened, Readiness
from fabrique.accompaniment.workspace.models import Consultation, Decision
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages.models import Letter, Notice
from fabrique.ground.people.enums import Role
from fabrique.ground.people.privacy import erase, export
from tests.world import (
    journal,
    make_effect,
    make_lead,
    make_participation,
    make_person,
    make_project,
    make_referent,
    make_session,
)  # fmt: skip

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def referent(place):
    return make_referent(place)


def open_circle(place, by, name="Habitants", ends_on=TODAY + 30 * DAY):
    return actions.add_circle(
        participation=place, name=name, kind=CircleKind.INHABITANTS, purpose="Relire le projet", ends_on=ends_on, by=by
    )


def invite(circle, by, email="ida@example.invalid", **more):
    return actions.invite(circle=circle, name="Ida", email=email, by=by, **more)


def consult(place, title="La place"):
    return Consultation.objects.create(participation=place, held_on=TODAY, title=title, came=12, heard="Des bancs")


def test_widening_is_the_referents_and_nobody_elses(place, referent):
    others = [make_lead(place.cohort), make_person(Role.NUMBER_ONE, place.scope), make_person(Role.ASSOCIATION_EMPLOYEE),
              make_person(Role.DELEGATION_MEMBER, place.scope), make_referent(make_participation())]  # fmt: skip
    circle = open_circle(place, referent)

    for person in others:
        with pytest.raises(Denied, match="décision de la délégation"):
            open_circle(place, person, "Services")
        with pytest.raises(Denied, match="décision de la délégation"):
            invite(circle, person)
        with pytest.raises(Denied, match="décision de la délégation"):
            actions.say_readiness(participation=place, ticked=[], choice=Choice.OPEN, by=person)
    type(place).objects.filter(pk=place.pk).update(left_on=TODAY, leaving_reason="Élections")
    place.refresh_from_db()
    with pytest.raises(Denied, match="a quitté"):
        open_circle(place, referent, "Services")

    assert (Circle.objects.count(), Guest.objects.count(), journal(circle)) == (1, 0, ["circle-opened"])


def test_checklist_advises_and_blocks_nothing(place, referent):
    said = actions.say_readiness(participation=place, ticked=["time", "nonsense"], choice=Choice.NARROW, by=referent)
    with pytest.raises(Conflict):
        actions.say_readiness(participation=place, ticked=[], choice=Choice.OPEN, by=referent)
    actions.say_readiness(participation=place, ticked=[], choice=Choice.LATER, reason="Trop tôt", seen=1, by=referent)

    assert said.ticked == ["time"]
    assert Readiness.objects.get().choice == Choice.LATER
    assert open_circle(place, referent).pk


def test_circle_has_one_name_and_an_end(place, referent):
    circle = open_circle(place, referent)
    with pytest.raises(Denied, match="porte déjà ce nom"):
        open_circle(place, referent)
    with pytest.raises(Denied, match="jour à venir"):
        open_circle(place, referent, "Services", ends_on=TODAY - DAY)
    other = open_circle(place, referent, "Services")
    words = {"kind": "other", "purpose": "Autre", "ends_on": TODAY, "seen": 1, "by": referent}
    with pytest.raises(Denied, match="porte déjà ce nom"):
        actions.edit_circle(circle=other, name="Habitants", **words)

    assert actions.edit_circle(circle=circle, name="Voisins", **words).name == "Voisins"


def opened_by(url):
    return guests.read(url.rpartition("/")[2])


def test_letter_leaves_for_an_address_and_a_notice_waits_for_an_account(place, referent):
    circle, person = open_circle(place, referent), make_person()
    guest = invite(circle, referent, "Ida@Example.invalid", language="en")
    known = invite(circle, referent, person.email.upper())

    letter, told = Letter.objects.get(), Notice.objects.get(person=person)
    assert (letter.email, letter.name, letter.language) == ("ida@example.invalid", "Ida", "en")
    assert [opened_by(notice.url) for notice in letter.notices.all()] == [guest]
    assert "opens" in letter.subject
    assert (guest.person, known.person, opened_by(told.url), told.letter) == (None, person, known, None)
    with pytest.raises(Denied, match="déjà invitée"):
        invite(circle, referent)
    with pytest.raises(Denied, match="jour à venir"):
        invite(circle, referent, "autre@example.invalid", ends_on=TODAY - DAY)


def test_circle_is_not_a_mailing_list(place, referent, monkeypatch):
    monkeypatch.setattr("fabrique.accompaniment.circles.actions.circles.MOST_GUESTS", 1)
    circle = open_circle(place, referent)
    invite(circle, referent)

    with pytest.raises(Denied, match="plein"):
        invite(circle, referent, "autre@example.invalid")


def test_only_what_is_announced_or_ones_own_is_opened(place, referent):
    circle = open_circle(place, referent)
    closed = make_session(place.cohort, state="documented", openness="closed")
    draft, elsewhere = make_session(place.cohort), make_session(state="documented")
    shown = make_session(place.cohort, state="documented")
    hidden = closed.documents.create(kind="story", title="Mots des pairs")

    for session in (closed, draft, elsewhere):
        for kind in (OpenedKind.SESSION, OpenedKind.KIT):
            with pytest.raises(Denied, match="toute la cohorte"):
                actions.open_item(circle=circle, kind=kind, session=session, by=referent)
    with pytest.raises(Denied, match="pas encore publié"):
        actions.open_item(circle=circle, kind=OpenedKind.DOCUMENT, document=hidden, by=referent)
    with pytest.raises(Denied, match="autre territoire"):
        actions.open_item(
            circle=circle, kind=OpenedKind.CONSULTATION, consultation=consult(make_participation()), by=referent
        )
    with pytest.raises(Denied, match="Choisissez"):
        actions.open_item(circle=circle, kind=OpenedKind.SESSION, by=referent)
    item = actions.open_item(circle=circle, kind=OpenedKind.KIT, session=shown, by=referent)
    with pytest.raises(Denied, match="voit déjà"):
        actions.open_item(circle=circle, kind=OpenedKind.KIT, session=shown, by=referent)
    with pytest.raises(Denied, match="décision de la délégation"):
        actions.close_item(item=item, by=make_lead(place.cohort))
    actions.close_item(item=item, by=referent)

    assert (Opened.objects.count(), journal(circle)) == (0, ["circle-opened", "item-opened", "item-closed"])


def test_database_refuses_an_item_of_two_kinds(place, referent):
    circle = open_circle(place, referent)
    session = make_session(place.cohort, state="documented")

    for wrong in (
        {"kind": "digest", "session": session},
        {"kind": "session"},
        {"kind": "document", "session": session},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opened.objects.create(circle=circle, opened_by=referent, **wrong)


@pytest.fixture
def full(place, referent):
    """A delegation with everything that could leak, and a circle that sees one thing of each kind."""
    canary = "canari-privé"
    make_project(place, blockage="")
    make_effect(place, text=f"{canary} effet proposé")
    Decision.objects.create(
        participation=place,
        decided_on=TODAY,
        body="Conseil",
        title="Décidé",
        reason=f"{canary} raison",
        written_by=referent,
    )
    consult(place, f"{canary} autre consultation")
    closed = make_session(place.cohort, state="documented", openness="closed", title=f"{canary} pairs")
    closed.documents.create(kind="story", title=f"{canary} récit")
    shown = make_session(place.cohort, state="documented", title="Lire un plan")
    shown.documents.create(kind="support", title="La carte", url="https://carte.example.invalid/")
    circle = open_circle(place, referent)
    for kind, target in ((OpenedKind.SESSION, {"session": shown}), (OpenedKind.KIT, {"session": shown}), (OpenedKind.DIGEST, {}),
                         (OpenedKind.DOCUMENT, {"document": shown.documents.get()}),
                         (OpenedKind.CONSULTATION, {"consultation": consult(place, "Le marché")})):  # fmt: skip
        actions.open_item(circle=circle, kind=kind, by=referent, **target)
    invite(circle, referent, "deux@example.invalid")
    return circle


def test_link_shows_what_was_chosen_and_nothing_else(full, referent, client):
    guest = invite(full, referent)

    page = client.get(guests.address(guest))

    assert page.status_code == 200
    for words in ("Lire un plan", "La carte", "Le marché", "Des bancs", "Relire le projet"):
        assert words in page.text
    assert "canari" not in page.text
    assert "deux@example.invalid" not in page.text


def test_what_the_cohort_closes_afterwards_is_no_longer_shown(full, referent, client):
    """The leak that could be: an item chosen while it was public."""
    guest = invite(full, referent)
    for item in Opened.objects.exclude(session=None):
        type(item.session).objects.filter(pk=item.session_id).update(openness="closed")

    page = client.get(guests.address(guest)).text

    assert "Lire un plan" not in page
    assert "La carte" not in page
    assert "Le marché" in page


def test_withdrawn_or_past_invitation_opens_nothing(full, referent, client):
    for end in ("withdrawn", "guest", "circle"):
        guest = invite(full, referent, f"{end}@example.invalid")
        address = guests.address(guest)
        assert "Le marché" in client.get(address).text
        if end == "withdrawn":
            with pytest.raises(Denied, match="décision de la délégation"):
                actions.withdraw(guest=guest, by=make_lead(full.participation.cohort))
            actions.withdraw(guest=actions.withdraw(guest=guest, by=referent), by=referent)
        elif end == "guest":
            Guest.objects.filter(pk=guest.pk).update(ends_on=TODAY - DAY)
        else:
            Circle.objects.update(ends_on=TODAY - DAY)

        page = client.get(address)

        assert page.status_code == 410
        assert "Le marché" not in page.text
        assert "Relire le projet" not in page.text


def test_link_is_ours_or_it_is_nothing(full, referent, client):
    token = guests.address(invite(full, referent)).rpartition("/")[2]

    assert (
        client.get(reverse("circles:shared", args=[token[:-1] + ("a" if token[-1] != "a" else "b")])).status_code == 404
    )
    assert guests.read("x:y:z") is None


def test_names_of_guests_are_the_referents(full, referent, sign_in):
    address = full.get_absolute_url()
    member, lead = make_person(Role.DELEGATION_MEMBER, full.participation.scope), make_lead(full.participation.cohort)

    assert "deux@example.invalid" in sign_in(referent).get(address).text
    for person in (member, lead, make_person(Role.PLATFORM_ADMINISTRATOR)):
        assert list(Guest.objects.visible_to(person)) == []
    page = sign_in(member).get(address).text
    assert "deux@example.invalid" not in page
    assert "Une personne invitée" in page
    assert list(Guest.objects.visible_to(AnonymousUser())) == []


def test_guests_are_forgotten_two_months_after(full, referent):
    guest, away = invite(full, referent), invite(full, referent, "loin@example.invalid")
    actions.withdraw(guest=away, by=referent)
    tasks.forget_guests()
    assert Guest.objects.exclude(email="").count() == 3
    Guest.objects.filter(pk=guest.pk).update(ends_on=TODAY - 61 * DAY)
    Guest.objects.filter(pk=away.pk).update(withdrawn_at=timezone.now() - 61 * DAY)

    tasks.forget_guests()

    assert list(Guest.objects.exclude(email="").values_list("email", flat=True)) == ["deux@example.invalid"]


def test_guest_with_an_account_takes_their_data_away(full, referent):
    person = make_person()
    invite(full, referent, person.email)

    assert export(person)["circles.Guest"][0]["circle__name"] == "Habitants"
    erase(person)
    assert Guest.objects.get(person=person).email == ""
