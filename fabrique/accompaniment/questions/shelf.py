"""The sheets of the shelf, searched word by word once they are read: no word of them lies in clear (ADR 0090)."""

from fabrique.accompaniment.questions.models import Sheet
from fabrique.core.text import fold


def sheets(person, words: str = "", category: str = "") -> list[Sheet]:
    found = Sheet.objects.visible_to(person).published().with_words()
    if category:
        found = found.filter(question__category=category)
    sought = fold(words).split()
    return [sheet for sheet in found if all(word in told(sheet) for word in sought)]


def told(sheet: Sheet) -> str:
    question = sheet.question
    return fold(" ".join([sheet.title, question.text, question.kept, *sheet.words]))
