"""Who else takes part in the invented cohort: circles and their guests, draws held by the rules of everybody."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from fabrique.accompaniment.circles import actions
from fabrique.accompaniment.circles.models import Circle, Draw, Guest, Opened, Readiness
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.programme.models import Session
from fabrique.roof.demo.load.life import day, kept, person, place

REFERENT = "delegation-referent"


def load_circles(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    for row in data["readiness"]:
        Readiness.objects.get_or_create(
            participation=place(cohort, row), defaults=kept(row, "ticked", "choice", "reason")
        )
    for row in data["circles"]:
        write_circle(place(cohort, row), row)
    for row in data["draws"]:
        hold_draw(place(cohort, row), row)


def write_circle(participation: Participation, row: dict[str, Any]) -> None:
    by = person(REFERENT)
    values = {"participation": participation, "ends_on": day(row)} | kept(row, "kind", "name", "purpose")
    circle, made = Circle.objects.get_or_create(code=row["code"], defaults=values)
    if not made:
        return
    for name, email in row["guests"]:
        Guest.objects.create(circle=circle, name=name, email=email, ends_on=circle.ends_on, invited_by=by)
    for name, email in row.get("withdrawn", []):
        Guest.objects.create(circle=circle, name=name, email=email, ends_on=circle.ends_on, invited_by=by,
                             withdrawn_at=timezone.now(), withdrawn_by=by)  # fmt: skip
    sessions = Session.objects.visible_to(AnonymousUser()).filter(cohort=participation.cohort).in_time()
    next_one = sessions.filter(date__gte=timezone.localdate(), state="scheduled").first()
    shown = {"session": next_one, "kit": sessions.filter(state="documented").first()}
    for kind in row["sees"]:
        target: dict[str, Any] = {"session": shown[kind]} if kind in shown else {}
        if kind == "consultation":
            target = {"consultation": participation.consultations.exclude(notice="").first()}
        Opened.objects.create(circle=circle, kind=kind, opened_by=by, **target)


def hold_draw(participation: Participation, row: dict[str, Any]) -> None:
    """By the very actions of the house: what the demonstration shows was really drawn."""
    if participation.draws.filter(title=row["title"]).exists():
        return
    by, announced = person(REFERENT), kept(row, "title", "purpose", "seats", "opposed_seats", "origin", "notice")
    draw = actions.open_draw(participation=participation, by=by, erase_on=day(row), **announced)
    counted = timezone.localdate() - timedelta(days=row["statistics_days_ago"])
    actions.set_bands(draw=draw, table=row["bands"], statistics=row["statistics"], statistics_on=counted, by=by)
    actions.add_candidates(
        draw=draw, table=row["people"], agreed_on=timezone.localdate(), by=by, opposition_written=True
    )
    draw = Draw.objects.get(pk=draw.pk)
    for step in row["steps"]:
        if step == "freeze":
            draw = actions.freeze(draw=draw, seed_source=row["seed_source"], by=by)
        elif step == "seed":
            draw = actions.publish_seed(draw=draw, seed=row["seed"], by=by)
        else:
            draw = actions.move_draw(draw=draw, name=step, by=by)
