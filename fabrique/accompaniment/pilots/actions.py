"""Every write on pilot projects: what the territory tries, step by step, and with whom."""

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.enums import ProjectKind
from fabrique.accompaniment.pilots.models import Objective, PilotProject, Support
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person


@transaction.atomic
def write_project(
    *, participation: Participation, title: str, by: Person, kind: ProjectKind | str = "", summary: str = "",
    blockage: str = "", project: PilotProject | None = None, seen: int = 0,
) -> PilotProject:  # fmt: skip
    """Begin a project, or edit `project` as it was at version `seen`."""
    may.write_project(by, participation)
    held(participation.cohort)
    values = {"title": title, "kind": kind, "summary": summary, "blockage": blockage}
    if participation.projects.filter(title=title).exclude(pk=project.pk if project else 0).exists():
        raise Denied(_("Un projet porte déjà ce titre."))
    if project is None:
        project = PilotProject.objects.create(participation=participation, **values)
        audit.record(by, "project-begun", project, participation=participation.code)
    else:
        changed = project.save_values(values, seen=seen)
        audit.record(by, "project-edited", project, fields=", ".join(changed))
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
    audit.record(by, "ally-chosen", project, organisation=organisation.code)
    return support


@transaction.atomic
def remove_ally(*, support: Support, by: Person) -> None:
    may.remove_ally(by, support)
    support.delete()
    audit.record(by, "ally-removed", support.project, organisation=support.organisation.code)
