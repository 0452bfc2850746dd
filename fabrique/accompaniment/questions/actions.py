"""Every write of a question between peers. Of who asks or answers the journal holds no line (ADR 0081, 0090)."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.peers.models import sealed_name
from fabrique.accompaniment.questions import permissions as may
from fabrique.accompaniment.questions.enums import QUESTION, SHEET, Says
from fabrique.accompaniment.questions.models import Agreement, Answer, Question, Sheet, categories_of, lives_in_fiction
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.enums import Category


@transaction.atomic
def ask(*, category: Category | str, subject: str, by: Person, text: str = "", signed: bool = False) -> Question:
    may.take_part(by)
    if category not in categories_of(by):
        raise Denied(_("On pose une question à sa propre catégorie."))
    facts = {"category": category, "subject": said(subject), "text": text.strip(), "signed": signed}
    facts["fictional"] = lives_in_fiction(by)
    return Question.objects.create(author=sealed_name(by), **facts)


def said(text: str) -> str:
    if not text.strip():
        raise Denied(_("Écrivez quelque chose."))
    return text.strip()


@transaction.atomic
def answer(*, question: Question, text: str, by: Person, signed: bool = False) -> Answer:
    """Its author learns that somebody answered, never who nor what."""
    may.answer(by, question)
    found = Answer.objects.create(question=question, author=sealed_name(by), text=said(text), signed=signed)
    tell(question.author, _("Quelqu’un de votre catégorie a répondu à votre question."),
         question.get_absolute_url())  # fmt: skip
    return found


def tell(author: str, line: str, url: str, due: str = "") -> None:
    """A letter that holds no word of what is said; nothing to somebody who left. One subject for all: it lies in clear
    beside the person, and tells neither who asked nor who answered."""
    person = Person.objects.active().filter(code=author.strip()).first()
    if person is not None:
        with override(person.language):
            notify(person, Kind.SUPPORT, _("Vos questions entre pairs"), [str(line)], url, due=due)


@transaction.atomic
def remove_question(*, question: Question, by: Person) -> None:
    """With its answers and its sheet: nothing of it is left."""
    may.keep_question(by, question)
    question.delete()


@transaction.atomic
def remove_answer(*, answer: Answer, by: Person) -> None:
    may.keep_answer(by, answer)
    answer.delete()


@transaction.atomic
def say_helped(*, answer: Answer, helped: bool, by: Person) -> None:
    may.say_helped(by, answer)
    Answer.objects.filter(pk=answer.pk).update(helped=helped)


@transaction.atomic
def close(*, question: Question, kept: str, by: Person, seen: int) -> Question:
    may.keep_question(by, question)
    QUESTION.make(question, "close")
    if not kept.strip():
        raise Denied(_("Dites ce que vous gardez de ces réponses : d’autres vivront la même chose."))
    question.save_values({"state": question.state, "kept": kept.strip()}, seen=seen)
    return question


@transaction.atomic
def reopen(*, question: Question, by: Person) -> Question:
    may.keep_question(by, question)
    QUESTION.make(question, "reopen")
    question.save_version(seen=question.version, fields=["state"])
    return question


@transaction.atomic
def prepare_sheet(*, question: Question, title: str, answers: Iterable[str], by: Person) -> Sheet:
    """Each author is asked, on their bench and by letter. An author keeps what they said of that title; under another they are
    asked again. One left out is asked no more."""
    may.make_sheet(by, question)
    chosen = list(question.answers.filter(code__in=list(answers)))
    if not chosen:
        raise Denied(_("Choisissez au moins une réponse."))
    former = Sheet.objects.filter(question=question).first()
    sheet, _new = Sheet.objects.update_or_create(question=question, defaults={"title": said(title)})
    sheet.agreements.exclude(answer__in=chosen).delete()
    if former and former.title != sheet.title:
        sheet.agreements.filter(says=Says.YES).delete()
    for one in chosen:
        agreement, new = Agreement.objects.get_or_create(sheet=sheet, answer=one, defaults={"author": one.author})
        if new:
            tell(one.author, _("Vos mots peuvent entrer dans une fiche réponse. Dites si vous le voulez bien : sans votre accord, ils n’y sont pas."),
                 reverse("questions:agreement", args=[agreement.code]), due="sheet-agreement")  # fmt: skip
    return sheet


@transaction.atomic
def say_agreement(*, agreement: Agreement, says: Says | str, by: Person) -> None:
    """Said again at any time: the words enter the sheet, or leave it, at once."""
    may.agree(by, agreement)
    if says not in (Says.YES, Says.NO):
        raise Denied(_("Dites oui ou non."))
    Agreement.objects.filter(pk=agreement.pk).update(says=says)


@transaction.atomic
def publish_sheet(*, sheet: Sheet, by: Person) -> Sheet:
    """The agreement of who asked, given by publishing."""
    may.publish(by, sheet)
    SHEET.make(sheet, "publish")
    sheet.published_on = timezone.localdate()
    sheet.save(update_fields=["state", "published_on"])
    audit.record(None, "answer-sheet-published", sheet)
    return sheet


@transaction.atomic
def withdraw_sheet(*, sheet: Sheet, by: Person) -> Sheet:
    may.keep_sheet(by, sheet)
    SHEET.make(sheet, "withdraw")
    sheet.save(update_fields=["state"])
    audit.record(None, "answer-sheet-withdrawn", sheet)
    return sheet
