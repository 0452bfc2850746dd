"""What a vote gives: totals from five voters, and figures of a category from five of its voters, that no subtraction can find (`core.opinions`)."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Count

from fabrique.accompaniment.workshops.enums import FEWEST, Ballot, Position
from fabrique.accompaniment.workshops.models import Card, Dot, Step, Vote
from fabrique.accompaniment.workshops.walls import Wall
from fabrique.core.opinions import categories
from fabrique.core.opinions.shapes import Agreement
from fabrique.ground.referentials.models import Item

# in the order that `core.opinions` counts them
COLUMNS = {Position.DISAGREE: 0, Position.PASS: 1, Position.AGREE: 2}


@dataclass(frozen=True)
class Line:
    """One card and what it received. `by_category`: those that may be shown; `hidden`: whether others are not."""

    card: Card
    dots: int = 0
    agree: int = 0
    disagree: int = 0
    passed: int = 0
    by_category: tuple[tuple[Item, int, int, int], ...] = ()
    hidden: bool = False
    told: bool = True

    @property
    def voters(self) -> int:
        return self.agree + self.disagree + self.passed

    @property
    def before_no(self) -> int:
        """Where the share of those who disagree begins, in the bar."""
        return self.agree + self.passed


def voters(step: Step) -> int:
    """How many took part in a vote: all that is told while it lasts."""
    rows = step.given_dots if step.ballot == Ballot.DOTS else step.votes
    return rows.values("participant").distinct().count()


def results(step: Step, wall: Wall | None) -> list[Line]:
    """Most first: dots, then agreement."""
    cards = wall.cards if wall else []
    if step.ballot == Ballot.DOTS:
        if voters(step) < FEWEST:
            return [Line(card, told=False) for card in cards]
        given = Counter(Dot.objects.filter(step=step).values_list("card", flat=True))
        return sorted((Line(card, dots=given[card.pk]) for card in cards), key=lambda line: -line.dots)
    return opinions(step, cards)


def opinions(step: Step, cards: list[Card]) -> list[Line]:
    rows = Vote.objects.filter(step=step, card__in=[card.pk for card in cards])
    grouped = rows.values_list("card", "participant__category", "position").annotate(n=Count("pk")).order_by()
    items = Item.objects.in_bulk({category for _card, category, _position, _n in grouped if category})
    names = tuple(sorted(items, key=lambda pk: (items[pk].order, pk)))
    place = {card.pk: number for number, card in enumerate(cards)}
    counts = np.zeros((len(names) + 1, len(cards), 3), dtype=np.int64)
    for card, category, position, n in grouped:
        circle = names.index(category) if category else len(names)
        counts[circle, place[card], COLUMNS[position]] += n
    told = categories.agreements(names, tuple(card.pk for card in cards), counts[:-1], counts.sum(axis=0))
    return [line_of(card, one, items) for card, one in zip(cards, told, strict=True)]


def line_of(card: Card, one: Agreement, items: dict[Any, Item]) -> Line:
    whole = one.everybody
    if whole is None:
        return Line(card, told=False)
    shown = tuple((items[name], count.agree, count.disagree, count.passed) for name, count in one.categories)
    return Line(card, agree=whole.agree, disagree=whole.disagree, passed=whole.passed, by_category=shown, hidden=bool(one.hidden))  # fmt: skip
