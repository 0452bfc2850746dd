"""Who is told what: always the person who answers for the territory, never a whole delegation."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.companionship.models import Point
from fabrique.core.dates import date_format
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant

# a subject and its paragraphs, written when the language of the reader is known
Letter = Callable[[], tuple[str, list[str]]]


def referents(participation: Participation) -> list[Person]:
    """One at a time (R305); a list, for there may be none."""
    grants = RoleGrant.objects.active().filter(scope=participation.scope, role=Role.DELEGATION_REFERENT)
    return list(Person.objects.active().filter(pk__in=grants.values("person")).order_by("pk"))


def tell(people: Iterable[Person], letter: Letter, url: str, place: Participation, once: str = "") -> int:
    """In the language of each; how many were told."""
    told = 0
    for person in people:
        with override(person.language):
            subject, lines = letter()
        told += notify(person, Kind.TASK, subject, lines, url, scope=place.scope, once=once) is not None
    return told


def recall_points() -> int:
    """The morning letter of whoever answers for a companion whose point is due: once a point. How many were told."""
    due = Point.objects.due().filter(companionship__referent__is_active=True)
    due = due.select_related(
        "companionship__referent", "companionship__participation__territory", "companionship__participation__scope"
    )
    return sum(recall(point) for point in due.order_by("pk"))


def recall(point: Point) -> int:
    place, referent = point.companionship.participation, point.companionship.referent

    def letter() -> tuple[str, list[str]]:
        subject = _("%(name)s, %(months)d mois après : qu’est-ce qui vit encore ?") % {
            "name": place.territory.name,
            "months": point.months,
        }
        opened = _("Depuis le %(day)s, le territoire peut dire ce qui vit, ce qui a éclos, ce qui est difficile.") % {
            "day": date_format(point.due_on, "j F Y")
        }
        own = _("Quelques lignes suffisent. Elles restent entre nous tant que la délégation ne les publie pas.")
        return subject, [opened, own]

    once = f"companion-point-{point.code}"
    return tell([referent] if referent else [], letter, point.get_absolute_url(), place, once)
