"""What other areas may read of restitutions: only what came out."""

from collections.abc import Iterable
from itertools import chain

from django.db.models import Count, Q

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.restitution.enums import EditionState
from fabrique.accompaniment.restitution.models import Edition, PublishedFinding, PublishedRecommendation

PLACE = "edition__diagnostic__participation"
RECOMMENDATION = "recommendation"


def themes(cohort: Cohort) -> list[tuple[int, str, str]]:
    """`(participation, theme, group)` of each finding and recommendation restituted in this cohort (A32): no word, no voice."""
    here = {f"{PLACE}__cohort": cohort}
    findings = PublishedFinding.objects.restituted().filter(**here).values_list(PLACE, "theme", "group")
    advice = PublishedRecommendation.objects.restituted().filter(**here).exclude(theme="").values_list(PLACE, "theme")
    rows = chain(findings.order_by("pk"), ((*row, RECOMMENDATION) for row in advice.order_by("pk")))
    return [tuple(row) for row in rows]


def out_for(person, participations: Iterable[Participation]) -> dict[int, Edition]:
    """What came out of the last diagnostic of each territory, as this person may read it, with its `unanswered` recommendations (R372)."""
    rows = Edition.objects.visible_to(person).filter(state__in=(EditionState.PRESENTED, EditionState.RESTITUTED))
    rows = rows.filter(diagnostic__participation__in=participations).select_related("diagnostic", "restitution")
    waiting = Count("published_recommendations", filter=Q(published_recommendations__taken_up=""), distinct=True)
    return {row.diagnostic.participation_id: row for row in rows.annotate(unanswered=waiting).order_by("pk")}
