"""The Agora among the rooms of a delegation's space, at the end of the workshops where it debates; what it resolved, on the pages
where a visitor looks for it."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.agora.models import Agora, Debate, Resolution
from fabrique.accompaniment.workshops.onward import workshop_links
from fabrique.accompaniment.workspace.rooms import Part, add_room
from fabrique.accompaniment.workspace.shown import Section, shown_beside, shown_of_cohort

add_room(Part.ADVANCE, "agora:room", gettext_lazy("Agora et promesses"))
# the others are behind the link
FIRST = 3


@workshop_links
def agora_of(person, workshop) -> list[tuple[str, str]]:
    """Where what the room decides may become a resolution."""
    found = Debate.objects.visible_to(person).filter(workshop=workshop).select_related("agora__cohort").first()
    if found is None:
        return []
    label = _("Revenir à « %(name)s »") % {"name": found.agora.name}
    return [(label, found.agora.get_absolute_url() + "#debats")]


@shown_of_cohort
def resolved(person, cohort) -> Section | None:
    """What the Agora of the cohort adopted, as this person may read it (ADR 0089)."""
    found = Resolution.objects.visible_to(person).adopted().filter(agora__cohort=cohort, agora__participation=None)
    found = list(found.select_related("agora__cohort").order_by("-adopted_on", "pk")[:FIRST])
    if not found:
        return None
    return Section(
        "resolu",
        _("Ce que l’Agora a résolu"),
        _("Élus, agents, État et acteurs socio-économiques se sont répondu, puis ont décidé ensemble."),
        [(one.title, one.get_absolute_url(), one.get_state_display()) for one in found],
        (_("Toutes les résolutions"), reverse("agora:home", args=[cohort.code])),
    )


def newest_at_home(person) -> Subquery:
    """Of the Agoras a territory held at home, the newest that adopted something this person may read."""
    told = Resolution.objects.visible_to(person).adopted().values("agora")
    return Subquery(Agora.objects.filter(participation=OuterRef("pk"), pk__in=told).values("code")[:1])


@shown_beside(resolved_in=newest_at_home)
def resolved_at_home(person, participations) -> Iterator[tuple[int, str, str]]:
    for one in participations:
        if one.resolved_in:
            yield one.pk, _("Ce que l’Agora du territoire a résolu"), reverse("agora:resolutions", args=[one.cohort.code, one.resolved_in])  # fmt: skip
