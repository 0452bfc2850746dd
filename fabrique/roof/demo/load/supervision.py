"""A supervision circle of the invented cohort: volunteers, two cases, a meeting, a lesson shared and one on its way."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.supervision import actions
from fabrique.accompaniment.supervision.enums import JUDGES
from fabrique.accompaniment.supervision.models import Case, Circle
from fabrique.ground.agenda.enums import Mode
from fabrique.ground.people.enums import Role
from fabrique.roof.demo.load.life import at, person


def load_supervision(data: dict[str, Any]) -> None:
    row, cohort = data["circle"], Cohort.objects.get(code="fictive", fictional=True)
    if Circle.objects.filter(cohort=cohort).exists():
        return
    animator = person(Role.ASSOCIATION_EMPLOYEE)
    circle = actions.open_circle(name=row["name"], purpose=row["purpose"], cohort=cohort, by=animator)
    for role in (*row["members"], *row["asking"]):
        member = actions.volunteer(circle=circle, by=person(role))
        if role in row["members"]:
            actions.settle_member(member=member, name="welcome", by=animator)
    circle = Circle.objects.get(pk=circle.pk)
    cases = {one["title"]: write_case(circle, one) for one in data["cases"]}
    for one in data["lessons"]:
        share(circle, one, cases.get(one.get("case")))
    meets = at(timezone.localdate() + timedelta(days=row["meets_in_days"]), 12)
    waiting = [case for case in cases.values() if case.state == "open"]
    actions.set_meeting(circle=circle, starts_at=meets, minutes=90, mode=Mode.VIDEO, cases=waiting, by=animator)


def write_case(circle: Circle, row: dict[str, Any]) -> Case:
    author = person(row["author"])
    case = actions.write_case(circle=circle, title=row["title"], text=row["text"], question=row["question"], by=author)
    for role, text in row.get("replies", []):
        actions.reply(case=case, text=text, by=person(role))
    return actions.move_case(case=case, name="discuss", by=author) if row.get("discussed") else case


def share(circle: Circle, row: dict[str, Any], case: Case | None) -> None:
    """With two judgements the animator lets it go; with one it waits for another; of a territory, it waits for its answer."""
    author = person(row["author"])
    lesson = actions.write_lesson(circle=circle, title=row["title"], text=row["text"], case=case, by=author)
    place = circle.cohort.participations.get(territory__code=row["place"]) if "place" in row else None
    actions.offer(lesson=lesson, reach=row["reach"], place=place, by=author)
    for role in row["judges"]:
        actions.judge(lesson=lesson, identifies=False, by=person(role))
    if len(row["judges"]) >= JUDGES:
        actions.release(lesson=lesson, by=circle.animator)
