"""The exercise of the common word."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.pairs import actions, forms
from fabrique.accompaniment.pairs import permissions as may
from fabrique.accompaniment.pairs.models import Definition, Pair
from fabrique.accompaniment.pairs.views.space import EDIT, crumbs, edit
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict

WORD = {"pair": Pair, "definition": Definition}


def address(pair, definition):
    return reverse("pairs:word", args=[pair.code, definition.code])


@require_http_methods(EDIT)
@guarded(may.keep, pair=Pair)
def open_word(request, pair):
    form = forms.OpenWordForm(request.POST or None)
    if request.method == "POST" and (opened := form.send(actions.open_definition, pair=pair, by=request.user)):
        return redirect(address(pair, opened))
    return edit(request, pair, form, title=_("Quel mot dites-vous tous les deux ?"), verb=_("Ouvrir ce mot"),
                lede=_("Chacun écrit ce qu’il veut dire pour soi, puis vous lisez, puis vous écrivez un texte commun."))  # fmt: skip


@require_safe
@guarded(may.read_part, **WORD)
def word(request, pair, definition):
    """The other's statement shows once one's own is written: that is the exercise."""
    person, other = request.user, pair.other(request.user)
    said = {statement.person_id: statement for statement in definition.statements.all()}
    texts = list(definition.common_texts.select_related("proposed_by", "agreed_by"))
    proposal = texts[0] if texts and texts[0].agreed_at is None else None
    keeps = may.keep.allows(person, pair)
    context = {
        "pair": pair, "definition": definition, "other": other, "mine": said.get(person.pk), "keeps": keeps,
        "theirs": said.get(other.pk) if person.pk in said else None, "waits": other.pk in said,
        "both": len(said) == 2, "proposal": proposal, "agreed": [text for text in texts if text.agreed_at],
        "may_agree": keeps and proposal is not None and proposal.proposed_by_id != person.pk,
        "crumbs": crumbs(pair, person),
    }  # fmt: skip
    return render_page(request, "pairs/word.html", context)


@require_http_methods(EDIT)
@guarded(may.keep_part, **WORD)
def state(request, pair, definition):
    found = definition.statements.filter(person=request.user).first()
    form = forms.StatementForm(request.POST or None, instance=found, initial={} if found else {"version": 0})
    if request.method == "POST" and form.send(actions.state, definition=definition, by=request.user):
        messages.success(request, _("C’est écrit."))
        return redirect(address(pair, definition))
    return edit(request, pair, form, title=definition.word, verb=_("Enregistrer"), back=address(pair, definition))


@require_http_methods(EDIT)
@guarded(may.keep_part, **WORD)
def propose_text(request, pair, definition):
    last = definition.common_texts.first()
    form = forms.ProposeTextForm(request.POST or None, initial={"text": last.text if last else ""})
    if request.method == "POST" and form.send(actions.propose_text, definition=definition, by=request.user):
        messages.success(request, _("C’est proposé. Le texte devient commun quand l’autre personne l’accepte."))
        return redirect(address(pair, definition))
    return edit(request, pair, form, title=_("Que diriez-vous ensemble ?"), lede=definition.word,
                verb=_("Proposer ce texte"), back=address(pair, definition))  # fmt: skip


@require_POST
@guarded(may.keep_part, **WORD)
def agree_on_text(request, pair, definition):
    form = forms.AgreeOnTextForm(request.POST)
    number = form.cleaned_data["number"] if form.is_valid() else 0
    try:
        actions.agree_on_text(definition=definition, number=number, by=request.user)
        messages.success(request, _("Ce texte est maintenant le vôtre à tous les deux."))
    except Denied as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.warning(request, _("Une autre proposition vient d’arriver. Lisez-la d’abord."))
    return redirect(address(pair, definition))
