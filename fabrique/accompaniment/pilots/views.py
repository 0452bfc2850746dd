from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.pilots import actions, forms
from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.models import Objective, PilotProject, Support
from fabrique.core.http import edit_page, guarded

EDIT = ["GET", "POST"]
PLACE = {"cohort": Cohort, "participation": Participation}
IN_PROJECT = PLACE | {"project": PilotProject}


def place(cohort, participation) -> str:
    """Where the delegation works: the page every act comes back to."""
    return reverse("evaluation:place", args=[cohort.code, participation.code])


def edit(request, cohort, participation, form, **more):
    back = place(cohort, participation)
    crumbs = [(cohort.name, cohort.get_absolute_url()), (participation.territory.name, back)]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


def done(request, cohort, participation, sentence):
    messages.success(request, sentence)
    return redirect(place(cohort, participation))


@require_http_methods(EDIT)
@guarded(may.write_project, **PLACE)
def begin(request, cohort, participation):
    form = forms.BeginProjectForm(request.POST or None)
    if request.method == "POST" and form.send(actions.write_project, participation=participation, by=request.user):
        return done(request, cohort, participation, _("Le projet est commencé."))
    return edit(request, cohort, participation, form, title=_("Commencer le projet pilote"),
                verb=_("Commencer ce projet"), lede=_("Un titre suffit. Le reste se précise en chemin."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_project, **IN_PROJECT)
def edit_project(request, cohort, participation, project):
    form = forms.PilotProjectForm(request.POST or None, instance=project)
    if request.method == "POST" and form.send(
        actions.write_project, participation=participation, project=project, by=request.user
    ):
        return done(request, cohort, participation, _("Le projet est à jour."))
    return edit(request, cohort, participation, form, title=project.title, verb=_("Enregistrer le projet"))


@require_http_methods(EDIT)
@guarded(may.edit_project, **IN_PROJECT)
def add_objective(request, cohort, participation, project):
    form = forms.AddObjectiveForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_objective, project=project, by=request.user):
        return done(request, cohort, participation, _("L’objectif est ajouté."))
    return edit(request, cohort, participation, form, title=_("Ajouter un objectif"), verb=_("Ajouter cet objectif"))


@require_http_methods(EDIT)
@guarded(may.edit_project_part, **IN_PROJECT, objective=Objective)
def edit_objective(request, cohort, participation, project, objective):
    form = forms.ObjectiveForm(request.POST or None, instance=objective)
    if request.method == "POST" and form.send(actions.edit_objective, objective=objective, by=request.user):
        return done(request, cohort, participation, _("L’objectif est à jour."))
    address = [cohort.code, participation.code, project.code, objective.code]
    return edit(
        request, cohort, participation, form, title=objective.title, verb=_("Enregistrer l’objectif"),
        remove=reverse("pilots:remove-objective", args=address), remove_label=_("Retirer cet objectif"),
        remove_says=_("Le projet et ses autres objectifs restent."),
    )  # fmt: skip


@require_POST
@guarded(may.edit_project_part, **IN_PROJECT, objective=Objective)
def remove_objective(request, cohort, participation, project, objective):
    actions.remove_objective(objective=objective, by=request.user)
    return done(request, cohort, participation, _("L’objectif est retiré."))


@require_http_methods(EDIT)
@guarded(may.choose_ally, **IN_PROJECT)
def choose_ally(request, cohort, participation, project):
    form = forms.ChooseAllyForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.send(actions.choose_ally, project=project, by=request.user):
        return done(request, cohort, participation, _("L’allié est choisi."))
    return edit(
        request, cohort, participation, form, title=_("Choisir un allié"), verb=_("Choisir cet allié"),
        lede=_("Il accompagne le projet ; ce qu’il a déjà fait sur ce territoire se dit ici."),
    )  # fmt: skip


@require_POST
@guarded(may.remove_ally, **IN_PROJECT, support=Support)
def remove_ally(request, cohort, participation, project, support):
    actions.remove_ally(support=support, by=request.user)
    return done(request, cohort, participation, _("L’allié n’accompagne plus ce projet."))
