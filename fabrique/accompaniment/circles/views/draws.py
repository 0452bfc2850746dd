"""A draw, announced to everybody and conducted by the referent."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.circles import actions, forms, sheets
from fabrique.accompaniment.circles import minutes as paper
from fabrique.accompaniment.circles import permissions as may
from fabrique.accompaniment.circles.actions.lists import gaps
from fabrique.accompaniment.circles.composition import compose
from fabrique.accompaniment.circles.enums import DrawState
from fabrique.accompaniment.circles.models import Candidate, Draw
from fabrique.accompaniment.circles.views.circles import EDIT, PLACE, crumbs_of
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.core.documents import formats
from fabrique.core.exports import document_response
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.core.permissions import anyone

TOLD = (DrawState.DRAWN, DrawState.PUBLISHED)


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def draws(request, cohort, participation):
    form = forms.AddDrawForm(request.POST or None)
    if request.method == "POST":
        may.widen(request.user, participation)
        if made := form.send(actions.open_draw, participation=participation, by=request.user):
            messages.success(request, _("Le tirage est préparé. Collez maintenant les chiffres publics."))
            return redirect(made)
    context = context_of(request, cohort, participation, "home", form=form, rows=participation.draws.all(),
                         widens=may.widen.allows(request.user, participation))  # fmt: skip
    return render_page(request, "circles/draws.html", context)


def result_is_told(person, draw) -> bool:
    """The composition is the delegation's until it is published."""
    published = draw.state == DrawState.PUBLISHED
    return published or (draw.state in TOLD and read_delegation.allows(person, draw.participation))


@require_safe
@guarded(anyone, **PLACE, draw=Draw)
def draw(request, cohort, participation, draw):
    organises = may.organise.allows(request.user, draw)
    composition = compose(draw)
    told = result_is_told(request.user, draw)
    context = {
        "cohort": cohort, "participation": participation, "draw": draw, "organises": organises, "told": told,
        "within": read_delegation.allows(request.user, participation), "composition": composition,
        "gaps": gaps(draw, sheets.quotas(draw, draw.bands.all())) if organises and draw.state == DrawState.PREPARING else [],
        "people": draw.candidates.count() if organises else None,
        "formats": list(formats.FORMATS),
    }  # fmt: skip
    return render_page(request, "circles/draw.html", context)


@require_safe
@guarded(anyone)
def method(request):
    context = {"steps": paper.method(), "guarantees": paper.guarantees(), "limits": paper.limits()}
    return render_page(request, "circles/method.html", context)


def edit(request, draw, form, action, *, done: str, title: str, verb: str, **more):
    """One step of a draw on a page of its own."""
    if request.method == "POST" and form.send(action, draw=draw, by=request.user):
        messages.success(request, done)
        return redirect(draw)
    crumbs = crumbs_of(draw.participation, (draw.title, draw.get_absolute_url()))
    return edit_page(request, form, title=title, verb=verb, back=draw.get_absolute_url(), crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.organise, **PLACE, draw=Draw)
def edit_draw(request, cohort, participation, draw):
    form = forms.DrawForm(request.POST or None, instance=draw)
    return edit(request, draw, form, actions.edit_draw, done=_("Le tirage est à jour."), title=_("Modifier le tirage"),
                verb=_("Enregistrer le tirage"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.organise, **PLACE, draw=Draw)
def freeze(request, cohort, participation, draw):
    form = forms.FreezeForm(request.POST or None)
    return edit(request, draw, form, actions.freeze, done=_("La liste est gelée et son empreinte est publique."),
                title=_("Geler la liste"), verb=_("Geler la liste et publier son empreinte"),
                lede=_("Les règles, les quotas et l’empreinte de la liste deviennent publics. Aucun nom ne l’est."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.organise, **PLACE, draw=Draw)
def seed(request, cohort, participation, draw):
    form = forms.PublishSeedForm(request.POST or None)
    return edit(request, draw, form, actions.publish_seed, done=_("La graine est publique. Vous pouvez tirer."),
                title=_("Publier la graine"), verb=_("Publier cette graine"),
                lede=_("Annoncée ainsi : %(source)s") % {"source": draw.seed_source} if draw.seed_source else "")  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.organise, **PLACE, draw=Draw)
def abandon(request, cohort, participation, draw):
    form = forms.BecauseForm(request.POST or None)
    return edit(request, draw, form, actions.abandon, done=_("Le tirage est abandonné."), title=_("Abandonner ce tirage"),
                verb=_("Abandonner"), lede=_("La liste sera effacée à la date annoncée."))  # fmt: skip


@require_POST
@guarded(may.organise, **PLACE, draw=Draw)
def move_draw(request, cohort, participation, draw):
    attempt(request, actions.move_draw, draw=draw, name=request.POST.get("move", ""), done=_("C’est fait."))
    return redirect(draw)


@require_safe
@guarded(anyone, **PLACE, draw=Draw)
def minutes(request, cohort, participation, draw, format_name):
    if not result_is_told(request.user, draw):
        raise Http404
    return document_response(f"tirage-{draw.code}", lambda: paper.build(draw, get_language()), format_name)


@require_safe
@guarded(may.organise, **PLACE, draw=Draw)
def sheet(request, cohort, participation, draw):
    """The frozen list as text: `sha256sum` of it is the print that was published."""
    if not draw.sheet_print or draw.erased_at:
        raise Http404
    text = sheets.sheet(draw, draw.bands.all(), Candidate.objects.visible_to(request.user).filter(draw=draw))
    response = HttpResponse(text.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="liste-{draw.code}.txt"'
    return response


def list_address(draw) -> str:
    place = draw.participation
    return reverse("circles:candidates", args=[place.cohort.code, place.code, draw.code])
