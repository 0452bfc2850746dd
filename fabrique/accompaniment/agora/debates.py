"""The workshops where an Agora debates, as somebody of it sees them."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from fabrique.accompaniment.agora.enums import ResolutionState
from fabrique.accompaniment.agora.models import Agora, Resolution
from fabrique.accompaniment.workshops.models import Decision, Workshop


@dataclass(frozen=True)
class Debated:
    """One debate as somebody sees it: what was decided, when they read its wall."""

    workshop: Workshop
    reads: bool
    decisions: list[Decision] = field(default_factory=list)


def debates_of(person, agora: Agora) -> list[Debated]:
    """Four queries at most, whatever their number."""
    rows = list(Workshop.objects.filter(debate__agora=agora).order_by("pk"))
    read = Workshop.objects.visible_to(person).filter(pk__in=[one.pk for one in rows])
    standing = Resolution.objects.exclude(state=ResolutionState.DROPPED)
    decided: dict[int, list[Decision]] = {pk: [] for pk in read.values_list("pk", flat=True)}
    told = Prefetch("resolutions", standing, to_attr="standing")
    for one in Decision.objects.filter(workshop__in=decided).prefetch_related(told):
        decided[one.workshop_id].append(one)
    return [Debated(one, one.pk in decided, decided.get(one.pk, [])) for one in rows]
