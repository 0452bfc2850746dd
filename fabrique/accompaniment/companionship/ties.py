"""What this area says elsewhere: on a date of the agenda, on a territory's page, in a delegation's space."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.companionship.enums import PointState
from fabrique.accompaniment.companionship.models import Companionship, Pair, Point, Rebound, Trip
from fabrique.accompaniment.companionship.permissions import read_companion
from fabrique.accompaniment.evaluation.actions import asks_elsewhere
from fabrique.accompaniment.workspace.afterwards import Afterwards, Door, opens_doors, tells_afterwards
from fabrique.ground.agenda.ties import Tie, ties


@ties
def trip_of(event, person) -> Tie | None:
    trip = Trip.objects.visible_to(person).filter(event=event).first()
    return Tie(_("Le voyage apprenant : y venir, ce que l’on en garde"), trip.get_absolute_url()) if trip else None


@ties
def rebound_of(event, person) -> Tie | None:
    rebound = Rebound.objects.visible_to(person).filter(event=event).first()
    return (
        Tie(_("Le temps de rebond des territoires compagnons"), reverse("companionship:showcase")) if rebound else None
    )


@asks_elsewhere
def asks_its_companions(participation, months: int) -> bool:
    """A companion is already written to at that distance: one letter is enough."""
    return Point.objects.due().filter(companionship__participation=participation, months=months).exists()


@tells_afterwards
def published_points(person, territory) -> Iterator[Afterwards]:
    """Only what the delegation published. One query."""
    points = Point.objects.visible_to(person).filter(
        companionship__participation__territory=territory, state=PointState.PUBLISHED
    )
    for point in points.order_by("due_on", "pk"):
        yield Afterwards(
            point.due_on, _("%(n)d mois après") % {"n": point.months}, said_in(point), counted_in(point)
        )  # fmt: skip


def said_in(point: Point) -> list[tuple[str, str]]:
    named = [
        (_("Ce qui vit encore"), point.lives_on),
        (_("Ce qui a éclos"), point.hatched),
        (_("Ce qui est difficile"), point.hard),
        (_("Comment cela sort de la délégation"), point.spread),
    ]
    return [(label, text) for label, text in named if text]


def counted_in(point: Point) -> list[tuple[str, int]]:
    """R534: rings around the delegation, as somebody counted them; an unknown one is left out."""
    named = [
        (_("élus et agents, hors de la délégation"), point.in_council),
        (_("organisations du territoire"), point.among_partners),
        (_("communes ou territoires voisins"), point.among_neighbours),
    ]
    return [(label, count) for label, count in named if count is not None]


@opens_doors
def after_the_cohort(person, participation) -> Iterator[Door]:
    """The kit for a new executive, and the companion's page once the territory was invited. One query."""
    yield Door(
        _("Passer la main à une nouvelle équipe"),
        reverse("companionship:handover", args=[participation.cohort.code, participation.code]),
    )
    companionship = Companionship.objects.visible_to(person).filter(participation=participation).first()
    if companionship:
        companionship.participation = participation
        if read_companion.allows(person, companionship):
            yield Door(_("Le compagnonnage"), companionship.get_absolute_url())


@opens_doors
def pairs_of(person, participation) -> Iterator[Door]:
    """Whom this delegation may call elsewhere. One query."""
    pairs = (
        Pair.objects.visible_to(person)
        .standing()
        .of(participation)
        .select_related("one__territory", "other__territory")
    )
    for pair in pairs.order_by("-proposed_at", "-pk"):
        there = pair.other if pair.one_id == participation.pk else pair.one
        yield Door(_("Le lien avec %(name)s") % {"name": there.territory.name}, pair.get_absolute_url())
