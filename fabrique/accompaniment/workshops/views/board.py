"""Workshops of a cohort, prepared and changed: their title, their steps, the statements that are voted on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.board import page
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.workshops import actions, forms, scripts
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.enums import WORKSHOP
from fabrique.accompaniment.workshops.models import Card, Step, Workshop
from fabrique.accompaniment.workshops.onward import links_of
from fabrique.accompaniment.workshops.walls import holds, steps_of
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.core.permissions import signed_in

EDIT = ["GET", "POST"]
PLACE = {"cohort": Cohort, "workshop": Workshop}


def address(name, workshop, *codes):
    return reverse(f"workshops:{name}", args=[workshop.cohort.code, workshop.code, *codes])


def crumbs_of(workshop):
    return [(str(workshop.cohort), workshop.cohort.get_absolute_url()), (str(workshop), workshop.get_absolute_url())]


def edit(request, workshop, form, *, back, **more):
    console = address("console", workshop)
    place = (_("Console"), console) if back == console else (_("Préparation"), address("script", workshop))
    crumbs = [*crumbs_of(workshop), place]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_safe
@guarded(signed_in)
def mine(request):
    """Those one facilitates, leads or took part in, whatever the cohort."""
    rows = Workshop.objects.visible_to(request.user).placed()
    keeps = may.keep_formats.allows(request.user)
    return render_page(request, "workshops/mine.html", {"rows": rows, "keeps": keeps})


@require_safe
@guarded(may.see_workshops, cohort=Cohort)
def workshops(request, cohort):
    rows = Workshop.objects.visible_to(request.user).filter(cohort=cohort).placed()
    prepares = may.prepare.allows(request.user, cohort)
    return render_page(request, "workshops/workshops.html", page(request, cohort, "workshops", rows=rows, prepares=prepares))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.prepare, cohort=Cohort)
def prepare(request, cohort):
    """From a format of the house or of the toolbox; `?seance=`, `?format=` and `?groupe=` begin the form."""
    asked = {
        name: request.GET.get(key, "")
        for name, key in (("session", "seance"), ("script", "format"), ("group", "groupe"))
    }
    initial = {name: value for name, value in asked.items() if value}
    form = forms.PrepareForm(request.POST or None, cohort=cohort, person=request.user, initial=initial)
    if request.method == "POST" and (made := form.send(actions.prepare, cohort=cohort, by=request.user)):
        messages.success(request, _("L’atelier est préparé. Relisez son déroulé, puis ouvrez-le le jour venu."))
        return redirect(address("script", made))
    back = reverse("workshops:workshops", args=[cohort.code])
    return edit_page(request, form, title=_("Préparer un atelier"), verb=_("Préparer cet atelier"), back=back,
                     crumbs=[(cohort.name, cohort.get_absolute_url()), (_("Ateliers"), back)],
                     lede=_("Une salle, des téléphones, une question à la fois. Le déroulé se change ensuite, même pendant l’atelier."))  # fmt: skip


@require_safe
@guarded(may.facilitate, **PLACE)
def script(request, cohort, workshop):
    steps = steps_of(workshop)
    held = {step.pk: step.cards.filter(participant=None) for step in steps if holds(step)}
    context = {
        "cohort": cohort, "workshop": workshop, "steps": [(step, held.get(step.pk, ())) for step in steps],
        "minutes": scripts.summed(step.told() for step in steps), "changes": may.change.allows(request.user, workshop),
        "moves": WORKSHOP.buttons(workshop, lambda _name: may.facilitate.reason(request.user, workshop)),
        "keeps": may.keep_formats.allows(request.user), "links": links_of(request.user, workshop),
        "board": may.see_workshops.allows(request.user, cohort),
    }  # fmt: skip
    return render_page(request, "workshops/script.html", context)


@require_http_methods(EDIT)
@guarded(may.change, **PLACE)
def edit_workshop(request, cohort, workshop):
    form = forms.WorkshopForm(request.POST or None, instance=workshop)
    back = address("script", workshop)
    if request.method == "POST" and form.send(actions.edit_workshop, workshop=workshop, by=request.user):
        messages.success(request, _("L’atelier est à jour."))
        return redirect(back)
    return edit(request, workshop, form, title=_("Modifier cet atelier"), verb=_("Enregistrer l’atelier"), back=back)


@require_POST
@guarded(may.facilitate, **PLACE)
def move(request, cohort, workshop):
    done = attempt(request, actions.move, workshop=workshop, name=request.POST.get("move", ""), done=_("C’est noté."))
    opened = done and request.POST.get("move") in ("open", "reopen")
    return redirect(address("console" if opened else "script", workshop))


@require_http_methods(EDIT)
@guarded(may.change, **PLACE)
def add_step(request, cohort, workshop):
    form = forms.AddStepForm(request.POST or None)
    back = address("script", workshop)
    if request.method == "POST" and form.send(actions.add_step, workshop=workshop, by=request.user):
        messages.success(request, _("Le pas est ajouté."))
        return redirect(back)
    return edit(request, workshop, form, title=_("Ajouter un pas"), verb=_("Ajouter ce pas"), back=back)


@require_http_methods(EDIT)
@guarded(may.change_step, **PLACE, step=Step)
def edit_step(request, cohort, workshop, step):
    form = forms.StepForm(request.POST or None, instance=step)
    back = address("script", workshop)
    if request.method == "POST" and form.send(actions.edit_step, step=step, by=request.user):
        messages.success(request, _("Le pas est à jour."))
        return redirect(back)
    return edit(request, workshop, form, title=_("Modifier ce pas"), verb=_("Enregistrer le pas"), back=back,
                remove=address("remove-step", workshop, step.code), remove_label=_("Ôter ce pas"),
                remove_says=_("Un pas où personne n’a écrit ni voté s’ôte sans trace."))  # fmt: skip


@require_POST
@guarded(may.change_step, **PLACE, step=Step)
def shift_step(request, cohort, workshop, step):
    attempt(request, actions.shift_step, step=step, up=request.POST.get("up") == "1")
    return redirect(address("script", workshop) + f"#p-{step.code}")


@require_POST
@guarded(may.change_step, **PLACE, step=Step)
def remove_step(request, cohort, workshop, step):
    attempt(request, actions.remove_step, step=step, done=_("Le pas est ôté."))
    return redirect(address("script", workshop))


@require_http_methods(EDIT)
@guarded(may.change_step, **PLACE, step=Step)
def add_statement(request, cohort, workshop, step):
    """A statement to vote on, or a card said aloud."""
    form = forms.AddStatementForm(request.POST or None)
    back = address("console" if request.GET.get("de") == "console" else "script", workshop)
    if request.method == "POST" and form.send(actions.add_statement, step=step, by=request.user):
        messages.success(request, _("C’est sur le mur."))
        return redirect(back)
    return edit(request, workshop, form, title=_("Écrire une carte sans auteur"), verb=_("Poser cette carte"), back=back)  # fmt: skip


@require_POST
@guarded(may.keep_statement, **PLACE, card=Card)
def remove_statement(request, cohort, workshop, card):
    attempt(request, actions.remove_statement, card=card, done=_("C’est ôté."))
    return redirect(address("script", workshop))


@require_http_methods(EDIT)
@guarded(may.facilitate, **PLACE)
def save_as_format(request, cohort, workshop):
    form = forms.AddFormatForm(request.POST or None, initial={"title": workshop.title})
    if request.method == "POST" and (made := form.send(actions.save_as_format, workshop=workshop, by=request.user)):
        messages.success(request, _("Le déroulé est gardé comme un format à vous, sans un mot de la salle."))
        return redirect(made)
    return edit(request, workshop, form, title=_("Garder ce déroulé"), verb=_("Garder comme format"), back=address("script", workshop))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep, **PLACE)
def keep(request, cohort, workshop):
    """R333: what a delegation made joins what the programme keeps of it; `?delegation=` of a common workshop."""
    place = workshop.places().filter(code=request.GET.get("delegation", "")).first()
    said = {"text": actions.said_together(workshop, place), "participation": place.code if place else None}
    form = forms.KeepForm(request.POST or None, initial=said, workshop=workshop)
    back = workshop.get_absolute_url()
    if request.method == "POST" and (made := form.send(actions.keep, workshop=workshop, by=request.user)):
        messages.success(request, _("C’est gardé avec la séance, au nom de la délégation."))
        return redirect("programme:place", cohort.code, workshop.session.code, made.participation.code)
    return edit(request, workshop, form, title=_("Garder ce que donne l’atelier"), verb=_("Garder avec la séance"), back=back,
                lede=_("Les cartes n’ont pas d’auteur ; ce que vous gardez ici est lu par la délégation et par qui la suit."))  # fmt: skip
