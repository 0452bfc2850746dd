"""Shares over time, of a territory and of a cohort; nobody is named, and no territory is compared."""

from django.views.decorators.http import require_safe

from fabrique.accompaniment.circles.diversity import attendance, days, half_years, sentence, series_of
from fabrique.accompaniment.circles.views.circles import PLACE
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.support.permissions import live_in_cohort
from fabrique.accompaniment.workspace.models import Consultation
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.core.http import guarded, render_page


@require_safe
@guarded(read_delegation, **PLACE)
def diversity(request, cohort, participation):
    series = series_of(days(participation.consultations.prefetch_related("publics")))
    if there := attendance(request.user, participation.scope):
        series.append(there)
    context = context_of(request, cohort, participation, "diversity", series=series, sentence=sentence(series))
    return render_page(request, "circles/diversity.html", context)


@require_safe
@guarded(live_in_cohort, cohort=Cohort)
def diversity_of_cohort(request, cohort):
    held = Consultation.objects.filter(participation__cohort=cohort).order_by("held_on", "pk")
    series = series_of(half_years(held.prefetch_related("publics")))
    if there := attendance(request.user, cohort.scope):
        series.append(there)
    context = {"cohort": cohort, "series": series, "sentence": sentence(series)}
    return render_page(request, "circles/diversity_of_cohort.html", context)
