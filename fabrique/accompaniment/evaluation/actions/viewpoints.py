"""Viewpoints: expected, asked, expressed, or « not expressed to date »; and what a whole cohort teaches."""

from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.enums import VIEWPOINT, LessonKind, ViewpointOf, ViewpointState
from fabrique.accompaniment.evaluation.models import Lesson, Viewpoint
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person


@transaction.atomic
def ask_viewpoint(
    *, participation: Participation, of: ViewpointOf, by: Person, organisation: Organisation | None = None
) -> Viewpoint:
    """One of each kind for a territory in a cohort; asked again after a silence."""
    may.ask_viewpoint(by, participation)
    held(participation.cohort)
    viewpoint = Viewpoint.objects.get_or_create(participation=participation, of=of)[0]
    if viewpoint.state == ViewpointState.ASKED:
        return viewpoint
    VIEWPOINT.make(viewpoint, "ask")
    asked = {"state": viewpoint.state, "asked_at": timezone.now(), "asked_by": by}
    asked |= {"reminders": 0, "reminded_on": None}
    asked |= {"organisation": organisation} if organisation else {}
    viewpoint.save_values(asked, seen=viewpoint.version)
    audit.record(by, "viewpoint-asked", viewpoint, of=of)
    tell_those_asked(viewpoint)
    return viewpoint


def asked_of(viewpoint: Viewpoint) -> list[Person]:
    """Those whose voice is waited for, and nobody else."""
    grants = may.grants_in(viewpoint.participation, may.VOICES[ViewpointOf(viewpoint.of)])
    return list(Person.objects.active().filter(pk__in=grants.values("person")).order_by("pk"))


def tell_those_asked(viewpoint: Viewpoint) -> None:
    """In tomorrow morning's letter; a reminder says the same, once more."""
    participation = viewpoint.participation
    url = reverse("evaluation:express", args=[participation.cohort.code, participation.code, viewpoint.code])
    for person in asked_of(viewpoint):
        with override(person.language):
            subject = _("Dire votre point de vue : %(territory)s") % {"territory": participation.territory.name}
            lines = [_("Quelques phrases suffisent. Sans elles, le rapport dira « non exprimé à ce jour ».")]
        notify(person, Kind.TASK, subject, lines, url, scope=participation.scope,
               once=f"viewpoint-{viewpoint.code}-{viewpoint.version}-{viewpoint.reminders}", due=f"viewpoint:{viewpoint.code}")  # fmt: skip


@transaction.atomic
def express_viewpoint(
    *, viewpoint: Viewpoint, text: str, seen: int, by: Person, said_by: str = "", synthesis: bool = False
) -> Viewpoint:
    """In one's own words, or in a synthesis that says so (R486). Its author may come back to it."""
    may.express_viewpoint(by, viewpoint)
    if not text.strip():
        raise Denied(_("Écrivez au moins une phrase : un point de vue vide ne dirait rien."))
    if viewpoint.state != ViewpointState.EXPRESSED:
        VIEWPOINT.make(viewpoint, "express")
    viewpoint.save_values(
        {
            "state": viewpoint.state, "text": text.strip(), "said_by": said_by, "synthesis": synthesis,
            "expressed_at": timezone.now(), "expressed_by": by,
        },
        seen=seen,
    )  # fmt: skip
    audit.record(by, "viewpoint-expressed", viewpoint, of=viewpoint.of)
    return viewpoint


@transaction.atomic
def give_up_viewpoint(*, viewpoint: Viewpoint, by: Person) -> Viewpoint:
    """The report will say « not expressed to date »: a silence is shown, never filled (R507)."""
    may.close_viewpoint(by, viewpoint)
    VIEWPOINT.make(viewpoint, "give-up")
    viewpoint.save_version(seen=viewpoint.version, fields=["state"])
    audit.record(by, "viewpoint-given-up", viewpoint, of=viewpoint.of)
    return viewpoint


@transaction.atomic
def add_lesson(*, cohort: Cohort, kind: LessonKind, title: str, by: Person, text: str = "") -> Lesson:
    may.teach(by, cohort)
    held(cohort)
    if cohort.lessons.filter(kind=kind, title=title).exists():
        raise Denied(_("C’est déjà écrit."))
    order = next_order(cohort.lessons.filter(kind=kind))
    lesson = Lesson.objects.create(cohort=cohort, kind=kind, title=title, text=text, order=order)
    audit.record(by, "lesson-added", cohort, lesson=lesson.code, kind=kind)
    return lesson


@transaction.atomic
def edit_lesson(*, lesson: Lesson, title: str, text: str, seen: int, by: Person) -> Lesson:
    may.edit_lesson(by, lesson)
    if lesson.cohort.lessons.filter(kind=lesson.kind, title=title).exclude(pk=lesson.pk).exists():
        raise Denied(_("C’est déjà écrit."))
    changed = lesson.save_values({"title": title, "text": text}, seen=seen)
    audit.record(by, "lesson-edited", lesson.cohort, lesson=lesson.code, fields=", ".join(changed))
    return lesson


@transaction.atomic
def remove_lesson(*, lesson: Lesson, by: Person) -> None:
    """Not one that an improvement answers: what was decided still says what it is about."""
    may.edit_lesson(by, lesson)
    try:
        lesson.delete()
    except ProtectedError:
        raise Denied(_("Une amélioration répond à cet enseignement : il reste, et se modifie.")) from None
    audit.record(by, "lesson-removed", lesson.cohort, title=lesson.title)
