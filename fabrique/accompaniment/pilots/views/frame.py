"""What every page of a project shows around it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.board import Link
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.http import edit_page

EDIT = ["GET", "POST"]
PLACE = {"cohort": Cohort, "participation": Participation}
IN_PROJECT = PLACE | {"project": PilotProject}


def tabs(project, current: str) -> list[Link]:
    named = [
        ("project", _("Où nous en sommes")),
        ("advice", _("Recommandations")),
        ("circle", _("Le cercle")),
        ("milestones", _("Étapes")),
        ("blockages", _("Blocages")),
        ("deliverables", _("Livrables")),
    ]
    return [Link(label, project.address(view), view == current) for view, label in named]


def context_of(cohort, participation, project, current: str, **more) -> dict:
    return {
        "cohort": cohort, "participation": participation, "project": project, "tabs": tabs(project, current), "parts": [],
    } | more  # fmt: skip


def place(cohort, participation) -> str:
    """Where the delegation works: the page that acts on the public side of a project come back to."""
    return reverse("evaluation:place", args=[cohort.code, participation.code])


def edit(request, cohort, participation, form, **more):
    back = more.pop("back", place(cohort, participation))
    crumbs = [(cohort.name, cohort.get_absolute_url()), (participation.territory.name, place(cohort, participation))]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


def edit_inside(request, cohort, participation, project, form, *, view: str = "project", **more):
    """A page of the project's own, and back to where it is read."""
    back = project.address(view)
    crumbs = [(participation.territory.name, place(cohort, participation)), (project.title, project.get_absolute_url())]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


def done(request, cohort, participation, sentence):
    messages.success(request, sentence)
    return redirect(place(cohort, participation))


def said(request, sentence, url):
    messages.success(request, sentence)
    return redirect(url)
