"""Accounts: opened, described, suspended, erased; consents."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied, permission
from fabrique.core.vault import keys
from fabrique.ground.people import permissions, privacy
from fabrique.ground.people.enums import ConsentKind, PersonState, ScopeKind
from fabrique.ground.people.kept import kept_by
from fabrique.ground.people.models import Consent, Invitation, Person, RoleGrant, Scope


def enforce(rule: permission, by: Person | None, *things: Any) -> None:
    """`by=None` is the platform itself: `fabrique init`, the demonstration, an accepted invitation (its inviter was
    checked). No view can pass it, because `request.user` is never None."""
    if by is not None:
        rule(by, *things)


def locked(person: Person) -> Person:
    """The row as it stands now, held until the end of the transaction: two acts on one person take turns."""
    return Person.objects.select_for_update().get(pk=person.pk)


def keep_an_administrator(leaving: Person) -> None:
    """Refuse what would leave the platform with nobody to administer it. Takes turns on the platform's own row."""
    list(Scope.objects.select_for_update().filter(kind=ScopeKind.PLATFORM))
    administering = RoleGrant.objects.administering()
    if administering.filter(person=leaving).exists() and not administering.exclude(person=leaving).exists():
        raise Denied(
            _("C’est la dernière personne de l’administration. Donnez d’abord ce rôle, sans date de fin, à une autre.")
        )


def end_sessions(person: Person) -> None:
    """Every session opened before is refused at its next request, and the vault closes wherever it was open.

    Called inside the act that changes rights.
    """
    Person.objects.filter(pk=person.pk).update(sign_in_epoch=F("sign_in_epoch") + 1)
    person.refresh_from_db(fields=["sign_in_epoch"])
    person.forget_grants()
    transaction.on_commit(lambda: keys.lock_all(person.code))


@transaction.atomic
def create_person(*, by: Person | None, email: str, name: str, language: str = "fr", phone: str = "") -> Person:
    """An account that enters by a code sent to this address; its owner adds a passkey or a password if wished."""
    enforce(permissions.administer, by)
    email = email.strip().lower()
    if Person.objects.filter(email=email).exists():
        raise Denied(_("Cette adresse a déjà un compte."))
    person = Person(email=email, name=name, language=language, phone=phone)
    person.set_unusable_password()
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    audit.record(by, "person-created", person)
    return person


@transaction.atomic
def update_profile(*, by: Person, name: str, phone: str, language: str) -> Person:
    """One's own name, phone and language."""
    by.name, by.phone, by.language = name, phone, language
    by.save(update_fields=["name", "phone", "language"])
    audit.record(by, "profile-updated", by)
    return by


@transaction.atomic
def suspend_person(*, by: Person, person: Person) -> Person:
    permissions.suspend(by, person)
    stored = locked(person)
    if stored.state != PersonState.ACTIVE:
        raise Denied(_("Ce compte n’est pas ouvert : il n’y a rien à suspendre."))
    keep_an_administrator(stored)
    stored.is_active = False
    stored.save(update_fields=["is_active"])
    end_sessions(stored)
    audit.record(by, "person-suspended", stored)
    return stored


@transaction.atomic
def reactivate_person(*, by: Person, person: Person) -> Person:
    permissions.suspend(by, person)
    stored = locked(person)
    if stored.state != PersonState.SUSPENDED:
        raise Denied(_("Ce compte n’est pas suspendu."))
    stored.is_active = True
    stored.save(update_fields=["is_active"])
    audit.record(by, "person-reactivated", stored)
    return stored


@transaction.atomic
def erase_person(*, by: Person, person: Person, knowing: bool = False) -> Person:
    """Nothing of the person stays but a nameless row, on which hang the acts that the journal must keep (R018, R019).

    `knowing`: what they alone keep is destroyed with the account; without it, it is told and nothing happens.
    """
    permissions.erase(by, person)
    stored = locked(person)
    if stored.state == PersonState.ERASED:
        raise Denied(_("Ce compte est déjà effacé."))
    keep_an_administrator(stored)
    lost = kept_by(stored)
    if lost and not knowing:
        raise Denied(" ".join(f"{one.name}. {one.why}" for one in lost))
    now = timezone.now()
    stored.role_grants.filter(ended_at=None).update(ended_at=now, ended_by=by)
    addressed = Invitation.objects.filter(email=stored.email)
    addressed.filter(accepted_at=None, cancelled_at=None).update(cancelled_at=now, cancelled_by=by)
    addressed.update(email="", name="")
    audit.record(by, "person-erased", stored, lost=len(lost))
    privacy.erase(stored)
    stored.email, stored.name, stored.phone, stored.is_active, stored.erased_at = None, "", "", False, now
    stored.last_login, stored.language = None, "fr"
    stored.set_unusable_password()
    stored.save()
    end_sessions(stored)
    for one in lost:
        transaction.on_commit(one.destroy)
    return stored


@transaction.atomic
def give_consent(*, by: Person, kind: ConsentKind) -> Consent:
    """Given twice, it stands once, since the first time."""
    locked(by)
    consent, given = Consent.objects.get_or_create(person=by, kind=kind, withdrawn_at=None)
    if given:
        audit.record(by, "consent-given", by, kind=kind)
    return consent


@transaction.atomic
def withdraw_consent(*, by: Person, kind: ConsentKind) -> None:
    """Withdrawn twice, it was withdrawn the first time."""
    if Consent.objects.standing().filter(person=by, kind=kind).update(withdrawn_at=timezone.now()):
        audit.record(by, "consent-withdrawn", by, kind=kind)
