"""What the invented cohort tells, row by row: facts already checked, found again by their codes."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.narratives.models import Carrier, LocalMedia, Narrative, Passage, StrategyLine
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from fabrique.roof.demo.load.life import at, day, kept, person, place

WRITERS = {"media": "embedded-media", "narrator": "narrative-facilitator", "cohort": "cohort-lead",
           "territory": "delegation-referent"}  # fmt: skip


def load_narratives(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    for row in data["narratives"]:
        write_narrative(cohort, row)
    for row in data["strategy"]:
        words = kept(row, "where_we_are", "what_we_try", "who_carries", "next_step")
        StrategyLine.objects.update_or_create(
            participation=place(cohort, row), dimension=row["dimension"], defaults=words
        )
    for row in data["carriers"]:
        category = items(ReferentialKey.CATEGORIES, [row["category"]]).get()
        Carrier.objects.get_or_create(
            participation=place(cohort, row), function=row["function"], defaults={"category": category}
        )
    for row in data["media"]:
        LocalMedia.objects.get_or_create(
            participation=place(cohort, row), organisation=organisation(row), defaults=kept(row, "medium", "covers", "newsroom")
        )  # fmt: skip


def items(referential: ReferentialKey, keys: list[str]):
    return Item.objects.of(referential).filter(key__in=keys)


def organisation(row: dict[str, Any]) -> Organisation:
    return Organisation.objects.named(row["organisation"]).get()


def write_narrative(cohort: Cohort, row: dict[str, Any]) -> None:
    by, now = person(WRITERS[row["origin"]]), timezone.now()
    state = row.get("state", "published")
    values = kept(row, "origin", "kind", "title", "text", "url", "licence") | {
        "cohort": cohort, "participation": place(cohort, row) if "territory" in row else None, "state": state,
        "organisation": organisation(row), "told_on": day(row), "begun_by": by, "source": "fiction",
    }  # fmt: skip
    if state == "published":
        values |= {"published_at": at(day(row) + timedelta(days=3), 9), "published_by": by}
    if row.get("link_dead"):
        values |= {"link_dead_at": now, "link_dead_by": person("ally-person")}
    narrative, made = Narrative.objects.get_or_create(code=row["code"], defaults=values)
    if not made:
        return
    narrative.dimensions.set(items(ReferentialKey.DIMENSIONS, row["dimensions"]))
    narrative.voices.set(items(ReferentialKey.CATEGORIES, row["voices"]))
    if row["kind"] == "podcast":
        narrative.effects.set(narrative.participation.effects.published()[:1])
    for order, passage in enumerate(row.get("passages", [])):
        write_passage(narrative, order, passage)
    for reply in row.get("replies", []):
        narrative.replies.create(
            written_at=at(day(reply), 9), written_by=person(reply["by"]), **kept(reply, "of", "signed", "text")
        )
    for reuse in row.get("reuses", []):
        narrative.reuses.create(
            organisation=organisation(reuse), where=reuse["where"], reused_on=day(reuse), licence=narrative.licence, noted_by=by
        )  # fmt: skip


def write_passage(narrative: Narrative, order: int, row: dict[str, Any]) -> None:
    values = {"narrative": narrative, "order": order} | kept(row, "kind", "text", "said_by", "consent")
    if "consent" in row:
        values["asked_on"] = day(row)
    if row.get("consent") in ("given", "withdrawn"):
        values["answered_on"] = timezone.localdate() - timedelta(
            days=row.get("withdrawn_days_ago", row["days_ago"] - 1)
        )
    if "voice" in row:
        values["voice"] = items(ReferentialKey.CATEGORIES, [row["voice"]]).get()
    if row.get("consent") == "asked":  # their link left with the question
        values |= {"linked_on": values["asked_on"], "link_number": 1} | kept(row, "correction")
    Passage.objects.create(**values)
