"""Who may keep the memory of a delegation; reading it is `read_delegation`."""

from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission
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
def keep_part(person, part):
    keep_space(person, part.participation)
