"""In the home of one of the two: a pair to answer, a point to decide. Never a word of what is between them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from fabrique.accompaniment.pairs.enums import PairState, PointState
from fabrique.accompaniment.pairs.models import Pair, Point
from fabrique.accompaniment.pairs.permissions import IN_DELEGATION
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for


@waits_for
def pairs_to_answer(person) -> list[Waiting]:
    if not person.scopes_as(*IN_DELEGATION):
        return []
    asked = Pair.objects.visible_to(person).filter(state=PairState.PROPOSED).exclude(proposed_by=person)
    return [Waiting(asked.select_related("proposed_by"), lambda pairs: [
        Act(_("binôme"), _("On vous propose un binôme"), _("De la part de %(name)s.") % {"name": pair.proposed_by},
            pair.get_absolute_url(), _("Répondre"))
        for pair in pairs
    ])]  # fmt: skip


@waits_for
def points_to_decide(person) -> list[Waiting]:
    if not person.scopes_as(*IN_DELEGATION):
        return []
    mine = Q(pair__elected=person) | Q(pair__agent=person)
    points = Point.objects.filter(mine, state=PointState.OPEN, pair__state=PairState.ACTIVE).exclude(opened_by=person)
    points = points.select_related("pair", "opened_by").order_by("opened_at", "pk")
    return [Waiting(points, lambda found: [
        Act(date_format(point.wanted_by, "j F") if point.wanted_by else _("à trancher"),
            _("Un point vous attend dans votre binôme"), _("Ouvert par %(name)s.") % {"name": point.opened_by},
            point.pair.get_absolute_url(), _("Lire"))
        for point in found
    ])]  # fmt: skip
