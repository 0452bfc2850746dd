"""Who may facilitate a group of peers, and to whom it may be proposed."""

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers.models import TERRITORY, PeerGroup
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant, Scope
from fabrique.ground.referentials.enums import Category


def facilitators(scope: Scope):
    """Those who hold the role in the cohort and do not lead it: what is said is closed to who leads."""
    held = RoleGrant.objects.active().filter(scope__in=[scope.pk, scope.parent_id])
    leads = held.filter(role__in=LEADS).values("person")
    able = held.filter(role=Role.PEER_GROUP_FACILITATOR).exclude(person__in=leads).values("person")
    return Person.objects.active().filter(pk__in=able).order_by("name", "pk")


def successors(group: PeerGroup):
    """Those who could take the group over: never somebody who is, or was, among its members."""
    known = group.members.values("person")
    return facilitators(group.cohort.scope).exclude(pk=group.facilitator_id).exclude(pk__in=known)


def candidates(group: PeerGroup) -> dict[str, tuple[Person, Seat | None, int]]:
    """By code: people with an account who hold a seat of this category, and number ones when it is the elected."""
    found: dict[str, tuple[Person, Seat | None, int]] = {}
    seats = Seat.objects.active().filter(participation__cohort=group.cohort, participation__left_on=None)
    seats = seats.filter(category__key=group.category.key, person__isnull=False, person__is_active=True)
    for seat in seats.select_related("person", "participation__territory").order_by(
        "participation__territory__name", "pk"
    ):
        found.setdefault(seat.person.code, (seat.person, seat, seat.participation_id))
    if group.category.key == Category.ELECTED:
        grants = RoleGrant.objects.active().filter(role=Role.NUMBER_ONE, scope__participation__cohort=group.cohort)
        for grant in grants.select_related("person", "scope__participation").order_by("person__name", "pk"):
            if grant.person.is_active:
                found.setdefault(grant.person.code, (grant.person, None, grant.scope.participation.pk))
    able = RoleGrant.objects.active().filter(role__in=TERRITORY, scope__participation__cohort=group.cohort)
    speaking = set(able.values_list("person__code", flat=True))
    taken = set(group.members.active().values_list("person__code", flat=True)) | {group.facilitator.code}
    return {code: row for code, row in found.items() if code in speaking - taken}
