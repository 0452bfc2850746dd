"""A group handed over: named by who leads, accepted by who takes it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.peers import actions, forms, rules_text
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.views.groups import EDIT, PLACE
from fabrique.core.http import attempt, edit_page, guarded, render_page


@require_http_methods(EDIT)
@guarded(may.propose, **PLACE)
def hand_over(request, cohort, group):
    form = forms.HandOverForm(request.POST or None, group=group)
    back = reverse("peers:members", args=[cohort.code, group.code])
    if request.method == "POST" and form.send(actions.hand_over, group=group, by=request.user):
        messages.success(request, _("C’est proposé. La personne et les membres du groupe reçoivent un mot."))
        return redirect(back)
    return edit_page(request, form, title=_("Confier ce groupe à quelqu’un d’autre"), verb=_("Proposer de l’animer"), back=back,
                     crumbs=[(_("Groupes de pairs"), reverse("peers:groups", args=[cohort.code])), (str(group), back)],
                     lede=_("La personne qui l’anime aujourd’hui n’y lira plus rien dès que l’autre aura accepté."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.take_over, **PLACE)
def take_over(request, cohort, group):
    form = forms.TakeOverForm(request.POST or None)
    if request.method == "POST" and form.send(actions.take_over, group=group, by=request.user):
        messages.success(request, _("Vous animez ce groupe. Ses membres le savent."))
        return redirect(group)
    context = {"cohort": cohort, "group": group, "form": form, "rules": rules_text.rules(), "protection": rules_text.protection()}  # fmt: skip
    return render_page(request, "peers/take_over.html", context)


@require_POST
@guarded(may.answer_hand_over, **PLACE)
def decline_to_facilitate(request, cohort, group):
    attempt(request, actions.decline_to_facilitate, group=group, done=_("C’est décliné. Qui conduit la cohorte le sait."))  # fmt: skip
    return redirect("peers:mine")
