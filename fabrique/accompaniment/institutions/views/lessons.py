from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fabrique.accompaniment.institutions import forms
from fabrique.accompaniment.institutions import lessons as drawn
from fabrique.core.documents.formats import FORMATS
from fabrique.core.exports import csv_response, document_response
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone


def chosen(request):
    """The cohorts asked for, real ones by default, and what they teach on the theme asked for."""
    form = forms.LessonsForm(request.GET, person=request.user)
    wanted = form.cleaned_data if form.is_valid() else {}
    cohorts = list(wanted.get("cohorte") or form.fields["cohorte"].queryset.filter(fictional=False))
    found = drawn.gather(cohorts, request.user)
    form.offer(drawn.themes_of(found))
    if theme := wanted.get("theme"):
        found = [lesson for lesson in found if lesson.theme == theme]
    return form, cohorts, found


@require_safe
@guarded(anyone)
def lessons(request):
    form, cohorts, found = chosen(request)
    chapters = drawn.chapters(found)
    context = {
        "form": form,
        "cohorts": cohorts,
        "fictional": any(cohort.fictional for cohort in cohorts),
        "chapters": chapters,
        "facing": [
            (chapter.title, [(theme.name, [(cohort, theme.of(cohort)) for cohort in cohorts]) for theme in chapter.themes])
            for chapter in chapters
        ] if len(cohorts) == 2 else [],
        "formats": [*FORMATS, "csv"],
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render_page(request, "institutions/lessons.html", context)


@require_safe
@guarded(anyone)
def lessons_file(request, format_name):
    _form, cohorts, found = chosen(request)
    if format_name == "csv":
        return csv_response("lecons", *drawn.table(found))
    return document_response("lecons", lambda: drawn.build(cohorts, found, get_language()), format_name)
