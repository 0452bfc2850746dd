"""Who is told of a question: its author when an answer comes, whoever answers for it when the days have passed (R556)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.support.enums import Addressee
from fabrique.accompaniment.support.models import Answer, Question
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant


def tell_author(answer: Answer, *, urgent: bool) -> None:
    """The subject says nothing of the question: who reads the list of what was sent does not read questions."""
    question = answer.question
    author = question.asked_by
    with override(author.language):
        subject = _("Une réponse à votre question")
        lines = [_("Vous demandiez : %(title)s") % {"title": question.title}, answer.text]
    notify(author, Kind.SUPPORT, subject, lines, question.get_absolute_url(), urgent=urgent,
           scope=question.participation.scope, once=f"answer-{answer.code}")  # fmt: skip


def recall_late_questions(today: date | None = None) -> int:
    """Once for each date that passed, in the morning letter; how many were told. By the worker."""
    day = today or timezone.localdate()
    late = Question.objects.waiting().filter(answer_by__lt=day).order_by("answer_by", "pk")
    late = late.select_related(
        "owner", "participation__territory", "participation__scope", "participation__cohort__scope"
    )
    return sum(recall(question, person) for question in late for person in answering(question))


def answering(question: Question) -> list[Person]:
    """The one who took it; while nobody did, those it is addressed to. The peers' call nobody until one takes it."""
    if question.owner:
        return [question.owner]
    if question.addressed_to == Addressee.PEERS:
        return []
    place = question.participation
    to_ally = question.addressed_to == Addressee.ALLY
    roles: tuple[Role, ...] = (Role.ACCOMPANYING_ALLY,) if to_ally else LEADS
    grants = RoleGrant.objects.active().filter(role__in=roles, scope=place.scope if to_ally else place.cohort.scope)
    grants = grants.exclude(person=question.asked_by)
    return list(Person.objects.active().filter(pk__in=grants.values("person")).order_by("pk"))


@transaction.atomic
def recall(question: Question, person: Person) -> bool:
    with override(person.language):
        subject = _("Une question attend toujours votre réponse")
        lines = [_("Les trois jours ouvrés sont passés pour : %(title)s") % {"title": question.title},
                 _("Deux phrases suffisent, même pour dire quand vous répondrez.")]  # fmt: skip
    told = notify(person, Kind.TASK, subject, lines, question.get_absolute_url(), scope=question.participation.scope,
                  once=f"late-{question.code}-{question.answer_by}", due=f"question:{question.code}")  # fmt: skip
    return told is not None
