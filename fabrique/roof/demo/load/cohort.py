"""One cohort from its file: partners, phases, sessions, territories, what changed and what resists."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Ambition, Cohort, Partner, Phase, Step
from fabrique.accompaniment.devices.models import Device
from fabrique.accompaniment.diagnostics.enums import ThemeGroup
from fabrique.accompaniment.diagnostics.models import Fact, Theme
from fabrique.accompaniment.evaluation.models import Lesson, Lever
from fabrique.accompaniment.institutions.models import ActionSheet, PolicyMilestone
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.core.dates import date_format
from fabrique.core.text import fold
from fabrique.ground.organisations.actions import index_names
from fabrique.ground.organisations.models import Alias, Organisation
from fabrique.ground.people.enums import ScopeKind
from fabrique.ground.people.models import Scope
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.roof.demo.load import territory
from fabrique.roof.demo.load.alliance import Items
from fabrique.roof.demo.load.rows import organisation, picked
from fabrique.roof.reports.actions import lay_out
from fabrique.roof.reports.enums import CHAPTER_OF
from fabrique.roof.reports.models import Part, Report


def load_cohort(data: dict[str, Any], items: Items, *, by) -> Cohort:
    head = data["cohort"]
    cohort = write_head(head)
    fictional = cohort.fictional
    for row in data["organisations"]:
        write_organisation(row, fictional)
    for order, row in enumerate(data["partners"]):
        values = {"order": order} | picked(row, "what", "source")
        Partner.objects.update_or_create(
            cohort=cohort, organisation=organisation(row["organisation"], fictional), role=row["role"], defaults=values
        )
    for order, row in enumerate(data["phases"]):
        values = {"order": order} | picked(row, "title", "question", "summary", "source")
        Phase.objects.update_or_create(cohort=cohort, key=row["code"], defaults=values)
    write_numbers(cohort, data)
    for row in data["sessions"]:
        write_session(cohort, row, items)
    for row in data["territories"]:
        territory.write(cohort, row, items, by=by)
    write_words(cohort, data, by=by)
    return cohort


def write_head(head: dict[str, Any]) -> Cohort:
    fictional = head["source"] == "fiction"
    scope = Scope.objects.update_or_create(kind=ScopeKind.COHORT, code=head["code"], defaults={"label": head["name"]})[
        0
    ]
    values = picked(head, "name", "season", "starts_on", "ends_on", "summary", "source") | {
        "device": Device.objects.get(code="cohort"),
        "scope": scope,
        "reach": head["scope"],
        "state": CohortState.RUNNING if fictional else CohortState.EVALUATED,
        "presentation": "\n\n".join(head["presentation"]),
        "support_quarter_days": 32,
        "interviews_target": 20,
        "fictional": fictional,
    }
    return Cohort.objects.update_or_create(code=head["code"], defaults=values)[0]


def write_organisation(row: dict[str, Any], fictional: bool) -> Organisation:
    values = {"fictional": fictional} | picked(row, "category", "source")
    found = organisation(row["name"], fictional)
    Organisation.objects.filter(pk=found.pk).update(**values)
    for name in (row["name"], *row.get("aliases", [])):
        Alias.objects.get_or_create(folded=fold(name), defaults={"organisation": found, "name": name})
    index_names(found)
    return found


def write_numbers(cohort: Cohort, data: dict[str, Any]) -> None:
    for row in data["funnel"]:
        values = {"order": row["step"], "value": row["value"]} | picked(row, "source")
        Step.objects.update_or_create(cohort=cohort, label=row["label"], defaults=values)
    for order, row in enumerate(data["ambition"]):
        values = {"order": order} | picked(row, "intended", "achieved", "comment", "source")
        Ambition.objects.update_or_create(cohort=cohort, label=row["label"], defaults=values)
    for order, row in enumerate(data["policy"]):
        values = {"order": order, "value": row["value"], "period": row.get("period") or in_words(row.get("date"))}
        PolicyMilestone.objects.update_or_create(
            cohort=cohort, label=row["label"], defaults=values | picked(row, "source")
        )
    for row in data["action_sheets"]:
        values = {"order": row["number"], "period": str(row.get("date", ""))} | picked(row, "state", "reason", "source")
        ActionSheet.objects.update_or_create(cohort=cohort, kind=row["kind"], title=row["title"], defaults=values)
    for order, row in enumerate(data["diagnostics"]):
        values = {"order": order, "value": str(row["value"])} | picked(row, "source")
        Fact.objects.update_or_create(cohort=cohort, label=row["label"], defaults=values)


def in_words(day: date | None) -> str:
    with override("fr"):
        return date_format(day, "j F Y") if day else ""


def phase_of(cohort: Cohort, row: dict[str, Any]) -> Phase | None:
    """Days and webinars are the common trunk, forums the pilot projects; a day without number came with the Region."""
    key = "pilots" if row["kind"] == "forum" else "trunk" if "number" in row else "region"
    return cohort.phases.filter(key=key).first()


def write_session(cohort: Cohort, row: dict[str, Any], items: Items) -> None:
    names = ("kind", "number", "title", "summary", "date", "starts_at", "period_start", "period_end", "mode", "place",
             "openness", "attendance_min", "attendance_max", "recorded", "source")  # fmt: skip
    when = row.get("date") or row.get("period_end")
    past = when is None or when < timezone.localdate()
    documents = row.get("documents", [])
    values = picked(row, *names) | {
        "cohort": cohort,
        "phase": phase_of(cohort, row),
        "minutes": row.get("duration_minutes"),
        "attendance_note": row.get("attendance_label", ""),
        "not_recorded_because": row.get("not_recorded_reason", ""),
        "optional": row["kind"] == "forum",
        "frame": items.get((ReferentialKey.FRAMES, row.get("frame", ""))),
        "state": SessionState.SCHEDULED if not past else SessionState.DOCUMENTED if documents else SessionState.HELD,
    }
    session = Session.objects.update_or_create(code=row["code"].lower(), defaults=values)[0]
    for order, document in enumerate(documents):
        Document.objects.update_or_create(
            session=session, title=document["title"], defaults={"kind": document["kind"], "order": order}
        )


def write_words(cohort: Cohort, data: dict[str, Any], *, by) -> None:
    themes = [*data["themes"], *({"group": ThemeGroup.CONVERGENCE} | row for row in data["convergences"])]
    for order, row in enumerate(themes):
        values = {"order": order, "group": row["group"]} | picked(row, "text", "source")
        Theme.objects.update_or_create(cohort=cohort, title=row["title"], defaults=values)
    Report.objects.get_or_create(cohort=cohort, defaults={"opened_by": by})
    chapters = {chapter.kind: chapter for chapter in lay_out(cohort)}
    for part in data["report"]["parts"]:
        values = {"title": part["title"], "text": "\n\n".join(part["paragraphs"])} | picked(part, "source")
        Part.objects.update_or_create(chapter=chapters[CHAPTER_OF[part["key"]]], key=part["key"], defaults=values)
    for row in data["lessons"]:
        values = {"title": row["title"]} | picked(row, "text", "source")
        Lesson.objects.update_or_create(cohort=cohort, kind=row["kind"], order=row["order"], defaults=values)
    for order, row in enumerate(data["levers"] if not cohort.fictional else []):
        Lever.objects.update_or_create(
            kind=row["kind"], title=row["title"], defaults={"order": order} | picked(row, "source")
        )
