"""What an infolettre may tell of the reports: the editions that everybody reads."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from fabrique.ground.messages.enums import Circle
from fabrique.ground.messages.offers import MOST, Offer, offers
from fabrique.ground.people.enums import ScopeKind
from fabrique.roof.reports.models import Edition


@offers
def editions(scope) -> list[Offer]:
    found = Edition.objects.visible_to(AnonymousUser()).select_related("cohort")
    found = (
        found.filter(cohort__fictional=False) if scope.kind == ScopeKind.PLATFORM else found.filter(cohort__scope=scope)
    )
    return [
        Offer(f"report-edition:{one.code}", one.cohort.name, _("Le rapport, édition %(n)s") % {"n": one.number},
              one.what_changed, one.get_absolute_url(), Circle.PUBLIC)
        for one in found.order_by("-published_at", "pk")[:MOST]
    ]  # fmt: skip
