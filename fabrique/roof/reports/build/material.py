"""All a report is made of, read once, through the filter of its audience (R510)."""

from collections import defaultdict
from dataclasses import dataclass, field

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation.enums import FindingState
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.core.documents.model import Paragraph
from fabrique.ground.territories.models import StatedFact
from fabrique.roof.reports.enums import Audience, PartKey

SHOWN = {
    Audience.PUBLIC: (FindingState.PUBLISHED,),
    Audience.FUNDER: (FindingState.PUBLISHED,),
    Audience.PARTICIPANTS: (FindingState.PUBLISHED, FindingState.ACCEPTED),
}


@dataclass
class Material:
    cohort: Cohort
    audience: Audience
    lang: str  # of what people wrote, when the frame speaks another language
    parts: dict
    participations: list[Participation]
    sessions: list[Session]
    effects: list[Effect]
    limits: list[Limit]
    by_participation: dict = field(default_factory=dict)

    def texts(self, key: PartKey) -> list[Paragraph]:
        """The paragraphs somebody wrote for this place; the first opens it."""
        part = self.parts.get(key)
        if part is None or not part.text.strip():
            return []
        first, *others = part.text.split("\n\n")
        return [Paragraph(first, kind="lede", lang=self.lang), *(Paragraph(text, lang=self.lang) for text in others)]

    def title(self, key: PartKey) -> str:
        return str(PartKey(key).label)


def gather(cohort: Cohort, audience: Audience, language: str) -> Material:
    shown = SHOWN[audience]
    of_cohort = {"participation__cohort": cohort}
    effects = list(
        Effect.objects.filter(state__in=shown, **of_cohort).select_related("frame", "family").in_reading_order()
    )
    limits = list(Limit.objects.filter(state__in=shown, **of_cohort).select_related("theme").in_reading_order())
    material = Material(
        cohort=cohort,
        audience=audience,
        lang="" if language == "fr" else "fr",
        parts={part.key: part for part in cohort.report_parts.all()},
        participations=list(cohort.participations.select_related("territory").order_by("territory__name")),
        sessions=list(
            Session.objects.filter(cohort=cohort)
            .exclude(state__in=(SessionState.DRAFT, SessionState.CANCELLED))
            .in_time().prefetch_related("documents")
        ),
        effects=effects,
        limits=limits,
    )  # fmt: skip
    material.by_participation = by_participation(cohort, effects, limits)
    return material


def by_participation(cohort: Cohort, effects: list[Effect], limits: list[Limit]) -> dict:
    """For each participation: its effects, limits, viewpoints, project and stated facts."""
    found: dict = defaultdict(lambda: {"effects": [], "limits": [], "viewpoints": [], "projects": [], "facts": []})
    for kind, rows in (("effects", effects), ("limits", limits)):
        for row in rows:
            found[row.participation_id][kind].append(row)
    viewpoints = Viewpoint.objects.filter(participation__cohort=cohort).select_related("organisation")
    for viewpoint in viewpoints.order_by("of"):
        found[viewpoint.participation_id]["viewpoints"].append(viewpoint)
    projects = PilotProject.objects.filter(participation__cohort=cohort)
    for project in projects.prefetch_related("objectives", "supports__organisation"):
        found[project.participation_id]["projects"].append(project)
    facts = StatedFact.objects.filter(territory__participations__cohort=cohort)
    by_territory = dict(cohort.participations.values_list("territory_id", "pk"))
    for fact in facts:
        found[by_territory[fact.territory_id]]["facts"].append(fact)
    return found
