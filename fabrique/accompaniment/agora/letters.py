"""What is told by letter: it says where to look, and never what was said."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from fabrique.accompaniment.agora.models import Answer, FollowUp, Resolution
from fabrique.accompaniment.agora.permissions import read
from fabrique.accompaniment.agora.voices import speakers
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person

Letter = Callable[[], tuple[str, list[str]]]


def tell(people: Iterable[Person], letter: Letter, url: str, *, kind: Kind = Kind.TASK, once: str = "", due: str = "") -> int:  # fmt: skip
    """Each in their language; how many were told."""
    told = 0
    for person in people:
        with override(person.language):
            subject, lines = letter()
        told += notify(person, kind, subject, lines, url, once=once, due=due) is not None
    return told


def second_voice_wanted(answer: Answer, by: Person) -> None:
    agora = answer.item.agora

    def letter():
        return _("Une réponse de votre catégorie attend une deuxième voix"), [
            _("Quelqu’un a écrit une réponse à une demande. Lisez-la : à deux, elle est donnée."),
        ]

    others = speakers(agora, [answer.category.key]).exclude(pk=by.pk)
    tell(others, letter, answer.item.get_absolute_url(), due=f"agora-answer:{answer.code}")


def answered(answer: Answer, by: Person) -> None:
    """To those who asked."""
    agora = answer.item.agora

    def letter():
        return _("Une demande de votre catégorie a sa réponse"), [_("Elle se lit dans l’Agora, à côté de la demande.")]

    asked = speakers(agora, [answer.item.category.key]).exclude(pk=by.pk)
    tell(asked, letter, answer.item.get_absolute_url(), once=f"agora-answer-{answer.code}-{answer.version}")


def carriers(resolution: Resolution) -> Iterable[Person]:
    """As `permissions.carries`."""
    declared = resolution.carriers.standing().values("person")
    if declared.exists():
        people = Person.objects.active().filter(pk__in=declared).order_by("name", "pk")
        return [person for person in people if read.allows(person, resolution.agora)]
    return speakers(resolution.agora, [category.key for category in resolution.categories.all()])


def askers(resolution: Resolution) -> set[str]:
    """Keys of the categories whose words it answers: alone, or within a convergence."""
    alone = resolution.items.values_list("category__key", flat=True)
    together = resolution.convergences.values_list("items__category__key", flat=True)
    return {key for key in (*alone, *together) if key}


def followed(follow_up: FollowUp, by: Person) -> None:
    """To those whose demand the resolution answers (R414)."""
    resolution = follow_up.resolution

    def letter():
        return _("Une promesse de l’Agora a de ses nouvelles"), [
            _("Celles et ceux qui la portent disent où elle en est.")
        ]

    waiting = speakers(resolution.agora, askers(resolution)).exclude(pk=by.pk)
    once = f"agora-followed-{follow_up.code}-{follow_up.version}"
    tell(waiting, letter, resolution.get_absolute_url(), once=once)


def moment_has_come(follow_up: FollowUp) -> int:
    resolution = follow_up.resolution

    def letter():
        months = follow_up.months
        since = ngettext("%(n)d mois ont passé depuis l’Agora.", "%(n)d mois ont passé depuis l’Agora.", months)
        return _("Où en est votre résolution ?"), [since % {"n": months}, _("Quelques lignes suffisent, même si rien n’a bougé.")]  # fmt: skip

    mark = {"once": f"agora-follow-up-{follow_up.code}", "due": f"agora-follow-up:{follow_up.code}"}
    return tell(carriers(resolution), letter, follow_up.get_absolute_url(), **mark)
