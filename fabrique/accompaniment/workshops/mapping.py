"""What a room thinks, of one vote that is over: what gathers, what parts, sensibilities when there are some (performance.md).

The reckoning is `core.opinions`, its method docs/opinion-map.md. Places of people on the map are reckoned and never leave
this module: a page holds statements, categories and sizes.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.workshops.enums import Ballot, Position
from fabrique.accompaniment.workshops.models import Card, Step, Vote, Workshop
from fabrique.accompaniment.workshops.walls import source, steps_of, wall_of
from fabrique.core.documents.model import Bullets, Paragraph, Section, Table
from fabrique.core.opinions.reckoning import reckon
from fabrique.core.opinions.shapes import Count, Group, Groups, NotYet, Reckoning, Span
from fabrique.core.pictures import Picture, draw_matrix
from fabrique.core.version import VERSION
from fabrique.ground.referentials.models import Item

CAST = {Position.AGREE: 1, Position.DISAGREE: -1, Position.PASS: 0}
# statements drawn: more are not read
DRAWN = 12
FOUR = 4
# seconds: a week
KEPT = 7 * 24 * 3600


@dataclass(frozen=True)
class Said:
    """How one category answered one statement. `low` and `high`: between which the share lies."""

    category: Item
    voters: int
    percent: int
    low: int
    high: int


@dataclass(frozen=True)
class Line:
    """One statement: all that may be told of it."""

    card: Card
    side: str = ""
    said: tuple[Said, ...] = ()
    hidden: bool = False
    everyone: bool = False
    more: Said | None = None
    less: Said | None = None


@dataclass(frozen=True)
class Sensibility:
    number: int
    size: int
    agrees: tuple[Card, ...]
    disagrees: tuple[Card, ...]


@dataclass(frozen=True)
class Map:
    step: Step
    people: int
    uniting: tuple[Line, ...]
    dividing: tuple[Line, ...]
    every: tuple[Line, ...]
    sensibilities: tuple[Sensibility, ...]
    gathered: tuple[Card, ...]
    why_not: str
    categories: tuple[Item, ...]


def over(step: Step) -> bool:
    """Read at the end of the vote: a map shown after each vote would show that vote."""
    return step.ballot == Ballot.OPINION and step.shown


def map_of(step: Step, steps: Iterable[Step] | None = None) -> Map:
    """`step` knows its workshop. Its words are read each time: those of a card taken back are not there any more."""
    wall = wall_of(source(step, steps or steps_of(step.workshop)))
    cards = {card.pk: card for card in (wall.cards if wall else ())}
    found = kept(step, Vote.objects.filter(step=step, card__in=cards), cards)
    items = Item.objects.in_bulk({name for one in found.agreements for name, _count in one.categories})
    return laid_out(step, found, cards, items)


def kept(step: Step, votes: QuerySet, cards: Iterable[int]) -> Reckoning:
    """Reckoned once a vote is over (ADR 0095). Afterwards votes only go, with a card or with somebody: other cards, or
    fewer votes, are another key. Kept without where people stand, nor a word."""
    if not over(step):
        return reckoned(votes)
    about = hashlib.sha256(",".join(map(str, sorted(cards))).encode()).hexdigest()
    key = f"opinion-map:{VERSION}:{step.code}:{about}:{votes.count()}"
    found = cache.get(key)
    if found is None:
        found = reckoned(votes)
        cache.set(key, found, KEPT)
    return found


def reckoned(votes: QuerySet) -> Reckoning:
    """Without places: nobody draws them."""
    rows = list(votes.order_by().values_list("participant", "card", "position", "participant__category"))
    found = reckon(
        [who for who, _card, _position, _category in rows], [card for _who, card, _position, _category in rows],
        [CAST[position] for _who, _card, position, _category in rows],
        categories_of={who: category for who, _card, _position, category in rows if category},
    )  # fmt: skip
    opinion = found.opinion if isinstance(found.opinion, NotYet) else replace(found.opinion, places=())
    return replace(found, opinion=opinion, memory=None)


def laid_out(step: Step, found: Reckoning, cards: dict[int, Card], items: dict[int, Item]) -> Map:
    counted = {one.statement: one.categories for one in found.agreements}
    hidden = {one.statement: bool(one.hidden) for one in found.agreements}

    def line(statement, side: str = "", **facts) -> Line:
        told = tuple(said(items[name], count, side) for name, count in counted[statement])
        return Line(cards[statement], side=side, said=told, hidden=hidden[statement], **facts)

    def of(statement, name) -> Said:
        return said(items[name], dict(counted[statement])[name])

    uniting = tuple(line(one.statement, side=one.side, everyone=one.everyone and len(counted[one.statement]) >= FOUR) for one in found.uniting)  # fmt: skip
    dividing = tuple(
        line(one.statement, more=of(one.statement, one.more), less=of(one.statement, one.less))
        for one in found.dividing
    )
    # as on the wall: numbers of rows are those of writing
    every = tuple(line(statement) for statement in cards if statement in counted)
    groups, gathered, why_not = sensibilities(found.opinion, cards)
    shown = {said.category for one in every for said in one.said}
    categories = tuple(sorted(shown, key=lambda item: (item.order, item.pk)))
    return Map(step, found.people, uniting, dividing, every, groups, gathered, why_not, categories)


def said(category: Item, count: Count, side: str = "") -> Said:
    """The share of those who agree; of those who do not, for what gathers against."""
    share, low, high = percents(count.disagreeing if side == "disagree" else count.agreeing)
    return Said(category, count.voters, share, low, high)


def percents(span: Span) -> tuple[int, int, int]:
    return round(span.share * 100), round(span.low * 100), round(span.high * 100)


def sensibilities(opinion: Groups | NotYet, cards: dict[int, Card]) -> tuple[tuple, tuple, str]:
    if isinstance(opinion, NotYet):
        return (), (), reason(opinion)
    groups = tuple(sensibility(number, one, cards) for number, one in enumerate(opinion.groups, start=1))
    ranked = sorted(opinion.consensus, key=lambda one: -one.agree)
    return groups, tuple(cards[one.statement] for one in ranked[:3] if one.agree > one.disagree), ""


def sensibility(number: int, group: Group, cards: dict[int, Card]) -> Sensibility:
    told = {side: tuple(cards[one.statement] for one in group.representative if one.side == side) for side in ("agree", "disagree")}  # fmt: skip
    return Sensibility(number, group.size, told["agree"], told["disagree"])


def reason(not_yet: NotYet) -> str:
    """Why no sensibility is told, and what would help when that can be said."""
    if not_yet.reason == "few":
        missing = not_yet.people or 0
        return ngettext(
            "Trop peu de personnes ont assez répondu pour y chercher des sensibilités : il en faudrait %(n)s de plus.",
            "Trop peu de personnes ont assez répondu pour y chercher des sensibilités : il en faudrait %(n)s de plus.", missing,
        ) % {"n": missing} if missing else _("Trop peu de réponses pour y chercher des sensibilités.")  # fmt: skip
    if not_yet.reason == "chance":
        return _("Les réponses ne vont pas ensemble plus que par hasard : aucune sensibilité ne se dégage.")
    if not_yet.statements:
        return ngettext(
            "Des sensibilités semblent se dessiner, mais elles changent quand on met de côté la moitié des réponses. Avec %(n)s phrase nouvelle à voter, on saurait mieux.",
            "Des sensibilités semblent se dessiner, mais elles changent quand on met de côté la moitié des réponses. Avec %(n)s phrases nouvelles à voter, on saurait mieux.",
            not_yet.statements,
        ) % {"n": not_yet.statements}  # fmt: skip
    if not_yet.votes_each:
        return ngettext(
            "Des sensibilités semblent se dessiner, mais elles changent quand on met de côté la moitié des réponses. Avec %(n)s réponse de plus par personne, on saurait mieux.",
            "Des sensibilités semblent se dessiner, mais elles changent quand on met de côté la moitié des réponses. Avec %(n)s réponses de plus par personne, on saurait mieux.",
            not_yet.votes_each,
        ) % {"n": not_yet.votes_each}  # fmt: skip
    return _("Des sensibilités semblent se dessiner, mais elles changent quand on met de côté la moitié des réponses : elles ne sont pas montrées.")  # fmt: skip


def picture(found: Map) -> Picture | None:
    """How many agree, statement by statement, in each category that may be shown; a hole where it may not."""
    told = [line.card.pk for line in (*found.uniting, *found.dividing)]
    # what gathers against is told there by those who disagree: here every figure is of those who agree
    agreeing = {line.card.pk: line for line in found.every}
    kept = [agreeing[pk] for pk in list(dict.fromkeys(told)) or list(agreeing)][:DRAWN]
    if not kept or not found.categories:
        return None
    return draw_matrix(
        [short(line.card) for line in kept],
        [f"{category.label} (%)" for category in found.categories],
        [[percent_of(line, category) for category in found.categories] for line in kept],
        title=_("Part des personnes d’accord, par catégorie"),
        description=_("Sur cent personnes qui ont répondu dans la catégorie, combien sont d’accord. Une case vide : trop peu de réponses pour le dire."),
    )  # fmt: skip


def short(card: Card) -> str:
    return card.text if len(card.text) <= 90 else f"{card.text[:89].rstrip()}…"


def percent_of(line: Line, category: Item) -> int | None:
    return next((one.percent for one in line.said if one.category == category), None)


def sections(workshop: Workshop) -> Iterator[Section]:
    """In the paper of the workshop, after the figures of each vote that is over."""
    steps = steps_of(workshop)
    for step in steps:
        if over(step):
            yield section(map_of(step, steps))


def section(found: Map) -> Section:
    unites = [f"{one.card.text} ({side_of(one)})" for one in found.uniting]
    divides = [[one.card.text, told(one.more), told(one.less)] for one in found.dividing if one.more and one.less]
    parts = [
        Section(_("Ce qui nous rassemble"), [Bullets(unites) if unites else Paragraph(nothing_unites(), kind="missing")]),
        Section(_("Ce qui nous partage"), [
            Table(_("Les écarts sûrs entre deux catégories"), [_("Phrase"), _("Plus d’accord"), _("Moins d’accord")], divides)
            if divides else Paragraph(nothing_divides(), kind="missing")
        ]),
        Section(_("Des sensibilités"), [Paragraph(found.why_not, kind="note")] if found.why_not else [
            Paragraph(sentence) for group in found.sensibilities for sentence in told_group(group)
        ]),
    ]  # fmt: skip
    return Section(_("Carte des opinions : %(question)s") % {"question": found.step.question}, [], sections=parts)


def told(one: Said) -> str:
    return _("%(category)s : %(share)s %% (entre %(low)s et %(high)s)") % {
        "category": one.category.label, "share": one.percent, "low": one.low, "high": one.high}  # fmt: skip


def side_of(line: Line) -> str:
    return _("d’accord") if line.side == "agree" else _("pas d’accord")


def told_group(group: Sensibility) -> Iterator[str]:
    yield _("Sensibilité %(number)s, %(size)s personnes.") % {"number": group.number, "size": group.size}
    if group.agrees:
        yield _("Plus souvent d’accord : %(texts)s") % {"texts": " · ".join(card.text for card in group.agrees)}
    if group.disagrees:
        yield _("Plus souvent pas d’accord : %(texts)s") % {"texts": " · ".join(card.text for card in group.disagrees)}


def nothing_unites() -> str:
    return _("Rien n’est assez sûr pour être dit : il faut cinq réponses au moins dans deux catégories, et qu’elles penchent nettement du même côté.")  # fmt: skip


def nothing_divides() -> str:
    return _("Aucun écart entre catégories n’est assez net pour être dit.")
