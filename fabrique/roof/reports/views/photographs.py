"""Photographs of a chapter: shown, brought, described, taken back."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.http import attempt, edit_page, guarded
from fabrique.core.permissions import anyone
from fabrique.roof.reports import actions, forms
from fabrique.roof.reports import permissions as may
from fabrique.roof.reports.models import Photograph
from fabrique.roof.reports.views.chapters import IN_CHAPTER
from fabrique.roof.reports.views.workshop import EDIT, crumbs

IN_PHOTOGRAPH = IN_CHAPTER | {"photograph": Photograph}


@require_safe
@guarded(anyone, cohort=Cohort, photograph=Photograph)
def photograph(request, cohort, photograph):
    """Shown in a page, and given nothing else: no script, no other type than its own."""
    if photograph.chapter.cohort_id != cohort.pk:
        raise Http404
    try:
        stored = photograph.file.open("rb")
    except OSError as fault:
        raise Http404 from fault
    response = FileResponse(stored, content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def around(chapter):
    return [*crumbs(chapter.cohort), (str(chapter), chapter.get_absolute_url())]


@require_http_methods(EDIT)
@guarded(may.draft_chapter, **IN_CHAPTER)
def add_photograph(request, cohort, chapter):
    form = forms.AddPhotographForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.send(actions.add_photograph, chapter=chapter, by=request.user):
        messages.success(request, _("La photographie est dans le chapitre."))
        return redirect(chapter)
    lede = _("Elle paraîtra dans la page, le PDF et les fichiers de traitement de texte, toujours avec ses mots.")
    return edit_page(request, form, title=_("Ajouter une photographie"), verb=_("Ajouter"), lede=lede,
                     back=chapter.get_absolute_url(), crumbs=around(chapter))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.describe_photograph, **IN_PHOTOGRAPH)
def describe_photograph(request, cohort, chapter, photograph):
    form = forms.PhotographForm(request.POST or None, instance=photograph)
    if request.method == "POST" and form.send(actions.describe_photograph, photograph=photograph, by=request.user):
        messages.success(request, _("Ses mots sont à jour."))
        return redirect(chapter)
    return edit_page(request, form, title=_("Les mots de cette photographie"), verb=_("Enregistrer"),
                     back=chapter.get_absolute_url(), crumbs=around(chapter))  # fmt: skip


@require_POST
@guarded(may.take_back_photograph, **IN_PHOTOGRAPH)
def take_back_photograph(request, cohort, chapter, photograph):
    attempt(request, actions.take_back_photograph, photograph=photograph,
            done=_("La photographie a quitté le chapitre, et chaque format de chaque édition."))  # fmt: skip
    return redirect(chapter)
