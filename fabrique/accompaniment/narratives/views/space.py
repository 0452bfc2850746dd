"""The room of a delegation: its narrative strategy, who keeps its story, the media around."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.narratives import actions, forms
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.enums import Dimension
from fabrique.accompaniment.narratives.models import Carrier, LocalMedia, Narrative, StrategyLine
from fabrique.accompaniment.narratives.story import words_of_dimensions
from fabrique.accompaniment.narratives.views.writing import EDIT
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.core.http import attempt, edit_page, guarded, render_page

CATEGORIES_ENOUGH = 2  # R472: a story that one category keeps alone ends with a mandate
PLACE = {"cohort": Cohort, "participation": Participation}


def room(participation, anchor=""):
    return reverse("narratives:space", args=[participation.cohort.code, participation.code]) + anchor


def edit_part(request, participation, form, **more):
    back = room(participation)
    return edit_page(request, form, back=back, crumbs=[(participation.territory.name, back)], **more)


@require_safe
@guarded(read_delegation, **PLACE)
def space(request, cohort, participation):
    person = request.user
    lines = {
        line.dimension: line for line in StrategyLine.objects.visible_to(person).filter(participation=participation)
    }
    carriers = Carrier.objects.visible_to(person).filter(participation=participation).select_related("category")
    categories = {carrier.category.key for carrier in carriers}
    context = context_of(
        request, cohort, participation, "space",
        rows=[(key, label, gloss, lines.get(key)) for key, label, gloss in words_of_dimensions()],
        carriers=carriers, shared=len(categories) >= CATEGORIES_ENOUGH,
        media=LocalMedia.objects.visible_to(person).filter(participation=participation).select_related("organisation"),
        drafts=Narrative.objects.visible_to(person).filter(participation=participation).exclude(state="published").order_by("-begun_at", "pk"),
        told=Narrative.objects.visible_to(person).published().filter(participation=participation).in_time(),
        may_tell=may.tell_place.allows(person, participation),
    )  # fmt: skip
    return render_page(request, "narratives/space.html", context)


@require_http_methods(EDIT)
@guarded(may.keep_strategy, **PLACE)
def edit_line(request, cohort, participation, dimension):
    if dimension not in Dimension:
        raise Http404
    line = participation.strategy_lines.filter(dimension=dimension).first()
    form = forms.StrategyLineForm(request.POST or None, instance=line, initial={} if line else {"version": 0})
    sent = {"participation": participation, "dimension": Dimension(dimension), "by": request.user}
    if request.method == "POST" and form.send(actions.write_line, **sent):
        messages.success(request, _("La stratégie est à jour."))
        return redirect(room(participation, "#strategie"))
    words = {key: (label, gloss) for key, label, gloss in words_of_dimensions()}
    title, gloss = words[dimension]
    return edit_part(request, participation, form, title=title, lede=gloss, verb=_("Enregistrer"))


@require_http_methods(EDIT)
@guarded(may.keep_strategy, **PLACE)
def add_carrier(request, cohort, participation):
    form = forms.AddCarrierForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_carrier, participation=participation, by=request.user):
        messages.success(request, _("C’est écrit."))
        return redirect(room(participation, "#porteurs"))
    return edit_part(
        request, participation, form, title=_("Qui garde ce récit"), verb=_("Ajouter"),
        lede=_("Un récit survit aux mandats quand deux catégories au moins le portent."),
    )  # fmt: skip


@require_POST
@guarded(may.keep_strategy_part, **PLACE, carrier=Carrier)
def remove_carrier(request, cohort, participation, carrier):
    attempt(request, actions.remove_carrier, carrier=carrier, done=_("C’est retiré."))
    return redirect(room(participation, "#porteurs"))


@require_http_methods(EDIT)
@guarded(may.keep_strategy, **PLACE)
def add_media(request, cohort, participation):
    form = forms.AddLocalMediaForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.send(actions.add_local_media, participation=participation, by=request.user):
        messages.success(request, _("Le média est dans votre liste."))
        return redirect(room(participation, "#medias"))
    return edit_part(
        request, participation, form, title=_("Ajouter un média local"), verb=_("Ajouter ce média"),
        lede=_("Des organisations seulement : une rédaction se joint par son standard ou son adresse commune."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_strategy_part, **PLACE, media=LocalMedia)
def edit_media(request, cohort, participation, media):
    form = forms.LocalMediaForm(request.POST or None, instance=media)
    if request.method == "POST" and form.send(actions.edit_local_media, media=media, by=request.user):
        messages.success(request, _("Le média est à jour."))
        return redirect(room(participation, "#medias"))
    return edit_part(
        request, participation, form, title=media.organisation.name, verb=_("Enregistrer"),
        remove=reverse("narratives:remove-media", args=[cohort.code, participation.code, media.code]),
        remove_label=_("Retirer ce média"), remove_says=_("Il quitte votre liste ; l’organisation reste dans l’annuaire."),
    )  # fmt: skip


@require_POST
@guarded(may.keep_strategy_part, **PLACE, media=LocalMedia)
def remove_media(request, cohort, participation, media):
    attempt(request, actions.remove_local_media, media=media, done=_("Le média est retiré."))
    return redirect(room(participation, "#medias"))
