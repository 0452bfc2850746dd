"""Across the interviews: search, coverage, agreement. All in memory; no word travels in an address."""

from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.diagnostics.permissions import read_words
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.interviews import board, forms
from fabrique.accompaniment.interviews.opening import space_of
from fabrique.accompaniment.interviews.searching import search_in
from fabrique.accompaniment.interviews.views.listening import EDIT
from fabrique.core.http import guarded, render_page
from fabrique.ground.keyring.http import confidential


@require_http_methods(EDIT)
@guarded(read_words, diagnostic=Diagnostic)
@confidential
def search(request, diagnostic, vault):
    """Asked by POST and answered at once: what is looked for is in no address, no log and no history."""
    space = space_of(request, vault, diagnostic)
    form = forms.SearchForm(request.POST or None)
    found = search_in(space, diagnostic, form.cleaned_data["words"]) if form.is_valid() else None
    context = context_of(request, diagnostic, "interviews:search", form=form, found=found)
    return render_page(request, "interviews/search.html", context)


@require_safe
@guarded(read_words, diagnostic=Diagnostic)
@confidential
def coverage(request, diagnostic, vault):
    return shown(request, diagnostic, vault, "interviews/coverage.html", board.coverage)


@require_safe
@guarded(read_words, diagnostic=Diagnostic)
@confidential
def agreement(request, diagnostic, vault):
    return shown(request, diagnostic, vault, "interviews/agreement.html", board.agreement_of)


def shown(request, diagnostic, vault, template, read):
    found = read(space_of(request, vault, diagnostic), diagnostic)
    context = context_of(request, diagnostic, request.resolver_match.view_name, **found)
    return render_page(request, template, context)
