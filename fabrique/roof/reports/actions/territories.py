"""What a territory says of its chapter (R508), and what is gently asked of those who owe something."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person
from fabrique.ground.people.permissions import holds
from fabrique.roof.reports import permissions as may
from fabrique.roof.reports.actions.news import tell_answered, tell_owed
from fabrique.roof.reports.build import fingerprints
from fabrique.roof.reports.enums import ANSWERED, CHAPTER, ChapterState, ReportState
from fabrique.roof.reports.models import Chapter, Decision, Reminder
from fabrique.roof.reports.owed import debts

NEED_WORDS = (ChapterState.CHANGES, ChapterState.REPLIED)


@transaction.atomic
def answer_chapter(*, chapter: Chapter, answer: str, seen: str, by: Person, words: str = "") -> Decision:
    """Of the text that was read, and no other: `seen` is its fingerprint; changed meanwhile, it is read again first."""
    may.answer_chapter(by, chapter)
    chapter = (
        Chapter.objects.select_for_update(of=("self",))
        .select_related("cohort__report", "participation__scope")
        .get(pk=chapter.pk)
    )
    if chapter.cohort.report.state != ReportState.VALIDATING:
        raise Denied(_("Les territoires répondent pendant la validation : elle n’est pas ouverte."))
    place = chapter.participation
    if place is None or answer not in ANSWERED:
        raise Denied(_("Cette réponse n’existe pas."))
    now = fingerprints(chapter.cohort)[place.pk]
    if seen != now:
        raise Denied(_("Le chapitre a changé pendant que vous lisiez : relisez-le avant de répondre."))
    target = CHAPTER.moves[answer].target
    if target in NEED_WORDS and not words.strip():
        raise Denied(_("Dites avec vos mots ce qui doit changer, ou ce que vous répondez."))
    CHAPTER.make(chapter, answer)
    chapter.save_values({"state": chapter.state, "fingerprint": now}, seen=chapter.version)
    hat = next(role for role in may.ANSWERERS if holds(by, role, within=place.scope))
    decision = Decision.objects.create(
        chapter=chapter, state=chapter.state, words=words.strip(), fingerprint=now, decided_by=by, decided_as=Role(hat)
    )
    audit.record(by, "chapter-answered", chapter, answer=answer)
    tell_answered(chapter, by)
    return decision


def this_week() -> str:
    year, week, _day = timezone.localdate().isocalendar()
    return f"{year}-W{week:02d}"


def reason_not_to_remind(chapter: Chapter, owed: str, sent: list[Reminder] | None = None) -> str:
    """Never twice in a week: seven days, whatever the day."""
    rows = chapter.reminders.all() if sent is None else sent
    last = max((row.sent_at for row in rows if row.owed == owed), default=None)
    if last is not None and timezone.now() - last < timedelta(days=7):
        return _("Déjà rappelé cette semaine : on ne relance pas deux fois.")
    return ""


@transaction.atomic
def remind(*, chapter: Chapter, owed: str, by: Person) -> Reminder:
    """One gentle letter, in the morning digest, to those to whom it falls."""
    may.lead_chapter(by, chapter)
    chapter = (
        Chapter.objects.select_for_update(of=("self",))
        .select_related("cohort", "participation__territory")
        .get(pk=chapter.pk)
    )
    owing = [debt for debt in debts(chapter.cohort, [chapter])[chapter.pk] if debt.owed == owed]
    if not owing:
        raise Denied(_("Cela ne manque plus : il n’y a rien à rappeler."))
    if refusal := reason_not_to_remind(chapter, owed):
        raise Denied(refusal)
    told = sum(tell_owed(debt, by) for debt in owing)
    if not told:
        raise Denied(_("Personne ne tient ce rôle ici pour l’instant : donnez-le d’abord à quelqu’un."))
    reminder = Reminder.objects.create(chapter=chapter, owed=owed, week=this_week(), told=told, sent_by=by)
    audit.record(by, "chapter-reminded", chapter, owed=owed)
    return reminder
