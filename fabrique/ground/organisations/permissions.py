"""Who may keep a card, as sentences."""

from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission
from fabrique.ground.organisations.models import Membership
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import animate, holds


def belongs(person, organisation=None) -> bool:
    """Whether the person is a member today, of this organisation or of any."""
    mine = Membership.objects.active().filter(person=person)
    return (mine if organisation is None else mine.filter(organisation=organisation)).exists()


@permission
def open_card(person):
    """The association's team; a representative whose organisation has no card yet opens its own."""
    if animate.allows(person):
        return
    if not holds(person, Role.ALLY_REPRESENTATIVE):
        raise Denied(_("Une fiche est ouverte par l’équipe de l’association, ou par qui représente l’organisation."))
    if belongs(person):
        raise Denied(_("Vous avez déjà une organisation. Pour en ajouter une autre, écrivez à l’équipe."))


@permission
def keep_card(person, organisation):
    """The association's team, and whoever represents this very organisation (A50: writes its own)."""
    if animate.allows(person):
        return
    if not (holds(person, Role.ALLY_REPRESENTATIVE) and belongs(person, organisation)):
        raise Denied(_("Cette fiche est tenue par l’équipe de l’association et par qui représente l’organisation."))


@permission
def end_membership(person, membership):
    """One leaves by oneself; the keeper of the card may also say that somebody left."""
    if person.is_authenticated and person.pk == membership.person_id:
        return
    keep_card(person, membership.organisation)
