"""Turning points of a whole cohort, for whoever leads it: what is asked for, what became of the ambitions, the last day."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.programme.models import Output
from fabrique.accompaniment.support.permissions import live_in_cohort
from fabrique.accompaniment.workspace import closing as paper
from fabrique.accompaniment.workspace.enums import Moment
from fabrique.accompaniment.workspace.models import Position, Victory
from fabrique.core.documents import formats
from fabrique.core.exports import document_response
from fabrique.core.http import guarded, render_page
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item


def places_of(person, cohort) -> list[dict]:
    """Each territory, in alphabetical order, with what it said at each moment and in its workshops. Three queries."""
    written = {
        (one.participation_id, one.moment): one
        for one in Position.objects.visible_to(person).filter(participation__cohort=cohort)
    }
    hoped: dict[int, list] = {}
    for output in Output.objects.visible_to(person).filter(participation__cohort=cohort).expectations().order_by("pk"):
        hoped.setdefault(output.participation_id, []).append(output)
    places = cohort.participations.current().select_related("territory", "cohort").order_by("territory__name", "pk")
    return [
        {
            "place": place,
            "moments": [(moment.label, written.get((place.pk, moment))) for moment in Moment],
            "expectations": hoped.get(place.pk, []),
            "asks": [asked(cohort, place, one) for moment in (Moment.BREAK, Moment.END)
                     if (one := written.get((place.pk, moment))) and (one.gaps or one.wanted)],
        }
        for place in places
    ]  # fmt: skip


def asked(cohort, place, position) -> tuple[Position, str]:
    """What is missing or wanted, and the address that sets a session for it with its reason and its origin (R318, R380)."""
    because = _("%(what)s Demandé par %(who)s, %(when)s.") % {
        "what": (position.wanted or position.gaps)[:200], "who": place.territory.name, "when": position.get_moment_display()}  # fmt: skip
    return position, reverse("programme:add", args=[cohort.code]) + "?" + urlencode({"added_because": because[:300]})


@require_safe
@guarded(edit_cohort, cohort=Cohort)
def cohort_ambitions(request, cohort):
    places = places_of(request.user, cohort)
    asking = sum(bool(row["asks"]) for row in places)
    context = {"places": places, "asking": asking, "formats": list(formats.FORMATS), "moments": [moment.label for moment in Moment],
               "wall": live_in_cohort.allows(request.user, cohort)}  # fmt: skip
    return render_page(request, "workspace/turning.html", board.page(request, cohort, "turning", **context))


@require_safe
@guarded(edit_cohort, cohort=Cohort)
def closing_day(request, cohort, format_name):
    """The text of the last day, to print or to rework (R499, R500)."""
    foundations = Item.objects.of(ReferentialKey.FOUNDATIONS, within=cohort.scope).exclude(key="evaluation")
    victories = (
        Victory.objects.filter(participation__cohort=cohort)
        .select_related("participation__territory")
        .order_by("participation__territory__name", "won_on", "pk")
    )
    return document_response(
        f"{cohort.code}-derniere-journee",
        lambda: paper.build(
            cohort, places_of(request.user, cohort), list(foundations), list(victories), get_language()
        ),
        format_name,
    )
