"""Who keeps the directory, who hands a territory over, who agrees for it, who notes the answer."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.accompaniment.engineering.enums import HandOverState
from fabrique.accompaniment.institutions.models import ON_TERRITORY
from fabrique.core.permissions import Denied, permission
from fabrique.ground.organisations.permissions import belongs
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

AGREE = (Role.DELEGATION_REFERENT, Role.NUMBER_ONE)
PROPOSE = (Role.DELEGATION_REFERENT, Role.ACCOMPANYING_ALLY)


@permission
def keep_directory(person, support=None):
    """The association's team and those who lead a cohort: they know the supports of their region."""
    if not (person.is_authenticated and (person.holds(*STAFF) or person.scopes_as(*LEADS))):
        raise Denied(_("L’annuaire est tenu par l’équipe et par qui conduit une cohorte. Signalez-leur une erreur."))


@permission
def propose(person, participation):
    """The referent of the territory, or its ally (R521)."""
    if not holds(person, *PROPOSE, within=participation.scope):
        raise Denied(_("La demande part de la personne référente du territoire, ou de l’allié qui l’accompagne."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte."))


@permission
def propose_somewhere(person, support):
    """To open the form: somebody who may propose for one territory at least; which, `propose` says."""
    if not (person.is_authenticated and person.scopes_as(*PROPOSE)):
        raise Denied(_("La demande part de la personne référente d’un territoire, ou de l’allié qui l’accompagne."))
    if support.closed_on:
        raise Denied(_("Cet appui n’existe plus : rien ne peut lui être demandé."))


@permission
def read_hand_over(person, hand_over):
    """The territory, its ally, who leads; the support's own people once it was sent."""
    place = hand_over.participation.scope
    if holds(person, *ON_TERRITORY, Role.ACCOMPANYING_ALLY, *LEADS, within=place) or holds(person, *STAFF):
        return
    if not is_addressed(person, hand_over):
        raise Denied(_("Cette demande est entre le territoire et l’appui."))


def is_addressed(person, hand_over) -> bool:
    """A member of the support's organisation, once the territory let it leave."""
    before = (HandOverState.PROPOSED, HandOverState.AGREED, HandOverState.WITHDRAWN)
    return person.is_authenticated and hand_over.state not in before and belongs(person, hand_over.support.organisation)


@permission
def agree(person, hand_over):
    """For the territory: its referent or its number one, and nobody in its place."""
    if not holds(person, *AGREE, within=hand_over.participation.scope):
        raise Denied(_("C’est au territoire de donner son accord : sa personne référente, ou son n° 1."))


@permission
def follow(person, hand_over):
    """Send it, note the answer, take it back: the two who may propose, and whoever leads the cohort."""
    if not holds(person, *PROPOSE, *LEADS, within=hand_over.participation.scope):
        raise Denied(_("Cette demande est suivie par le territoire, son allié ou qui conduit la cohorte."))


@permission
def answer(person, hand_over):
    """Those who follow it, and the support's own people."""
    if not (is_addressed(person, hand_over) or follow.allows(person, hand_over)):
        raise Denied(_("La réponse est notée par l’appui, ou par qui suit la demande."))
