"""Setting a date, changing it, moving it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.core.http import edit_page, guarded, make_move
from fabrique.core.permissions import Denied
from fabrique.ground.agenda import actions, forms
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.enums import EVENT
from fabrique.ground.agenda.models import Event

EDIT = ["GET", "POST"]


@require_http_methods(EDIT)
@guarded(may.publish)
def add(request):
    form = forms.AddEventForm(request.POST or None, person=request.user)
    if request.method == "POST" and (event := form.send(actions.add_event, by=request.user)):
        messages.success(request, _("La date est dans l’agenda, à confirmer."))
        return redirect(event)
    back = reverse("agenda:list")
    return edit_page(request, form, title=_("Poser une date"), verb=_("Poser cette date"), back=back,
                     crumbs=[(_("Agenda"), back)],
                     lede=_("Un titre, un jour, une heure : le reste peut attendre."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_event, event=Event)
def edit(request, event):
    form = forms.EventForm(request.POST or None, instance=event, person=request.user)
    if request.method == "POST" and form.send(actions.edit_event, event=event, by=request.user):
        messages.success(
            request, _("La date est à jour. Si le jour ou le lieu change, chaque personne inscrite l’apprend.")
        )
        return redirect(event)
    crumbs = [(_("Agenda"), reverse("agenda:list")), (event.title, event.get_absolute_url())]
    return edit_page(request, form, title=_("Modifier la date"), verb=_("Enregistrer la date"),
                     back=event.get_absolute_url(), crumbs=crumbs)  # fmt: skip


@require_POST
@guarded(may.edit_event, event=Event)
def move(request, event):
    name = request.POST.get("move", "")
    if name not in EVENT.moves:
        raise Denied(_("Ce changement n’existe pas."))
    if make_move(request, actions.move_event, event=event, name=name):
        messages.success(request, _("La date est maintenant « %(state)s ».") % {"state": event.get_state_display()})
    return redirect(event)
