"""Who may read a version again: the diagnosticians of the supervision circle, strangers to this diagnostic."""

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.restitution.models import Edition
from fabrique.accompaniment.restitution.permissions import PEERS, may_read_again
from fabrique.ground.people.models import Person, RoleGrant


def peers_for(diagnostic: Diagnostic, but: Edition):
    """As the rule says of each: the list shows nobody whom it would refuse."""
    grants = RoleGrant.objects.active().filter(role__in=PEERS).exclude(scope=diagnostic.scope)
    known = Person.objects.active().filter(pk__in=grants.values("person"))
    known = known.exclude(pk__in=but.reviews.values("reviewer"))
    return known.filter(pk__in=[one.pk for one in known if not may_read_again(one, diagnostic)]).order_by("name", "pk")
