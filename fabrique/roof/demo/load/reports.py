"""The reports: the real one published as its source published it, the invented one read again by its territories."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.ground.people.enums import Role
from fabrique.roof.demo import landscape
from fabrique.roof.demo.load.life import at, person
from fabrique.roof.reports.actions.editions import drawn
from fabrique.roof.reports.build import fingerprints
from fabrique.roof.reports.enums import ChapterKind, ChapterState, EditionState, Recognised, ReportState
from fabrique.roof.reports.models import Chapter, Decision, Edition, Frozen, Photograph, Report

AGREED = (ChapterState.VALIDATED, ChapterState.REPLIED, ChapterState.REFUSED)


def load_published(code: str) -> None:
    """No territory said anything here: the chapters name the report that was published, and are asked of nobody."""
    cohort = Cohort.objects.get(code=code)
    if cohort.report_editions.exists():
        return
    source = cohort.source or "rapport publié"
    cohort.report_chapters.update(state=ChapterState.READY, source=source)
    Report.objects.filter(cohort=cohort).update(state=ReportState.PUBLISHED)
    said = "Première édition ici : elle reprend, en synthèses, le rapport publié de la cohorte. Ce qu’il ne dit pas est signalé."
    publish(cohort, said, timezone.now())


def load_validation(data: dict[str, Any]) -> None:
    """A first edition that everybody reads, and a second that waits for its territories."""
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    if cohort.report_editions.exists():
        return
    told = cohort.report_chapters.filter(kind=ChapterKind.TERRITORY)
    cohort.report_chapters.exclude(kind=ChapterKind.TERRITORY).update(state=ChapterState.READY)
    told.update(state=ChapterState.VALIDATED)
    for row in data["photographs"]:
        hang(told.get(participation__territory__code=row["territory"]), row)
    today = timezone.localdate()
    publish(cohort, data["what_changed"], at(today - timedelta(days=data["published"]), 9))
    hoped = today + timedelta(days=data["hoped_in"])
    Report.objects.filter(cohort=cohort).update(state=ReportState.VALIDATING, hoped_on=hoped)
    marks = fingerprints(cohort)
    for row in data["chapters"]:
        chapter = told.get(participation__territory__code=row["territory"])
        agreed = row["state"] in AGREED
        mark = marks[chapter.participation_id] if agreed else ""
        told.filter(pk=chapter.pk).update(state=row["state"], fingerprint=mark)
        if agreed:
            Decision.objects.create(
                chapter=chapter, state=row["state"], words=row.get("words", ""), fingerprint=mark, decided_as=row["as"],
                decided_at=at(today - timedelta(days=row["days_ago"]), 17), decided_by=person(row["as"]),
            )  # fmt: skip


def hang(chapter: Chapter, row: dict[str, Any]) -> None:
    """Nobody took it: it is drawn here, and says so."""
    words = {name: row[name] for name in ("alt", "caption", "credit")}
    size = {"width": landscape.SIZE[0], "height": landscape.SIZE[1]}
    photograph = Photograph(
        chapter=chapter, recognised=Recognised.NOBODY, added_by=person(Role.COHORT_LEAD), **words, **size
    )
    photograph.file.save("", ContentFile(landscape.draw(row["seed"])), save=False)
    photograph.save()


def publish(cohort: Cohort, what_changed: str, when) -> None:
    cohort = Cohort.objects.get(pk=cohort.pk)
    values = {"what_changed": what_changed, "state": EditionState.PUBLISHED, "asked_at": when, "published_at": when,
              "asked_by": person(Role.COHORT_LEAD)}  # fmt: skip
    edition = Edition.objects.create(code=f"{cohort.code}-1", cohort=cohort, number=1, **values)
    Frozen.objects.bulk_create(drawn(edition, tries=False)[0])
    Photograph.objects.filter(chapter__cohort=cohort).update(published_at=when)
