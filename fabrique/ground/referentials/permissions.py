"""Who may change the shared words, as sentences."""

from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import animate, holds
from fabrique.ground.referentials.enums import VersionState


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
