"""Milestones on their two lines, blockages, deliverables."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.pilots import actions, forms
from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.actions.life import reason_not_to_list
from fabrique.accompaniment.pilots.enums import BLOCKAGE, DELIVERABLE, MILESTONE, STANDING, DeliverableState, Track
from fabrique.accompaniment.pilots.models import Blockage, Deliverable, Milestone
from fabrique.accompaniment.pilots.pictures import two_lines
from fabrique.accompaniment.pilots.views.frame import EDIT, IN_PROJECT, context_of, edit_inside, said
from fabrique.core import uploads
from fabrique.core.http import attempt, guarded, render_page


def listing(request, places, template: str, *, form, action, rule, sentence: str, **more):
    """A list and, for those who keep it, the form that adds to it."""
    project, view = places[-1], template.removeprefix("pilots/").removesuffix(".html")
    if request.method == "POST":
        rule(request.user, project)
        if form.send(action, project=project, by=request.user):
            return said(request, sentence, project.address(view))
    context = context_of(*places, view, form=form, keeps=rule.allows(request.user, project), **more)
    return render_page(request, template, context)


def with_moves(rows, table, keeps: bool, *, but: tuple[str, ...] = ()):
    return [
        (row, [one for one in table.buttons(row, lambda _name: "") if keeps and one.name not in but]) for row in rows
    ]


@require_http_methods(EDIT)
@guarded(may.read_project, **IN_PROJECT)
def milestones(request, cohort, participation, project):
    keeps = may.keep_project.allows(request.user, project)
    rows = list(project.milestones.all())
    lines = [(track, with_moves([row for row in rows if row.track == track], MILESTONE, keeps)) for track in Track]
    return listing(
        request, (cohort, participation, project), "pilots/milestones.html", form=forms.AddMilestoneForm(request.POST or None),
        action=actions.add_milestone, rule=may.keep_project, sentence=_("L’étape est notée."), lines=lines,
        picture=two_lines(rows) if any(row.day for row in rows) else None, today=timezone.localdate(),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_part, **IN_PROJECT, milestone=Milestone)
def edit_milestone(request, cohort, participation, project, milestone):
    form = forms.MilestoneForm(request.POST or None, instance=milestone)
    if request.method == "POST" and form.send(actions.edit_milestone, milestone=milestone, by=request.user):
        return said(request, _("L’étape est à jour."), project.address("milestones"))
    return edit_inside(request, cohort, participation, project, form, view="milestones", title=milestone.title,
                       verb=_("Enregistrer l’étape"))  # fmt: skip


@require_POST
@guarded(may.keep_part, **IN_PROJECT, milestone=Milestone)
def move_milestone(request, cohort, participation, project, milestone):
    name = request.POST.get("move", "")
    attempt(request, actions.move_milestone, milestone=milestone, name=name, done=_("C’est noté."))
    return redirect(project.address("milestones"))


@require_http_methods(EDIT)
@guarded(may.read_project, **IN_PROJECT)
def blockages(request, cohort, participation, project):
    keeps = may.keep_project.allows(request.user, project)
    rows = with_moves(project.blockages.all(), BLOCKAGE, keeps)
    return listing(
        request, (cohort, participation, project), "pilots/blockages.html", form=forms.AddBlockageForm(request.POST or None),
        action=actions.add_blockage, rule=may.keep_project, sentence=_("Le blocage est noté, avec qui le suit."),
        standing=[row for row in rows if row[0].state in STANDING], over=[row for row in rows if row[0].state not in STANDING],
        today=timezone.localdate(),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_part, **IN_PROJECT, blockage=Blockage)
def edit_blockage(request, cohort, participation, project, blockage):
    form = forms.BlockageForm(request.POST or None, instance=blockage)
    if request.method == "POST" and form.send(actions.edit_blockage, blockage=blockage, by=request.user):
        return said(request, _("Le blocage est à jour."), project.address("blockages"))
    return edit_inside(request, cohort, participation, project, form, view="blockages", title=blockage.title,
                       verb=_("Enregistrer"))  # fmt: skip


@require_POST
@guarded(may.keep_part, **IN_PROJECT, blockage=Blockage)
def move_blockage(request, cohort, participation, project, blockage):
    name = request.POST.get("move", "")
    attempt(request, actions.move_blockage, blockage=blockage, name=name, done=_("C’est noté."))
    return redirect(project.address("blockages"))


@require_http_methods(EDIT)
@guarded(may.read_project, **IN_PROJECT)
def deliverables(request, cohort, participation, project):
    keeps = may.list_deliverable.allows(request.user, project)
    return listing(
        request, (cohort, participation, project), "pilots/deliverables.html", form=forms.AddDeliverableForm(request.POST or None),
        action=actions.add_deliverable, rule=may.list_deliverable, sentence=_("Le livrable est dans la liste."),
        rows=with_moves(project.deliverables.all(), DELIVERABLE, keeps, but=("deliver",)), closed=reason_not_to_list(project),
        today=timezone.localdate(),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_deliverable, **IN_PROJECT, deliverable=Deliverable)
def deliver(request, cohort, participation, project, deliverable):
    form = forms.DeliverForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.send(actions.deliver, deliverable=deliverable, by=request.user):
        return said(request, _("Le livrable est remis."), project.address("deliverables"))
    return edit_inside(request, cohort, participation, project, form, view="deliverables", title=deliverable.title,
                       verb=_("Remettre ce livrable"), lede=_("Un lien ou un fichier : ce que l’on tient vraiment en main."))  # fmt: skip


@require_POST
@guarded(may.keep_deliverable, **IN_PROJECT, deliverable=Deliverable)
def move_deliverable(request, cohort, participation, project, deliverable):
    name = request.POST.get("move", "")
    attempt(request, actions.move_deliverable, deliverable=deliverable, name=name, done=_("C’est noté."))
    return redirect(project.address("deliverables"))


@require_safe
@guarded(may.read_part, **IN_PROJECT, deliverable=Deliverable)
def download(request, cohort, participation, project, deliverable):
    if deliverable.state != DeliverableState.DELIVERED or not deliverable.file:
        raise Http404
    return uploads.download(deliverable.file, title=deliverable.title, media_type=deliverable.media_type)
