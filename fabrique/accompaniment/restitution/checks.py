"""A composed restitution before the guard: what each label says, who stands behind it, whom it must not betray."""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.diagnostics.withdrawals import kept_names
from fabrique.accompaniment.restitution import canonical
from fabrique.accompaniment.restitution.drafts import Desk, place_of
from fabrique.accompaniment.restitution.guard import (  # fmt: skip
    RULES,
    Document,
    Earlier,
    Entry,
    Kind,
    Refusal,
    Roster,
    Statement,
    Text,
    Verbatim,
    Voice,
    check,
)
from fabrique.accompaniment.restitution.guard.case import Case
from fabrique.accompaniment.restitution.guard.labels import orders
from fabrique.accompaniment.restitution.models import Edition
from fabrique.core.instance import alliance_name
from fabrique.core.text import fold
from fabrique.ground.territories.enums import FactKind

LIMITS = "limits"
SHUFFLES = 20


@dataclass(frozen=True)
class Objection:
    """A refusal of the guard, and which row of the draft it is about. `mark` names it without quoting it."""

    refusal: Refusal
    row: str
    mark: str

    @property
    def kind(self) -> str:
        """Of the row; `limits` is the statement of limits."""
        return {"c": "finding", "v": "verbatim", "r": "recommendation"}.get(label_of(self.refusal)[:1], LIMITS)

    @property
    def field(self) -> str:
        return self.refusal.where.partition("-")[2] or "text"


def label_of(refusal: Refusal) -> str:
    return refusal.where.partition("-")[0]


def voices_of(desk: Desk) -> tuple[Voice, ...]:
    """One a person who said something; met twice, they are quoted if they agreed each time."""
    heard = {code: desk.heard[code][1] for code in desk.spoke}
    silent = {person for code, person in desk.persons.items() if not desk.heard[code][1].may_quote}
    return tuple(
        Voice(code, facts.category, facts.sub_type, day=facts.day, quotable=code not in silent)
        for code, facts in sorted(heard.items())
    )


def document_of(content: dict[str, Any], sources: dict[str, Any], diagnostic: Diagnostic) -> Document:
    """Everything that will be read is judged: findings, quotations, themes, recommendations, addressees, limits."""
    statements = tuple(
        Statement(
            one["label"], one["text"], tuple(sources[one["label"]]["voices"]), section=one["group"], theme=one["theme"],
            category_shown=one["category"], key=sources[one["label"]]["row"],
            verbatims=tuple(
                Verbatim(
                    said["label"], said["text"], sources[said["label"]]["voices"][0], section=one["group"],
                    # what is printed above a quotation is read as said of it
                    category_shown=one["category"], key=sources[said["label"]]["row"],
                )
                for said in one["verbatims"]
            ),
        )
        for one in content["findings"]
    )  # fmt: skip
    texts = [Text(LIMITS, content["limits"])]
    texts += [Text(f"{one['label']}-theme", one["theme"]) for one in content["findings"] if one["theme"]]
    for one in content["recommendations"]:
        texts.append(Text(one["label"], one["text"]))
        texts += [Text(f"{one['label']}-{name}", one[name]) for name in ("theme", "addressee") if one[name]]
    return Document(statements, tuple(texts), inhabitants(diagnostic))


def inhabitants(diagnostic: Diagnostic) -> int | None:
    """Of the reference, else the least that a source states; None when nobody says."""
    territory = diagnostic.participation.territory
    if territory.place and territory.place.population is not None:
        return territory.place.population
    stated = territory.facts.filter(kind=FactKind.POPULATION).aggregate(least=Min("value"))["least"]
    return None if stated is None else int(stated)


def roster_of(desk: Desk) -> Roster:
    """Whom the team adds, who sits in the delegation, whom it may meet: read for this check, kept nowhere in clear."""
    place = desk.diagnostic.participation
    lines = [line.strip() for line in desk.part("roster").text.splitlines() if line.strip()]
    entries = [entry_of(line) for line in lines if not publishable(line)]
    entries += seated(place)
    entries += met_names(desk)
    entries += communes_of(place.territory)
    public = (place.territory.name, place.cohort.name, alliance_name(), *filter(None, map(publishable, lines)))
    return Roster(tuple(dict.fromkeys(entries)), public)


def seated(participation) -> list[Entry]:
    """Everybody of the delegation, and the post each holds: there is one such post here."""
    seats = Seat.objects.filter(participation=participation).select_related("person")
    names = [Entry(name) for seat in seats if (name := str(seat.person or seat.name))]
    return names + [Entry(seat.title, Kind.POST) for seat in seats if seat.title]


def communes_of(territory) -> list[Entry]:
    """Inside an intercommunality, the name of a commune says which mayor speaks."""
    place = territory.place
    names = place.members.values_list("name", flat=True) if place else ()
    return [Entry(name, Kind.PLACE, instead=_("une commune du territoire")) for name in names if name != territory.name]


def publishable(line: str) -> str:
    """« name : à publier »: the team vouches that this name points at nobody. Empty for any other line."""
    name, _sign, said = line.partition(":")
    return name.strip() if fold(said) == "a publier" else ""


def entry_of(line: str) -> Entry:
    """« name » or « name : what to say instead »; two words that do not both begin with a capital are a post or a place."""
    name, _sign, instead = line.partition(":")
    words = name.split()
    person = len(words) > 1 and all(word[:1].isupper() for word in words)
    return Entry(name.strip(), Kind.PERSON if person else Kind.POST, instead=instead.strip())


def met_names(desk: Desk) -> list[Entry]:
    """Everybody whom the panel names, met or not, gone or not, and the function each holds."""
    named = [(contact.name, contact.function) for contact in desk.diagnostic.contacts.all()]
    found = []
    for name, function in named + kept_names(desk.space, desk.diagnostic):
        found += [Entry(name)] if name else []
        found += [Entry(function, Kind.POST)] if function else []
    return found


def earlier_of(desk: Desk, but: Edition | None = None) -> tuple[Earlier, ...]:
    """What the number one has already read: presented versions, with the voices behind them."""
    read = Edition.objects.filter(diagnostic=desk.diagnostic).exclude(text="").order_by("number")
    found = []
    for edition in read if but is None else read.exclude(pk=but.pk):
        sources = sources_of(desk, edition)
        found.append(Earlier(document_of(json.loads(edition.text), sources, desk.diagnostic), voices_of(desk)))
    return tuple(found)


def sources_of(desk: Desk, edition: Edition) -> dict[str, Any]:
    return json.loads(desk.item.open(edition.sources, place_of(edition, "sources"))) if desk.item else {}


def no_longer_quotable(desk: Desk, edition: Edition) -> bool:
    """Somebody quoted in this version has since taken back their words, or their agreement to be quoted (R356)."""
    quoted = {one["voices"][0] for label, one in sources_of(desk, edition).items() if label.startswith("v")}
    return any(code not in desk.heard or not desk.heard[code][1].may_quote for code in quoted)


def composed(desk: Desk, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Composed until chance gives an order of quotations that tells nothing."""
    for _again in range(SHUFFLES):
        content, sources = canonical.compose(desk, number)
        case = Case(document_of(content, sources, desk.diagnostic), voices_of(desk), Roster())
        if not any(orders(case)):
            break
    return content, sources


def objections(desk: Desk, content: dict[str, Any], sources: dict[str, Any]) -> list[Objection]:
    """Every refusal, each with the row where it is mended."""
    document = document_of(content, sources, desk.diagnostic)
    found = check(document, voices_of(desk), roster_of(desk), earlier_of(desk))
    return [Objection(one, row_of(one, sources), mark_of(one, sources)) for one in found]


def row_of(refusal: Refusal, sources: dict[str, Any]) -> str:
    return sources.get(label_of(refusal), {}).get("row", "")


def mark_of(refusal: Refusal, sources: dict[str, Any]) -> str:
    where = f"{row_of(refusal, sources)} {refusal.where.partition('-')[2]}"
    return hashlib.sha256(repr(replace(refusal, where=where)).encode()).hexdigest()[:16]


def verdict(content: dict[str, Any], sha256: str) -> dict[str, Any]:
    """What is kept of a check that found nothing: which rules, how much was read, of which text."""
    return {
        "rules": sorted(RULES), "findings": len(content["findings"]), "sha256": sha256,
        "verbatims": sum(len(one["verbatims"]) for one in content["findings"]),
    }  # fmt: skip
