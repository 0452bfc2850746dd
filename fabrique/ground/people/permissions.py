"""Who may give roles, and where."""

from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import LEADS, ROLES, Role, ScopeKind


def holds(person, *roles: Role, within=None) -> bool:
    """As `Person.holds`, and no for a visitor."""
    return person.is_authenticated and person.holds(*roles, within=within)


@permission
def administer(person):
    """The platform's own matters: people, roles, journal, settings."""
    if not holds(person, Role.PLATFORM_ADMINISTRATOR):
        raise Denied(_("Cette page est réservée à l’administration de la plateforme."))


@permission
def animate(person):
    """What belongs to the alliance as a whole: organisations, territories, referentials, cohorts to open."""
    if not holds(person, Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR):
        raise Denied(_("C’est l’équipe de l’association qui tient ceci à jour. Écrivez-lui, elle répond."))


@permission
def welcome(person):
    """May invite and give roles somewhere: the administration everywhere, a cohort's lead in the cohort."""
    if not (holds(person, Role.PLATFORM_ADMINISTRATOR) or (person.is_authenticated and person.scopes_as(*LEADS))):
        raise Denied(_("L’administration et les chefs de projet de cohorte invitent. Écrivez-leur."))


@permission
def see_people(person, other=None):
    """The list of people and their pages; which people is `Person.objects.visible_to`."""
    if not (animate.allows(person) or welcome.allows(person)):
        raise Denied(_("La liste des personnes est ouverte à l’équipe et aux chefs de projet de cohorte."))


@permission
def give_role(person, role, scope, receiver=None):
    """The platform's roles are given by the administration; those of a cohort also by its lead or pivot ally.

    Nobody gives a role to oneself, and a lead does not make other leads: nobody reaches further than they hold.
    """
    if scope.kind not in ROLES[role].scopes:
        raise Denied(_("Ce rôle ne se donne pas à cet endroit."))
    if receiver is not None and receiver.pk == person.pk:
        raise Denied(_("On ne se donne pas un rôle à soi-même. Demandez à une autre personne de l’administration."))
    if holds(person, Role.PLATFORM_ADMINISTRATOR):
        return
    if scope.kind == ScopeKind.PLATFORM or not holds(person, *LEADS, within=scope):
        raise Denied(_("Vous ne conduisez pas cette cohorte : vous ne pouvez pas y donner de rôle."))
    if role in LEADS:
        raise Denied(_("La conduite d’une cohorte est confiée par l’administration de la plateforme."))


@permission
def end_role(person, grant):
    """Those who may give it, and the person who holds it."""
    if grant.person_id != person.pk:
        give_role(person, Role(grant.role), grant.scope)


@permission
def suspend(person, other):
    administer(person)
    if other.pk == person.pk:
        raise Denied(_("Vous ne pouvez pas suspendre votre propre compte."))


@permission
def erase(person, other):
    """One's own account; another's at their written request, by the administration."""
    if other.pk != person.pk:
        administer(person)


@permission
def answer_for_invitation(person, invitation):
    """Cancel it or send it again: those who may give the role it carries."""
    give_role(person, Role(invitation.role), invitation.scope)
