"""The hats given by organisations (R025): found by `people` at start."""

from fabrique.ground.organisations.models import Membership
from fabrique.ground.people.hats import Hat, provides


@provides("organisation")
def memberships_of(person) -> list[Hat]:
    mine = Membership.objects.active().filter(person=person).select_related("organisation")
    return [Hat(f"organisation:{membership.code}", str(membership), membership.starts_on) for membership in mine]
