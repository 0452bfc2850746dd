"""What is resolved: written, debated, adopted, carried, followed."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.agora import actions, booklets, forms
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.enums import BY_HAND, RESOLUTION
from fabrique.accompaniment.agora.models import FollowUp, Resolution
from fabrique.accompaniment.agora.views.agoras import EDIT, PLACE, edit, names_for, promises
from fabrique.accompaniment.agora.views.words import debate, remarks_on
from fabrique.accompaniment.workshops.permissions import read_wall
from fabrique.core.documents import formats
from fabrique.core.exports import document_response
from fabrique.core.http import attempt, guarded, render_page
from fabrique.ground.organisations.models import Organisation

RESOLVED = PLACE | {"resolution": Resolution}


@require_safe
@guarded(may.read_resolutions, **PLACE)
def resolutions(request, cohort, agora):
    """For those who were there, all; beyond, what was adopted and nothing of what was said."""
    person = request.user
    rows = promises(agora, Resolution.objects.visible_to(person).filter(agora=agora).told())
    context = {
        "cohort": cohort, "agora": agora, "resolutions": rows, "inside": may.read.allows(person, agora),
        "proposes": may.propose.allows(person, agora), "formats": list(formats.FORMATS),
    }  # fmt: skip
    return render_page(request, "agora/resolutions.html", context)


@require_safe
@guarded(may.read_resolutions, **PLACE)
def resolutions_file(request, cohort, agora, format_name):
    return document_response(f"resolutions-{agora.code}", lambda: booklets.resolved(agora, get_language()), format_name)


@require_http_methods(EDIT)
@guarded(may.propose, **PLACE)
def propose(request, cohort, agora):
    form = forms.ProposeForm(request.POST or None, agora=agora)
    if request.method == "POST" and (made := form.send(actions.propose, agora=agora, by=request.user)):
        messages.success(request, _("La résolution est proposée."))
        return redirect(made)
    return edit(request, agora, form, title=_("Proposer une résolution"), verb=_("Proposer"))


@require_http_methods(EDIT)
@guarded(may.read_resolution, **RESOLVED)
def resolution(request, cohort, agora, resolution):
    person, inside = request.user, may.read.allows(request.user, agora)
    form, said = debate(request, resolution)
    if said:
        return redirect(request.path)
    moves = may.move.allows(person, resolution)
    reason = (lambda name: actions.reason_not_to(resolution, name)) if moves else (lambda _name: "")
    conducts = may.conduct.allows(person, agora)
    shown = [name for name in BY_HAND if conducts or name in ("start", "keep")] if moves else []
    items = list(resolution.items.worded()) if inside else []
    for one in items:
        one.agora = agora
    room = resolution.decision.workshop if inside and resolution.decision else None
    context = {
        "room": room, "reads": room is not None and read_wall.allows(person, room),
        "cohort": cohort, "agora": agora, "resolution": resolution, "inside": inside, "items": items, "form": form,
        "moves": [button for button in RESOLUTION.buttons(resolution, reason) if button.name in shown],
        "drops": moves and not RESOLUTION.reason(resolution, "drop"), "edits": may.edit_resolution.allows(person, resolution),
        "carries": may.carry.allows(person, resolution), "puts_down": may.put_down.allows(person, resolution),
        "dissents": may.dissent.allows(person, resolution), "remarks": remarks_on(resolution, person) if inside else [],
        "convergences": resolution.convergences.all() if inside else [], "follow_ups": follow_ups(person, resolution),
        "carriers": resolution.carriers.standing().select_related("person", "organisation"), "today": timezone.localdate(),
    }  # fmt: skip
    return render_page(request, "agora/resolution.html", context)


def follow_ups(person, resolution) -> list[tuple[FollowUp, bool]]:
    rows = list(resolution.follow_ups.all())
    for one in rows:
        one.resolution = resolution
    return [(one, may.tell.allows(person, one)) for one in rows]


@require_http_methods(EDIT)
@guarded(may.edit_resolution, **RESOLVED)
def edit_resolution(request, cohort, agora, resolution):
    form = forms.ResolutionForm(request.POST or None, instance=resolution)
    if request.method == "POST" and form.send(actions.edit_resolution, resolution=resolution, by=request.user):
        messages.success(request, _("La résolution est à jour."))
        return redirect(resolution)
    return edit(request, agora, form, title=_("Modifier cette résolution"), verb=_("Enregistrer"), back=resolution.get_absolute_url())  # fmt: skip


@require_POST
@guarded(may.move, **RESOLVED)
def move_resolution(request, cohort, agora, resolution):
    name, seen = request.POST.get("move", ""), forms.SeenForm.sent(request.POST)
    attempt(request, actions.move_resolution, resolution=resolution, name=name, seen=seen, done=_("C’est noté."))
    return redirect(resolution)


@require_http_methods(EDIT)
@guarded(may.move, **RESOLVED)
def drop(request, cohort, agora, resolution):
    form = forms.DropForm(request.POST or None)
    if request.method == "POST" and form.send(actions.drop, resolution=resolution, by=request.user):
        messages.success(request, _("La résolution est abandonnée, avec sa raison."))
        return redirect(resolution)
    return edit(request, agora, form, title=_("Abandonner cette résolution"), verb=_("Abandonner, avec cette raison"), back=resolution.get_absolute_url())  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.carry, **RESOLVED)
def carry(request, cohort, agora, resolution):
    form = forms.CarryForm(request.POST or None, organisations=Organisation.objects.of_member(request.user))
    if request.method == "POST" and form.send(actions.carry, resolution=resolution, by=request.user):
        messages.success(request, _("Vous portez cette résolution. À 3, 6 et 12 mois, dites où elle en est."))
        return redirect(resolution)
    return edit(request, agora, form, title=_("Porter cette résolution"), verb=_("Je la porte"), back=resolution.get_absolute_url(),
                lede=resolution.title)  # fmt: skip


@require_POST
@guarded(may.put_down, **RESOLVED)
def put_down(request, cohort, agora, resolution):
    attempt(request, actions.put_down, resolution=resolution, done=_("Vous ne portez plus cette résolution."))
    return redirect(resolution)


@require_http_methods(EDIT)
@guarded(may.dissent, **RESOLVED)
def dissent(request, cohort, agora, resolution):
    form = forms.DissentForm(request.POST or None, categories=names_for(request.user, agora))
    if request.method == "POST" and form.is_valid():
        attempt(request, actions.dissent, resolution=resolution, done=_("Ces mots sont gardés à côté de la résolution."), **form.cleaned_data)  # fmt: skip
        return redirect(resolution)
    return edit(request, agora, form, title=_("Ce que nous n’acceptons pas"), verb=_("Garder ces mots"), back=resolution.get_absolute_url(),
                lede=resolution.title)  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.tell, **RESOLVED, follow_up=FollowUp)
def follow_up(request, cohort, agora, resolution, follow_up):
    form = forms.TellForm(request.POST or None, instance=follow_up)
    if request.method == "POST" and form.send(actions.tell, follow_up=follow_up, by=request.user):
        messages.success(request, _("C’est dit. Celles et ceux qui l’avaient demandé peuvent le lire."))
        return redirect(resolution)
    return edit(request, agora, form, title=_("Où en est votre résolution ?"), verb=_("Dire où elle en est"), back=resolution.get_absolute_url(),
                lede=resolution.title)  # fmt: skip
