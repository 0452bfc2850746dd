"""Accompaniments outside cohorts: those of the association, and those that allies declare as their own."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.devices import actions, forms
from fabrique.accompaniment.devices import permissions as may
from fabrique.accompaniment.devices.enums import ACCOMPANIMENT, AccompanimentState
from fabrique.accompaniment.devices.models import PREPARING, Accompaniment
from fabrique.core.http import attempt, edit_page, guarded, make_move, paged, render_page
from fabrique.core.permissions import Denied, anyone

EDIT = ["GET", "POST"]
SIZE = 40
WITH = ("territory__carrier", "ally", "device", "declared_by", "confirmed_by")
UNDER_WAY = (AccompanimentState.SIGNED, AccompanimentState.RUNNING)


@require_safe
@guarded(anyone)
def accompaniments(request):
    """All that one may know, by name: nothing here is a ranking."""
    asked = request.GET.get("voir", "")
    found = Accompaniment.objects.visible_to(request.user).select_related(*WITH).prefetch_related("others", "team")
    if asked == "declares":
        found = found.to_confirm()
    elif asked == "en-cours":
        found = found.filter(state__in=UNDER_WAY)
    elif asked == "a-venir":
        found = found.filter(state__in=PREPARING)
    context = paged(request, found.order_by("territory__folded", "ally__folded", "pk"), SIZE) | {
        "asked": asked,
        "follows": may.follow_accompaniments.allows(request.user),
        "may_declare": may.declare.allows(request.user),
    }
    return render_page(request, "devices/accompaniments.html", context)


@require_safe
@guarded(anyone, accompaniment=Accompaniment)
def accompaniment(request, accompaniment):
    one = Accompaniment.objects.select_related(*WITH).get(pk=accompaniment.pk)
    keeps = may.edit_accompaniment.allows(request.user, one)
    moves = ACCOMPANIMENT.buttons(one, lambda name: actions.reason_not_to_move(one, name, request.user))
    context = {
        "one": one,
        "keeps": keeps,
        "moves": [move for move in moves if move.name != "stop"] if keeps else [],
        "may_stop": keeps and not ACCOMPANIMENT.reason(one, "stop"),
        "may_confirm": may.confirm.allows(request.user, one),
        "may_withdraw": keeps and one.waits_for_the_territory,
    }
    return render_page(request, "devices/accompaniment.html", context)


def crumbs():
    return [(_("Parcours"), reverse("cohorts:list")), (_("Accompagnements"), reverse("devices:accompaniments"))]


def form_page(request, form, *, title, verb, back=None, **more):
    back = back or reverse("devices:accompaniments")
    return edit_page(request, form, title=title, verb=verb, back=back, crumbs=crumbs(), **more)


@require_http_methods(EDIT)
@guarded(may.follow_accompaniments)
def open_one(request):
    form = forms.OpenAccompanimentForm(request.POST or None, person=request.user)
    if request.method == "POST" and (made := form.send(actions.open_accompaniment, by=request.user)):
        messages.success(request, _("L’accompagnement est ouvert. L’équipe seule le voit jusqu’à la signature."))
        return redirect(made)
    return form_page(request, form, title=_("Ouvrir un accompagnement"), verb=_("Ouvrir cet accompagnement"))


@require_http_methods(EDIT)
@guarded(may.declare)
def declare(request):
    form = forms.DeclareForm(request.POST or None, person=request.user)
    if request.method == "POST" and (made := form.send(actions.declare_accompaniment, by=request.user)):
        messages.success(
            request, _("Votre déclaration paraît comme telle. Elle compte dès que le territoire la confirme.")
        )
        return redirect(made)
    return form_page(
        request, form, title=_("Déclarer un accompagnement"), verb=_("Déclarer"),
        lede=_("Ce que votre organisation accompagne elle-même, dans l’esprit de l’alliance."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_accompaniment, accompaniment=Accompaniment)
def edit_one(request, accompaniment):
    form = forms.AccompanimentForm(request.POST or None, instance=accompaniment, person=request.user)
    if request.method == "POST" and form.send(actions.edit_accompaniment, accompaniment=accompaniment, by=request.user):
        messages.success(request, _("L’accompagnement est à jour."))
        return redirect(accompaniment)
    return form_page(
        request, form, title=_("Modifier l’accompagnement"), verb=_("Enregistrer l’accompagnement"),
        back=accompaniment.get_absolute_url(),
    )  # fmt: skip


@require_POST
@guarded(may.edit_accompaniment, accompaniment=Accompaniment)
def move(request, accompaniment):
    name = request.POST.get("move", "")
    if name not in ACCOMPANIMENT.moves or name == "stop":
        raise Denied(_("Ce changement n’existe pas."))
    if make_move(request, actions.move_accompaniment, accompaniment=accompaniment, name=name):
        messages.success(request, _("L’accompagnement est maintenant « %(state)s ».") % {
            "state": accompaniment.get_state_display()})  # fmt: skip
    if may.edit_accompaniment.allows(request.user, accompaniment):
        return redirect(accompaniment)
    return redirect("devices:accompaniments")


@require_http_methods(EDIT)
@guarded(may.edit_accompaniment, accompaniment=Accompaniment)
def stop(request, accompaniment):
    form = forms.StopForm(request.POST or None)
    act = {"accompaniment": accompaniment, "name": "stop", "by": request.user}
    if request.method == "POST" and form.send(actions.move_accompaniment, **act):
        messages.success(request, _("L’accompagnement est arrêté, et il dit pourquoi."))
        return redirect(accompaniment)
    return form_page(request, form, title=_("Arrêter cet accompagnement"), verb=_("Arrêter"),
                     back=accompaniment.get_absolute_url())  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.confirm, accompaniment=Accompaniment)
def confirm(request, accompaniment):
    form = forms.ConfirmForm(request.POST or None, instance=accompaniment)
    if request.method == "POST" and form.send(
        actions.confirm_accompaniment, accompaniment=accompaniment, by=request.user
    ):
        messages.success(request, _("C’est confirmé : il compte parmi les accompagnements."))
        return redirect(accompaniment)
    return form_page(
        request, form, title=_("Confirmer cet accompagnement"), verb=_("Confirmer"),
        back=accompaniment.get_absolute_url(),
        lede=_("%(ally)s déclare l’accompagner. Une fois confirmé, il entre dans les chiffres publics.") % {
            "ally": accompaniment.declared_by},
    )  # fmt: skip


@require_POST
@guarded(may.edit_accompaniment, accompaniment=Accompaniment)
def withdraw(request, accompaniment):
    if attempt(
        request, actions.withdraw_declaration, accompaniment=accompaniment, done=_("La déclaration est retirée.")
    ):
        return redirect("devices:accompaniments")
    return redirect(accompaniment)
