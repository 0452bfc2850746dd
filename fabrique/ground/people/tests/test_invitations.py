"""The only door: invited, then known by the mailbox, then let in with a role."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.ground.people import actions, codes
from fabrique.ground.people.enums import InvitationState, Role, ScopeKind
from fabrique.ground.people.models import Invitation, Person, RoleGrant
from tests.world import make_person, make_scope, platform

pytestmark = pytest.mark.django_db
ADDRESS = "new@example.invalid"


@pytest.fixture
def cohort():
    return make_scope(ScopeKind.COHORT, "one")


@pytest.fixture
def admin():
    return make_person(Role.PLATFORM_ADMINISTRATOR, name="Ada Min")


@pytest.fixture
def invitation(admin, cohort):
    return actions.invite(by=admin, email=ADDRESS, name="Noé", role=Role.OBSERVER, scope=cohort)


def path(invitation, end=""):
    return f"/invitation/{invitation.code}/{end}"


def go_through(client, invitation, name="Noé Neuf"):
    client.post(path(invitation), {"name": name})
    return client.post(path(invitation, "code"), {"code": codes.alive(invitation.email).value})


def test_inviting_writes_once_the_act_holds(admin, cohort, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = actions.invite(
            by=admin, email=" New@Example.invalid", role=Role.OBSERVER, scope=cohort, language="en"
        )

    message = mail.outbox[0]
    assert (invitation.email, message.to) == (ADDRESS, [ADDRESS])
    assert f"http://localhost:8000/invitation/{invitation.code}/" in message.body
    assert message.subject == "Ada Min invites you to La Fabrique des transitions"
    assert "href=" in message.alternatives[0].content
    assert ADDRESS not in str(AuditEntry.objects.get(verb="invitation-sent").facts)


def test_the_page_says_who_what_where(client, invitation):
    page = client.get(path(invitation))

    assert page.status_code == 200
    assert "Ada Min vous invite" in page.text
    assert "Observateur·rice, one" in page.text
    assert ADDRESS not in page.text


def test_a_newcomer_enters_with_the_role(client, invitation, cohort):
    assert client.post(path(invitation), {"name": ""}).status_code == 200
    go_through(client, invitation)

    person = Person.objects.get(email=ADDRESS)
    assert person.name == "Noé Neuf"
    assert person.holds(Role.OBSERVER, within=cohort)
    assert client.get("/moi/roles").status_code == 200
    grant = person.role_grants.get()
    assert grant.given_by == invitation.invited_by
    verbs = list(AuditEntry.objects.filter(actor=person).values_list("verb", flat=True))
    assert verbs == ["invitation-accepted"]


def test_nobody_enters_without_the_mailbox(client, invitation):
    assert client.post(path(invitation, "code"), {"code": "BBBB-BBBB"}).url == path(invitation)
    client.post(path(invitation), {"name": "Thief"})
    for _guess in range(5):
        client.post(path(invitation, "code"), {"code": "BBBB-BBBB"})

    assert client.post(path(invitation, "code"), {"code": codes.ask(ADDRESS)}).url == path(invitation)
    assert Person.objects.filter(email=ADDRESS).count() == 0


def test_a_member_signed_in_accepts_at_once_and_stays_in(client, admin, cohort):
    person = actions.create_person(by=None, email=ADDRESS, name="Mia")
    invitation = actions.invite(by=admin, email=ADDRESS, role=Role.OBSERVER, scope=cohort)
    client.force_login(person)
    assert "Accepter ce rôle" in client.get(path(invitation)).text

    assert client.post(path(invitation)).url == "/moi/roles"

    assert client.get("/moi/roles").status_code == 200
    assert Person.objects.get(pk=person.pk).holds(Role.OBSERVER, within=cohort)
    assert mail.outbox == []


def test_a_member_not_signed_in_enters_by_the_same_door(client, admin, cohort):
    person = actions.create_person(by=None, email=ADDRESS, name="Mia")
    invitation = actions.invite(by=admin, email=ADDRESS, role=Role.OBSERVER, scope=cohort)

    go_through(client, invitation, name="Another name")

    assert Person.objects.get(pk=person.pk).name == "Mia"
    assert client.get("/moi/").status_code == 200


def test_somebody_elses_invitation(client, invitation):
    client.force_login(make_person())
    assert "une autre adresse que la vôtre" in client.get(path(invitation)).text
    client.post(path(invitation), {"name": "Other"})
    assert client.post(path(invitation, "code"), {"code": codes.ask(ADDRESS)}).url == path(invitation)
    with pytest.raises(Denied, match="une autre adresse"):
        actions.accept_invitation(invitation=invitation, email="other@example.invalid")
    assert Invitation.objects.get().state == InvitationState.OPEN


def make(state, invitation, admin):
    if state is InvitationState.ACCEPTED:
        actions.accept_invitation(invitation=invitation, email=ADDRESS, name="Noé")
    elif state is InvitationState.CANCELLED:
        actions.cancel_invitation(by=admin, invitation=invitation)
    elif state is InvitationState.EXPIRED:
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    stored = Invitation.objects.get()
    assert stored.state == state
    return stored


@pytest.mark.parametrize(
    ("state", "accepted"),
    [
        (InvitationState.OPEN, {"accept", "resend", "cancel"}),
        (InvitationState.EXPIRED, {"resend", "cancel"}),
        (InvitationState.ACCEPTED, set()),
        (InvitationState.CANCELLED, set()),
    ],
)
@pytest.mark.parametrize("move", ["accept", "resend", "cancel"])
def test_moves_of_an_invitation(client, admin, invitation, state, accepted, move):  # noqa: PLR0917  a table
    stored = make(state, invitation, admin)
    moves = {
        "accept": lambda: actions.accept_invitation(invitation=stored, email=ADDRESS, name="Noé"),
        "resend": lambda: actions.resend_invitation(by=admin, invitation=stored),
        "cancel": lambda: actions.cancel_invitation(by=admin, invitation=stored),
    }
    assert client.get(path(stored)).status_code == (200 if state is InvitationState.OPEN else 410)

    if move in accepted:
        moves[move]()
    else:
        with pytest.raises(Denied):
            moves[move]()
        assert Invitation.objects.get().state == state


def test_accepted_twice_gives_one_role(invitation, cohort):
    actions.accept_invitation(invitation=invitation, email=ADDRESS, name="Noé")

    with pytest.raises(Denied, match="déjà été acceptée"):
        actions.accept_invitation(invitation=invitation, email=ADDRESS, name="Noé")
    assert RoleGrant.objects.filter(scope=cohort).count() == 1


def test_already_a_member_and_double_submission(admin, cohort, invitation):
    with pytest.raises(Denied, match="l’attend déjà"):
        actions.invite(by=admin, email=ADDRESS, role=Role.OBSERVER, scope=cohort)
    actions.accept_invitation(invitation=invitation, email=ADDRESS, name="Noé")
    with pytest.raises(Denied, match="tient déjà ce rôle"):
        actions.invite(by=admin, email=ADDRESS, role=Role.OBSERVER, scope=cohort)
    assert Invitation.objects.count() == 1


def test_the_role_was_given_meanwhile(admin, cohort, invitation):
    person = actions.create_person(by=None, email=ADDRESS, name="Mia")
    actions.give_role(by=admin, person=person, role=Role.OBSERVER, scope=cohort)

    actions.accept_invitation(invitation=invitation, email=ADDRESS)

    assert person.role_grants.count() == 1


def test_an_expired_invitation_makes_room_for_another(admin, cohort, invitation):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    actions.invite(by=admin, email=ADDRESS, role=Role.OBSERVER, scope=cohort)

    assert [i.state for i in Invitation.objects.order_by("pk")] == [InvitationState.CANCELLED, InvitationState.OPEN]


def test_a_door_opened_by_somebody_who_left_is_shut(admin, cohort):
    lead = make_person(Role.COHORT_LEAD, cohort)
    invitation = actions.invite(by=lead, email=ADDRESS, role=Role.OBSERVER, scope=cohort)
    actions.end_role(by=admin, grant=lead.role_grants.get())

    with pytest.raises(Denied, match="ne peut plus donner ce rôle"):
        actions.accept_invitation(invitation=invitation, email=ADDRESS, name="Noé")
    assert Person.objects.filter(email=ADDRESS).count() == 0


def test_a_suspended_member_does_not_come_back_by_invitation(client, admin, cohort):
    person = actions.create_person(by=None, email=ADDRESS, name="Mia")
    actions.suspend_person(by=admin, person=person)
    invitation = actions.invite(by=admin, email=ADDRESS, role=Role.OBSERVER, scope=cohort)

    go_through(client, invitation)

    assert client.get("/moi/").status_code == 302
    assert person.role_grants.count() == 0


def test_escalations_by_invitation(admin, cohort):
    lead = make_person(Role.COHORT_LEAD, cohort)
    elsewhere = make_scope(ScopeKind.COHORT, "two")

    for role, scope in [
        (Role.COHORT_LEAD, cohort),
        (Role.PIVOT_ALLY, cohort),
        (Role.OBSERVER, elsewhere),
        (Role.PLATFORM_ADMINISTRATOR, platform()),
        (Role.ALLY_PERSON, platform()),
        (Role.PLATFORM_ADMINISTRATOR, cohort),
    ]:
        with pytest.raises(Denied):
            actions.invite(by=lead, email=ADDRESS, role=role, scope=scope)
    for by in (admin, lead):
        with pytest.raises(Denied, match="C’est votre adresse"):
            actions.invite(by=by, email=by.email, role=Role.OBSERVER, scope=cohort)
    with pytest.raises(Denied, match="dans le diagnostic"):
        actions.invite(by=admin, email=ADDRESS, role=Role.INTERVIEWEE, scope=make_scope(ScopeKind.DIAGNOSTIC))
    assert Invitation.objects.count() == 0


def test_the_role_ends_when_the_invitation_said(admin, cohort):
    tomorrow = timezone.localdate() + timedelta(days=1)
    invitation = actions.invite(by=admin, email=ADDRESS, role=Role.OBSERVER, scope=cohort, role_ends_on=tomorrow)

    person = actions.accept_invitation(invitation=invitation, email=ADDRESS, name="Noé")

    assert person.role_grants.get().ends_on == tomorrow


def test_unknown_invitation(client):
    assert client.get("/invitation/xxxxxxxx/").status_code == 404
    assert Client().post("/invitation/xxxxxxxx/code").status_code == 404


def test_the_code_letter_goes_to_the_invited_address(client, invitation):
    client.post(path(invitation), {"name": "Noé"})
    client.post(path(invitation, "code"), {"action": "resend"})

    assert [message.to for message in mail.outbox] == [[ADDRESS]]
    assert re.search(r"^    [A-Z]{4}-[A-Z]{4}$", mail.outbox[0].body, re.MULTILINE)
