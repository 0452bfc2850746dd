"""What the invented cohorts say of what changed, row by row: facts already checked, found again by their codes."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation.enums import FollowUpState, PaperState, ViewpointState
from fabrique.accompaniment.evaluation.models import (
    ChangeStory,
    Chapter,
    DatedVersion,
    Effect,
    EffectLink,
    Evidence,
    Fate,
    FollowUp,
    Limit,
    Paper,
    PaperAnswer,
    ValueSheet,
    Viewpoint,
)
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from fabrique.roof.demo.load.life import at, day, kept, person
from fabrique.roof.demo.load.sources import FICTION
from fabrique.roof.demo.load.territory import read_again

SAID = ("second_label", "level", "ring", "expected", "voice", "strength", "confidence", "cause", "cause_words")


def load_evaluation(data: dict[str, Any], *, by: Person) -> None:
    for row in data["precise"]:
        seen = {"seen_on": day(row)} if "days_ago" in row else {}
        Effect.objects.filter(code=row["ref"].lower()).update(**kept(row, *SAID) | seen)
    for order, row in enumerate(data["effects"], start=10):
        write_effect(order, row, by)
    for row in data["links"]:
        EffectLink.objects.get_or_create(cause=effect(row["cause"]), outcome=effect(row["outcome"]), defaults={"tied_by": by})  # fmt: skip
    for row in data["evidence"]:
        Evidence.objects.get_or_create(effect=effect(row["effect"]), kind=row["kind"], text=row["text"], defaults={"added_by": by})  # fmt: skip
    for row in data["causes"]:
        Limit.objects.filter(code=row["limit"]).update(cause=row["cause"])
    for row in data["papers"]:
        write_paper(row)
    for row in data["follow_ups"]:
        write_follow_up(row, by)
    for row in data["asked"]:
        write_asked(row)
    write_words(data)


def write_words(data: dict[str, Any]) -> None:
    """What each gained, and changes told."""
    for row in data["sheets"]:
        values = kept(row, "for_whom", "shown_by", "not_acting") | {"frame": item(ReferentialKey.FRAMES, row["frame"])}
        ValueSheet.objects.get_or_create(
            participation=place(row), category=item(ReferentialKey.CATEGORIES, row["category"]), changed=row["changed"],
            defaults=values | {"written_by": person(row["by"])},
        )  # fmt: skip
    for row in data["stories"]:
        values = kept(row, "before", "trigger", "after", "noticed_by") | {"effect": effect(row["effect"])}
        ChangeStory.objects.get_or_create(
            participation=place(row), title=row["title"], defaults=values | {"written_by": person(row["by"])}
        )


def place(row: dict[str, Any]) -> Participation:
    return Participation.objects.get(cohort__fictional=True, territory__code=row["territory"])


def effect(code: str) -> Effect:
    return Effect.objects.get(code=code, participation__cohort__fictional=True)


def item(referential: ReferentialKey, key: str) -> Item:
    return Item.objects.of(referential).get(key=key)


def write_effect(order: int, row: dict[str, Any], by: Person) -> None:
    values = kept(row, "label", "text", "said_by", *SAID) | {
        "participation": place(row), "order": order, "frame": item(ReferentialKey.FRAMES, row["frame"]),
        "family": item(ReferentialKey.EFFECTS, row["family"]), "source": FICTION,
    }  # fmt: skip
    once = values | read_again(row["state"], by)
    Effect.objects.update_or_create(code=row["code"], defaults=values, create_defaults=once)


def write_paper(row: dict[str, Any]) -> None:
    evaluator = person("embedded-evaluator")
    values = {"cohort": Cohort.objects.get(code="fictive"), "kind": row["kind"], "title": row["title"]}
    paper = Paper.objects.get_or_create(code=row["code"], defaults=values)[0]
    issued = row["state"] != PaperState.DRAFT
    dates = {"issued_at": at(day(row), 9), "issued_by": evaluator} if issued else {}
    dated, made = DatedVersion.objects.get_or_create(
        code=row["version"], defaults={"paper": paper, "number": 1, "state": row["state"], "begun_by": evaluator} | dates
    )  # fmt: skip
    for order, (title, text) in enumerate(row["chapters"]) if made else ():
        Chapter.objects.create(dated=dated, order=order, title=title, text=text)
    for role, kind, of, signed, text in row.get("answers", ()) if made else ():
        PaperAnswer.objects.create(dated=dated, kind=kind, of=of, signed=signed, text=text, written_by=person(role))


def write_follow_up(row: dict[str, Any], by: Person) -> None:
    values = kept(row, "state", "words") | {"due_on": day(row)}
    if row["state"] != FollowUpState.EXPECTED:
        now = timezone.now()
        values |= {"recorded_at": now, "recorded_by": by, "published_at": now, "published_by": by}
    follow_up, made = FollowUp.objects.get_or_create(participation=place(row), months=row["months"], defaults=values)
    for code, became, words in row.get("fates", ()) if made else ():
        Fate.objects.create(follow_up=follow_up, effect=effect(code), became=became, words=words)


def write_asked(row: dict[str, Any]) -> None:
    """Asked, reminded once, and silent still."""
    reminded = timezone.localdate() - timedelta(days=row["reminded_days_ago"])
    values = {"state": ViewpointState.ASKED, "asked_at": at(day(row), 9), "asked_by": person(row["by"])}
    values |= {"reminders": 1, "reminded_on": reminded}
    Viewpoint.objects.get_or_create(participation=place(row), of=row["of"], defaults=values)
