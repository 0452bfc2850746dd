"""One territory of a cohort: its facts as stated, its project, its effects, limits and viewpoints."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation.enums import FindingState, ViewpointState
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.accompaniment.pilots.models import Objective, PilotProject, Support
from fabrique.ground.people.enums import ScopeKind
from fabrique.ground.people.models import Scope
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.territories.enums import FactKind
from fabrique.ground.territories.models import StatedFact, Territory
from fabrique.roof.demo.load.alliance import Items
from fabrique.roof.demo.load.rows import organisation, picked
from fabrique.roof.demo.load.sources import cited

READ_AGAIN = (FindingState.ACCEPTED, FindingState.PUBLISHED)


def write(cohort: Cohort, row: dict[str, Any], items: Items, *, by) -> None:
    values = picked(row, "name", "lede", "department", "department_name", "geography") | {
        "kind": row["type"],
        "region_name": "" if cohort.fictional else "Occitanie",
        "fictional": cohort.fictional,
    }
    territory = Territory.objects.update_or_create(code=row["code"], defaults=values)[0]
    write_facts(territory, row, as_of=cohort.season)
    participation = join(cohort, territory)
    write_project(participation, row)
    for order, effect in enumerate(row["effects"]):
        write_effect(participation, order, effect, items, by)
    for order, limit in enumerate(row["limits"]):
        write_limit(participation, order, limit, items, by)
    for viewpoint in row["viewpoints"]:
        write_viewpoint(participation, viewpoint)


def join(cohort: Cohort, territory: Territory) -> Participation:
    label = f"{territory.name}, {cohort.name}"
    scope = Scope.objects.update_or_create(
        kind=ScopeKind.DELEGATION,
        code=f"{cohort.code}.{territory.code}",
        defaults={"label": label, "parent": cohort.scope},
    )[0]
    values = {"scope": scope, "code": f"{cohort.code}-{territory.code}", "joined_on": cohort.starts_on}
    return Participation.objects.update_or_create(cohort=cohort, territory=territory, defaults=values)[0]


def write_facts(territory: Territory, row: dict[str, Any], *, as_of: str) -> None:
    numbers = {
        FactKind.POPULATION: row.get("population"),
        FactKind.AREA: row.get("area_km2"),
        FactKind.COMMUNES: row.get("communes"),
        FactKind.SEASON_PEAK: row.get("season_peak"),
    }
    for kind, value in numbers.items():
        if isinstance(value, (int, float)):
            state(territory, kind, cited(row["source"]), as_of, value=Decimal(str(value)))
    if note := row.get("population_note"):
        state(territory, FactKind.NOTE, cited(row["source"]), as_of, text=note)


def state(territory: Territory, kind: FactKind, source: str, as_of: str, **said: Any) -> None:
    """Facts are never rewritten: what a file states anew is one more row."""
    StatedFact.objects.get_or_create(territory=territory, kind=kind, source=source, as_of=as_of, **said)


def write_project(participation: Participation, row: dict[str, Any]) -> None:
    project_row = row["project"]
    values = picked(project_row, "title", "summary", "blockage", "source", "kind")
    values |= {"code": f"{participation.code}-projet"}
    project = PilotProject.objects.update_or_create(participation=participation, defaults=values)[0]
    for order, objective in enumerate(project_row.get("objectives", [])):
        Objective.objects.update_or_create(
            project=project, title=objective["title"], defaults={"order": order, "text": objective.get("text", "")}
        )
    for order, ally in enumerate(row["allies"]):
        values = {"order": order} | picked(ally, "also_diagnosed", "note", "source")
        found = organisation(ally["organisation"], participation.cohort.fictional)
        Support.objects.update_or_create(project=project, organisation=found, defaults=values)


def read_again(state: str, by) -> dict[str, Any]:
    """Who accepted and published a finding, when its state says that somebody did."""
    now = timezone.now()
    accepted = {"accepted_at": now, "accepted_by": by} if state in READ_AGAIN else {}
    published = {"published_at": now, "published_by": by} if state == FindingState.PUBLISHED else {}
    return {"state": state} | accepted | published


def write_effect(participation: Participation, order: int, row: dict[str, Any], items: Items, by) -> None:
    values = picked(row, "label", "text", "said_by", "source") | {
        "participation": participation,
        "order": order,
        "frame": items[ReferentialKey.FRAMES, row["frame"]],
        "family": items[ReferentialKey.EFFECTS, row["family"].lower()],
    }
    once = values | read_again(row.get("state", FindingState.PUBLISHED), by)
    Effect.objects.update_or_create(code=row["ref"].lower(), defaults=values, create_defaults=once)


def write_limit(participation: Participation, order: int, row: dict[str, Any], items: Items, by) -> None:
    values = picked(row, "title", "text", "proposal", "said_by", "source") | {
        "participation": participation,
        "order": order,
        "theme": items[ReferentialKey.LIMITS, row["theme"]],
    }
    once = values | read_again(row.get("state", FindingState.PUBLISHED), by)
    Limit.objects.update_or_create(code=row["ref"].lower(), defaults=values, create_defaults=once)


def write_viewpoint(participation: Participation, row: dict[str, Any]) -> None:
    named = row.get("organisation")
    values = picked(row, "said_by", "source") | {
        "organisation": organisation(named, participation.cohort.fictional) if named else None,
        "state": row["state"],
        "text": "\n\n".join(row.get("text", [])),
        "expressed_at": timezone.now() if row["state"] == ViewpointState.EXPRESSED else None,
    }
    Viewpoint.objects.update_or_create(participation=participation, of=row["of"], defaults=values)
