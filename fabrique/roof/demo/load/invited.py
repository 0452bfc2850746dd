"""A third invented diagnostic, before its interviews: what the referent proposed waits for the team."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.diagnostics.actions import panel
from fabrique.ground.people.enums import Role
from fabrique.roof.demo.load import diagnosed
from fabrique.roof.demo.load.diagnosed import Team
from fabrique.roof.demo.load.life import person


def load_invited(data: dict[str, Any], people: Team) -> None:
    place = Cohort.objects.get(code="fictive", fictional=True).participations.get(territory__code=data["place"])
    if place.diagnostics.exists():
        return
    begins = timezone.localdate() + timedelta(days=data["begins_in_days"])
    diagnostic = diagnosed.frame(place, people, targets=data["targets"], begun=begins, lasts=data["planned_days"])
    named_by = {"referent": person(Role.DELEGATION_REFERENT), "team": people.listens}
    for row in data["people"]:
        contact = diagnosed.propose(diagnostic, row, by=named_by[row["by"]])
        if row.get("kept"):
            panel.move_contact(contact=contact, name="keep", by=people.listens)
