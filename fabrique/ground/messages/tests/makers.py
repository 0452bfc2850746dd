"""Letters, issues and people for the tests of this area."""

from itertools import count

from django.utils import timezone

from fabrique.ground.messages.enums import Circle, IssueState
from fabrique.ground.messages.models import Issue, Item, Letter, Notice, Series
from tests.world import make_cohort, make_person

_numbers = count(1)
OUT = {"number": 1, "recipients": 0}


def make_series(scope=None, **fields) -> Series:
    return Series.objects.create(scope=scope or make_cohort().scope, name=f"Series {next(_numbers)}", **fields)


def make_issue(series=None, state=IssueState.DRAFT, **fields) -> Issue:

    dated = {}
    if state in ("sent", "archived"):
        dated = OUT | {"sent_at": timezone.now()}
    if state == "scheduled":
        dated = {"scheduled_for": timezone.now()}
    series = series or make_series()
    return Issue.objects.create(
        **{"series": series, "title": "Printemps", "editorial": "Quelques mots.", "audience": Circle.COHORT, "state": state}
        | dated | fields
    )  # fmt: skip


def make_item(issue, **fields) -> Item:
    return Item.objects.create(**{"issue": issue, "title": f"Item {next(_numbers)}", "text": "Un texte."} | fields)


def make_letter(person=None, **fields) -> Letter:
    number = next(_numbers)
    values = {"key": f"key-{number}", "kind": "task", "subject": f"Letter {number}"} | fields
    letter = Letter.objects.create(person=person or make_person(), **values)
    Notice.objects.create(
        person=letter.person, kind=letter.kind, subject=letter.subject, text="Tout est dit.", letter=letter
    )
    return letter
