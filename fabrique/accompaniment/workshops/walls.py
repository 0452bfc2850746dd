"""What a step shows of the cards, read once for a page, a projection or a paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from fabrique.accompaniment.workshops.enums import StepKind
from fabrique.accompaniment.workshops.models import Card, Cluster, Dot, Participant, Step, Vote, Workshop


@dataclass(frozen=True)
class Wall:
    """The cards of one step, put together or loose, none taken back nor put aside."""

    step: Step
    clusters: tuple[tuple[Cluster, tuple[Card, ...]], ...]
    loose: tuple[Card, ...]

    @property
    def cards(self) -> list[Card]:
        return [card for _cluster, cards in self.clusters for card in cards] + list(self.loose)


def steps_of(workshop: Workshop) -> list[Step]:
    """In order, each knowing whether it holds statements of its own (`own_cards`)."""
    own = Card.objects.filter(step=OuterRef("pk"), participant=None)
    rows = list(workshop.steps.annotate(own_cards=Exists(own)))
    for row in rows:
        row.workshop = workshop
    return rows


def source(step: Step, steps: Iterable[Step]) -> Step | None:
    """The step whose cards this one is about: itself, or the nearest before that holds some."""
    place = (step.order, step.pk)
    before = [one for one in steps if (one.order, one.pk) <= place]
    return next((one for one in reversed(before) if one.kind == StepKind.COLLECT or holds(one)), None)


def holds(step: Step) -> bool:
    return step.kind == StepKind.VOTE and step.own_cards


def wall_of(step: Step | None) -> Wall | None:
    """Statements in the order of the script; cards in that of their codes, drawn at random (ADR 0100)."""
    if step is None:
        return None
    order = "pk" if step.kind == StepKind.VOTE else "code"
    rows = list(step.cards.on_the_wall().select_related("cluster").order_by(order))
    clusters: dict[int, tuple[Cluster, list[Card]]] = {}
    for card in rows:
        if card.cluster is not None:
            clusters.setdefault(card.cluster_id, (card.cluster, []))[1].append(card)
    together = tuple((cluster, tuple(held)) for cluster, held in sorted(clusters.values(), key=lambda one: one[0].pk))
    return Wall(step, together, tuple(card for card in rows if card.cluster_id is None))


def positions(step: Step, participant: Participant) -> dict[int, str]:
    """What this participant answers, by card."""
    return dict(Vote.objects.filter(step=step, participant=participant).values_list("card", "position"))


def dots_by_card(step: Step, participant: Participant) -> dict[int, int]:
    found: dict[int, int] = {}
    for card in Dot.objects.filter(step=step, participant=participant).values_list("card", flat=True):
        found[card] = found.get(card, 0) + 1
    return found
