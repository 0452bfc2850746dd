"""Who may widen the circle, and who organises a draw: the delegation itself, by its referent."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds


@permission
def widen(person, participation):
    """R312: the delegation decides when to widen; neither the cohort nor the association does it in its place."""
    if not holds(person, Role.DELEGATION_REFERENT, within=participation.scope):
        raise Denied(_("Ouvrir le cercle est la décision de la délégation : c’est la personne référente qui invite."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte : son cercle se lit, il ne change plus."))


@permission
def read_circle(person, circle):
    """What a circle sees, and how many it is: with the rest of the delegation's space."""
    read_delegation(person, circle.participation)


@permission
def widen_circle(person, circle):
    widen(person, circle.participation)


@permission
def widen_part(person, part):
    """A guest, an item opened."""
    widen(person, part.circle.participation)


@permission
def organise(person, draw):
    """Names are known to whoever organises, and to nobody else (R558)."""
    widen(person, draw.participation)


@permission
def organise_candidate(person, candidate):
    organise(person, candidate.draw)
