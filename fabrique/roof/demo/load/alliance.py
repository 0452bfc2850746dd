"""The alliance as a whole: referentials, figures, milestones, ways of accompanying, the other cohorts."""

import re
from datetime import date
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.devices.enums import AccompanimentState
from fabrique.accompaniment.devices.models import Accompaniment, Device
from fabrique.ground.people.enums import ScopeKind
from fabrique.ground.people.models import Scope
from fabrique.ground.referentials.enums import ReferentialKey, VersionState
from fabrique.ground.referentials.models import Item, Version
from fabrique.ground.territories.models import Territory
from fabrique.roof.demo.load.sources import cited
from fabrique.roof.home.enums import Precision
from fabrique.roof.home.models import Milestone, PublicFigure

REFERENTIALS = {
    ReferentialKey.FUNDAMENTALS: "fundamentals",
    ReferentialKey.CATEGORIES: "actor_categories",
    ReferentialKey.DIMENSIONS: "narrative_dimensions",
    ReferentialKey.FRAMES: "frames",
    ReferentialKey.FOUNDATIONS: "foundations",
    ReferentialKey.EFFECTS: "effect_families",
    ReferentialKey.LIMITS: "limit_themes",
}
FEATURED = ("allied_organisations", "territories_accompanied_total", "chantiers_total", "assemblies_of_allies")
MONTHS = {"janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8,
          "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "automne": 10}  # fmt: skip

SEASONS = ("printemps", "été", "automne", "hiver")

Items = dict[tuple[ReferentialKey, str], Item]


def load_referentials(data: dict[str, Any], *, by) -> Items:
    items: Items = {}
    for referential, name in REFERENTIALS.items():
        version = first_version(referential, by)
        for order, row in enumerate(data[name]):
            key = row.get("key") or row["code"].lower()
            items[referential, key] = parent = write_item(version, key, order, row)
            for sub_order, sub in enumerate(row.get("subtypes", [])):
                write_item(version, f"{key}-{sub['key']}"[:40], sub_order, sub, parent=parent)
    return items


def first_version(referential: ReferentialKey, by) -> Version:
    published = {"state": VersionState.PUBLISHED, "published_at": timezone.now(), "published_by": by}
    return Version.objects.get_or_create(referential=referential, number=1, defaults=published)[0]


def write_item(version: Version, key: str, order: int, row: dict[str, Any], parent: Item | None = None) -> Item:
    values = {
        "order": order,
        "parent": parent,
        "name_fr": row["name"],
        "name_en": row.get("name_en", ""),
        "gloss_fr": row.get("gloss", ""),
        "gloss_en": row.get("gloss_en", ""),
    }
    return Item.objects.update_or_create(version=version, key=key, defaults=values)[0]


def load_alliance(data: dict[str, Any]) -> None:
    for order, row in enumerate(data["figures"]):
        values = {name: row.get(name, "") for name in ("value", "label", "detail", "as_of")}
        values |= {"source": cited(row["source"]), "order": order, "featured": row["key"] in FEATURED}
        values |= {"number": row.get("number"), "part": False, "beside": None}
        PublicFigure.objects.update_or_create(key=row["key"], defaults=values)
    for row in data["figures"]:
        if "beside" in row:
            beside = PublicFigure.objects.get(key=row["beside"])
            PublicFigure.objects.filter(key=row["key"]).update(beside=beside, part=row.get("part", False))
    for row in data["milestones"]:
        Milestone.objects.update_or_create(title=row["title"], defaults=milestone_values(row))
    devices = {row["key"]: write_device(order, row) for order, row in enumerate(data["devices"])}
    for row in data["accompaniments"]:
        write_accompaniment(devices[row["device"]], row)
    for row in data["cohorts"]:
        write_counted_cohort(devices["cohort"], row)


def milestone_values(row: dict[str, Any]) -> dict[str, Any]:
    period = row["period"]
    values = {"period": period, "text": row["text"], "source": cited(row["source"])}
    if "date" in row:
        return values | {"starts_on": row["date"], "ends_on": row.get("ends"), "precision": Precision.DAY}
    years = [int(year) for year in re.findall(r"\d{4}", period)]
    ends_on = date(years[-1], 12, 31) if len(years) > 1 else None
    precision = Precision.YEAR if period[0].isdigit() else Precision.MONTH
    if period.startswith(SEASONS):
        precision = Precision.SEASON
    return values | {"starts_on": first_day(period), "ends_on": ends_on, "precision": precision}


def first_day(period: str) -> date:
    """The first day of « 2014 », « 2016-2019 », « février 2020 », « automne 2025 »."""
    year = int(re.search(r"\d{4}", period)[0])
    month = next((number for name, number in MONTHS.items() if name in period), 1)
    return date(year, month, 1)


def write_device(order: int, row: dict[str, Any]) -> Device:
    values = {name: row.get(name, "") for name in ("name", "purpose", "public", "duration", "cost_share")}
    values |= {"source": cited(row["source"]), "does": "\n".join(row["does"]), "does_not": "\n".join(row["does_not"])}
    values |= {"kind": row["key"], "order": order, "current": row["state"] == "current"}
    return Device.objects.update_or_create(code=row["key"], defaults=values)[0]


def write_accompaniment(device: Device, row: dict[str, Any]) -> None:
    place = row["territory"]
    values = {name: place[name] for name in ("name", "department", "department_name")} | {"kind": place["type"]}
    territory = Territory.objects.update_or_create(code=place["code"], defaults=values)[0]
    running = row["period"].startswith("depuis")
    values = {name: row[name] for name in ("period", "objectives")} | {"source": cited(row["source"])}
    values |= {"state": AccompanimentState.RUNNING if running else AccompanimentState.CLOSED}
    Accompaniment.objects.update_or_create(device=device, territory=territory, defaults=values)


def write_counted_cohort(device: Device, row: dict[str, Any]) -> None:
    """A cohort known by its figures only (C2)."""
    scope = Scope.objects.update_or_create(kind=ScopeKind.COHORT, code=row["code"], defaults={"label": row["name"]})[0]
    values = {
        "name": row["name"], "device": device, "scope": scope, "reach": row["scope"], "period": row["period"],
        "state": CohortState.EVALUATED, "institutions": ", ".join(row.get("institutions", [])),
        "summary": row.get("notes", ""), "territories_stated": row["territories"], "figures_only": True,
        "starts_on": date(int(row["period"][:4]), 1, 1), "source": cited(row["source"]),
    }  # fmt: skip
    Cohort.objects.update_or_create(code=row["code"], defaults=values)
