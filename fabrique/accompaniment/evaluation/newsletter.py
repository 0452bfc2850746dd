"""What a cohort's infolettre may tell of what changed: published effects; those still read again are closed (R496)."""

from django.urls import reverse

from fabrique.accompaniment.evaluation.enums import FindingState
from fabrique.accompaniment.evaluation.models import Effect
from fabrique.ground.messages.enums import Circle
from fabrique.ground.messages.offers import MOST, Offer, offers
from fabrique.ground.people.enums import ScopeKind

TOLD = (FindingState.ACCEPTED, FindingState.PUBLISHED)


@offers
def effects(scope) -> list[Offer]:
    if scope.kind == ScopeKind.PLATFORM:
        told = Effect.objects.published().filter(
            participation__cohort__fictional=False, participation__territory__published=True
        )
        found = told.order_by("-published_at", "pk")[:MOST]
    else:
        found = Effect.objects.filter(participation__cohort__scope=scope, state__in=TOLD).in_reading_order()
    return [
        Offer(f"effect:{effect.code}", effect.participation.territory.name, str(effect), effect.text,
              reverse("workspace:territory", args=[effect.participation.territory.code]),
              Circle.PUBLIC if effect.state == FindingState.PUBLISHED and effect.participation.territory.published
              else Circle.TEAM)
        for effect in found.select_related("participation__territory")
    ]  # fmt: skip
