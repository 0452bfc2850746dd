"""What was settled meanwhile is asked of nobody any more, even when the letter was already waiting."""

from fabrique.ground.messages.due import due
from fabrique.roof.reports.enums import ChapterState
from fabrique.roof.reports.models import Chapter
from fabrique.roof.reports.owed import debts


@due("report-chapter")
def still_waited_for(_person, code: str) -> bool:
    return Chapter.objects.filter(code=code, state=ChapterState.PROPOSED).exists()


@due("report-debt")
def still_owed(_person, what: str) -> bool:
    code, _dash, owed = what.partition("-")
    chapter = Chapter.objects.filter(code=code).select_related("cohort").first()
    return chapter is not None and any(debt.owed == owed for debt in debts(chapter.cohort, [chapter])[chapter.pk])
