"""The project itself: begin it, edit it, lead it from state to state, say with whom."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.enums import PROJECT, SAID, WITHOUT_WORDS, NoteKind, ProjectKind, ProjectState
from fabrique.accompaniment.pilots.models import Note, Objective, PilotProject, Step, Support
from fabrique.accompaniment.pilots.recommendations import given_back
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person


@transaction.atomic
def write_project(
    *, participation: Participation, title: str, by: Person, kind: ProjectKind | str = "", theme: str = "",
    summary: str = "", blockage: str = "", project: PilotProject | None = None, seen: int = 0,
) -> PilotProject:  # fmt: skip
    """Begin a project, or edit `project` as it was at version `seen`."""
    may.write_project(by, participation)
    held(participation.cohort)
    values = {"title": title, "kind": kind, "theme": theme, "summary": summary, "blockage": blockage}
    if participation.projects.filter(title=title).exclude(pk=project.pk if project else 0).exists():
        raise Denied(_("Un projet porte déjà ce titre."))
    if project is None:
        project = PilotProject.objects.create(participation=participation, begun_on=timezone.localdate(), **values)
        Step.objects.create(project=project, state=project.state, made_by=by)
        audit.record(by, "project-begun", project, participation=participation.code)
    else:
        changed = project.save_values(values, seen=seen)
        audit.record(by, "project-edited", project, fields=", ".join(changed))
    return project


def locked(project: PilotProject) -> PilotProject:
    """The row as it stands, kept until the end: two moves at once come one after the other."""
    return PilotProject.objects.select_for_update().get(pk=project.pk)


def make(project: PilotProject, name: str, *, by: Person, words: str = "") -> None:
    """One step further, written in the history."""
    was = project.state
    PROJECT.make(project, name)
    values = {
        "state": project.state,
        "state_words": words if project.state in (ProjectState.PAUSED, ProjectState.ABANDONED) else "",
    }
    values["paused_from"] = was if project.state == ProjectState.PAUSED else ""
    project.save_values(values, seen=project.version)
    Step.objects.create(project=project, state=project.state, words=words, made_by=by)


def follow(project: PilotProject, name: str, *, by: Person) -> None:
    """What was just done moves the project when it was waiting for that; a project further on stays where it is."""
    project = locked(project)
    if not PROJECT.reason(project, name):
        make(project, name, by=by)


def reason_not_to_move(project: PilotProject, name: str, by: Person) -> str:
    """Why this person may not make this move now; empty when they may."""
    rule = may.lead_project if name == "begin" else may.edit_project
    if refusal := rule.reason(by, project) or PROJECT.reason(project, name):
        return refusal
    if name.startswith("resume-") and name != f"resume-{project.paused_from}":
        return _("Le projet reprend là où il s’était arrêté.")
    if name not in SAID and not name.startswith("resume-"):
        return _("Ce changement suit un autre acte : une note remise, un allié choisi.")
    return ""


@transaction.atomic
def move_project(*, project: PilotProject, name: str, by: Person, words: str = "") -> PilotProject:
    """Begin the accompaniment, appraise, continue, replicate, pause, take up, abandon: in a word, kept."""
    if name not in PROJECT.moves:
        raise Denied(_("Ce changement n’existe pas."))
    project = locked(project)
    if refusal := reason_not_to_move(project, name, by):
        raise Denied(refusal)
    if name in SAID and name not in WITHOUT_WORDS and not words.strip():
        raise Denied(_("Dites pourquoi, en une phrase : cela reste avec le projet."))
    make(project, name, by=by, words=words.strip())
    audit.record(by, "project-moved", project, state=project.state)
    return project


def review_due(project: PilotProject, restituted_on: Any) -> bool:
    """R427: begun before the restitution, and not read again since."""
    begun = project.begun_on and restituted_on and project.begun_on < restituted_on
    open_state = project.state not in (ProjectState.ABANDONED, ProjectState.CONTINUED, ProjectState.REPLICATED)
    return bool(begun and open_state and project.reviewed_at is None)


@transaction.atomic
def review_project(*, project: PilotProject, review_words: str, by: Person, seen: int) -> PilotProject:
    """R427, R371: what the restitution changes in the project, once every recommendation has its answer."""
    may.edit_project(by, project)
    restituted = given_back(project.participation)
    if restituted is None or not review_due(project, restituted.on):
        raise Denied(_("Ce projet n’attend pas de relecture."))
    if restituted.waiting:
        raise Denied(_("Répondez d’abord à chaque recommandation : reprise, plus tard ou non, et pourquoi."))
    values = {"reviewed_at": timezone.now(), "reviewed_by": by, "review_words": review_words}
    project.save_values(values, seen=seen)
    audit.record(by, "project-reviewed", project)
    return project


@transaction.atomic
def add_objective(*, project: PilotProject, title: str, by: Person, text: str = "") -> Objective:
    may.edit_project(by, project)
    held(project.participation.cohort)
    if project.objectives.filter(title=title).exists():
        raise Denied(_("Cet objectif est déjà écrit."))
    objective = Objective.objects.create(project=project, title=title, text=text, order=next_order(project.objectives))
    audit.record(by, "objective-added", project, objective=objective.code)
    return objective


@transaction.atomic
def edit_objective(*, objective: Objective, title: str, text: str, seen: int, by: Person) -> Objective:
    may.edit_project_part(by, objective)
    if objective.project.objectives.filter(title=title).exclude(pk=objective.pk).exists():
        raise Denied(_("Cet objectif est déjà écrit."))
    changed = objective.save_values({"title": title, "text": text}, seen=seen)
    audit.record(by, "objective-edited", objective.project, objective=objective.code, fields=", ".join(changed))
    return objective


@transaction.atomic
def remove_objective(*, objective: Objective, by: Person) -> None:
    may.edit_project_part(by, objective)
    objective.delete()
    audit.record(by, "objective-removed", objective.project, title=objective.title)


@transaction.atomic
def choose_ally(
    *, project: PilotProject, organisation: Organisation, by: Person, also_diagnosed: bool | None = None, note: str = ""
) -> Support:
    """An organisation of the alliance accompanies the project (R420); what it did before is shown (R045)."""
    may.choose_ally(by, project)
    held(project.participation.cohort)
    if project.supports.filter(organisation=organisation).exists():
        raise Denied(_("Cette organisation accompagne déjà le projet."))
    support = Support.objects.create(
        project=project, organisation=organisation, also_diagnosed=also_diagnosed, note=note,
        order=next_order(project.supports),
    )  # fmt: skip
    follow(project, "choose-ally", by=by)
    audit.record(by, "ally-chosen", project, organisation=organisation.code)
    return support


@transaction.atomic
def remove_ally(*, support: Support, by: Person) -> None:
    """The last ally does not leave an accompaniment that runs: it is paused first, or another one comes."""
    may.remove_ally(by, support)
    project = locked(support.project)
    alone = not project.supports.exclude(pk=support.pk).exists()
    if alone and project.state == ProjectState.RUNNING:
        raise Denied(
            _("L’accompagnement est en cours : choisissez d’abord un autre allié, ou mettez le projet en pause.")
        )
    support.delete()
    if alone:
        follow(project, f"lose-ally-{stage(project)}", by=by)
    audit.record(by, "ally-removed", support.project, organisation=support.organisation.code)


def stage(project: PilotProject) -> str:
    """How far the notes have come."""
    given = set(Note.objects.past().filter(project=project).values_list("kind", flat=True))
    return next((kind for kind in reversed(NoteKind.values) if kind in given), ProjectState.IDEA)
