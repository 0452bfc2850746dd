"""The infolettres of an invented cohort: what left, to whom, and a draft. Nothing is sent from here."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.programme.models import Session
from fabrique.ground.messages.enums import Circle, IssueState, Kind, LetterState, SuggestionState
from fabrique.ground.messages.models import Issue, Item, Letter, Series, Suggestion, receivers
from fabrique.ground.people.models import Person
from fabrique.roof.demo.load.people import DOMAIN


def load_newsletters(data: dict[str, Any], *, by) -> None:
    cohort = Cohort.objects.get(code=data["cohort"]["code"])
    values = {"name": f"L’infolettre de la {cohort.name.lower()}", "fictional": cohort.fictional}
    series = Series.objects.update_or_create(scope=cohort.scope, defaults={"code": cohort.code} | values)[0]
    number = 0
    for row in data["newsletters"]:
        number += "sent_at" in row
        issue = write_issue(series, row, number if "sent_at" in row else None, by)
        for order, item in enumerate(row["items"]):
            write_item(issue, order, item)
        if issue.sent_at:
            write_letters(issue)
    for row in data["suggestions"]:
        write_suggestion(series, row, by)


def write_issue(series: Series, row: dict[str, Any], number: int | None, by) -> Issue:
    values = {
        "series": series,
        "title": row["title"],
        "editorial": row["editorial"],
        "audience": Circle[row["audience"].upper()],
        "media": row.get("media", False),
    }
    out = {
        "state": IssueState.ARCHIVED,
        "number": number,
        "sent_at": row.get("sent_at"),
        "recipients": receivers(series).count(),
    }
    once = values | {"begun_by": by, "state": row.get("state", IssueState.DRAFT)} | (out if number else {})
    return Issue.objects.update_or_create(code=row["code"], defaults=values, create_defaults=once)[0]


def write_item(issue: Issue, order: int, row: dict[str, Any]) -> None:
    source = row.get("from", "")
    session = Session.objects.get(code=source.removeprefix("session:")) if source else None
    values = {
        "order": order,
        "text": row["text"],
        "source": source,
        "url": session.get_absolute_url() if session else "",
        "quoted": row.get("quoted", ""),
        "agreed_on": row.get("agreed_on"),
    }
    Item.objects.update_or_create(issue=issue, title=row["title"], defaults=values)


def write_suggestion(series: Series, row: dict[str, Any], by) -> None:
    """One waits for an answer, one was declined with a word."""
    sent_at = timezone.now() - timedelta(days=row["days_ago"])
    values = {"text": row["text"], "sent_at": sent_at}
    if "word" in row:
        answered = {"answered_at": sent_at + timedelta(days=2), "answered_by": by}
        values |= {"state": SuggestionState.DECLINED, "word": row["word"]} | answered
    person = Person.objects.get(email=f"{row['by']}@{DOMAIN}")
    Suggestion.objects.get_or_create(series=series, person=person, title=row["title"], defaults=values)


def write_letters(issue: Issue) -> None:
    """As they left; one of the last issue is uncertain, to show what is decided on it."""
    for person in receivers(issue.series):
        doubt = issue.number == 2 and person.email.startswith("observer@")
        values = {
            "person": person,
            "kind": Kind.NEWSLETTER,
            "scope": issue.series.scope,
            "issue": issue,
            "subject": issue.title,
        }
        values |= {"state": LetterState.UNCERTAIN, "failure": "worker-died"} if doubt else {"state": LetterState.SENT}
        once = values | {"sent_at": None if doubt else issue.sent_at}
        letter, new = Letter.objects.get_or_create(key=f"issue-{issue.code}-{person.code}", defaults=once)
        if new:
            Letter.objects.filter(pk=letter.pk).update(queued_at=issue.sent_at)
