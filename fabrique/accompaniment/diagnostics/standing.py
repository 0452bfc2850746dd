"""Diagnostics as a list shows them: how far, how many heard, since when. Counted in one query whatever their number."""

from django.db.models import Count

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.diagnostics.enums import DiagnosticState
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.diagnostics.steps import STEPS


def counted(diagnostics):
    """Each with `heard`: the interviews begun. It never goes down: nobody may see that somebody took their words back."""
    return diagnostics.annotate(heard=Count("interviews", distinct=True))


def rows_of(cohort: Cohort) -> list[dict]:
    """Each territory of the cohort today with its diagnostic, if it is opened."""
    places = list(cohort.participations.current().select_related("territory"))
    found = counted(Diagnostic.objects.filter(participation__in=places)).order_by("pk")
    last = {one.participation_id: one for one in found}
    return [{"place": place, "diagnostic": last.get(place.pk), "step": step_of(last.get(place.pk))} for place in places]


def step_of(diagnostic: Diagnostic | None):
    return diagnostic and STEPS[DiagnosticState(diagnostic.state)]
