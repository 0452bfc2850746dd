"""Invitations: the only door by which an account opens."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people import permissions, tasks
from fabrique.ground.people.actions.accounts import create_person
from fabrique.ground.people.actions.roles import give_role
from fabrique.ground.people.enums import NOT_ON_SCREEN, InvitationState, PersonState, Role
from fabrique.ground.people.models import Invitation, Person, RoleGrant, Scope, invitation_end

CLOSED = {
    InvitationState.ACCEPTED: gettext_noop("Cette invitation a déjà été acceptée."),
    InvitationState.CANCELLED: gettext_noop("Cette invitation a été annulée."),
    InvitationState.EXPIRED: gettext_noop("Cette invitation a expiré. Demandez qu’on vous l’envoie de nouveau."),
}


def require_open(invitation: Invitation, *others: InvitationState) -> None:
    if invitation.state not in (InvitationState.OPEN, *others):
        raise Denied(_(CLOSED[invitation.state]))


def locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("scope").get(pk=invitation.pk)


@transaction.atomic
def invite(
    *,
    by: Person,
    email: str,
    role: Role,
    scope: Scope,
    name: str = "",
    language: str = "fr",
    role_ends_on: date | None = None,
) -> Invitation:
    """Open a door to this address for `INVITATION_LIFE`, and write to it once the transaction holds."""
    role, email = Role(role), email.strip().lower()
    permissions.give_role(by, role, scope)
    if role in NOT_ON_SCREEN:
        raise Denied(_("Qui a été écouté ne se dit pas ici : ce rôle se donne dans le diagnostic."))
    if email == by.email:
        raise Denied(_("C’est votre adresse. Demandez ce rôle à une autre personne de l’administration."))
    if role_ends_on and role_ends_on < timezone.localdate():
        raise Denied(_("La date de fin est déjà passée, ou vient avant le début."))
    Scope.objects.select_for_update().get(pk=scope.pk)  # two invitations to one place take turns
    if RoleGrant.objects.active().filter(person__email=email, role=role, scope=scope).exists():
        raise Denied(_("Cette personne tient déjà ce rôle ici."))
    same = Invitation.objects.filter(email=email, role=role, scope=scope, accepted_at=None, cancelled_at=None)
    if same.open().exists():
        raise Denied(_("Une invitation l’attend déjà à cette adresse. Vous pouvez l’envoyer de nouveau."))
    same.update(cancelled_at=timezone.now(), cancelled_by=by)
    invitation = Invitation.objects.create(
        email=email, name=name, language=language, role=role, scope=scope, role_ends_on=role_ends_on, invited_by=by
    )
    audit.record(by, "invitation-sent", invitation, role=role, scope=scope)
    transaction.on_commit(lambda: tasks.send_invitation.enqueue(invitation.code))
    return invitation


@transaction.atomic
def resend_invitation(*, by: Person, invitation: Invitation) -> Invitation:
    """Write again, with a whole new delay; an expired invitation opens again."""
    permissions.answer_for_invitation(by, invitation)
    stored = locked(invitation)
    require_open(stored, InvitationState.EXPIRED)
    stored.expires_at = invitation_end()
    stored.save(update_fields=["expires_at"])
    audit.record(by, "invitation-resent", stored)
    transaction.on_commit(lambda: tasks.send_invitation.enqueue(stored.code))
    return stored


@transaction.atomic
def cancel_invitation(*, by: Person, invitation: Invitation) -> Invitation:
    permissions.answer_for_invitation(by, invitation)
    stored = locked(invitation)
    require_open(stored, InvitationState.EXPIRED)
    stored.cancelled_at, stored.cancelled_by = timezone.now(), by
    stored.save(update_fields=["cancelled_at", "cancelled_by"])
    audit.record(by, "invitation-cancelled", stored)
    return stored


@transaction.atomic
def accept_invitation(*, invitation: Invitation, email: str, name: str = "", language: str = "") -> Person:
    """Open the account, or find it, and give the role. The caller has seen proof that `email` is read by the person.

    Refused when the address is another one, when the invitation is closed, and when the inviter may no longer give
    this role: a door opened by somebody who left is shut.
    """
    stored = locked(invitation)
    require_open(stored)
    if email.strip().lower() != stored.email:
        raise Denied(_("Cette invitation a été envoyée à une autre adresse que la vôtre."))
    role, inviter = Role(stored.role), stored.invited_by
    if inviter.state != PersonState.ACTIVE or not permissions.give_role.allows(inviter, role, stored.scope):
        raise Denied(_("La personne qui vous a invité·e ne peut plus donner ce rôle. Demandez une autre invitation."))
    person = Person.objects.filter(email=stored.email).first()
    if person is None:
        person = create_person(
            by=None, email=stored.email, name=name or stored.name, language=language or stored.language
        )
    if not person.role_grants.active().filter(role=role, scope=stored.scope).exists():
        give_role(by=inviter, person=person, role=role, scope=stored.scope, ends_on=stored.role_ends_on)
    stored.accepted_at, stored.accepted_by = timezone.now(), person
    stored.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(person, "invitation-accepted", stored)
    return person
