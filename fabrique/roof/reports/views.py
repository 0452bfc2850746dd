from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.documents import formats, html
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
    if format_name not in formats.FORMATS:
        raise Http404
    audience = audience_of(request, cohort)
    rendered = formats.render(build(cohort, audience, get_language()), format_name)
    response = HttpResponse(rendered.data, content_type=rendered.media_type)
    response["Content-Disposition"] = f'attachment; filename="{cohort.code}-{audience}{rendered.suffix}"'
    # the file opens outside the site: what it may do is said with it
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox"
    )
    return response


def audience_of(request, cohort) -> Audience:
    """The one asked for, when the person may read it; nothing to tell for a cohort known by its figures only."""
    if cohort.figures_only:
        raise Http404
    asked = request.GET.get("lecteurs", Audience.PUBLIC)
    if asked not in Audience.values:
        raise Http404
    permissions.read_report(request.user, cohort, Audience(asked))
    return Audience(asked)
