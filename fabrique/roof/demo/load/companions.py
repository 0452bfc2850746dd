"""The invented cohort that came before: its companions, what they tell, whom they call, where one travels."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.enums import CohortState, PartnerRole
from fabrique.accompaniment.cohorts.models import Cohort, Participation, Partner
from fabrique.accompaniment.companionship.models import (
    Companionship,
    Pair,
    Point,
    Rebound,
    Share,
    Shelf,
    Trip,
    Visit,
    WitnessRequest,
)
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.ground.agenda.enums import EventKind, EventState, Mode, Openness
from fabrique.ground.agenda.models import Event
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.models import Person, Scope
from fabrique.ground.territories.models import Territory
from fabrique.roof.demo.load.delegations import animate
from fabrique.roof.demo.load.life import day, kept, person
from fabrique.roof.demo.load.rows import organisation, picked
from fabrique.roof.demo.load.territory import join, write_facts

SAID = ("lives_on", "hatched", "hard", "in_council", "among_partners", "among_neighbours", "spread")


def load_companions(data: dict[str, Any]) -> None:
    team = person(Role.ASSOCIATION_EMPLOYEE)
    cohort = write_cohort(data["cohort"])
    places = {one.territory.code: one for one in fictive().participations.select_related("territory")}
    places |= {row["code"]: write_territory(cohort, row) for row in data["territories"]}
    for row in data["companions"]:
        write_companion(cohort, places[row["territory"]], row, team)
    for row in data["points"]:
        write_point(places[row["territory"]], row)
    for row in data["requests"]:
        values = {"companionship": places[row["territory"]].companionship, "asked_by": team, "when": day(row)}
        WitnessRequest.objects.get_or_create(
            code=row["code"], defaults=values | kept(row, "occasion", "details")
        )  # fmt: skip
    for row in data["pairs"]:
        write_pair(places, row, team)
    for row in data["trips"]:
        write_trip(places, row, team)
    write_together(cohort, data)


def fictive() -> Cohort:
    return Cohort.objects.get(code="fictive")


def write_cohort(head: dict[str, Any]) -> Cohort:
    scope = Scope.objects.update_or_create(
        kind=ScopeKind.COHORT, code=head["code"], defaults={"label": head["name"]}
    )[0]  # fmt: skip
    ended = timezone.localdate() - timedelta(days=head["ended_days_ago"])
    values = picked(head, "name", "season", "summary", "source") | {
        "scope": scope, "device": fictive().device, "state": CohortState.COMPANION, "fictional": True,
        "starts_on": ended - timedelta(days=head["lasted_days"]), "ends_on": ended,
    }  # fmt: skip
    cohort = Cohort.objects.update_or_create(code=head["code"], defaults=values)[0]
    led_by = {"organisation": organisation(head["led_by"], fictional=True), "role": PartnerRole.LEAD}
    Partner.objects.get_or_create(cohort=cohort, **led_by)
    return cohort


def write_territory(cohort: Cohort, row: dict[str, Any]) -> Participation:
    values = picked(row, "name", "lede", "geography") | {"kind": row["type"], "fictional": True}
    territory = Territory.objects.update_or_create(code=row["code"], defaults=values)[0]
    write_facts(territory, row, as_of=cohort.season)
    participation = join(cohort, territory)
    project = {"title": row["project"], "code": f"{participation.code}-projet"} | picked(row, "summary", "source")
    PilotProject.objects.update_or_create(participation=participation, defaults=project)
    return participation


def write_companion(cohort: Cohort, place: Participation, row: dict[str, Any], team: Person) -> None:
    """Once written, its state is the demonstration's own: somebody may have answered the invitation."""
    values = {"invited_by": team} | kept(row, "state", "word", "objectives", "network", "shown", "pause_reason")
    if "referent" in row:
        referent = animate(place, row["referent"])
        joined = timezone.localdate() - timedelta(days=row["joined_days_ago"])
        values |= {"referent": referent, "joined_on": joined, "counts_from": cohort.ends_on}
    Companionship.objects.get_or_create(participation=place, defaults=values)


def write_point(place: Participation, row: dict[str, Any]) -> None:
    companionship = place.companionship
    values = {"due_on": timezone.localdate() - timedelta(days=row["due_days_ago"])} | kept(row, "state", *SAID)
    if row["state"] == "published":
        at = timezone.now() - timedelta(days=row["due_days_ago"] - 5)
        signed = {"by": companionship.referent, "at": at}
        values |= {f"{verb}_{what}": value for verb in ("written", "published") for what, value in signed.items()}
    Point.objects.get_or_create(companionship=companionship, months=row["months"], defaults=values)


def write_pair(places: dict[str, Participation], row: dict[str, Any], team: Person) -> None:
    values = kept(row, "kind", "state", "why") | {"proposed_by": team}
    values |= {side: places[row[side]] for side in ("one", "other")}
    for side in ("one", "other"):
        if f"{side}_by" in row:
            values |= {f"{side}_agreed_by": somebody(row[f"{side}_by"]), f"{side}_agreed_at": timezone.now()}
    Pair.objects.get_or_create(code=row["code"], defaults=values)


def somebody(said: str) -> Person:
    """A role of the demonstration, or the name of somebody invented."""
    return person(said) if said in ROLES else Person.objects.get(name=said, email=None)


def write_trip(places: dict[str, Participation], row: dict[str, Any], team: Person) -> None:
    host = places[row["host"]]
    values = kept(row, "theme", "summary", "state", "period", "places", "seen_there", "tried_at_home")
    values |= {"host": host, "proposed_by": team}
    if row["state"] != "proposed":
        state = EventState.HELD if row["state"] == "told" else EventState.CONFIRMED
        date = {"kind": EventKind.DAY, "state": state, "follows": True, "registers": False}
        values["event"] = write_event(row, host.cohort, title=row["theme"], **date)
    if row["state"] == "told":
        values |= {"told_by": team, "told_at": timezone.now(), "shown_by": team, "shown_at": timezone.now()}
    trip, made = Trip.objects.get_or_create(code=row["code"], defaults=values)
    for payer, what, cents in row.get("shares", []) if made else []:
        Share.objects.create(trip=trip, payer=payer, what=what, cents=cents)
    if made and "visitors" in row:
        visitors = places[row["visitors"]]
        seats = {
            key: visitors.seats.active().filter(category__key=key, rank="holder").order_by("pk").first()
            for key in ("elected", "agent")
        }
        Visit.objects.create(trip=trip, participation=visitors, registered_by=team, **seats)


def write_event(row: dict[str, Any], cohort: Cohort, **more: Any) -> Event:
    starts = timezone.make_aware(datetime.combine(day(row), time(9, 30)))
    values = {
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=7),
        "mode": Mode.IN_PERSON,
        "scope": cohort.scope,
    }
    values |= {"openness": Openness.CIRCLE, "fictional": True} | kept(row, "place", "summary") | more
    return Event.objects.update_or_create(code=f"date-{row['code']}", defaults=values)[0]


def write_together(cohort: Cohort, data: dict[str, Any]) -> None:
    row = data["rebound"]
    event = write_event(row, cohort, title=row["title"], kind=EventKind.MEETING, state=EventState.CONFIRMED)
    Rebound.objects.update_or_create(
        event=event, defaults={"cohort": cohort, "year": timezone.localdate(event.starts_at).year}
    )  # fmt: skip
    lead = person(Role.COHORT_LEAD)
    Shelf.objects.get_or_create(cohort=fictive(), defaults=kept(data["shelf"], "word") | {"opened_by": lead})
