"""« La boîte à outils »: formats of the house, formats that others share, one's own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, cohorts_as
from fabrique.accompaniment.workshops import actions, forms, scripts
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.enums import FORMAT, FormatState
from fabrique.accompaniment.workshops.models import Format, FormatStep
from fabrique.accompaniment.workshops.models.workshops import FACILITATES
from fabrique.core.http import attempt, edit_page, guarded, render_page

EDIT = ["GET", "POST"]


def back_to(script):
    return reverse("workshops:format", args=[script.code])


def cohorts_of(person):
    """Where this person may prepare a workshop."""
    found = Cohort.objects.filter(scope__in=cohorts_as(person, *FACILITATES)).order_by("name")
    return [one for one in found if may.prepare.allows(person, one)]


def edit(request, script, form, **more):
    crumbs = [(_("Boîte à outils"), reverse("workshops:toolbox")), (str(script), back_to(script))]
    return edit_page(request, form, back=back_to(script), crumbs=crumbs, **more)


@require_safe
@guarded(may.keep_formats)
def toolbox(request):
    known = Format.objects.visible_to(request.user).select_related("owner")
    context = {
        "house": scripts.house().values(), "own": known.filter(owner=request.user),
        "shared": known.filter(state=FormatState.SHARED).exclude(owner=request.user),
    }  # fmt: skip
    return render_page(request, "workshops/toolbox.html", context)


@require_safe
@guarded(may.keep_formats)
def house_format(request, key):
    found = scripts.house().get(key)
    if found is None:
        raise Http404
    steps = [(FormatStep(**step), statements) for step, statements in found.script]
    context = {
        "format": found,
        "steps": steps,
        "chosen": scripts.HOUSE_PREFIX + found.key,
        "cohorts": cohorts_of(request.user),
    }
    return render_page(request, "workshops/house_format.html", context)


@require_POST
@guarded(may.keep_formats)
def copy_house_format(request, key):
    found = scripts.house().get(key)
    if found is None:
        raise Http404
    words = {"title": found.title, "purpose": found.purpose, "minutes": found.minutes, "script": found.script}
    made = actions.copy_format(by=request.user, **words)
    messages.success(request, _("La copie est à vous : changez-la comme vous voulez."))
    return redirect(made)


@require_safe
@guarded(may.keep_formats, script=Format)
def one_format(request, script):
    own = may.edit_format.allows(request.user, script)
    context = {
        "script": script, "steps": [(step, scripts.lines(step.statements)) for step in script.steps.all()], "own": own,
        "changes": may.change_format.allows(request.user, script),
        "moves": FORMAT.buttons(script, lambda _name: "") if own else (),
        "cohorts": cohorts_of(request.user),
    }  # fmt: skip
    return render_page(request, "workshops/format.html", context)


@require_POST
@guarded(may.keep_formats, script=Format)
def copy_format(request, script):
    words = {"title": script.title, "purpose": script.purpose, "minutes": script.minutes}
    made = actions.copy_format(by=request.user, script=scripts.told(script), **words)
    messages.success(request, _("La copie est à vous : changez-la comme vous voulez."))
    return redirect(made)


@require_http_methods(EDIT)
@guarded(may.change_format, script=Format)
def edit_format(request, script):
    form = forms.FormatForm(request.POST or None, instance=script)
    if request.method == "POST" and form.send(actions.edit_format, script=script, by=request.user):
        messages.success(request, _("Le format est à jour."))
        return redirect(script)
    return edit(request, script, form, title=_("Modifier ce format"), verb=_("Enregistrer le format"),
                remove=reverse("workshops:remove-format", args=[script.code]), remove_label=_("Ôter ce format"),
                remove_says=_("Les ateliers déjà préparés gardent leur déroulé."))  # fmt: skip


@require_POST
@guarded(may.change_format, script=Format)
def remove_format(request, script):
    attempt(request, actions.remove_format, script=script, done=_("Le format est ôté."))
    return redirect("workshops:toolbox")


@require_POST
@guarded(may.edit_format, script=Format)
def move_format(request, script):
    attempt(request, actions.move_format, script=script, name=request.POST.get("move", ""), done=_("C’est noté."))
    return redirect(script)


@require_http_methods(EDIT)
@guarded(may.change_format, script=Format)
def add_format_step(request, script):
    form = forms.AddFormatStepForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_format_step, script=script, by=request.user):
        messages.success(request, _("Le pas est ajouté."))
        return redirect(script)
    return edit(request, script, form, title=_("Ajouter un pas"), verb=_("Ajouter ce pas"))


@require_http_methods(EDIT)
@guarded(may.change_format_step, script=Format, step=FormatStep)
def edit_format_step(request, script, step):
    form = forms.FormatStepForm(request.POST or None, instance=step)
    if request.method == "POST" and form.send(actions.edit_format_step, step=step, by=request.user):
        messages.success(request, _("Le pas est à jour."))
        return redirect(script)
    return edit(request, script, form, title=_("Modifier ce pas"), verb=_("Enregistrer le pas"),
                remove=reverse("workshops:remove-format-step", args=[script.code, step.code]),
                remove_label=_("Ôter ce pas"), remove_says=_("Il s’ôte de ce format seulement."))  # fmt: skip


@require_POST
@guarded(may.change_format_step, script=Format, step=FormatStep)
def shift_format_step(request, script, step):
    attempt(request, actions.shift_format_step, step=step, up=request.POST.get("up") == "1")
    return redirect(back_to(script) + f"#p-{step.code}")


@require_POST
@guarded(may.change_format_step, script=Format, step=FormatStep)
def remove_format_step(request, script, step):
    attempt(request, actions.remove_format_step, step=step, done=_("Le pas est ôté."))
    return redirect(script)
