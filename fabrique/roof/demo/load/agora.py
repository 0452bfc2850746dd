"""The Agora of the invented cohort, from released words to promises followed at three months, and one made at home."""

from datetime import UTC, date, datetime, time
from typing import Any

from fabrique.accompaniment.agora.actions import prepare_debate
from fabrique.accompaniment.agora.actions.agoras import take_in
from fabrique.accompaniment.agora.actions.followups import draw_follow_ups
from fabrique.accompaniment.agora.models import (
    Agora,
    AgoraItem,
    Answer,
    Carrier,
    Convergence,
    Dissent,
    Remark,
    Resolution,
)
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.delegations.enums import Rank
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers.models import Membership, sealed_name
from fabrique.accompaniment.workshops import actions as workshops
from fabrique.accompaniment.workshops.models import Workshop
from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item
from fabrique.roof.demo.load.life import person
from fabrique.roof.demo.load.workshops import reach, room, write_wall

# with the referent, whose seat is an agent's, two accounts of the demonstration speak for the agents
VOICES = {Role.SUBSTITUTE: "agent"}
HELD = ("adopted", "adopted-with-dissensus", "in-progress", "kept", "dropped")
type Said = dict[str, AgoraItem]


def load_agora(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    if Agora.objects.filter(cohort=cohort).exists():
        return
    categories = {item.key: item for item in Item.objects.categories(cohort.scope)}
    seat_accounts(cohort, categories)
    row = data["agora"]
    agora = Agora.objects.create(cohort=cohort, state="open", **described(row))
    take_in(agora)
    fill(agora, row, categories)
    debate(agora, row["debate"])
    row = data["first"]
    fill(Agora.objects.create(cohort=cohort, state="published", **described(row), **publication(row)), row, categories)
    row = data["local"]
    place = cohort.participations.get(territory__code=row["territory"])
    fill(Agora.objects.create(cohort=cohort, participation=place, state="open", **described(row)), row, categories)


def described(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("name", "question", "held_on", "place")}


def publication(row: dict[str, Any]) -> dict[str, Any]:
    return {"published_at": at(row["published_on"]), "published_by": person(Role.COHORT_LEAD)}


def seat_accounts(cohort: Cohort, categories: dict[str, Item]) -> None:
    """In the delegation where the roles of the demonstration are held, beside its holders."""
    place = cohort.participations.order_by("pk").first()
    for role, key in VOICES.items():
        facts = {"category": categories[key], "rank": Rank.SUBSTITUTE, "title": "compte de démonstration"}
        Seat.objects.get_or_create(participation=place, person=person(role), defaults=facts)


def two_of(agora: Agora, key: str) -> list[Person]:
    """Invented people who sat among the peers of this category."""
    inside = Membership.objects.inside().filter(group__cohort=agora.cohort, group__category__key=key)
    return [one.person for one in inside.select_related("person").order_by("pk")[:2]]


def fill(agora: Agora, row: dict[str, Any], categories: dict[str, Item]) -> None:
    said: Said = {}
    for one in row.get("items", []):
        facts = {"kind": one["kind"], "text": one["text"], "due_on": one.get("due_on"), "by_hand": True}
        said[one["key"]] = AgoraItem.objects.create(
            agora=agora, category=categories[one["from"]], to=categories.get(one.get("to", "")), **facts
        )
        give(agora, said[one["key"]], one, categories)
    for kind, one in row.get("peers", {}).items():
        said[one["key"]] = agora.items.get(kind=kind, by_hand=False)
        give(agora, said[one["key"]], one, categories)
    for one in row.get("convergences", []):
        made = Convergence.objects.create(agora=agora, title=one["title"], words=one["words"])
        made.items.set(said[key] for key in one["items"])
        discuss(agora, one, categories, convergence=made)
    for one in row["resolutions"]:
        resolve(agora, one, said, categories)


def debate(agora: Agora, row: dict[str, Any]) -> None:
    """Its room: cards put together, what it decided, one decision a resolution already."""
    lead = person(LEADS[0])
    workshop = prepare_debate(agora=agora, by=lead)
    workshop = workshops.move(workshop=workshop, name="open", by=lead)
    reach(workshop, "collect", lead)
    write_wall(workshop, row["clusters"], room(workshop, row["people"]), lead)
    reach(workshop, "decide", lead)
    for one in row["decisions"]:
        told = {"text": one["text"], "carrier": one["carrier"], "due_on": one.get("due_on")}
        decision = workshops.add_decision(workshop=workshop, by=lead, **told)
        agora.resolutions.filter(title=one.get("resolved", "")).update(decision=decision)
    workshops.move(workshop=workshop, name="close", by=lead)
    Workshop.objects.filter(pk=workshop.pk).update(opened_on=agora.held_on)


def give(agora: Agora, item: AgoraItem, row: dict[str, Any], categories: dict[str, Item]) -> None:
    for key, says, words in row.get("answers", []):
        first, second = two_of(agora, key)
        given = {"written_by": first, "agreed_by": second, "agreed_at": at(agora.held_on), "state": "agreed"}
        Answer.objects.create(item=item, category=categories[key], says=says, words=words, **given)


def discuss(agora: Agora, row: dict[str, Any], categories: dict[str, Item], **on: Any) -> None:
    for key, text in row.get("remarks", []):
        author = sealed_name(two_of(agora, key)[0])
        Remark.objects.create(agora=agora, category=categories[key], text=text, author=author, **on)


def resolve(agora: Agora, row: dict[str, Any], said: Said, categories: dict[str, Item]) -> None:
    words = {name: row[name] for name in ("title", "text", "scale", "state", "due_on") if name in row}
    if row["state"] in HELD:
        words["adopted_on"] = agora.held_on
    if row["state"] == "dropped":
        words["reason"] = row["followed"][2]
    made = Resolution.objects.create(agora=agora, **words)
    made.categories.set(categories[key] for key in row["categories"])
    made.items.set(said[key] for key in row.get("items", []))
    made.convergences.set(agora.convergences.filter(title__in=row.get("convergences", [])))
    for key, text in row.get("dissents", []):
        Dissent.objects.create(resolution=made, category=categories[key], words=text)
    carriers = [two_of(agora, key)[0] for key in row.get("carriers", [])]
    for one in carriers:
        Carrier.objects.create(resolution=made, person=one, since=agora.held_on)
    discuss(agora, row, categories, resolution=made)
    if agora.held_on and row["state"] in HELD:
        draw_follow_ups(made, agora.held_on)
        months, says, text = row["followed"]
        point = made.follow_ups.get(months=months)
        point.save_values(
            {"says": says, "words": text, "said_at": at(point.due_on), "said_by": carriers[0]}, seen=point.version
        )


def at(day: date | None) -> datetime:
    return datetime.combine(day or date(2026, 1, 1), time(16), UTC)
