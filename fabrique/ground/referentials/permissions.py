"""Who may change the shared words, as sentences."""

from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import animate, holds
from fabrique.ground.referentials.enums import ProposalState, VersionState


@permission
def edit_draft(person, version):
    """The association's team, and only before the version is published: afterwards others rely on its words."""
    animate(person)
    if version.state != VersionState.DRAFT:
        raise Denied(_("Cette version est publiée : elle ne change plus. Ouvrez-en une nouvelle."))


@permission
def edit_item(person, item):
    edit_draft(person, item.version)


@permission
def add_in_scope(person, scope):
    """A cohort's lead or pivot ally adds a word for that cohort (R028)."""
    if not (animate.allows(person) or holds(person, Role.COHORT_LEAD, Role.PIVOT_ALLY, within=scope)):
        raise Denied(_("Vous ne conduisez pas cette cohorte : vous ne pouvez pas y ajouter de mot."))


@permission
def propose(person):
    """Whoever holds a role in the alliance reads the proposals and makes some (R053)."""
    if not (person.is_authenticated and person.grants):
        raise Denied(_("Les propositions sont entre celles et ceux qui ont un rôle dans l’alliance."))


@permission
def discuss(person, proposal):
    propose(person)
    if proposal.state != ProposalState.OPEN:
        raise Denied(_("Cette proposition a sa réponse : elle ne se discute plus."))


@permission
def decide(person, proposal):
    """A facilitator of peer groups, or the association's team; never the one who proposes."""
    if not (animate.allows(person) or (person.is_authenticated and person.scopes_as(Role.PEER_GROUP_FACILITATOR))):
        raise Denied(_("Une personne qui anime des groupes de pairs, ou l’équipe de l’association, valide."))
    discuss(person, proposal)
    if proposal.proposed_by_id == person.pk:
        raise Denied(_("Quelqu’un d’autre valide ce que vous proposez."))


@permission
def withdraw(person, proposal):
    propose(person)
    if proposal.proposed_by_id != person.pk:
        raise Denied(_("Une proposition est reprise par qui l’a faite."))
    if proposal.state not in (ProposalState.OPEN, ProposalState.ACCEPTED):
        raise Denied(_("Cette proposition ne se reprend plus."))
