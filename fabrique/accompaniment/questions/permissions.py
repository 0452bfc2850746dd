"""A category reads its questions; the alliance reads the sheets that their authors agreed to."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.questions.enums import QuestionState, Says, SheetState
from fabrique.accompaniment.questions.models import categories_of
from fabrique.core.permissions import Denied, permission


@permission
def take_part(person):
    """Ask, and read what one's category asks."""
    if not categories_of(person):
        raise Denied(_("Ces questions sont entre personnes d’une même catégorie : il faut un siège dans une délégation."))  # fmt: skip


@permission
def read(person, question):
    if question.category not in categories_of(person):
        raise Denied(_("Cette question est entre personnes d’une autre catégorie."))


@permission
def answer(person, question):
    read(person, question)
    if question.state != QuestionState.OPEN:
        raise Denied(_("Cette question est close."))
    if question.is_by(person):
        raise Denied(_("Vos pairs répondent à votre question."))


@permission
def keep_question(person, question):
    """Close it, reopen it, take it back, make a sheet of it."""
    read(person, question)
    if not question.is_by(person):
        raise Denied(_("Une question appartient à la personne qui l’a posée."))


@permission
def make_sheet(person, question):
    keep_question(person, question)
    if question.state != QuestionState.CLOSED:
        raise Denied(_("Dites d’abord ce que vous avez gardé des réponses."))


@permission
def say_helped(person, answer):
    keep_question(person, answer.question)


@permission
def keep_answer(person, answer):
    read(person, answer.question)
    if not answer.is_by(person):
        raise Denied(_("Une réponse appartient à la personne qui l’a écrite."))


@permission
def agree(person, agreement):
    """The author of the words, whatever became of their place since."""
    if not agreement.is_by(person):
        raise Denied(_("Chaque personne décide de ses mots."))


@permission
def keep_sheet(person, sheet):
    """Take it off the shelf: who asked, even after they left their category."""
    if not sheet.question.is_by(person):
        raise Denied(_("Une fiche appartient à la personne qui a posé la question."))


@permission
def publish(person, sheet):
    keep_question(person, sheet.question)
    if sheet.state == SheetState.PUBLISHED:
        raise Denied(_("Cette fiche est déjà publiée."))
    if not sheet.agreements.filter(says=Says.YES).exists():
        raise Denied(_("Personne n’a encore donné son accord pour ses mots."))


@permission
def read_sheets(person):
    if not (person.is_authenticated and person.grants):
        raise Denied(_("Les fiches réponses sont lues dans l’alliance."))


@permission
def read_sheet(person, sheet):
    read_sheets(person)
    if sheet.state != SheetState.PUBLISHED and not keep_sheet.allows(person, sheet):
        raise Denied(_("Cette fiche n’est pas publiée."))
