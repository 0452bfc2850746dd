"""Who may keep the memory of a delegation; reading it is `read_delegation`."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.core.permissions import Denied, permission, signed_in
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

KEEPERS = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE)


@permission
def keep_space(person, participation):
    """The delegation itself, while it is in the cohort."""
    if not holds(person, *KEEPERS, within=participation.scope):
        raise Denied(_("Cet espace est tenu par la délégation ; vous pouvez le lire."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte : son espace se lit, il ne change plus."))


@permission
def follow_consultation(person, consultation):
    """Ask to be told what was decided: whoever reads the space of the delegation, with an account."""
    signed_in(person)
    read_delegation(person, consultation.participation)


@permission
def keep_part(person, part):
    keep_space(person, part.participation)


@permission
def keep_procedure(person, procedure):
    keep_space(person, procedure.review.participation)


@permission
def keep_misstep(person, misstep):
    """Share it, or take it away: the delegation it belongs to."""
    keep_space(person, misstep.participation)


@permission
def decide_on_method(person, sheet):
    """The delegation agrees before the public reads: its referent says so (ADR 0030)."""
    keep_space(person, sheet.participation)
    if not holds(person, Role.DELEGATION_REFERENT, within=sheet.participation.scope):
        raise Denied(_("C’est à la personne référente de dire que la délégation l’accepte."))
