"""A referent finds here the seats of the delegation that nobody holds."""

from django.db.models import Count, F, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.delegations.enums import Rank
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.models import Item

OVER = (CohortState.EVALUATED, CohortState.COMPANION, CohortState.ARCHIVED)


@waits_for
def empty_seats(person) -> list[Waiting]:
    """The four common categories; what a cohort asks beyond them is told on the delegation's own page."""
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    common = Item.objects.categories().order_by()
    keys, number = common.values("key"), common.values("version").annotate(number=Count("pk")).values("number")
    holding = Q(seats__left_on=None, seats__rank=Rank.HOLDER, seats__category__key__in=keys)
    places = Participation.objects.current().filter(scope__in=mine).exclude(cohort__state__in=OVER)
    places = places.annotate(
        kinds=Count("seats__category__key", filter=holding, distinct=True), empty=Subquery(number) - F("kinds")
    )
    return [Waiting(places.filter(empty__gt=0).select_related("cohort", "territory"), lambda incomplete: [
        Act(_("sièges vides"), place.territory.name,
            ngettext("Une catégorie n’a encore personne.", "%(n)d catégories n’ont encore personne.", place.empty) % {"n": place.empty},
            reverse("delegations:delegation", args=[place.cohort.code, place.code]), _("Compléter"))
        for place in incomplete
    ])]  # fmt: skip
