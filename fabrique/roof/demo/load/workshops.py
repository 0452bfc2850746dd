"""Live workshops of the invented cohort: one prepared, one open in the middle of its vote, one ended with its decisions."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.workshops import actions, scripts
from fabrique.accompaniment.workshops.models import Card, Participant, Step, Workshop
from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item
from fabrique.roof.demo.load.life import person

VISITOR = AnonymousUser()
# who of the demonstration was in the room, and finds the wall again
THERE = {"elected": Role.NUMBER_ONE, "agent": Role.DELEGATION_REFERENT, "socio-economic": Role.DELEGATION_MEMBER}
UNSAID = "unsaid"


def load_workshops(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    if Workshop.objects.filter(cohort=cohort).exists():
        return
    lead = person(LEADS[0])
    close(prepared(cohort, data["closed"], lead), data, lead)
    begin(prepared(cohort, data["open"], lead), data, lead)
    prepared(cohort, data["prepared"], lead)


def prepared(cohort: Cohort, row: dict[str, Any], lead: Person) -> Workshop:
    said = [one["text"] for one in row.get("statements", [])]
    steps = [(step, said if step.get("ballot") == "opinion" else []) for step in row.get("steps", [])]
    script = steps or scripts.of_the_house("fr")[row["format"]].script
    session = cohort.sessions.get(code=row["session"].lower()) if "session" in row else None
    return actions.prepare(cohort=cohort, title=row["title"], script=script, session=session, by=lead)


def room(workshop: Workshop, people: dict[str, int]) -> list[tuple[str, Participant]]:
    """So many of each category; the first of some has an account."""
    items = {item.key: item for item in Item.objects.categories(workshop.cohort.scope)}
    found = []
    for key, count in people.items():
        for number in range(count):
            who = person(THERE[key]) if key in THERE and not number else VISITOR
            participant, _token = actions.come_in(workshop=workshop, category=items.get(key), by=who)
            found.append((key, participant))
    return found


def step_of(workshop: Workshop, kind: str) -> Step:
    step = workshop.steps.filter(kind=kind).first()
    step.workshop = workshop
    return step


def reach(workshop: Workshop, kind: str, lead: Person) -> Step:
    step = step_of(workshop, kind)
    actions.go_to(workshop=workshop, step=step, by=lead)
    return step


def write_wall(workshop: Workshop, rows: Iterable[dict[str, Any]], people: list, lead: Person) -> list[list[Card]]:
    """Each card by somebody else, put together under its title when it has one."""
    step, written, authors = step_of(workshop, "collect"), [], iter(people * 2)
    for row in rows:
        cards = [
            actions.write_card(step=step, text=text, once=f"demo-{number}-{len(written)}", by=next(authors)[1])
            for number, text in enumerate(row["cards"])
        ]
        written.append(cards)
        if "title" in row:
            actions.make_cluster(step=step, title=row["title"], cards=cards, by=lead)
    return written


def begin(workshop: Workshop, data: dict[str, Any], lead: Person) -> None:
    """The room is voting; nothing is shown yet."""
    workshop = actions.move(workshop=workshop, name="open", by=lead)
    people = room(workshop, data["people"])
    write_wall(workshop, [*data["open"]["clusters"], data["open"]["loose"]], people, lead)
    step = reach(workshop, "vote", lead)
    rows = {row["text"]: row for row in data["open"]["statements"]}
    for line, card in enumerate(step.cards.all()):
        for number, (key, participant) in enumerate(people):
            if position := said(rows[card.text], key, number * 7 + line * 3):
                actions.vote(step=step, card=card, position=position, by=participant)


def said(row: dict[str, Any], key: str, place: int) -> str:
    """By the shares of the file, always the same; one in twenty does not answer."""
    if place % 20 == 19:
        return ""
    tenth, yes, no = place % 10, row["yes"].get(key, 4), row["no"].get(key, 4)
    return "agree" if tenth < yes else "disagree" if tenth < yes + no else "pass"


def close(workshop: Workshop, data: dict[str, Any], lead: Person) -> None:
    row = data["closed"]
    workshop = actions.move(workshop=workshop, name="open", by=lead)
    people = room(workshop, data["people"])
    written = write_wall(workshop, row["clusters"], people, lead)
    step = reach(workshop, "vote", lead)
    voters = [participant for _key, participant in people]
    for place, (cluster, cards) in enumerate(zip(row["clusters"], written, strict=True)):
        for number in range(cluster["dots"]):
            voter = voters[(number * 3 + place) % len(voters)]
            actions.place_dots(step=step, card=cards[number % len(cards)], count=1, by=voter)
    actions.show_results(step=step, by=lead)
    reach(workshop, "decide", lead)
    for one in row["decisions"]:
        due_on = timezone.localdate() + timedelta(days=one["days"])
        actions.add_decision(workshop=workshop, text=one["text"], carrier=one["carrier"], due_on=due_on, by=lead)
    said_by_delegations(workshop, row["delegations"], lead)
    actions.move(workshop=workshop, name="close", by=lead)


def said_by_delegations(workshop: Workshop, rows: list[dict[str, Any]], lead: Person) -> None:
    """What each said at its table; the first is kept with the session already, the others wait for whoever facilitates."""
    for number, one in enumerate(rows):
        place = workshop.cohort.participations.get(territory__code=one["territory"])
        for text in one["texts"]:
            actions.add_decision(workshop=workshop, text=text, participation=place, by=lead)
        if not number:
            text = actions.said_together(workshop, place)
            actions.keep(workshop=workshop, kind=one["kind"], text=text, participation=place, by=lead)
