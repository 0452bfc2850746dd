"""Who owes what: what each chapter lacks, and to whom it falls. Read, never written: nobody is late of anything."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from fabrique.accompaniment.cohorts.models import LEADS, Cohort
from fabrique.accompaniment.evaluation.enums import ViewpointOf, ViewpointState
from fabrique.accompaniment.evaluation.permissions import VOICES
from fabrique.ground.people.enums import Role
from fabrique.roof.reports.build import fingerprints
from fabrique.roof.reports.build.material import Material, gather
from fabrique.roof.reports.enums import ASKED_AGAIN, Audience, ChapterState, Owed
from fabrique.roof.reports.models import Chapter
from fabrique.roof.reports.permissions import ANSWERERS

REFERENT = (Role.DELEGATION_REFERENT,)
SAYS_WHAT_CHANGED = (Role.DELEGATION_REFERENT, Role.EMBEDDED_EVALUATOR)


@dataclass(frozen=True)
class Debt:
    """One thing that a chapter lacks. `roles`: whose it is; none when it is the drafter's."""

    chapter: Chapter
    owed: Owed
    roles: tuple[Role, ...]
    url: str
    detail: str = ""

    @property
    def whose(self) -> str:
        if not self.roles and self.chapter.drafter:
            return str(self.chapter.drafter)
        return ", ".join(str(role.label) for role in self.roles or LEADS)


def debts(cohort: Cohort, chapters: Iterable[Chapter]) -> dict[int, list[Debt]]:
    """By chapter. About ten queries, whatever the cohort."""
    material = gather(cohort, Audience.PUBLIC, "fr")
    places = {one.pk: one for one in material.participations}
    found = {}
    for chapter in chapters:
        own = lacks(material, chapter, places[chapter.participation_id]) if chapter.is_told else []
        found[chapter.pk] = [*own, *of_writing(chapter)]
    return found


def lacks(material: Material, chapter: Chapter, place) -> list[Debt]:
    """What the territory's data do not say yet."""
    own, here = (
        material.by_participation[place.pk],
        reverse("evaluation:place", args=[material.cohort.code, place.code]),
    )
    found = []
    if not any(project.summary.strip() for project in own["projects"]):
        projects = reverse("pilots:projects", args=[material.cohort.code, place.code])
        found.append(Debt(chapter, Owed.PROJECT, REFERENT, projects))
    if not own["effects"]:
        found.append(Debt(chapter, Owed.EFFECTS, SAYS_WHAT_CHANGED, here))
    if not own["limits"]:
        found.append(Debt(chapter, Owed.LIMITS, SAYS_WHAT_CHANGED, here))
    if not (place.territory.department or material.cohort.fictional):  # an invented place is on no map
        found.append(Debt(chapter, Owed.PICTURE, (Role.ASSOCIATION_EMPLOYEE,), place.get_absolute_url()))
    return found + viewpoints(chapter, own["viewpoints"], here)


def viewpoints(chapter: Chapter, rows: list, here: str) -> list[Debt]:
    """The ally's and the territory's are in every chapter (R505); a silence already noted is no debt any more."""
    states = {row.of: row.state for row in rows}
    found = []
    for of in (ViewpointOf.ALLY, ViewpointOf.TERRITORY):
        state = states.get(of, ViewpointState.EXPECTED)
        if state == ViewpointState.EXPECTED:
            found.append(Debt(chapter, Owed.NOT_ASKED, LEADS, here, str(of.label)))
        elif state == ViewpointState.ASKED:
            found.append(Debt(chapter, Owed.SILENT, tuple(VOICES[of]), here, str(of.label)))
    return found


def of_writing(chapter: Chapter) -> list[Debt]:
    here = chapter.get_absolute_url()
    match chapter.state:
        case ChapterState.DRAFT:
            return [Debt(chapter, Owed.TEXT, (), here)]
        case ChapterState.PROPOSED:
            return [Debt(chapter, Owed.VALIDATION, ANSWERERS, here)]
        case ChapterState.CHANGES:
            return [Debt(chapter, Owed.CHANGES, (), here)]
    return []


def changed_since(cohort: Cohort) -> list[Chapter]:
    """Chapters that a territory agreed to, or replied to, and whose words changed since (R508)."""
    agreed = list(cohort.report_chapters.filter(state__in=ASKED_AGAIN).select_related("participation__territory"))
    if not agreed:
        return []
    now = fingerprints(cohort)
    return [chapter for chapter in agreed if now.get(chapter.participation_id) != chapter.fingerprint]
