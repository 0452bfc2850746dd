"""What is said, put side by side, debated."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.agora import actions, forms
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.enums import AnswerState
from fabrique.accompaniment.agora.models import AgoraItem, Convergence, Remark
from fabrique.accompaniment.agora.views.agoras import EDIT, PLACE, edit, names_for
from fabrique.accompaniment.agora.voices import addressees, facilitated, voices
from fabrique.core.http import attempt, guarded, render_page


def debate(request, thing) -> tuple[forms.RemarkForm | None, bool]:
    """The form of the debate when one may speak on this, and whether something was just said."""
    if not may.discuss.allows(request.user, thing):
        if request.method == "POST":
            may.discuss(request.user, thing)
        return None, False
    form = forms.RemarkForm(request.POST or None, categories=names_for(request.user, thing.agora))
    if request.method == "POST" and form.send(actions.discuss, on=thing, by=request.user):
        messages.success(request, _("C’est dit, au nom de la catégorie."))
        return form, True
    return form, False


def remarks_on(thing, person) -> list[tuple[Remark, bool]]:
    """Each with whether the reader may take it away."""
    conducts = may.conduct.allows(person, thing.agora)
    return [(one, conducts or one.is_by(person)) for one in thing.remarks.select_related("category")]


@require_http_methods(EDIT)
@guarded(may.say, **PLACE)
def add_item(request, cohort, agora):
    form = forms.AddItemForm(request.POST or None, agora=agora, categories=names_for(request.user, agora))
    if request.method == "POST" and (made := form.send(actions.add_item, agora=agora, by=request.user)):
        messages.success(request, _("C’est dans l’Agora, au nom de la catégorie."))
        return redirect(made)
    return edit(request, agora, form, title=_("Noter ce qui est dit"), verb=_("Noter dans l’Agora"),
                lede=_("Une révélation, une demande ou un engagement, au nom d’une catégorie et de personne en particulier."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.read_item, **PLACE, item=AgoraItem)
def item(request, cohort, agora, item):
    person = request.user
    form, said = debate(request, item)
    if said:
        return redirect(request.path)
    near = voices(person, agora) | facilitated(person, agora)
    answers = {one.category.key: one for one in item.answers.select_related("category", "written_by")}
    rows = []
    for one in addressees(item, agora.categories()) if item.kind == "claim" and item.is_live else []:
        found = answers.get(one.key)
        if found:
            found.item = item
        told = found and (found.state == AnswerState.AGREED or one.key in near)
        rows.append({
            "category": one, "answer": found if told else None, "agrees": bool(found) and may.agree.allows(person, found),
            "waits": may.agree.reason(person, found) if told and found.state == AnswerState.DRAFT else "",
            "answers": one.key in voices(person, agora) and may.answer.allows(person, item),
        })  # fmt: skip
    context = {
        "cohort": cohort, "agora": agora, "item": item, "rows": rows, "form": form, "remarks": remarks_on(item, person),
        "keeps": may.keep_item.allows(person, item), "withdraws": may.withdraw_item.allows(person, item), "convergences": item.convergences.all(), "resolutions": item.resolutions.all(),
    }  # fmt: skip
    return render_page(request, "agora/item.html", context)


@require_http_methods(EDIT)
@guarded(may.keep_item, **PLACE, item=AgoraItem)
def edit_item(request, cohort, agora, item):
    form = forms.ItemForm(request.POST or None, instance=item, categories=names_for(request.user, agora))
    if request.method == "POST" and form.send(actions.edit_item, item=item, by=request.user):
        messages.success(request, _("C’est récrit."))
        return redirect(item)
    remove = reverse("agora:withdraw-item", args=[cohort.code, agora.code, item.code])
    return edit(request, agora, form, title=_("Récrire ce qui est dit"), verb=_("Enregistrer"), back=item.get_absolute_url(), remove=remove,
                remove_label=_("Retirer ces mots"), remove_says=_("Ils quittent l’Agora, sa matrice et son livret, tout de suite. Une phrase dit qu’un texte a été retiré."))  # fmt: skip


@require_POST
@guarded(may.withdraw_item, **PLACE, item=AgoraItem)
def withdraw_item(request, cohort, agora, item):
    attempt(request, actions.withdraw_item, item=item, done=_("Ces mots ont quitté l’Agora."))
    return redirect(agora)


@require_http_methods(EDIT)
@guarded(may.arrange, **PLACE)
def group(request, cohort, agora):
    form = forms.GroupForm(request.POST or None, agora=agora)
    if request.method == "POST" and (made := form.send(actions.group, agora=agora, by=request.user)):
        messages.success(request, _("Ces paroles sont côte à côte."))
        return redirect(made)
    return edit(request, agora, form, title=_("Rapprocher des paroles"), verb=_("Créer la convergence"),
                lede=_("Cochez ce qui va ensemble, puis dites en une phrase ce que ces paroles disent d’une seule voix."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.read_convergence, **PLACE, convergence=Convergence)
def convergence(request, cohort, agora, convergence):
    form, said = debate(request, convergence)
    if said:
        return redirect(request.path)
    items = list(convergence.items.worded())
    for one in items:
        one.agora = agora
    context = {
        "cohort": cohort, "agora": agora, "convergence": convergence, "items": items, "form": form,
        "remarks": remarks_on(convergence, request.user), "arranges": may.arrange.allows(request.user, agora),
        "resolutions": convergence.resolutions.all(),
    }  # fmt: skip
    return render_page(request, "agora/convergence.html", context)


@require_http_methods(EDIT)
@guarded(may.arrange_convergence, **PLACE, convergence=Convergence)
def edit_convergence(request, cohort, agora, convergence):
    form = forms.ConvergenceForm(request.POST or None, instance=convergence)
    if request.method == "POST" and form.send(actions.edit_convergence, convergence=convergence, by=request.user):
        messages.success(request, _("La convergence est à jour."))
        return redirect(convergence)
    remove = reverse("agora:ungroup", args=[cohort.code, agora.code, convergence.code])
    return edit(request, agora, form, title=_("Modifier cette convergence"), verb=_("Enregistrer"), back=convergence.get_absolute_url(), remove=remove,
                remove_label=_("Défaire cette convergence"), remove_says=_("Les paroles restent dans l’Agora ; ce qui a été débattu ici s’efface."))  # fmt: skip


@require_POST
@guarded(may.arrange_convergence, **PLACE, convergence=Convergence)
def ungroup(request, cohort, agora, convergence):
    attempt(request, actions.ungroup, convergence=convergence, done=_("La convergence est défaite."))
    return redirect(agora)


@require_POST
@guarded(may.remove_remark, **PLACE, remark=Remark)
def remove_remark(request, cohort, agora, remark):
    thing = remark.item or remark.convergence or remark.resolution
    thing.agora = agora
    attempt(request, actions.remove_remark, remark=remark, done=_("Ces lignes sont effacées."))
    return redirect(thing)
