"""The synthesis: drafted, read again by each, shared one by one; and the page where the cohort reads it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.peers import actions, forms, rereading
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.enums import BY_HAND, GROUP, StatementKind, StatementState
from fabrique.accompaniment.peers.models import Statement
from fabrique.accompaniment.peers.views.groups import EDIT, PLACE, edit
from fabrique.core.http import attempt, guarded, render_page
from fabrique.ground.referentials.permissions import propose

# what is revealed, then what is asked, then what one commits to
ORDER = StatementKind.values


def row_of(statement, group, person, *, members: set[str]) -> dict:
    """What its reader may do of it; voices counted without a name, and never who has not spoken."""
    voices, facilitates = statement.current_voices, may.facilitate.allows(person, group)
    draft = statement.state == StatementState.DRAFT
    return {
        "it": statement, "own": statement.voice_of(person), "answers": may.answer_statement.allows(person, statement),
        "spoken": len(voices), "names_somebody": any(voice.says == "names-me" for voice in voices),
        "words": sorted(voice.words for voice in voices if voice.words) if facilitates else [],
        "edits": may.draft_statement.allows(person, statement), "takes_back": may.take_back.allows(person, statement),
        "missing": rereading.missing(statement, members=members) if draft and facilitates else "",
        "releases": draft and may.release.allows(person, statement),
    }  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.enter, **PLACE)
def synthesis(request, cohort, group):
    person = request.user
    drafts = may.draft.allows(person, group)
    form = forms.AddStatementForm(request.POST or None, cohort=cohort)
    if request.method == "POST":
        may.draft(person, group)
        if form.send(actions.draft_statement, group=group, by=person):
            messages.success(request, _("C’est écrit, entre vous pour l’instant."))
            return redirect(request.path)
    rows = sorted(
        group.statements.select_related("to").prefetch_related("voices"), key=lambda one: ORDER.index(one.kind)
    )
    codes = rereading.codes_in(group)
    for statement in rows:
        statement.group = group
    moves = [move for move in GROUP.open_to(group) if move in BY_HAND] if may.facilitate.allows(person, group) else []
    context = {
        "cohort": cohort, "group": group, "form": form if drafts else None, "member_count": len(codes),
        "rows": [row_of(statement, group, person, members=codes) for statement in rows],
        "moves": [button for button in GROUP.buttons(group, lambda name: rereading.reason_not_to(name, rows, codes) if moves else "") if button.name in moves],
        "closed": may.draft.reason(person, group) if moves else "",
    }  # fmt: skip
    return render_page(request, "peers/synthesis.html", context)


@require_http_methods(EDIT)
@guarded(may.draft_statement, **PLACE, statement=Statement)
def edit_statement(request, cohort, group, statement):
    form = forms.StatementForm(request.POST or None, instance=statement)
    back = reverse("peers:synthesis", args=[cohort.code, group.code])
    if request.method == "POST" and form.send(actions.edit_statement, statement=statement, by=request.user):
        messages.success(request, _("C’est récrit : chacun·e le relit de nouveau."))
        return redirect(back)
    remove = reverse("peers:remove-statement", args=[cohort.code, group.code, statement.code])
    return edit(request, group, form, title=_("Récrire ce point"), verb=_("Enregistrer"), back=back, remove=remove,
                remove_label=_("Ôter ce point"), remove_says=_("Il s’efface de la synthèse, avec ce que les membres en ont dit."))  # fmt: skip


@require_POST
@guarded(may.draft_statement, **PLACE, statement=Statement)
def remove_statement(request, cohort, group, statement):
    attempt(request, actions.remove_statement, statement=statement, done=_("Ce point n’est plus dans la synthèse."))
    return redirect("peers:synthesis", cohort.code, group.code)


@require_http_methods(EDIT)
@guarded(may.answer_statement, **PLACE, statement=Statement)
def answer(request, cohort, group, statement):
    own = statement.voice_of(request.user)
    initial = {"says": own.says, "words": own.words} if own else None
    form = forms.AnswerForm(request.POST or None, initial=initial)
    back = reverse("peers:synthesis", args=[cohort.code, group.code])
    if request.method == "POST" and form.send(actions.answer_statement, statement=statement, by=request.user):
        messages.success(request, _("Merci, c’est noté, sans votre nom."))
        return redirect(back)
    return edit(request, group, form, title=_("Vous y reconnaissez-vous ?"), verb=_("Donner mon avis"), back=back,
                lede=statement.text)  # fmt: skip


@require_POST
@guarded(may.release, **PLACE, statement=Statement)
def release(request, cohort, group, statement):
    attempt(request, actions.release, statement=statement, done=_("C’est partagé : la cohorte peut le lire."))
    return redirect("peers:synthesis", cohort.code, group.code)


@require_http_methods(EDIT)
@guarded(may.take_back, **PLACE, statement=Statement)
def take_back(request, cohort, group, statement):
    form = forms.TakeBackForm(request.POST or None)
    back = reverse("peers:synthesis", args=[cohort.code, group.code])
    if request.method == "POST" and form.send(actions.take_back, statement=statement, by=request.user):
        messages.success(request, _("Ce texte a quitté la page de la cohorte."))
        return redirect(back)
    return edit(request, group, form, title=_("Retirer un texte partagé"), verb=_("Retirer de la page"), back=back)


@require_safe
@guarded(may.read_released, cohort=Cohort)
def said(request, cohort):
    """By category, all its groups together: neither who speaks nor in which group."""
    rows = (
        Statement.objects.released()
        .filter(group__cohort=cohort)
        .select_related("group__category", "to")
        .order_by("code")
    )
    rows = sorted(rows, key=lambda one: (one.group.category.order, one.group.category.key, ORDER.index(one.kind)))
    context = {"cohort": cohort, "rows": rows, "forms_groups": may.form_groups.allows(request.user, cohort),
               "proposes": propose.allows(request.user)}  # fmt: skip
    return render_page(request, "peers/said.html", context)
