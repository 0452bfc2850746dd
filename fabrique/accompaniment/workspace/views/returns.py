"""Who asked what became of a consultation."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.workspace import actions, forms
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.models import Consultation
from fabrique.accompaniment.workspace.views.space import EDIT, PLACE, edit
from fabrique.core.http import attempt, guarded


@require_POST
@guarded(may.follow_consultation, **PLACE, consultation=Consultation)
def follow(request, cohort, participation, consultation):
    attempt(request, actions.follow, consultation=consultation, done=_("Vous recevrez ce qui aura été décidé."))
    return redirect("workspace:consultations", cohort.code, participation.code)


@require_http_methods(EDIT)
@guarded(may.keep_part, **PLACE, consultation=Consultation)
def followers(request, cohort, participation, consultation):
    form = forms.FollowersForm(request.POST or None)
    if request.method == "POST" and (
        (added := form.send(actions.add_followers, consultation=consultation, by=request.user)) is not None
    ):
        said = ngettext("%(n)d personne sera prévenue.", "%(n)d personnes seront prévenues.", added) % {"n": added}
        messages.success(request, said if added else _("Ces personnes étaient déjà à prévenir."))
        return redirect("workspace:consultations", cohort.code, participation.code)
    return edit(request, consultation, form, "consultations", title=_("Qui prévenir de ce qui aura été décidé ?"),
                lede=consultation.title, verb=_("Ajouter ces personnes"))  # fmt: skip
