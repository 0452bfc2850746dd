"""The workshop where the room debates, and what becomes of its decisions."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.agora import actions, forms
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.views.agoras import EDIT, PLACE, edit
from fabrique.accompaniment.workshops.models import Decision
from fabrique.core.http import attempt, guarded

LONGEST_TITLE = 200


@require_POST
@guarded(may.debate, **PLACE)
def prepare_debate(request, cohort, agora):
    prepared = attempt(
        request, actions.prepare_debate, agora=agora,
        done=_("Le débat est préparé. Relisez son déroulé, puis ouvrez-le le jour venu."),
    )  # fmt: skip
    if not prepared:
        return redirect(agora)
    return redirect("workshops:script", cohort.code, agora.debates.latest("pk").workshop.code)


@require_http_methods(EDIT)
@guarded(may.draw_from, **PLACE, decision=Decision)
def draw_from(request, cohort, agora, decision):
    form = forms.ProposeForm(request.POST or None, agora=agora, initial=drafted(decision))
    if request.method == "POST" and (made := form.send(actions.propose, agora=agora, decision=decision, by=request.user)):  # fmt: skip
        messages.success(request, _("La résolution est proposée."))
        return redirect(made)
    return edit(request, agora, form, title=_("Faire une résolution de cette décision"), verb=_("Proposer"), lede=named(decision))  # fmt: skip


def drafted(decision) -> dict:
    """Its words to begin with: the first line as a title, the whole below when it says more."""
    title = decision.text.splitlines()[0].strip().rstrip(".")
    short = len(title) <= LONGEST_TITLE and "\n" not in decision.text
    text = "" if short else decision.text
    return {"title": Truncator(title).chars(LONGEST_TITLE), "text": text, "due_on": decision.due_on}


def named(decision) -> str:
    """Who the room named carries nothing until they say so (R002): told to who writes, and kept nowhere."""
    lede = _("La salle l’a décidé. Récrivez-le comme une résolution : une phrase, une échelle, une date.")
    if decision.carrier:
        lede += " " + _("On y a nommé, pour la porter : %(carrier)s. Ils se déclarent eux-mêmes, ensuite.") % {"carrier": decision.carrier}  # fmt: skip
    return lede
