"""Framing: the grid, the period, the panel aimed at."""

from django.contrib import messages
from django.db.models import Sum
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.diagnostics import forms
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions import framing
from fabrique.accompaniment.diagnostics.enums import DiagnosticState
from fabrique.accompaniment.diagnostics.framing import gaps
from fabrique.accompaniment.diagnostics.models import Diagnostic, Target
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.core.http import attempt, edit_page, guarded, render_page

EDIT = ["GET", "POST"]


def crumbs(diagnostic, view="frame", label=""):
    name = _("Diagnostic : %(name)s") % {"name": diagnostic.participation.territory.name}
    return [(name, diagnostic.get_absolute_url()), (label or _("Cadrage"), address(diagnostic, view))]


def address(diagnostic, view):
    return reverse(f"diagnostics:{view}", args=[diagnostic.code])


@require_safe
@guarded(may.lead_or_team, diagnostic=Diagnostic)
def frame(request, diagnostic):
    targets = list(diagnostic.targets.select_related("category", "sub_type"))
    context = context_of(
        request, diagnostic, "diagnostics:frame", targets=targets, people=sum(one.count for one in targets),
        gaps=gaps(diagnostic) if diagnostic.state == DiagnosticState.TO_FRAME else [],
        frames=may.frame.allows(request.user, diagnostic) and diagnostic.state == DiagnosticState.TO_FRAME,
    )  # fmt: skip
    return render_page(request, "diagnostics/frame.html", context)


@require_http_methods(EDIT)
@guarded(may.frame, diagnostic=Diagnostic)
def edit_frame(request, diagnostic):
    form = forms.FrameForm(request.POST or None, instance=diagnostic)
    if request.method == "POST" and form.send(framing.edit_frame, diagnostic=diagnostic, by=request.user):
        messages.success(request, _("Le cadrage est enregistré."))
        return redirect(address(diagnostic, "frame"))
    return edit_page(request, form, title=_("Sur quoi s’accorde-t-on avant d’écouter ?"), verb=_("Enregistrer le cadrage"),
                     back=address(diagnostic, "frame"), crumbs=crumbs(diagnostic))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.frame, diagnostic=Diagnostic)
def set_target(request, diagnostic):
    form = forms.AddTargetForm(request.POST or None, diagnostic=diagnostic)
    if request.method == "POST" and form.send(framing.set_target, diagnostic=diagnostic, by=request.user):
        people = diagnostic.targets.aggregate(all=Sum("count"))["all"]
        messages.success(request, _("C’est noté : %(people)d personnes réparties.") % {"people": people})
        return redirect(address(diagnostic, "frame"))
    return edit_page(request, form, title=_("Qui prévoit-on de rencontrer ?"), verb=_("Ajouter au panel"),
                     back=address(diagnostic, "frame"), crumbs=crumbs(diagnostic),
                     lede=_("Une ligne par catégorie, ou par précision. La même ligne, dite à nouveau, remplace la première."))  # fmt: skip


@require_POST
@guarded(may.frame_part, diagnostic=Diagnostic, target=Target)
def remove_target(request, diagnostic, target):
    attempt(request, framing.remove_target, target=target, done=_("La ligne est retirée."))
    return redirect(address(diagnostic, "frame"))
