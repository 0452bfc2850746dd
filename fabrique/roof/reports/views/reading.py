"""What others read: the editions, their one page, two cohorts side by side."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.documents import formats, frozen, html
from fabrique.core.documents.model import Document
from fabrique.core.exports import document_response
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.roof.reports import permissions as may
from fabrique.roof.reports.build import comparison
from fabrique.roof.reports.enums import Audience, Shape
from fabrique.roof.reports.forms import CompareForm
from fabrique.roof.reports.models import Edition, Frozen

OF_EDITION = {"cohort": Cohort, "edition": Edition}


@require_safe
@guarded(anyone, cohort=Cohort)
def report(request, cohort):
    """The newest edition, for the audience the person chose among those open to them."""
    return read(request, cohort, newest(request, cohort))


@require_safe
@guarded(anyone, **OF_EDITION)
def edition(request, cohort, edition):
    return read(request, cohort, edition)


@require_safe
@guarded(anyone, cohort=Cohort)
def summary(request, cohort):
    return read(request, cohort, newest(request, cohort), Shape.SUMMARY)


@require_safe
@guarded(anyone, cohort=Cohort)
def download(request, cohort, format_name):
    return given(request, cohort, newest(request, cohort), format_name)


@require_safe
@guarded(anyone, **OF_EDITION)
def edition_file(request, cohort, edition, format_name):
    return given(request, cohort, edition, format_name)


@require_safe
@guarded(anyone, cohort=Cohort)
def summary_file(request, cohort, format_name):
    return given(request, cohort, newest(request, cohort), format_name, Shape.SUMMARY)


def newest(request, cohort) -> Edition | None:
    """Nothing to tell for a cohort known by its figures only."""
    if cohort.figures_only:
        raise Http404
    return Edition.objects.published().filter(cohort=cohort).newest_first().first()


def read(request, cohort, chosen: Edition | None, shape=Shape.REPORT):
    audience = audience_of(request, cohort)
    editions = list(Edition.objects.published().filter(cohort=cohort).newest_first())
    context = {
        "cohort": cohort,
        "edition": chosen,
        "editions": editions,
        "newest": editions[0] if editions else None,
        "shape": shape,
        "audience": audience,
        "audiences": [kind for kind in Audience if may.read_report.allows(request.user, cohort, kind)],
        "formats": list(formats.FORMATS),
        "follows": may.follow_report.allows(request.user, cohort),
        "body": html.body(document_of(chosen, audience, shape)) if chosen else "",
    }
    return render_page(request, "reports/report.html", context)


def given(request, cohort, chosen: Edition | None, format_name: str, shape=Shape.REPORT):
    audience = audience_of(request, cohort)
    if chosen is None:
        raise Http404
    name = f"{cohort.code}-{audience}" + ("-synthese" if shape == Shape.SUMMARY else "")
    return document_response(name, lambda: document_of(chosen, audience, shape), format_name)


def document_of(chosen: Edition, audience: Audience, shape: Shape) -> Document:
    """As it was frozen that day, in the reader's language."""
    found = Frozen.objects.filter(edition=chosen, audience=audience, shape=shape, language=get_language()).first()
    if found is None:
        raise Http404
    return frozen.document(found.data)


def audience_of(request, cohort) -> Audience:
    """The one asked for, when the person may read it."""
    asked = request.GET.get("lecteurs", Audience.PUBLIC)
    if asked not in Audience.values:
        raise Http404
    may.read_report(request.user, cohort, Audience(asked))
    return Audience(asked)


@require_safe
@guarded(anyone)
def choose(request):
    cohorts = Cohort.objects.visible_to(request.user).detailed().order_by("-starts_on", "name")
    form = CompareForm(
        request.GET if "b" in request.GET else None, cohorts=cohorts, initial={"a": request.GET.get("a", "")}
    )
    if form.is_bound and form.is_valid():
        return redirect("reports:compare", form.cleaned_data["a"].code, form.cleaned_data["b"].code)
    return render_page(request, "reports/choose.html", {"form": form})


@require_safe
@guarded(anyone, first=Cohort, second=Cohort)
def compare(request, first, second):
    document = comparison.build(comparison.compare(first, second), get_language())
    context = {"first": first, "second": second, "body": html.body(document), "formats": list(formats.FORMATS),
               "fictional": first.fictional or second.fictional}  # fmt: skip
    return render_page(request, "reports/compare.html", context)


@require_safe
@guarded(anyone, first=Cohort, second=Cohort)
def compare_file(request, first, second, format_name):
    name = f"{first.code}-{second.code}"
    return document_response(
        name, lambda: comparison.build(comparison.compare(first, second), get_language()), format_name
    )
