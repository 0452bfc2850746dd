"""Roles: given in one scope, between two dates, and ended (R043, A1.4)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people import permissions
from fabrique.ground.people.actions.accounts import end_sessions, enforce, keep_an_administrator, locked
from fabrique.ground.people.enums import ROLES, PersonState, Role
from fabrique.ground.people.kept import kept_by
from fabrique.ground.people.models import Person, RoleGrant, Scope


@transaction.atomic
def give_role(
    *,
    by: Person | None,
    person: Person,
    role: Role,
    scope: Scope,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> RoleGrant:
    """The person holds `role` in `scope` from `starts_on` (today) to `ends_on` included. Their sessions end."""
    role = Role(role)
    enforce(permissions.give_role, by, role, scope, person)
    if scope.kind not in ROLES[role].scopes:
        raise Denied(_("Ce rôle ne se donne pas à cet endroit."))
    if locked(person).state != PersonState.ACTIVE:
        raise Denied(_("Ce compte n’est pas ouvert : il ne peut pas recevoir de rôle."))
    today = timezone.localdate()
    starts_on = starts_on or today
    if ends_on and ends_on < max(starts_on, today):
        raise Denied(_("La date de fin est déjà passée, ou vient avant le début."))
    RoleGrant.objects.filter(person=person, role=role, scope=scope, ended_at=None, ends_on__lt=today).update(
        ended_at=timezone.now(), ended_by=by
    )
    if RoleGrant.objects.filter(person=person, role=role, scope=scope, ended_at=None).exists():
        raise Denied(_("Cette personne tient déjà ce rôle ici."))
    grant = RoleGrant.objects.create(
        person=person, role=role, scope=scope, starts_on=starts_on, ends_on=ends_on, given_by=by
    )
    end_sessions(person)
    audit.record(by, "role-given", person, role=role, scope=scope, scope_code=scope.code, until=ends_on)
    return grant


@transaction.atomic
def end_role(*, by: Person | None, grant: RoleGrant) -> RoleGrant:
    """The role stops now, whatever its dates. The row stays, with who ended it. Not of who alone keeps something there."""
    enforce(permissions.end_role, by, grant)
    locked(grant.person)
    stored = RoleGrant.objects.select_related("scope", "person").get(pk=grant.pk)
    if stored.ended_at:
        raise Denied(_("Ce rôle est déjà terminé."))
    if stored.role == Role.PLATFORM_ADMINISTRATOR:
        keep_an_administrator(stored.person)
    if alone := [one for one in kept_by(stored.person) if one.scope == stored.scope_id]:
        way_out = _(
            "Pour écarter cette personne sans attendre, l’administration peut suspendre son compte : rien n’est perdu."
        )
        raise Denied(f"{alone[0].why} {way_out}")
    stored.ended_at, stored.ended_by = timezone.now(), by
    stored.save(update_fields=["ended_at", "ended_by"])
    end_sessions(stored.person)
    grant.person.forget_grants()
    audit.record(by, "role-ended", stored.person, role=stored.role, scope=stored.scope, scope_code=stored.scope.code)
    return stored
