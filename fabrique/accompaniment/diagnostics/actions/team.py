"""Who listens and who supervises: trained, free of any tie with the territory, and gone at once when they leave."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions.vault import others
from fabrique.accompaniment.diagnostics.enums import ROLE_OF, DiagnosticState, TeamRole
from fabrique.accompaniment.diagnostics.models import Credential, Diagnostic, Member
from fabrique.accompaniment.diagnostics.models.framing import NEIGHBOURS
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.vault import keys
from fabrique.core.vault.models import SpaceKey
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.actions.accounts import end_sessions
from fabrique.ground.people.actions.roles import give_role
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.people.permissions import animate

# bound to the territory, or to who pays for it (R350)
BOUND = (*NEIGHBOURS, Role.FUNDER_CONTACT)


def by_another(person: Person, by: Person) -> None:
    """Who gives roles cannot take this one alone: it opens names, and asks for the key to the words (A50)."""
    if person.pk == by.pk:
        raise Denied(_("On n’entre pas soi-même dans la confidence : demandez à une autre personne de vous nommer."))


@transaction.atomic
def give_credential(
    *, person: Person, role: TeamRole, by: Person, training: str = "", experienced: bool = False,
    valid_from: date | None = None, valid_until: date | None = None,
) -> Credential:  # fmt: skip
    animate(by)
    by_another(person, by)
    starts = valid_from or timezone.localdate()
    if valid_until and valid_until < starts:
        raise Denied(_("L’habilitation finit avant de commencer."))
    if Credential.objects.filter(person=person, role=role, withdrawn_at=None).exists():
        raise Denied(_("Cette personne a déjà cette habilitation. Retirez-la d’abord pour en changer les dates."))
    credential = Credential.objects.create(
        person=person, role=role, training=training, experienced=experienced, valid_from=starts,
        valid_until=valid_until, given_by=by,
    )  # fmt: skip
    audit.record(by, "credential-given", person, role=role, until=valid_until)
    return credential


@transaction.atomic
def withdraw_credential(*, credential: Credential, by: Person) -> Credential:
    """Nobody leaves a team by it: that is said to who leads, who decides."""
    animate(by)
    stored = Credential.objects.select_for_update(of=("self",)).get(pk=credential.pk)
    if stored.withdrawn_at:
        raise Denied(_("Cette habilitation est déjà retirée."))
    stored.withdrawn_at, stored.withdrawn_by = timezone.now(), by
    stored.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record(by, "credential-withdrawn", stored.person, role=stored.role)
    return stored


@transaction.atomic
def join(*, diagnostic: Diagnostic, person: Person, role: TeamRole, by: Person) -> Member:
    """The role in its scope and the place in its team; nothing opens before the person has signed (R349, R350)."""
    may.frame(by, diagnostic)
    by_another(person, by)
    if person.holds(*BOUND, within=diagnostic.participation.scope):
        raise Denied(
            _("Cette personne a un rôle dans ce territoire ou chez qui le finance : elle ne peut pas l’écouter.")
        )
    Diagnostic.objects.select_for_update(of=("self",)).get(pk=diagnostic.pk)
    credential = Credential.objects.valid().filter(person=person, role=role).first()
    if credential is None:
        raise Denied(
            _(
                "Cette personne n’a pas d’habilitation valable pour ce rôle. L’association la donne, après une formation."
            )
        )
    if Member.objects.current().filter(diagnostic=diagnostic, person=person).exists():
        raise Denied(_("Cette personne est déjà dans l’équipe."))
    before = Member.objects.filter(person=person, role=TeamRole.DIAGNOSTICIAN).exclude(diagnostic=diagnostic)
    first = role == TeamRole.DIAGNOSTICIAN and not credential.experienced and not before.exists()
    give_role(person=person, role=ROLE_OF[TeamRole(role)], scope=diagnostic.scope, by=by)
    member = Member.objects.create(diagnostic=diagnostic, person=person, role=role, first_diagnostic=first)
    audit.record(by, "diagnostic-joined", diagnostic, member=member.code, role=role)
    notify(person, Kind.TASK, _("Vous entrez dans l’équipe d’un diagnostic"),
           [_("Avant toute chose, lisez et signez une déclaration : elle dit que rien ne vous lie à ce territoire.")],
           diagnostic.get_absolute_url(), scope=diagnostic.scope)  # fmt: skip
    for other in Member.objects.declared().filter(diagnostic=diagnostic).select_related("person"):
        notify(other.person, Kind.TASK, _("Une personne entre dans l’équipe d’un diagnostic"),
               [_("%(name)s lira la liste des personnes à rencontrer dès sa déclaration signée. Ce n’est pas attendu ? Dites-le à qui conduit la cohorte.") % {"name": person}],
               diagnostic.get_absolute_url(), scope=diagnostic.scope)  # fmt: skip
    return member


@transaction.atomic
def declare(*, member: Member, by: Person) -> Member:
    """Neither under the territory's authority, nor its funder's: said by oneself, dated, kept (R350)."""
    may.declare(by, member)
    if member.declared_at:
        raise Denied(_("Votre déclaration est déjà signée."))
    member.save_values({"declared_at": timezone.now()}, seen=member.version)
    member.diagnostic.__dict__.pop("_places", None)
    audit.record(by, "diagnostic-declared", member.diagnostic, member=member.code)
    return member


@transaction.atomic
def leave(*, member: Member, by: Person) -> Member:
    """At once: the role, the key and whatever was open. Another holder is then asked to change the key.

    The last one who has the key cannot leave with it: the notes would be lost for everybody.
    """
    may.leave(by, member)
    return depart(member, by)


@transaction.atomic
def let_go(member: Member) -> Member:
    """By the worker: the role was ended elsewhere, and with it the right to the key."""
    return depart(member, None)


def depart(member: Member, by: Person | None) -> Member:
    diagnostic = Diagnostic.objects.select_for_update(of=("self",)).get(pk=member.diagnostic_id)
    had_key = lose_key(diagnostic, member.person)
    RoleGrant.objects.filter(
        person=member.person, scope=diagnostic.scope, role__in=ROLE_OF.values(), ended_at=None
    ).update(ended_at=timezone.now(), ended_by=by)
    end_sessions(member.person)
    member.save_values({"left_on": max(timezone.localdate(), member.joined_on)}, seen=member.version)
    if had_key:
        diagnostic.save_values({"key_to_change": True}, seen=diagnostic.version)
    audit.record(by, "diagnostic-left", diagnostic, member=member.code)
    return member


def has_key(diagnostic: Diagnostic, person: Person) -> bool:
    if not diagnostic.space or diagnostic.state == DiagnosticState.ARCHIVED:
        return False
    return SpaceKey.objects.filter(space=diagnostic.space, holder__holder=person.code).exists()


def has_it_alone(diagnostic: Diagnostic, person: Person) -> bool:
    """Of who has the key: who left, or whose account is closed, opens nothing for anybody."""
    staying = Member.objects.declared().filter(diagnostic=diagnostic, person__is_active=True).exclude(person=person)
    of_team = list(staying.values_list("person__code", flat=True))
    return not SpaceKey.objects.filter(space=diagnostic.space, holder__holder__in=of_team).exists()


def lose_key(diagnostic: Diagnostic, person: Person) -> bool:
    """Whether the person had the key. Refuses to take the last one away while words depend on it."""
    if not has_key(diagnostic, person):
        return False
    if has_it_alone(diagnostic, person):
        raise Denied(_("C’est la dernière personne qui a la clé du coffre : sans elle, tout ce qui est noté serait perdu. "
                       "Qu’elle donne d’abord la clé à une autre personne de l’équipe."))  # fmt: skip
    lost = [diagnostic.space, *others(diagnostic)]
    SpaceKey.objects.filter(space__in=lost, holder__holder=person.code).delete()
    keys.lock_all(person.code)
    return True
