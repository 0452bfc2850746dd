"""The kit for a new executive: on screen, on paper, as a file."""

from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.companionship.handover import build
from fabrique.core.documents import formats, html
from fabrique.core.exports import document_response
from fabrique.core.http import guarded, render_page

PLACE = {"cohort": Cohort, "participation": Participation}


@require_safe
@guarded(read_delegation, **PLACE)
def handover(request, cohort, participation):
    context = {
        "cohort": cohort,
        "participation": participation,
        "formats": list(formats.FORMATS),
        "body": html.body(build(participation, request.user, get_language())),
    }
    return render_page(request, "companionship/handover.html", context)


@require_safe
@guarded(read_delegation, **PLACE)
def handover_file(request, cohort, participation, format_name):
    return document_response(
        f"{participation.code}-passation", lambda: build(participation, request.user, get_language()), format_name
    )
