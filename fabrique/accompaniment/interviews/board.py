"""What the pages of a team show of all its interviews together: read once, counted in memory, given to one page.

Pictures are drawn anew each time: the house remembers its drawings, and these hold words of the vault.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews import agreement
from fabrique.accompaniment.interviews import permissions as may
from fabrique.accompaniment.interviews.anchoring import Numbered, anchored
from fabrique.accompaniment.interviews.contacts import categories_of
from fabrique.accompaniment.interviews.enums import Mode
from fabrique.accompaniment.interviews.models import Interview
from fabrique.accompaniment.interviews.opening import OpenInterview, everything, texts_of
from fabrique.accompaniment.interviews.sealed import Coded, Facts
from fabrique.core.pictures import draw_matrix
from fabrique.core.text import fold
from fabrique.core.vault.spaces import Space
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item

draw_afresh = draw_matrix.__wrapped__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Row:
    """One interview in the list; `state` is open, damaged or erased."""

    number: int
    interview: Interview
    state: str
    facts: Facts | None = None
    category: Item | None = None
    passages: int = 0
    writes: bool = False

    @property
    def mode(self) -> str:
        return str(Mode(self.facts.mode).label) if self.facts and self.facts.mode in Mode.values else ""

    @property
    def day(self) -> date | None:
        return parse_date(self.facts.day) if self.facts and self.facts.day else None


@dataclass(frozen=True)
class Coverage:
    """Of one category; None is « not said »."""

    category: Item | None
    people: int
    minutes: int

    @property
    def hours(self) -> str:
        return duration(self.minutes)


def duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(n)s min") % {"n": rest}
    return _("%(h)s h %(m)02d") % {"h": hours, "m": rest} if rest else _("%(h)s h") % {"h": hours}


def home(space: Space, diagnostic: Diagnostic, person: Person) -> dict:
    found, categories = everything(space, diagnostic), categories_of(diagnostic)
    count = defaultdict(int)
    for coded in found.first:
        count[coded.interview] += 1
    rows = []
    for number, interview in enumerate(diagnostic.interviews.select_related("author"), 1):
        interview.diagnostic = diagnostic
        if interview.code in found.known:
            facts = found.known[interview.code][1]
            rows.append(Row(number, interview, "open", facts, categories.get(facts.category), count[interview.code],
                            may.write_notes.allows(person, interview)))  # fmt: skip
        else:
            rows.append(Row(number, interview, "damaged" if interview.code in found.damaged else "erased"))
    return {"rows": rows, "heard": len(found.known), "damaged": len(found.damaged), "damaged_passages": found.damaged_passages,
            "coverage": covered([row for row in rows if row.facts], categories),
            "hours": duration(sum(row.facts.minutes for row in rows if row.facts)),
            "may_erase": any(may.erase.allows(person, row.interview) for row in rows[:1])}  # fmt: skip


def covered(rows: list[Row], categories: dict[str, Item]) -> list[Coverage]:
    """Every category, the ones nobody was heard in too; then those whose category is not said."""
    found = []
    for key in (*categories, ""):
        facts = [row.facts for row in rows if (row.facts.category if row.facts.category in categories else "") == key]
        if key or facts:
            found.append(Coverage(categories.get(key), len(facts), sum(one.minutes for one in facts)))
    return found


def coding(one: OpenInterview, person: Person, diagnostic: Diagnostic) -> dict:
    """Beside the notes: each passage with what it was taken for, and by whom."""
    fundamentals = {item.key: item.label for item in Item.objects.of(ReferentialKey.FUNDAMENTALS)}
    coders = {coded.coder for coded in [*(p.coded for p in one.passages), *one.lost]}
    names = dict(Person.objects.filter(code__in=coders).values_list("code", "name"))

    def shown(passage: Numbered) -> tuple[Numbered, str, str]:
        return passage, fundamentals.get(passage.coded.fundamental, ""), names.get(passage.coded.coder, "")

    return {
        "passages": [shown(passage) for passage in one.passages], "lost": [shown(Numbered(0, coded)) for coded in one.lost],
        "category": categories_of(diagnostic).get(one.facts.category), "writes": may.write_notes.allows(person, one.interview),
    }  # fmt: skip


def coverage(space: Space, diagnostic: Diagnostic) -> dict:
    """Theme × category, in persons: how many were heard saying something of it."""
    found, categories = everything(space, diagnostic), categories_of(diagnostic)
    voices: dict[tuple[str, str], set[str]] = defaultdict(set)
    themes: dict[str, list[Coded]] = defaultdict(list)
    for coded in found.first:
        themes[coded.theme].append(coded)
        voices[coded.theme, coded.facts.category if coded.facts.category in categories else ""].add(coded.interview)
    names = sorted(filter(None, themes), key=fold)
    columns = [*categories, *([""] if any(not key for _theme, key in voices) else [])]
    picture = draw_afresh(
        names, [str(categories[key].label) if key else _("non précisé") for key in columns],
        [[len(voices[name, key]) for key in columns] for name in names],
        title=_("Qui parle de quoi"), prefix="couverture",
        description=_("Pour chaque thème, combien de personnes de chaque catégorie en ont parlé."),
    ) if names else None  # fmt: skip
    numbers = {code: n for n, code in enumerate(diagnostic.interviews.values_list("code", flat=True), 1)}
    listed = [(name, [(Numbered(numbers[one.interview], one), categories.get(one.facts.category)) for one in themes[name]])
              for name in (*names, *([""] if "" in themes else []))]  # fmt: skip
    return {"picture": picture, "listed": listed, "unheard": [categories[key] for key in categories if not any(
        facts.category == key for _item, facts in found.known.values())],
        "damaged": len(found.damaged), "damaged_passages": found.damaged_passages}  # fmt: skip


def agreement_of(space: Space, diagnostic: Diagnostic) -> dict:
    """For each second coder, over all that both coded, then interview by interview."""
    found = everything(space, diagnostic)
    texts = texts_of(found.known)
    placed = [now for one in found.coded if (now := anchored(one, texts.get(one.interview, ""))) is not None]
    numbers = {code: n for n, code in enumerate(diagnostic.interviews.values_list("code", flat=True), 1)}
    names = dict(Person.objects.filter(code__in={one.coder for one in placed}).values_list("code", "name"))
    rows = []
    for coder in sorted({one.coder for one in placed if one.blind}, key=lambda code: fold(names.get(code, ""))):
        parts, pairs, alone = [], [], 0
        for code in sorted({one.interview for one in placed if one.blind and one.coder == coder}, key=numbers.get):
            first = [one for one in placed if one.interview == code and not one.blind and one.coder != coder]
            second = [one for one in placed if one.interview == code and one.blind and one.coder == coder]
            both = agreement.paired(first, second)
            left = len(first) + len(second) - 2 * len(both)
            parts.append((numbers[code], code, [(Numbered(0, one), Numbered(0, other)) for one, other in both], left))
            pairs, alone = pairs + both, alone + left
        rows.append((names.get(coder, ""), agreement.agreement(pairs, alone=alone), parts))
    return {"rows": rows, "fewest": agreement.FEWEST}
