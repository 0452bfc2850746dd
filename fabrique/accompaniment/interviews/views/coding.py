"""Reading notes again and coding their passages, alone, then a second time without seeing the first."""

from dataclasses import replace
from types import SimpleNamespace

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.interviews import actions, forms, themes
from fabrique.accompaniment.interviews import permissions as may
from fabrique.accompaniment.interviews.anchoring import lines
from fabrique.accompaniment.interviews.board import coding as coding_board
from fabrique.accompaniment.interviews.models import Extract
from fabrique.accompaniment.interviews.opening import number_of, open_interview, space_of, used_themes
from fabrique.accompaniment.interviews.sealed import Coded, coded_of, facts_of
from fabrique.accompaniment.interviews.views.listening import EDIT, HOME, ONE, address, edit
from fabrique.core.http import guarded, render_page
from fabrique.ground.keyring.http import confidential


def coded_from(words, text: str, used) -> Coded:
    start, end = words["span"]
    return Coded(text=text[start:end], start=start, end=end, **answers(words, used))


def answers(words, used) -> dict:
    known = {name: words[name] for name in ("kind", "fundamental", "aspect", "intensity", "memo")}
    return known | {"theme": themes.as_known(words["theme"], used)}


def coding_page(request, vault, diagnostic, interview, *, blind: bool):
    space = space_of(request, vault, diagnostic)
    one = open_interview(space, interview, blind_of=request.user.code if blind else "")
    codes = may.code_notes.allows(request.user, interview)
    form = forms.CodePassageForm(request.POST or None, text=one.text, version=one.version) if codes else None
    used = used_themes(space, diagnostic)
    name = "blind" if blind else "coding"
    if request.method == "POST":
        may.code_notes(request.user, interview)
        if form.is_valid():
            coded = replace(coded_from(form.cleaned_data, one.text, used), blind=blind)
            extract = actions.code(interview=interview, item=one.item, coded=coded, by=request.user)
            return redirect(f"{address(name, diagnostic, interview)}#p-{extract.code}")
    context = context_of(
        request, diagnostic, HOME, interview=interview, number=number_of(interview), one=one, form=form, blind=blind,
        lines=lines(one.text, one.passages), themes=themes.proposed(used), **coding_board(one, request.user, diagnostic),
    )  # fmt: skip
    return render_page(request, "interviews/coding.html", context)


@require_http_methods(EDIT)
@guarded(may.read_notes, **ONE)
@confidential
def coding(request, diagnostic, interview, vault):
    return coding_page(request, vault, diagnostic, interview, blind=False)


@require_http_methods(EDIT)
@guarded(may.code_notes, **ONE)
@confidential
def blind(request, diagnostic, interview, vault):
    """A second coding of one's own, where the first one does not show: it serves to compare, never to find."""
    return coding_page(request, vault, diagnostic, interview, blind=True)


def page_of(extract, coded: Coded):
    return address("blind" if coded.blind else "coding", extract.diagnostic, extract.interview)


@require_http_methods(EDIT)
@guarded(may.code_extract, diagnostic=Diagnostic, extract=Extract)
@confidential
def edit_extract(request, diagnostic, extract, vault):
    space = space_of(request, vault, diagnostic)
    item = space.item(extract.interview.code)
    coded = coded_of(item, extract, facts_of(item, extract.interview))
    shown = {name: getattr(coded, name) for name in ("kind", "theme", "fundamental", "aspect", "intensity", "memo")}
    form = forms.ExtractForm(request.POST or None, instance=SimpleNamespace(**shown, version=extract.version))
    used = used_themes(space, diagnostic)
    if request.method == "POST" and form.send(
        again, extract=extract, item=item, coded=coded, used=used, by=request.user
    ):
        messages.success(request, _("Le codage est changé."))
        return redirect(page_of(extract, coded))
    return edit(
        request, diagnostic, form, title=_("Que dit ce passage ?"), lede=f"« {coded.text} »", verb=_("Enregistrer"),
        back=page_of(extract, coded), remove=address("remove-extract", diagnostic, extract), remove_label=_("Retirer ce passage"),
        remove_says=_("Le passage n’est plus codé ; les notes ne changent pas."),
    )  # fmt: skip


def again(*, extract, item, coded, used, by, seen, **words):
    return actions.recode(extract=extract, item=item, coded=replace(coded, **answers(words, used)), by=by, seen=seen)


@require_POST
@guarded(may.code_extract, diagnostic=Diagnostic, extract=Extract)
@confidential
def remove_extract(request, diagnostic, extract, vault):
    item = space_of(request, vault, diagnostic).item(extract.interview.code)
    back = page_of(extract, coded_of(item, extract, facts_of(item, extract.interview)))
    actions.remove(extract=extract, by=request.user)
    messages.success(request, _("Le passage est retiré."))
    return redirect(back)
