"""The referential of the four categories: its facts in two versions, and proposals made in the invented cohort."""

from typing import Any

from fabrique.accompaniment.peers.models import Statement
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person
from fabrique.ground.referentials import actions
from fabrique.ground.referentials.enums import ADDRESSED, Category, Part, ReferentialKey
from fabrique.ground.referentials.models import Proposal, Version
from fabrique.roof.demo.load.life import person
from fabrique.roof.demo.load.sources import cited

FANTASTICS = ReferentialKey.FANTASTICS
WORDS = ("name_fr", "name_en", "part", "said_by", "said_to")


def load_referential(data: dict[str, Any], *, by: Person) -> None:
    """Written once: what people change afterwards is theirs."""
    if Version.objects.of(FANTASTICS).exists():
        return
    spoken = [row for category in Category for row in rows_of(data[category], category)]
    shared = list(rows_of(data["all"], ""))
    facts = {"referential": FANTASTICS, "by": by, "source": cited(data["source"])}
    actions.publish_version(items=spoken, note=data["note_1"], **facts)
    actions.publish_version(items=[*spoken, *shared], note=data["note_2"], **facts)


def rows_of(said: dict[str, Any], category: str):
    for part in Part:
        found = said.get(part, [])
        for number, words in enumerate([found] if part == Part.PORTRAIT and found else found, start=1):
            to, french, english = words if part in ADDRESSED else ("", *words)
            key = "-".join(filter(None, [part, category, str(number)]))
            facts = {"key": key, "part": part, "said_by": category, "said_to": to}
            if part == Part.PORTRAIT:
                names = {"name_fr": f"Portrait : {Category(category).label}", "gloss_fr": french, "gloss_en": english}
            else:
                names = {"name_fr": french, "name_en": english}
            yield facts | names


def load_proposals(data: dict[str, Any]) -> None:
    if Proposal.objects.exists():
        return
    for row in data["proposals"]:
        traced = Statement.objects.released().filter(group__cohort__code="fictive", kind="claim").order_by("pk").first() if row.get("traced") else None  # fmt: skip
        source = {"source": "peers", "ref": traced.code} if traced else {}
        asked = {"change": row.get("change", "add"), "key": row.get("key", ""), "why": row["why"]} | source
        words = {name: row[name] for name in WORDS if name in row}
        proposal = actions.propose(by=person(Role(row["by"])), **asked, **words)
        for role, text in row.get("remarks", []):
            actions.remark(proposal=proposal, text=text, by=person(Role(role)))
        if row.get("state") == "accept":
            facilitator = person(Role.PEER_GROUP_FACILITATOR)
            actions.accept(proposal=proposal, answer=row["answer"], by=facilitator, seen=proposal.version)
