"""What the pages of the vault show, arranged in memory."""

from itertools import groupby
from typing import Any

from django.http import Http404

from fabrique.accompaniment.interviews.sealed import Coded
from fabrique.accompaniment.restitution.checks import Objection
from fabrique.accompaniment.restitution.drafts import Desk, Opened
from fabrique.accompaniment.restitution.enums import Group, Risk
from fabrique.accompaniment.restitution.models import Edition
from fabrique.accompaniment.restitution.releases import note_of
from fabrique.core.vault.spaces import NoKey, Space, Vault
from fabrique.ground.people.models import Person


def one(rows: list[Any], code: str) -> Any:
    """The one that was opened; what does not open is not there."""
    found = next((row for row in rows if row.code == code), None)
    if found is None:
        raise Http404
    return found


def groups_of(desk: Desk, findings: list[Opened], extracts: list[Coded]) -> list[dict[str, Any]]:
    """The three groups in their order, each finding with its passages, its quotations and how many carry it."""
    known, persons = {row.code: row for row in extracts}, desk.persons
    quoted: dict[str, list[Opened]] = {}
    for row in desk.verbatims():
        quoted.setdefault(row.words.finding, []).append(row)
    rows = []
    for row in findings:
        grouped = [known[code] for code in row.words.extracts if code in known]
        rows.append({
            "row": row, "extracts": grouped, "verbatims": quoted.get(row.code, []),
            "voices": len({persons[one.interview] for one in grouped}), "categories": len({one.facts.category for one in grouped}),
        })  # fmt: skip
    return [
        {"group": group, "rows": [one for one in rows if one["row"].words.group == group]} for group in Group
    ]  # fmt: skip


def crossed(desk: Desk) -> dict[str, list[dict[str, str]]]:
    """Remarks of the team, by what they are about."""
    found = desk.comments()
    names = dict(Person.objects.filter(code__in={row.words.author for row in found}).values_list("code", "name"))
    answer: dict[str, list[dict[str, str]]] = {}
    for row in found:
        said = {"author": names.get(row.words.author, ""), "day": row.words.day, "text": row.words.text}
        answer.setdefault(row.words.about, []).append(said)
    return answer


def guarded_parts(content: dict[str, Any], found: list[Objection]) -> list[dict[str, Any]]:
    """Each text that the guard refuses, with all it says of it."""
    texts = {"limits": content["limits"]}
    for row in (*content["findings"], *content["recommendations"]):
        texts |= {row["label"]: row["text"]} | {
            f"{row['label']}-{name}": row.get(name, "") for name in ("theme", "addressee")
        }
        texts |= {said["label"]: said["text"] for said in row.get("verbatims", [])}
    ordered = sorted(found, key=lambda one: (one.kind, one.refusal.where))
    return [
        {"text": texts.get(where, ""), "kind": (rows := list(group))[0].kind, "row": rows[0].row, "rows": rows}
        for where, group in groupby(ordered, key=lambda one: one.refusal.where)
    ]


def by_group(content: dict[str, Any]) -> list[dict[str, Any]]:
    """A version as its pages show it: the three groups, in their order."""
    return [{"group": group, "rows": [one for one in content["findings"] if one["group"] == group]} for group in Group]


def sheets(vault: Vault, edition: Edition, space: Space | None) -> list[dict[str, Any]]:
    """Signed sheets, each reader's reasons opened when the version still has its keys."""
    rows = edition.reviews.exclude(answered_at=None).select_related("reviewer")
    if space is None and edition.space:
        try:
            space = vault.space(edition.space)
        except NoKey:
            space = None
    return [
        {
            "reviewer": row.reviewer, "grade": row.grade, "signed": row.answered_at, "third": row.third,
            "risks": [(label, [Risk(one).label for one in found]) for label, found in row.risks.items()],
            "note": note_of(space, edition, row) if space else "",
        }
        for row in rows
    ]  # fmt: skip
