"""What a circle learned, and the two steps before anybody else reads it (R552)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.supervision import permissions as may
from fabrique.accompaniment.supervision.enums import JUDGES, LESSON, Reach
from fabrique.accompaniment.supervision.models import Case, Circle, Judgement, Lesson, Word
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

INSIDE = {"reach": Reach.NO, "offered_at": None, "place": None, "released_at": None, "released_by": None}


@transaction.atomic
def write_lesson(*, circle: Circle, title: str, text: str, by: Person, case: Case | None = None) -> Lesson:
    may.speak(by, circle)
    if case and case.circle_id != circle.pk:
        raise Denied(_("Ce cas n’est pas de ce cercle."))
    lesson = Lesson.objects.create(circle=circle, case=case, author=by, title=title.strip(), text=text.strip())
    audit.record(by, "supervision-lesson-written", lesson, circle=circle.code)
    return lesson


@transaction.atomic
def edit_lesson(*, lesson: Lesson, title: str, text: str, by: Person, seen: int) -> Lesson:
    """Another edition: what was agreed to was another text, so it comes back inside first."""
    may.keep_lesson(by, lesson)
    if lesson.state != "draft":
        raise Denied(_("Reprenez-le d’abord dans le cercle : on a dit oui à un autre texte."))
    values = {"title": title.strip(), "text": text.strip(), "edition": lesson.edition + 1}
    lesson.save_values(values, seen=seen)
    audit.record(by, "supervision-lesson-edited", lesson, edition=lesson.edition)
    return lesson


@transaction.atomic
def offer(*, lesson: Lesson, reach: Reach, by: Person, place: Participation | None = None) -> Lesson:
    """The author's consent, dated, for one edition. `place` asks the territory; without it, two members read it again."""
    may.keep_lesson(by, lesson)
    if reach == Reach.NO:
        raise Denied(_("Dites jusqu’où il peut aller : l’alliance, ou tout le monde."))
    LESSON.make(lesson, "offer")
    values = {"state": lesson.state, "reach": reach, "offered_at": timezone.now(), "place": place}
    lesson.save_values(values, seen=lesson.version)
    audit.record(by, "supervision-lesson-moved", lesson, state=lesson.state, reach=reach)
    return lesson


@transaction.atomic
def judge(*, lesson: Lesson, identifies: bool, by: Person, why: str = "") -> Judgement:
    """Once an edition for each member; said again, it replaces what the same member said."""
    lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    may.judge(by, lesson)
    said = {"identifies": identifies, "why": why.strip(), "judged_at": timezone.now()}
    judgement, _made = Judgement.objects.update_or_create(
        lesson=lesson, edition=lesson.edition, judged_by=by, defaults=said
    )
    audit.record(by, "supervision-lesson-judged", lesson, edition=lesson.edition)
    return judgement


@transaction.atomic
def answer_for_place(*, lesson: Lesson, agrees: bool, by: Person) -> Word:
    """The territory says yes or no, and may change: a no takes back at once what was shared."""
    lesson = Lesson.objects.select_for_update(of=("self",)).select_related("place__scope").get(pk=lesson.pk)
    may.answer_for_place(by, lesson)
    word = Word.objects.create(lesson=lesson, edition=lesson.edition, agrees=agrees, said_by=by)
    audit.record(by, "supervision-lesson-answered", lesson, edition=lesson.edition, agrees=agrees)
    if not agrees:
        LESSON.make(lesson, "take-back")
        lesson.save_values({"state": lesson.state} | INSIDE, seen=lesson.version)
    return word


def missing(lesson: Lesson) -> str:
    """What a proposed lesson still waits for, in a sentence; empty when it may be shared (R552).

    A member who finds that somebody could be recognised stops it, whatever the others say.
    """
    said = list(lesson.judgements.filter(edition=lesson.edition).select_related("judged_by"))
    if any(one.identifies for one in said):
        return _("Un membre pense que l’on pourrait reconnaître quelqu’un : reprenez le texte et récrivez-le.")
    if lesson.place_id:
        word = lesson.words.filter(edition=lesson.edition).last()
        return "" if word and word.agrees else _("Le territoire concerné n’a pas encore répondu.")
    judges = {one.judged_by_id for one in said if may.is_inside(one.judged_by, lesson.circle)} - {lesson.author_id}
    if len(judges) < JUDGES:
        return _("Deux autres membres doivent dire que personne ne peut être reconnu.")
    return ""


@transaction.atomic
def release(*, lesson: Lesson, by: Person) -> Lesson:
    """The second step: the animator shares what its author and the territory, or two members, let go."""
    lesson = Lesson.objects.select_for_update(of=("self",)).select_related("circle").get(pk=lesson.pk)
    may.release(by, lesson)
    LESSON.make(lesson, "release")
    if refusal := missing(lesson):
        raise Denied(refusal)
    lesson.save_values({"state": lesson.state, "released_at": timezone.now(), "released_by": by}, seen=lesson.version)
    audit.record(by, "supervision-lesson-moved", lesson, state=lesson.state, edition=lesson.edition)
    return lesson


@transaction.atomic
def take_back(*, lesson: Lesson, by: Person) -> Lesson:
    """Inside again, at once; its author at any time."""
    may.keep_lesson(by, lesson)
    LESSON.make(lesson, "take-back")
    lesson.save_values({"state": lesson.state} | INSIDE, seen=lesson.version)
    audit.record(by, "supervision-lesson-moved", lesson, state=lesson.state)
    return lesson
