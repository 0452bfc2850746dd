from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.documents import formats, html
from fabrique.core.exports import document_response
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.roof.reports import permissions
from fabrique.roof.reports.build import build
from fabrique.roof.reports.enums import Audience


@require_safe
@guarded(anyone, cohort=Cohort)
def report(request, cohort):
    """On screen, the version for the audience the person chose among those open to them."""
    audience = audience_of(request, cohort)
    open_to = [kind for kind in Audience if permissions.read_report.allows(request.user, cohort, kind)]
    context = {
        "cohort": cohort,
        "audience": audience,
        "audiences": open_to,
        "formats": list(formats.FORMATS),
        "body": html.body(build(cohort, audience, get_language())),
    }
    return render_page(request, "reports/report.html", context)


@require_safe
@guarded(anyone, cohort=Cohort)
def download(request, cohort, format_name):
    audience = audience_of(request, cohort)
    return document_response(f"{cohort.code}-{audience}", lambda: build(cohort, audience, get_language()), format_name)


def audience_of(request, cohort) -> Audience:
    """The one asked for, when the person may read it; nothing to tell for a cohort known by its figures only."""
    if cohort.figures_only:
        raise Http404
    asked = request.GET.get("lecteurs", Audience.PUBLIC)
    if asked not in Audience.values:
        raise Http404
    permissions.read_report(request.user, cohort, Audience(asked))
    return Audience(asked)
