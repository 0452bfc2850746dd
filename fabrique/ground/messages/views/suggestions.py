"""What readers send to share, and the answer they receive."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.core.http import attempt, guarded, render_page
from fabrique.ground.messages import actions, forms
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.models import Issue, Series, Suggestion
from fabrique.ground.messages.views.workshop import home, page


@require_http_methods(["GET", "POST"])
@guarded(may.suggest, series=Series)
def suggest(request, series):
    """The form, and what became of what one sent before."""
    form = forms.SuggestForm(request.POST or None)
    if request.method == "POST" and form.send(actions.suggest, series=series, by=request.user):
        messages.success(request, _("Votre texte est envoyé. Vous saurez ce qu’il devient."))
        return redirect("letters:suggest", series.code)
    mine = series.suggestions.filter(person=request.user)
    return render_page(request, "letters/suggest.html", {"series": series, "form": form, "mine": mine})


@require_POST
@guarded(may.answer_suggestion, issue=Issue, suggestion=Suggestion)
def accept(request, issue, suggestion):
    attempt(request, actions.accept_suggestion, issue=issue, suggestion=suggestion,
            done=_("Le texte est dans la lettre. La personne qui l’a envoyé est prévenue."))  # fmt: skip
    return home(issue, "#contenu-de-la-lettre")


@require_http_methods(["GET", "POST"])
@guarded(may.answer_suggestion, issue=Issue, suggestion=Suggestion)
def decline(request, issue, suggestion):
    form = forms.DeclineForm(request.POST or None)
    sent = request.method == "POST"
    if sent and form.send(actions.decline_suggestion, issue=issue, suggestion=suggestion, by=request.user):
        messages.success(request, _("Votre réponse est partie."))
        return redirect(reverse("letters:compose", args=[issue.code]))
    return page(request, issue, form, title=_("Pourquoi ne pas le prendre ?"), lede=suggestion.title,
                verb=_("Envoyer cette réponse"))  # fmt: skip
