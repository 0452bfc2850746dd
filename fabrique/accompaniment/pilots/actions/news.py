"""Who is told what of a note, in the morning letter: those who can do something of it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.pilots.models import Note
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant

THOSE_WHO_ACCOMPANY = (*LEADS, Role.ACCOMPANYING_ALLY)


def holding(note: Note, roles: Iterable[Role]) -> list[Person]:
    scope = note.project.participation.scope
    grants = RoleGrant.objects.active().filter(scope__in=filter(None, [scope.pk, scope.parent_id]), role__in=roles)
    return list(Person.objects.active().filter(pk__in=grants.values("person")).order_by("pk"))


def tell(people: Iterable[Person], by: Person, subject, line, note: Note) -> None:
    place = note.project.participation
    said = {"note": note.get_kind_display, "title": note.project.title, "name": place.territory.name}
    for person in people:
        if person.pk == by.pk:
            continue
        with override(person.language):
            words = {key: value() if callable(value) else value for key, value in said.items()}
            notify(person, Kind.TASK, subject() % words, [line() % words], note.get_absolute_url(), scope=place.scope)


def tell_submitted(note: Note, by: Person) -> None:
    tell(
        holding(note, THOSE_WHO_ACCOMPANY), by,
        lambda: _("%(name)s a remis une %(note)s"),
        lambda: _("« %(title)s » : vous pouvez la lire et la commenter."), note,
    )  # fmt: skip


def tell_commented(note: Note, by: Person, *, own: bool) -> None:
    """The referent hears those who accompany; those who accompany hear the delegation."""
    people = holding(note, THOSE_WHO_ACCOMPANY if own else (Role.DELEGATION_REFERENT,))
    tell(
        people, by,
        lambda: _("Un commentaire sur une %(note)s, %(name)s"),
        lambda: _("« %(title)s » : une personne a commenté la note."), note,
    )  # fmt: skip
