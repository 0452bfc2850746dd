"""What a workshop gives to what the programme keeps of a delegation, or of each when it is common to several (R333)."""

from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.programme import actions as programme
from fabrique.accompaniment.programme.enums import OutputKind
from fabrique.accompaniment.programme.models import Output, Session
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.actions.wall import said_by
from fabrique.accompaniment.workshops.models import Cluster, Workshop
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


def said_together(workshop: Workshop, place: Participation | None = None) -> str:
    """To begin with, what this delegation says in a common workshop; else the decisions, then the titles of the groups that
    still hold cards. Words of one alone stay on the wall."""
    decisions = list(workshop.decisions.all())
    if workshop.is_common and place is not None:
        return "\n".join(one.text for one in decisions if one.participation_id == place.pk)
    titles = [cluster.title for cluster in Cluster.objects.with_cards().filter(workshop=workshop)]
    return "\n".join([*(decision.text for decision in decisions), *titles])


@transaction.atomic
def keep(
    *, workshop: Workshop, kind: OutputKind, text: str, by: Person, headline: str = "",
    participation: Participation | None = None,
) -> Output:  # fmt: skip
    """Once: what the delegation has written of this session already is not overwritten."""
    may.keep(by, workshop)
    session = cast("Session", workshop.session)  # the rule says that it is there
    place = workshop.participation or said_by(workshop, participation)
    if place is None:
        raise Denied(_("Dites de quelle délégation sont ces mots."))
    if Output.objects.filter(session=session, participation=place, kind=kind).exists():
        raise Denied(_("La délégation a déjà écrit ceci pour cette séance. Complétez-le sur sa page."))
    said: dict[str, Any] = {"headline": headline, "path": text} if kind == OutputKind.FRONT_PAGE else {"text": text}
    output = programme.keep_output(session=session, participation=place, kind=kind, by=by, **said)
    audit.record(by, "workshop-output-kept", workshop, kind=kind, participation=place.code)
    return output


def kept_by_place(workshop: Workshop) -> list[tuple[Participation, list[Output]]]:
    """Of a common workshop: each delegation, and what is written already of what it gave. Two queries."""
    places = list(workshop.places()) if workshop.session_id else []
    found: dict[int, list[Output]] = {place.pk: [] for place in places}
    for output in Output.objects.filter(session=workshop.session_id, participation__in=places).order_by("kind"):
        found[output.participation_id].append(output)
    return [(place, found[place.pk]) for place in places]
