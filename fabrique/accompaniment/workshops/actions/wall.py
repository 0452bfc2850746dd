"""The wall put in order: cards aside, groups, statements, decisions."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.actions.room import worded
from fabrique.accompaniment.workshops.enums import CARD, CardState, StepKind
from fabrique.accompaniment.workshops.models import Card, Cluster, Decision, Step, Workshop
from fabrique.core import audit, live
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


def tell(workshop: Workshop, verb: str, kind: str, code: str, by: Person, **facts: Any) -> None:
    """To the journal, then to the room: last in its transaction (`live.note`)."""
    audit.record(by, verb, workshop, **facts)
    live.note(workshop.topic, kind, code)


@transaction.atomic
def put_aside(*, card: Card, reason: str, by: Person) -> Card:
    """Off the wall and out of the exports; its author reads why. Dots that still count go back to those who gave them."""
    may.keep_card(by, card)
    if not reason.strip():
        raise Denied(_("Dites pourquoi : la personne qui l’a écrite le lira."))
    CARD.make(card, "put-aside")
    card.reason, card.cluster = reason.strip(), None
    card.dots.filter(step__shown=False).delete()
    keep(card, by, "workshop-card-put-aside")
    return card


@transaction.atomic
def put_back(*, card: Card, by: Person) -> Card:
    may.keep_card(by, card)
    CARD.make(card, "put-back")
    card.reason = ""
    keep(card, by, "workshop-card-put-back")
    return card


def keep(card: Card, by: Person, verb: str) -> None:
    """Unless its author took it back meanwhile: then nothing of it comes back."""
    standing = Card.objects.exclude(state=CardState.TAKEN_BACK).filter(pk=card.pk)
    if not standing.update(state=card.state, reason=card.reason, cluster=card.cluster):
        raise Denied(_("Cette carte a été reprise par la personne qui l’a écrite."))
    # apart from « card »: a phone that writes hears this one, not each card of the room
    tell(card.workshop, verb, "aside", card.code, by)


@transaction.atomic
def make_cluster(*, step: Step, title: str, cards: list[Card], by: Person) -> Cluster:
    """Cards put together under a title, of one step; each leaves the group where it was."""
    may.group_cards(by, step.workshop)
    cluster = Cluster.objects.create(workshop=step.workshop, step=step, title=titled(title)[:200])
    put_together(cards, cluster, step)
    tell(step.workshop, "workshop-cards-grouped", "cluster", cluster.code, by, cards=len(cards))
    return cluster


@transaction.atomic
def put_in_cluster(*, card: Card, cluster: Cluster | None, by: Person) -> Card:
    """Into one, or out of any."""
    may.keep_card(by, card)
    if cluster and not Cluster.objects.select_for_update().filter(pk=cluster.pk).first():
        raise Denied(_("Ce groupe de cartes vient d’être défait."))
    put_together([card], cluster, cluster.step if cluster else card.step)
    tell(card.workshop, "workshop-cards-grouped", "cluster", cluster.code if cluster else "", by, cards=1)
    card.cluster = cluster
    return card


def put_together(cards: list[Card], cluster: Cluster | None, step: Step) -> None:
    """All of them or none: what its author took back meanwhile goes into no group."""
    standing = Card.objects.on_the_wall().filter(step=step, pk__in=[card.pk for card in cards])
    if standing.update(cluster=cluster) != len(cards):
        raise Denied(_("Une de ces cartes n’est plus sur le mur."))


def titled(title: str) -> str:
    if not title.strip():
        raise Denied(_("Donnez un titre à ce groupe de cartes."))
    return title.strip()


@transaction.atomic
def name_cluster(*, cluster: Cluster, title: str, by: Person, seen: int) -> Cluster:
    may.arrange(by, cluster)
    cluster.save_values({"title": titled(title)}, seen=seen)
    tell(cluster.workshop, "workshop-cluster-named", "cluster", cluster.code, by)
    return cluster


@transaction.atomic
def remove_cluster(*, cluster: Cluster, by: Person) -> None:
    """Its cards go back loose on the wall."""
    may.arrange(by, cluster)
    cluster.delete()
    tell(cluster.workshop, "workshop-cluster-removed", "cluster", cluster.code, by)


@transaction.atomic
def add_statement(*, step: Step, text: str, by: Person) -> Card:
    """By whoever facilitates: a statement to vote on, or a card said aloud. It has no author."""
    may.change_step(by, step)
    if step.kind not in (StepKind.COLLECT, StepKind.VOTE):
        raise Denied(_("Ce pas ne porte pas de cartes à lui."))
    card = Card.objects.create(workshop=step.workshop, step=step, text=worded(text))
    tell(step.workshop, "workshop-statement-added", "card", card.code, by)
    return card


@transaction.atomic
def remove_statement(*, card: Card, by: Person) -> None:
    may.keep_statement(by, card)
    card.delete()
    tell(card.workshop, "workshop-statement-removed", "card", card.code, by)


@transaction.atomic
def add_decision(
    *, workshop: Workshop, text: str, by: Person, carrier: str = "", due_on: date | None = None,
    participation: Participation | None = None,
) -> Decision:  # fmt: skip
    may.group_cards(by, workshop)
    facts = decided(text, carrier, due_on) | {"participation": said_by(workshop, participation)}
    decision = Decision.objects.create(workshop=workshop, **facts)
    tell(workshop, "workshop-decision-written", "decision", decision.code, by)
    return decision


@transaction.atomic
def edit_decision(
    *, decision: Decision, text: str, by: Person, seen: int, carrier: str = "", due_on: date | None = None,
    participation: Participation | None = None,
) -> Decision:  # fmt: skip
    may.arrange(by, decision)
    facts = decided(text, carrier, due_on) | {"participation": said_by(decision.workshop, participation)}
    decision.save_values(facts, seen=seen)
    tell(decision.workshop, "workshop-decision-written", "decision", decision.code, by)
    return decision


def said_by(workshop: Workshop, place: Participation | None) -> Participation | None:
    """The whole room, or one of the delegations of a workshop that is common to several."""
    if place is not None and not workshop.places().filter(pk=place.pk).exists():
        raise Denied(_("Cette délégation n’est pas de cet atelier."))
    return place


def decided(text: str, carrier: str, due_on: date | None) -> dict[str, Any]:
    if not text.strip():
        raise Denied(_("Écrivez ce qui est décidé."))
    return {"text": text.strip(), "carrier": carrier.strip(), "due_on": due_on}


@transaction.atomic
def remove_decision(*, decision: Decision, by: Person) -> None:
    may.arrange(by, decision)
    decision.delete()
    tell(decision.workshop, "workshop-decision-removed", "decision", decision.code, by)
