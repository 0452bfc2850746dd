"""Demands by category and by cell of the matrix, and the answers given to them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.agora import actions, forms
from fabrique.accompaniment.agora import matrix as expectations
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.models import AgoraItem, Answer
from fabrique.accompaniment.agora.views.agoras import EDIT, PLACE, edit
from fabrique.accompaniment.agora.voices import addressees, spoken_for
from fabrique.accompaniment.peers.enums import StatementKind
from fabrique.core.documents.text import quoted
from fabrique.core.http import attempt, guarded, render_page


@require_safe
@guarded(may.read, **PLACE)
def category(request, cohort, agora, key):
    """What a category let out, and what is expected of it."""
    found = next((one for one in agora.categories() if one.key == key), None)
    if found is None:
        raise Http404
    said = list(agora.items.filter(category__key=key).worded())
    for one in said:
        one.agora = agora
    drawn = expectations.matrix(agora)
    context = {
        "cohort": cohort, "agora": agora, "category": found, "categories": agora.categories(),
        "parts": [(kind, [one for one in said if one.kind == kind]) for kind in StatementKind],
        "expected": [cell for cell in drawn.cells() if cell.asked.key == key and cell.demands],
        "says": may.say.allows(request.user, agora),
    }  # fmt: skip
    return render_page(request, "agora/category.html", context)


@require_safe
@guarded(may.read, **PLACE)
def cell(request, cohort, agora, asking, asked):
    found = expectations.matrix(agora).cell(asking, asked)
    if found is None:
        raise Http404
    return render_page(request, "agora/cell.html", {"cohort": cohort, "agora": agora, "cell": found})


@require_http_methods(EDIT)
@guarded(may.answer, **PLACE, item=AgoraItem)
def answer(request, cohort, agora, item):
    asked = {one.key for one in addressees(item, agora.categories())}
    own = [one for one in spoken_for(request.user, agora) if one.key in asked]
    given = item.answers.filter(category__key=own[0].key).first() if len(own) == 1 else None
    initial = {"category": own[0].key} if given else {"version": 0}
    form = forms.AnswerForm(request.POST or None, instance=given, categories=own, initial=initial)
    if request.method == "POST" and form.send(actions.answer, item=item, by=request.user):
        messages.success(
            request,
            _("C’est écrit, entre vous pour l’instant. Une deuxième personne de votre catégorie donne la réponse."),
        )
        return redirect(item)
    lede = quoted(item.words, get_language())
    return edit(request, agora, form, title=_("Que répondez-vous ?"), verb=_("Proposer cette réponse"), back=item.get_absolute_url(), lede=lede)  # fmt: skip


@require_POST
@guarded(may.agree, **PLACE, item=AgoraItem, answer=Answer)
def agree(request, cohort, agora, item, answer):
    attempt(
        request, actions.agree, answer=answer, seen=forms.SeenForm.sent(request.POST), done=_("La réponse est donnée.")
    )
    return redirect(item)
