"""Four short questions by actor category, and change stories."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.evaluation import actions, forms
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.models import ChangeStory, Effect, ValueSheet
from fabrique.accompaniment.evaluation.views.findings import EDIT, PLACE, edit
from fabrique.core import sounds
from fabrique.core.http import attempt, guarded, render_page
from fabrique.ground.referentials.models import Item


def home(cohort, participation, anchor=""):
    return reverse("evaluation:value", args=[cohort.code, participation.code]) + anchor


def told(request, cohort, participation, sentence, anchor=""):
    messages.success(request, sentence)
    return redirect(home(cohort, participation, anchor))


@require_safe
@guarded(read_delegation, **PLACE)
def value(request, cohort, participation):
    person = request.user
    sheets = ValueSheet.objects.visible_to(person).filter(participation=participation).select_related("category", "frame", "effect")  # fmt: skip
    stories = ChangeStory.objects.visible_to(person).filter(participation=participation).select_related("effect")
    writes = may.propose.allows(person, participation)
    rows = [(sheet, may.mine(person, sheet), writes and not sheet.effect_id) for sheet in sheets]
    heard = {sheet.category.key for sheet in sheets}
    categories = Item.objects.categories(participation.scope)
    context = {
        "cohort": cohort,
        "participation": participation,
        "groups": [(category, list(own)) for category, own in groupby(rows, key=lambda row: row[0].category)],
        "unheard": [category for category in categories if category.key not in heard],
        "stories": [(story, writes and may.mine(person, story)) for story in stories],
        "writes": writes,
        "why_not": may.propose.reason(person, participation),
    }
    return render_page(request, "evaluation/value.html", context)


@require_http_methods(EDIT)
@guarded(may.propose, **PLACE)
def add_sheet(request, cohort, participation):
    initial = {"category": request.GET.get("categorie", "")}
    form = forms.AddSheetForm(request.POST or None, initial=initial, within=participation.scope)
    if request.method == "POST" and form.send(actions.add_sheet, participation=participation, by=request.user):
        return told(request, cohort, participation, _("C’est écrit, et lu par celles et ceux qui font le chemin ici."))
    return edit(
        request, cohort, participation, form, back=home(cohort, participation), title=_("Ce que cela vous a apporté"),
        verb=_("Enregistrer ces réponses"), lede=_("Quatre questions courtes. Une phrase à chacune suffit ; les trois dernières peuvent attendre."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_sheet, **PLACE, sheet=ValueSheet)
def edit_sheet(request, cohort, participation, sheet):
    form = forms.ValueSheetForm(request.POST or None, instance=sheet, within=participation.scope)
    if request.method == "POST" and form.send(actions.edit_sheet, sheet=sheet, by=request.user):
        return told(request, cohort, participation, _("Vos réponses sont à jour."))
    return edit(request, cohort, participation, form, back=home(cohort, participation), title=_("Reprendre vos réponses"),
                verb=_("Enregistrer ces réponses"))  # fmt: skip


@require_POST
@guarded(may.turn_sheet, **PLACE, sheet=ValueSheet)
def turn(request, cohort, participation, sheet):
    attempt(
        request, actions.turn_into_effect, sheet=sheet, done=_("L’effet est proposé. Il sera relu avant d’être vu plus loin.")
    )  # fmt: skip
    return redirect(home(cohort, participation))


def effects_here(person, participation):
    return Effect.objects.visible_to(person).filter(participation=participation).in_reading_order()


@require_http_methods(EDIT)
@guarded(may.propose, **PLACE)
def add_story(request, cohort, participation):
    form = forms.AddStoryForm(
        request.POST or None, request.FILES or None, effects=effects_here(request.user, participation)
    )
    if request.method == "POST" and form.send(actions.tell_change, participation=participation, by=request.user):
        return told(request, cohort, participation, _("L’histoire est là."), "#histoires")
    return edit(
        request, cohort, participation, form, back=home(cohort, participation, "#histoires"), title=_("Raconter un changement"),
        verb=_("Raconter"), lede=_("Avant, ce qui a tout déclenché, après. À l’écrit ; avec une voix aussi, si elle le raconte mieux."),
    )  # fmt: skip


@require_safe
@guarded(may.hear_story, **PLACE, story=ChangeStory)
def hear_story(request, cohort, participation, story):
    if not story.sound:
        raise Http404
    try:
        return sounds.play(request, story.sound, story.sound_type)
    except OSError as fault:  # its row is there and its file is not
        raise Http404 from fault


@require_http_methods(EDIT)
@guarded(may.edit_story, **PLACE, story=ChangeStory)
def edit_story(request, cohort, participation, story):
    form = forms.ChangeStoryForm(request.POST or None, request.FILES or None, instance=story, effects=effects_here(request.user, participation))  # fmt: skip
    if request.method == "POST" and form.send(actions.edit_story, story=story, by=request.user):
        return told(request, cohort, participation, _("L’histoire est à jour."), "#histoires")
    return edit(request, cohort, participation, form, back=home(cohort, participation, "#histoires"),
                title=_("Reprendre une histoire"), verb=_("Enregistrer l’histoire"))  # fmt: skip
