"""The two people of a pair, and nobody else: no role opens its space."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.pairs.enums import PairState
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.people.permissions import holds

IN_DELEGATION = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)


@permission
def propose(person, participation):
    """Somebody of the delegation (R565)."""
    if not holds(person, *IN_DELEGATION, within=participation.scope):
        raise Denied(_("Un binôme se forme entre deux personnes de la délégation."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte : on n’y forme plus de binôme."))


@permission
def enter(person, pair):
    """Read its space: the two, also once it is over."""
    if person.pk is None or person.pk not in (pair.elected_id, pair.agent_id):
        raise Denied(_("Cet espace est entre deux personnes."))


@permission
def answer(person, pair):
    """Say yes or no: the one who was asked."""
    enter(person, pair)
    if person.pk == pair.proposed_by_id:
        raise Denied(_("C’est à l’autre personne de répondre."))


def gone(pair) -> list:
    """Those of the two who hold no role in the delegation any more."""
    here = set(
        RoleGrant.objects.active()
        .filter(scope=pair.participation.scope_id, role__in=IN_DELEGATION)
        .filter(person__in=[pair.elected_id, pair.agent_id])
        .values_list("person", flat=True)
    )
    return [person for person in (pair.elected, pair.agent) if person.pk not in here]


@permission
def keep(person, pair):
    """Write in it: the two, while it lasts and both are still of the delegation."""
    enter(person, pair)
    if pair.state != PairState.ACTIVE:
        raise Denied(_("Ce binôme n’est pas en route : son espace se lit, il ne change pas."))
    for one in gone(pair):
        raise Denied(_("%(name)s n’a plus de rôle dans la délégation : il reste à finir ce binôme.") % {"name": one})


@permission
def read_part(person, part):
    enter(person, part.pair)


@permission
def keep_part(person, part):
    keep(person, part.pair)


@permission
def end_mandate(person, mandate):
    """Either: whoever gave it takes it back, whoever has it gives it back."""
    keep(person, mandate.pair)


@permission
def decide(person, point):
    """The one who did not open it."""
    keep(person, point.pair)
    if person.pk == point.opened_by_id:
        raise Denied(_("C’est à l’autre personne de trancher."))


@permission
def withdraw(person, point):
    keep(person, point.pair)
    if person.pk != point.opened_by_id:
        raise Denied(_("Un point est retiré par la personne qui l’a ouvert."))


@permission
def end(person, pair):
    """Either of the two, at any time; nobody asks why."""
    enter(person, pair)
