"""All a report is made of, read once, through the filter of its audience (R510)."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation.enums import FindingState
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.accompaniment.narratives.enums import Audience as Told
from fabrique.accompaniment.narratives.enums import Consent, Licence, NarrativeState, PassageKind
from fabrique.accompaniment.narratives.models import Passage
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.core.documents.model import Paragraph, Photograph, Section
from fabrique.ground.territories.models import StatedFact
from fabrique.roof.reports.enums import CHAPTER_OF, SETTLED, Audience, ChapterKind, ChapterState, PartKey
from fabrique.roof.reports.models import Chapter, Part
from fabrique.roof.reports.models import Photograph as Shown

SHOWN = {
    Audience.PUBLIC: (FindingState.PUBLISHED,),
    Audience.FUNDER: (FindingState.PUBLISHED,),
    Audience.PARTICIPANTS: (FindingState.PUBLISHED, FindingState.ACCEPTED),
}
HEARD = {
    Audience.PUBLIC: (Told.PUBLIC,),
    Audience.FUNDER: (Told.PUBLIC,),
    Audience.PARTICIPANTS: (Told.PUBLIC, Told.COHORT),
}
Anchor = ChapterKind | int  # a chapter: its kind, or the row of the participation it tells


@dataclass
class Material:
    cohort: Cohort
    audience: Audience
    lang: str  # of what people wrote, when the frame speaks another language
    parts: dict[tuple[Anchor, str], Part]
    chapters: dict[int, Chapter]  # by participation
    participations: list[Participation]
    sessions: list[Session]
    effects: list[Effect]
    limits: list[Limit]
    photographs: dict[Anchor, list[Shown]] = field(default_factory=dict)
    published: bool = False  # to be read by others: what a territory did not agree to is not in it
    by_participation: dict = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)  # what could not be drawn, for those who write

    def written(self, anchor: Anchor, key: PartKey) -> list[Paragraph]:
        """The paragraphs somebody wrote for this place; the first opens it."""
        part = self.parts.get((anchor, key))
        if part is None or not part.text.strip():
            return []
        first, *others = part.text.replace("\r\n", "\n").strip().split("\n\n")
        return [Paragraph(first, kind="lede", lang=self.lang), *(Paragraph(text, lang=self.lang) for text in others)]

    def texts(self, key: PartKey) -> list[Paragraph]:
        return self.written(CHAPTER_OF[key], key)

    def opening(self, anchor: Anchor) -> list[Paragraph]:
        return self.written(anchor, PartKey.BEFORE)

    def closing(self, anchor: Anchor) -> list[Section]:
        """After what the data say, under the title that was given to it."""
        text = self.written(anchor, PartKey.AFTER)
        if not text:
            return []
        title = self.parts[anchor, PartKey.AFTER].title
        return [Section(title or _("En complément"), text, lang=self.lang if title else "")]

    def pictures(self, anchor: Anchor) -> list[Photograph]:
        """The photographs of the chapter, each keeping where it comes from: it leaves when it is taken back."""
        return [
            Photograph(
                file=one.file.name, width=one.width, height=one.height, alt=one.alt, caption=one.caption,
                credit=one.credit, address=one.get_absolute_url(), ref=one.ref, lang=self.lang,
            )
            for one in self.photographs.get(anchor, [])
        ]  # fmt: skip

    def title(self, key: PartKey) -> str:
        return str(PartKey(key).label)

    def absence(self, participation: int) -> str:
        """Why a chapter is not in what others read; empty when it is."""
        chapter = self.chapters.get(participation)
        if not self.published or chapter is None:
            return ""
        if chapter.state == ChapterState.REFUSED:
            return _("Ce territoire n’a pas souhaité que son chapitre paraisse.")
        if chapter.state not in SETTLED:
            return _("Ce territoire n’a pas encore relu son chapitre : il paraîtra dans une prochaine édition.")
        return ""


def gather(cohort: Cohort, audience: Audience, language: str, *, published: bool = False) -> Material:
    shown = SHOWN[audience]
    of_cohort = {"participation__cohort": cohort}
    effects = list(
        Effect.objects.filter(state__in=shown, **of_cohort).select_related("frame", "family").in_reading_order()
    )
    limits = list(Limit.objects.filter(state__in=shown, **of_cohort).select_related("theme").in_reading_order())
    parts = Part.objects.filter(chapter__cohort=cohort).select_related("chapter")
    told = Chapter.objects.filter(cohort=cohort, kind=ChapterKind.TERRITORY).prefetch_related("decisions")
    material = Material(
        cohort=cohort,
        audience=audience,
        lang="" if language == "fr" else "fr",
        parts={(part.chapter.participation_id or ChapterKind(part.chapter.kind), part.key): part for part in parts},
        chapters={chapter.participation_id: chapter for chapter in told},
        participations=list(cohort.participations.select_related("territory").order_by("territory__name")),
        sessions=list(
            Session.objects.filter(cohort=cohort)
            .exclude(state__in=(SessionState.DRAFT, SessionState.CANCELLED))
            .in_time().prefetch_related("documents")
        ),
        effects=effects,
        limits=limits,
        published=published,
    )  # fmt: skip
    material.by_participation = by_participation(material)
    for one in (
        Shown.objects.filter(chapter__cohort=cohort).select_related("chapter__cohort").order_by("added_at", "pk")
    ):
        anchor = one.chapter.participation_id or ChapterKind(one.chapter.kind)
        material.photographs.setdefault(anchor, []).append(one)
    return material


def by_participation(material: Material) -> dict:
    """For each participation: its effects, limits, viewpoints, project, stated facts and quotations."""
    found: dict = defaultdict(lambda: defaultdict(list))
    cohort = material.cohort
    for kind, rows in (("effects", material.effects), ("limits", material.limits)):
        for row in rows:
            found[row.participation_id][kind].append(row)
    viewpoints = Viewpoint.objects.filter(participation__cohort=cohort).select_related("organisation")
    for viewpoint in viewpoints.order_by("of"):
        found[viewpoint.participation_id]["viewpoints"].append(viewpoint)
    projects = PilotProject.objects.filter(participation__cohort=cohort).order_by("pk")
    for project in projects.prefetch_related("objectives", "supports__organisation"):
        found[project.participation_id]["projects"].append(project)
    facts = StatedFact.objects.filter(territory__participations__cohort=cohort)
    by_territory = dict(cohort.participations.values_list("territory_id", "pk"))
    for fact in facts:
        found[by_territory[fact.territory_id]]["facts"].append(fact)
    for passage in agreed(cohort, material.audience):
        found[passage.narrative.participation_id]["voices"].append(passage)
    return found


def agreed(cohort: Cohort, audience: Audience):
    """Quotations that a report may take up: agreed to by their bearer, published, for these readers, under a licence (R508)."""
    found = Passage.objects.filter(
        kind=PassageKind.QUOTE,
        consent=Consent.GIVEN,
        narrative__state=NarrativeState.PUBLISHED,
        narrative__audience__in=HEARD[audience],
        narrative__cohort=cohort,
        narrative__participation__isnull=False,
    )
    found = found.exclude(narrative__licence=Licence.RESERVED)
    return found.select_related("narrative__organisation").order_by("narrative__told_on", "narrative", "order", "pk")
