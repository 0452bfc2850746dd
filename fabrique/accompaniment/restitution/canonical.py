"""The one text that is checked, read again, presented and downloaded: canonical JSON, and its SHA-256.

Its labels (c1, v1, r1) are its own: nothing in it, not even a code, leads back to a draft, an extract or an interview.
Quotations are shuffled inside their finding (reliability 4.3.5).
"""

import hashlib
import json
import secrets
from typing import Any

from fabrique.accompaniment.restitution import limits
from fabrique.accompaniment.restitution.drafts import Desk, Opened
from fabrique.accompaniment.restitution.guard import at_least
from fabrique.accompaniment.restitution.models import Edition

FORMAT = 1
_shuffle = secrets.SystemRandom().shuffle


def dumps(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Altered(Exception):
    """These words are not those that were checked and read again: nothing goes out."""


def checked(text: str, sha256: str) -> dict[str, Any]:
    """The content, if it is what was signed. Raises `Altered`."""
    if fingerprint(text) != sha256:
        raise Altered
    return json.loads(text)


def compose(desk: Desk, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What goes out, and `sources`: which draft row and which voices stand behind each label, never to be shown."""
    place = desk.diagnostic.participation
    by_extract, persons = {one.code: one for one in desk.extracts()}, desk.persons
    quoted: dict[str, list[Opened]] = {}
    for one in desk.verbatims():
        quoted.setdefault(one.words.finding, []).append(one)
    sources: dict[str, Any] = {}
    names: dict[str, str] = {}
    findings = []
    for rank, one in enumerate(desk.findings(), start=1):
        label = names[one.code] = f"c{rank}"
        voices = sorted({persons[by_extract[code].interview] for code in one.words.extracts if code in by_extract})
        sources[label] = {"row": one.code, "voices": voices}
        findings.append({
            "label": label, "group": one.words.group, "theme": one.words.theme, "text": one.words.text,
            "category": one.words.category, "verbatims": quotations(quoted.get(one.code, []), sources, persons),
        })  # fmt: skip
    recommendations = []
    for rank, one in enumerate(desk.recommendations(), start=1):
        sources[f"r{rank}"] = {"row": one.code, "voices": []}
        recommendations.append({
            "label": f"r{rank}", "text": one.words.text, "theme": one.words.theme, "addressee": one.words.addressee,
            "horizon": one.words.horizon, "findings": sorted(names[code] for code in one.words.findings if code in names),
        })  # fmt: skip
    content = {
        "format": FORMAT, "number": number, "territory": place.territory.name, "cohort": place.cohort.name,
        "met": at_least(len(desk.spoke), read_before(desk)), "limits": desk.part("words").text or limits.proposed(desk),
        "findings": findings, "recommendations": recommendations,
    }  # fmt: skip
    return content, sources


def read_before(desk: Desk) -> int | None:
    """How many the last version that somebody read said were heard."""
    last = Edition.objects.filter(diagnostic=desk.diagnostic).exclude(text="").order_by("number").last()
    return json.loads(last.text)["met"] if last else None


def quotations(found: list[Opened], sources: dict[str, Any], persons: dict[str, str]) -> list[dict[str, str]]:
    found = list(found)
    _shuffle(found)
    rows = []
    for one in found:
        label = f"v{1 + sum(name.startswith('v') for name in sources)}"
        sources[label] = {"row": one.code, "voices": [persons[one.interview]]}
        rows.append({"label": label, "text": one.words.text})
    return rows
