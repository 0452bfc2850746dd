"""The project: where it stands, what it answers to the diagnostic, who accompanies it."""

from dataclasses import dataclass

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.pilots import actions, forms
from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.actions.projects import review_due
from fabrique.accompaniment.pilots.enums import PROJECT, SAID, WITHOUT_WORDS, NoteKind, NoteState
from fabrique.accompaniment.pilots.models import Note, Objective, PilotProject, Support
from fabrique.accompaniment.pilots.pictures import coverage
from fabrique.accompaniment.pilots.recommendations import given_back
from fabrique.accompaniment.pilots.views.frame import (
    EDIT,
    IN_PROJECT,
    PLACE,
    context_of,
    done,
    edit,
    edit_inside,
    said,
)
from fabrique.core.http import guarded, make_move, render_page
from fabrique.core.states import Button


@dataclass(frozen=True)
class Page:
    """One of the three notes on the project's page: what stands, what is in writing, and what may be done."""

    kind: NoteKind
    given: Note | None
    draft: Note | None
    waiver: object
    begins: bool
    why_not: str


def notes_of(person, project) -> list[Page]:
    seen = Note.objects.visible_to(person).filter(project=project).exclude(state=NoteState.SUPERSEDED)
    seen = list(seen.select_related("submitted_by", "accepted_by"))
    given = {one.kind: one for one in seen if one.state != NoteState.DRAFT}
    drafts = {one.kind: one for one in seen if one.state == NoteState.DRAFT}
    waived = {one.kind: one for one in project.waivers.select_related("granted_by")}
    keeps = may.keep_project.allows(person, project)
    for one in seen:
        one.project = project
    return [
        page(project, kind, given=given.get(kind), draft=drafts.get(kind), waiver=waived.get(kind), keeps=keeps)
        for kind in NoteKind
    ]


def page(project, kind, *, given, draft, waiver, keeps) -> Page:
    free = not given and not draft
    why_not = actions.reason_not_to_begin(project, kind) if free else ""
    return Page(kind, given, draft, waiver, keeps and free and not why_not, why_not)


def moves_of(person, project) -> list[Button]:
    names = [name for name in PROJECT.open_to(project) if name in SAID or name == f"resume-{project.paused_from}"]
    open_ones = [name for name in names if not actions.reason_not_to_move(project, name, person)]
    return [Button(name, PROJECT.moves[name].label, "") for name in open_ones]


@require_safe
@guarded(read_delegation, **PLACE)
def projects(request, cohort, participation):
    """The projects of a territory; who may work on the only one is taken to it."""
    person = request.user
    found = list(PilotProject.objects.visible_to(person).filter(participation=participation))
    for each in found:
        each.participation = participation
    if len(found) == 1 and may.read_project.allows(person, found[0]):
        return redirect(found[0])
    context = {
        "cohort": cohort, "participation": participation,
        "rows": [(each, may.read_project.allows(person, each)) for each in found],
        "begins": may.write_project.allows(person, participation),
    }  # fmt: skip
    return render_page(request, "pilots/projects.html", context)


@require_safe
@guarded(may.read_project, **IN_PROJECT)
def project(request, cohort, participation, project):
    person = request.user
    restituted = given_back(participation, person)
    moves = moves_of(person, project)
    context = context_of(
        cohort, participation, project, "project",
        notes=notes_of(person, project),
        keeps=may.keep_project.allows(person, project), edits=may.edit_project.allows(person, project),
        moves=[move for move in moves if move.name in WITHOUT_WORDS or move.name.startswith("resume-")],
        moves_saying=[move for move in moves if move.name in SAID and move.name not in WITHOUT_WORDS],
        may_waive=may.waive_note.allows(person, project),
        restituted=restituted, review_due=review_due(project, restituted and restituted.on),
        standing=project.blockages.standing().count(),
        steps=project.steps.select_related("made_by"), supports=project.supports.select_related("organisation"),
    )  # fmt: skip
    return render_page(request, "pilots/project.html", context)


@require_safe
@guarded(may.read_project, **IN_PROJECT)
def advice(request, cohort, participation, project):
    restituted = given_back(participation, request.user)
    context = context_of(
        cohort, participation, project, "advice", restituted=restituted,
        gauge=coverage(restituted) if restituted and restituted.advice else None,
        review_due=review_due(project, restituted and restituted.on),
        edits=may.edit_project.allows(request.user, project),
    )  # fmt: skip
    return render_page(request, "pilots/advice.html", context)


@require_safe
@guarded(may.read_synthesis, cohort=Cohort)
def synthesis(request, cohort):
    """Each project of the cohort: its state, its notes, and their synthesis for who reads no more (A50)."""
    person = request.user
    projects = list(PilotProject.objects.visible_to(person).filter(participation__cohort=cohort)
                    .select_related("participation__territory", "participation__scope"))  # fmt: skip
    told = Note.objects.visible_to(person).given() | Note.objects.told_to(person)
    notes: dict[int, dict[str, Note]] = {}
    for one in told.filter(project__in=projects).distinct().defer("words", "advice"):
        notes.setdefault(one.project_id, {})[one.kind] = one
    rows = []
    for each in projects:
        each.participation.cohort = cohort
        kinds = [(kind, notes.get(each.pk, {}).get(kind)) for kind in NoteKind]
        rows.append({
            "project": each, "notes": kinds, "enters": may.read_project.allows(person, each), "told": may.read_told.allows(person, each),
            "summary": next((note.summary for _kind, note in reversed(kinds) if note), ""),
        })  # fmt: skip
    return render_page(request, "pilots/synthesis.html", {"cohort": cohort, "rows": rows})


@require_POST
@guarded(may.read_project, **IN_PROJECT)
def move(request, cohort, participation, project):
    name = request.POST.get("move", "")
    if make_move(request, actions.move_project, project=project, name=name):
        project.refresh_from_db(fields=["state"])
        return said(
            request, _("Le projet est maintenant : %(state)s.") % {"state": project.get_state_display()}, project
        )
    return redirect(project)


@require_http_methods(EDIT)
@guarded(may.edit_project, **IN_PROJECT)
def move_saying(request, cohort, participation, project, name):
    form = forms.MoveForm(request.POST or None)
    if request.method == "POST" and form.send(actions.move_project, project=project, name=name, by=request.user):
        return said(request, _("C’est noté, avec ce que vous en dites."), project)
    label = PROJECT.moves[name].label
    return edit_inside(request, cohort, participation, project, form, title=label, verb=label,
                       lede=_("Votre phrase reste dans l’histoire du projet, pour qui la lira dans deux ans."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_project, **IN_PROJECT)
def review(request, cohort, participation, project):
    form = forms.ReviewForm(request.POST or None, instance=project)
    if request.method == "POST" and form.send(actions.review_project, project=project, by=request.user):
        return said(request, _("Le projet est relu à la lumière du diagnostic."), project)
    return edit_inside(request, cohort, participation, project, form, title=_("Que change la restitution ?"),
                       verb=_("Clore la relecture"), view="advice",
                       lede=_("Ce projet a commencé avant la restitution : on le relit avec ce que le territoire a entendu."))  # fmt: skip


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
