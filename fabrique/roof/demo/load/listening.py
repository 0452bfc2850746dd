"""A second invented diagnostic, in the middle of its interviews, so that no page of the team is empty."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.diagnostics.actions import answering, asking, inviting
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic, Slot
from fabrique.accompaniment.diagnostics.notices import IN_FORCE
from fabrique.ground.people.models import Person
from fabrique.roof.demo.load import diagnosed
from fabrique.roof.demo.load.diagnosed import Team, days_ago
from fabrique.roof.demo.load.life import at, day
from fabrique.roof.demo.load.people import DOMAIN

WITH_LINK = ("invited", "booked", "declined")


def load_listening(data: dict[str, Any], people: Team) -> None:
    place = Cohort.objects.get(code="fictive", fictional=True).participations.get(territory__code=data["place"])
    if place.diagnostics.exists():
        return
    begun = days_ago(data["begun_days_ago"])
    diagnostic = diagnosed.frame(place, people, targets=data["targets"], begun=begun, lasts=data["planned_days"])
    offer_times(diagnostic, data, by=people.listens)
    fill_panel(diagnostic, people, data)
    ask(diagnostic, data["questionnaire"], by=people.listens)


def offer_times(diagnostic: Diagnostic, data: dict[str, Any], *, by: Person) -> None:
    for row in data["days"]:
        inviting.offer_slots(
            diagnostic=diagnostic, first=at(day(row), row["hour"]), count=row["count"], mode=row["mode"],
            where=row["where"], by=by,
        )  # fmt: skip


def fill_panel(diagnostic: Diagnostic, people: Team, data: dict[str, Any]) -> None:
    """Those who have a link are invited by a letter; the others were called, and two of them come later."""
    by, begun, known = people.listens, days_ago(data["begun_days_ago"]), []
    for number, row in enumerate(data["people"], start=1):
        reached = {"email": f"personne-{number}@{DOMAIN}"} if row["until"] in WITH_LINK else {}
        if row["until"] != "kept":
            known.append((diagnosed.propose(diagnostic, row, by=by, **reached), row))
    inviting.invite(diagnostic=diagnostic, by=by)
    for row in data["people"]:
        if row["until"] == "kept":
            diagnosed.propose(diagnostic, row, by=by)
    space = diagnosed.begin(diagnostic, people, begun=begun)
    for number, (contact, row) in enumerate(known):
        contact.refresh_from_db()
        if row["until"] == "met":
            facts = diagnosed.met(contact, row, begun + timedelta(days=5 * number), by=by)
            passages = [
                (kind, data["themes"].get(theme, ""), level, words) for kind, theme, level, words in row["passages"]
            ]
            diagnosed.listen(diagnostic, space, passages, facts, by=by)
        else:
            answer(contact, row["until"])


def answer(contact: Contact, said: str) -> None:
    """As the person does by their own link."""
    if said == "booked":
        answering.consent(contact=contact, wording=IN_FORCE, may_quote=True)
        answering.book(contact=contact, slot=Slot.objects.filter(diagnostic=contact.diagnostic_id).free().first())
    elif said == "declined":
        answering.decline(contact=contact)


def ask(diagnostic: Diagnostic, data: dict[str, Any], *, by: Person) -> None:
    closes = timezone.localdate() + timedelta(days=data["closes_in_days"])
    questionnaire = asking.open_questionnaire(diagnostic=diagnostic, closes_on=closes, by=by)
    questions = list(diagnostic.grid.questions.values_list("code", flat=True))
    for key, *said in data["answers"]:
        group = diagnosed.category(diagnostic.participation, key) if key else None
        words = dict(zip(questions[1:], said, strict=False))
        asking.answer(questionnaire=questionnaire, words=words, category=group)
