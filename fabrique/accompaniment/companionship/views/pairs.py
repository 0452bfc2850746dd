from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.companionship import actions, forms
from fabrique.accompaniment.companionship import permissions as may
from fabrique.accompaniment.companionship.enums import PairState
from fabrique.accompaniment.companionship.models import Pair
from fabrique.core.http import attempt, edit_page, guarded, render_page

EDIT = ["GET", "POST"]


@require_safe
@guarded(may.read_pair, pair=Pair)
def pair(request, pair):
    sides = may.sides_of(request.user, pair)
    owed = [side for side in sides if getattr(pair, f"{side}_agreed_at") is None]
    context = {
        "pair": pair,
        "places": [
            (place, agreed_by, agreed_at)
            for place, agreed_by, agreed_at in (
                (pair.one, pair.one_agreed_by, pair.one_agreed_at),
                (pair.other, pair.other_agreed_by, pair.other_agreed_at),
            )
        ],
        "may_accept": pair.state == PairState.PROPOSED and bool(owed),
        "may_decline": pair.state == PairState.PROPOSED and bool(sides),
        "may_end": pair.state == PairState.ACCEPTED and bool(sides),
        "accepted": pair.state == PairState.ACCEPTED,
    }
    return render_page(request, "companionship/pair.html", context)


@require_POST
@guarded(may.answer_pair, pair=Pair)
def answer_pair(request, pair):
    done = _("Votre réponse est notée.")
    attempt(request, actions.answer_pair, pair=pair, name=request.POST.get("move", ""), done=done)
    return redirect(pair)


@require_http_methods(EDIT)
@guarded(may.answer_pair, pair=Pair)
def end_pair(request, pair):
    form = forms.EndPairForm(request.POST or None)
    if request.method == "POST" and form.send(actions.end_pair, pair=pair, by=request.user):
        messages.success(request, _("Ce lien est terminé. Merci à vous deux."))
        return redirect(pair)
    crumbs = [(_("Compagnonnage"), reverse("companionship:showcase")), (str(pair), pair.get_absolute_url())]
    return edit_page(request, form, title=_("Terminer ce lien"), verb=_("Terminer ce lien"),
                     back=pair.get_absolute_url(), crumbs=crumbs)  # fmt: skip
