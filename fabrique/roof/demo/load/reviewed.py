"""A fourth invented diagnostic, led by people from elsewhere: its restitution waits for the second of its two readers."""

from typing import Any

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.roof.demo.load import compared
from fabrique.roof.demo.load.diagnosed import Team, days_ago
from fabrique.roof.demo.load.diagnostic import Readers, date_of, freeze, sign


def load_reviewed(data: dict[str, Any], people: Team, readers: Readers) -> None:
    """The last of the readers has signed; the first one's page is there to be signed."""
    place = Cohort.objects.get(code="fictive", fictional=True).participations.get(territory__code=data["place"])
    if place.diagnostics.exists():
        return
    diagnostic = compared.write_down(
        place, data["diagnostic"], data["themes"], people, begun=days_ago(data["begun_days_ago"]), lasts=data["planned_days"]
    )  # fmt: skip
    edition = freeze(diagnostic, people, readers)
    sign(edition, readers[-1:])
    date_of(edition, days_ago(data["frozen_days_ago"]))
