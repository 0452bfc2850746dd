"""One's own vault: made, opened, closed, its phrase changed, its sheet redone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.http import guarded, render_page
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import signed_in
from fabrique.core.vault import keys
from fabrique.core.vault.models import KeyPair, Opening
from fabrique.ground.keyring import actions, forms, sheets
from fabrique.ground.keyring.http import CLOSED, asked_by_script, has_keys, safe_next, unkept
from fabrique.ground.keyring.middleware import COOKIE, give, take_back
from fabrique.ground.keyring.permissions import hold_keys

LAST_ACTS = 8


def session_of(request: HttpRequest) -> str:
    return request.session.session_key or ""


@require_safe
@guarded(signed_in)
def home(request):
    """Whether there are keys, whether they are open here and until when, and what was done with them."""
    pair = KeyPair.objects.filter(holder=request.user.code).first()
    here = keys.opening_of(request.user.code, request.COOKIES.get(COOKIE, ""))
    alive = Opening.objects.alive().filter(holder=pair).exclude(pk=here.pk if here else None) if pair else []
    acts = AuditEntry.objects.about(request.user).filter(actor=request.user, verb__startswith="vault-")
    context = {"pair": pair, "here": here, "elsewhere": len(alive), "acts": acts.newest_first()[:LAST_ACTS],
               "refusal": hold_keys.reason(request.user)}  # fmt: skip
    return render_page(request, "keyring/home.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(hold_keys)
def make(request):
    if has_keys(request):
        return redirect("keyring:home")
    form = forms.MakeForm(request.POST or None)
    if request.method == "POST":
        given = form.send(actions.make_keys, by=request.user)
        if given:
            return show_sheet(request, given, next_of(request))
    return render_page(request, "keyring/make.html", {"form": form, "next": next_of(request)})


def next_of(request: HttpRequest) -> str:
    return safe_next(request, request.POST.get("next", "") or request.GET.get("next", ""))


def show_sheet(request: HttpRequest, words: str, back: str = "") -> HttpResponse:
    """On the screen once, in the answer itself: it is written nowhere, and reloading does not bring it back."""
    given = sheets.shown(words, request.user.code)
    form = forms.KeptForm(holder=request.user.code, number=given.number, initial={"proof": given.proof})
    return unkept(render_page(request, "keyring/sheet.html", {"sheet": given, "form": form, "next": back}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(hold_keys)
def keep_sheet(request):
    """One group typed again from the paper."""
    number = sheets.read(request.POST.get("proof", "")[:300]).get("n")
    if not number or not has_keys(request):
        return redirect("keyring:home")
    form = forms.KeptForm(request.POST, holder=request.user.code, number=number)
    if form.is_valid():
        actions.keep_sheet(by=request.user)
        messages.success(request, _("Fiche rangée. Ouvrez maintenant votre coffre, pour retenir votre phrase."))
        back = next_of(request)
        return redirect(reverse("keyring:open") + (f"?{urlencode({'next': back})}" if back else ""))
    return render_page(request, "keyring/keep.html", {"form": form, "next": next_of(request)})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(hold_keys)
def open_vault(request):
    """Then back to the page that was wanted. A script is answered without a page: 204, or the reason."""
    back = next_of(request)
    if not has_keys(request):
        return redirect(reverse("keyring:make") + (f"?{urlencode({'next': back})}" if back else ""))
    form = forms.PhraseForm(request.POST or None)
    if request.method == "POST":
        session, before = session_of(request), request.COOKIES.get(COOKIE, "")
        token = form.send(actions.open_vault, by=request.user, session=session, instead_of=before)
        if token:
            response = HttpResponse(status=204) if asked_by_script(request) else redirect(back or "keyring:home")
            give(response, token)
            return response
        if asked_by_script(request):
            return JsonResponse({"vault": "closed", "why": " ".join(form.non_field_errors())}, status=CLOSED)
    return render_page(request, "keyring/open.html", {"form": form, "next": back})


@require_POST
@guarded(signed_in)
def lock(request):
    everywhere = request.POST.get("everywhere") == "yes"
    actions.lock(by=request.user, token=request.COOKIES.get(COOKIE, ""), everywhere=everywhere)
    messages.success(request, _("Coffre fermé partout.") if everywhere else _("Coffre fermé dans ce navigateur."))
    response = redirect("keyring:home")
    take_back(response)
    return response


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(hold_keys)
def change(request):
    if not has_keys(request):
        return redirect("keyring:home")
    form = forms.ChangeForm(request.POST or None)
    if request.method == "POST":
        form.send(actions.change_passphrase, by=request.user, session=session_of(request))
        if form.is_valid():
            messages.success(request, _("Phrase changée. Votre coffre est fermé partout : ouvrez-le avec la nouvelle."))
            response = redirect("keyring:open")
            take_back(response)
            return response
    return render_page(request, "keyring/change.html", {"form": form})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(hold_keys)
def sheet(request):
    """Another sheet, for whoever lost theirs or closed the page too soon."""
    if not has_keys(request):
        return redirect("keyring:home")
    form = forms.PhraseForm(request.POST or None)
    if request.method == "POST":
        given = form.send(actions.renew_sheet, by=request.user, session=session_of(request))
        if given:
            return show_sheet(request, given)
    return render_page(request, "keyring/renew.html", {"form": form})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(hold_keys)
def recover(request):
    """The phrase is lost, the sheet is at hand: a new phrase, and a new sheet."""
    if not has_keys(request):
        return redirect("keyring:home")
    form = forms.RecoverForm(request.POST or None)
    if request.method == "POST":
        given = form.send(actions.recover, by=request.user, session=session_of(request))
        if given:
            response = show_sheet(request, given)
            take_back(response)
            return response
    return render_page(request, "keyring/recover.html", {"form": form})
