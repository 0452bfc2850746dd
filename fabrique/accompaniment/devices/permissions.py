"""Who says what a way of accompanying is, who opens one, who declares their own, who confirms it."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.devices.enums import AccompanimentState
from fabrique.core.permissions import Denied, permission, signed_in
from fabrique.ground.agenda.permissions import ALLIES
from fabrique.ground.organisations.permissions import belongs
from fabrique.ground.people.permissions import animate, holds


@permission
def edit_device(person, _device):
    animate(person)


@permission
def follow_accompaniments(person, *_things):
    """Outside cohorts: the association's team."""
    animate(person)


@permission
def declare(person):
    """An ally tells the accompaniments of their own organisation (R279)."""
    if animate.allows(person):
        return
    if not holds(person, *ALLIES):
        raise Denied(_("Les alliés déclarent ici ce qu’ils accompagnent eux-mêmes."))
    if not belongs(person):
        raise Denied(_("Une déclaration est faite au nom d’une organisation : rattachez-vous d’abord à la vôtre."))


@permission
def edit_accompaniment(person, accompaniment):
    """The team; for what an ally declared, its own members as long as the territory has not answered."""
    if animate.allows(person):
        return
    signed_in(person)
    if accompaniment.declared_by is None or not belongs(person, accompaniment.declared_by):
        raise Denied(_("Cet accompagnement est tenu par l’équipe de l’association, ou par qui l’a déclaré."))
    if accompaniment.confirmed_at:
        raise Denied(_("Le territoire l’a confirmé ainsi : écrivez à l’équipe pour le changer."))


@permission
def confirm(person, accompaniment):
    """Whoever belongs to what carries the territory; the team, which then says who answered (R279)."""
    if accompaniment.declared_by is None or accompaniment.confirmed_at:
        raise Denied(_("Il n’y a rien à confirmer."))
    if accompaniment.state in (AccompanimentState.STOPPED, AccompanimentState.PROSPECT):
        raise Denied(_("Il n’y a rien à confirmer."))
    carrier = accompaniment.territory.carrier if accompaniment.territory else accompaniment.ally
    if animate.allows(person):
        return
    signed_in(person)
    if carrier is None or not belongs(person, carrier):
        raise Denied(_("C’est au territoire de confirmer : l’organisation qui le porte le fait ici."))
    if belongs(person, accompaniment.declared_by):
        raise Denied(
            _("Vous êtes aussi de l’organisation qui déclare : une autre personne du territoire doit confirmer.")
        )
