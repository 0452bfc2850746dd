"""The kit of the evaluation day: a page to prepare it, a paper to hold it."""

from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.evaluation import day
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.core.documents import formats
from fabrique.core.exports import document_response
from fabrique.core.http import guarded, render_page


@require_safe
@guarded(may.teach, cohort=Cohort)
def evaluation_day(request, cohort):
    context = {
        "aims": day.aims(),
        "course": day.course(),
        "brought": day.brought(request.user, cohort),
        "won": day.won(request.user, cohort),
        "formats": list(formats.FORMATS),
    }
    return render_page(request, "evaluation/day.html", board.page(request, cohort, "evaluation-day", **context))


@require_safe
@guarded(may.teach, cohort=Cohort)
def evaluation_day_file(request, cohort, *, format_name):
    return document_response(
        f"{cohort.code}-journee-d-evaluation", lambda: day.build(request.user, cohort, get_language()), format_name
    )
