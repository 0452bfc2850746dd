"""In the name of which category somebody speaks in an Agora, and who speaks for a category."""

from collections.abc import Iterable

from fabrique.accompaniment.agora.models import Agora
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers.models import TERRITORY, PeerGroup
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.referentials.models import Item


def voices(person, agora: Agora) -> set[str]:
    """Keys of the categories whose seats one holds in its delegations, with a role there today. Asked once a request."""
    if not person.is_authenticated:
        return set()
    known = agora.__dict__.setdefault("_voices", {})
    if person.pk not in known:
        places = agora.places().filter(scope__in=person.scopes_as(*TERRITORY))
        seats = Seat.objects.active().filter(person=person, participation__in=places)
        known[person.pk] = set(seats.values_list("category__key", flat=True))
    return known[person.pk]


def facilitated(person, agora: Agora) -> set[str]:
    """Keys of the categories whose peers this person facilitates in the cohort."""
    if not person.is_authenticated or agora.participation_id:
        return set()
    known = agora.__dict__.setdefault("_facilitated", {})
    if person.pk not in known:
        led = PeerGroup.objects.filter(PeerGroup.objects.facilitated_by(person), cohort=agora.cohort_id)
        known[person.pk] = set(led.values_list("category__key", flat=True))
    return known[person.pk]


def spoken_for(person, agora: Agora) -> list[Item]:
    keys = voices(person, agora)
    return [category for category in agora.categories() if category.key in keys]


def speakers(agora: Agora, keys: Iterable[str]):
    """People with an account who speak for one of these categories."""
    places = agora.places()
    able = RoleGrant.objects.active().filter(role__in=TERRITORY, scope__participation__in=places).values("person")
    seats = Seat.objects.active().filter(participation__in=places, category__key__in=set(keys), person__in=able)
    return Person.objects.active().filter(pk__in=seats.values("person")).order_by("name", "pk")


def addressees(item, categories: Iterable[Item]) -> list[Item]:
    """Of a demand: one category, or each of the others when it is addressed to all."""
    if item.to is not None:
        return [category for category in categories if category.key == item.to.key]
    return [category for category in categories if category.key != item.category.key]
