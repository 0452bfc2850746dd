"""Doors: signing in, the demonstration's people, invitations."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import Denied, anyone
from fabrique.ground.people import actions, codes, emails, sessions
from fabrique.ground.people.doors import doors
from fabrique.ground.people.enums import InvitationState
from fabrique.ground.people.forms import MailboxCodeForm, WelcomeForm
from fabrique.ground.people.models import Invitation, Person

DEMONSTRATION_ADDRESS = "@demo.invalid"
WELCOME = "invitation"
TRIES = 5


def demonstration_people():
    """The people anybody may be, in a demonstration only."""
    if not settings.DEMONSTRATION:
        return Person.objects.none()
    return Person.objects.active().filter(email__endswith=DEMONSTRATION_ADDRESS).order_by("name")


class SignIn(LoginView):
    template_name = "account/login.html"

    def _redirect_to_pending_stage(self, request, stage):
        """Whoever comes back to the door starts again, with another address if need be."""
        clear_login(request)

    def get_context_data(self, **kwargs):
        people = demonstration_people().with_roles_today()
        return super().get_context_data(**kwargs) | {"demonstration_people": people, "doors": doors()}


sign_in = SignIn.as_view()
sign_in.policy = anyone


@require_POST
@guarded(anyone)
def enter_demonstration(request):
    """One click, no letter, no second factor: these people are nobody."""
    person = get_object_or_404(demonstration_people(), code=request.POST.get("person", "")[:60])
    adapter = get_adapter(request)
    adapter.login(request, person)
    back = request.POST.get("next", "")
    return adapter.post_login(
        request, person, email_verification="none", signal_kwargs=None, email=person.email, signup=False,
        redirect_url=back if adapter.is_safe_url(back) else None,
    )  # fmt: skip


def invitation_or_404(code: str) -> Invitation:
    """Whoever holds the address of an invitation may read it; it opens nothing without the mailbox."""
    rows = Invitation.objects.select_related("scope", "invited_by")
    return get_object_or_404(rows.exclude(email=""), code=code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(anyone)
def invitation(request, code):
    """Who invites, for what; then a code to the invited mailbox, or at once for whoever is signed in with it."""
    given = invitation_or_404(code)
    mine = request.user.is_authenticated and request.user.email == given.email
    form = WelcomeForm(request.POST or None, initial={"name": given.name})
    context = {"invitation": given, "form": form, "mine": mine}
    if given.state != InvitationState.OPEN:
        return render_page(request, "people/invitation_closed.html", context, status=410)
    if request.method == "POST" and mine:
        return accept(request, given, "")
    if request.method == "POST" and not request.user.is_authenticated and form.is_valid():
        request.session[WELCOME] = {"code": given.code, "name": form.cleaned_data["name"], "tries": 0}
        send_code(given)
        return redirect("people:invitation-code", code=given.code)
    return render_page(request, "people/invitation.html", context)


def send_code(given: Invitation) -> None:
    value = codes.ask(given.email)
    if codes.letter_due(given.email):
        emails.post(emails.letter("people/email/code", given.email, given.language, code=value))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(anyone)
def invitation_code(request, code):
    given = invitation_or_404(code)
    pending = request.session.get(WELCOME, {})
    if pending.get("code") != given.code or request.user.is_authenticated or given.state != InvitationState.OPEN:
        return redirect("people:invitation", code=given.code)
    if request.POST.get("action") == "resend":
        send_code(given)
        return redirect("people:invitation-code", code=given.code)
    form = MailboxCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if codes.try_code(given.email, form.cleaned_data["code"]):
            return accept(request, given, pending["name"])
        pending["tries"] += 1
        request.session[WELCOME] = pending
        if pending["tries"] >= TRIES:
            del request.session[WELCOME]
            messages.error(request, _("Ce code a été essayé trop souvent. Demandez-en un autre."))
            return redirect("people:invitation", code=given.code)
        form.add_error("code", get_adapter(request).error_messages["incorrect_code"])
    return render_page(request, "people/invitation_code.html", {"invitation": given, "form": form})


def accept(request, given: Invitation, name: str):
    """The mailbox is proven: the role is given, then the person enters, by their second factor when they have one."""
    try:
        person = actions.accept_invitation(invitation=given, email=given.email, name=name)
    except Denied as refusal:
        messages.error(request, str(refusal))
        return redirect("people:invitation", code=given.code)
    request.session.pop(WELCOME, None)
    messages.success(request, _("Bienvenue. Vous avez le rôle : %(role)s.") % {"role": given})
    if request.user.is_authenticated:
        sessions.keep(request, person)
        return redirect("people:roles")
    if not person.is_active:
        raise Http404
    record_authentication(request, person, method="code", email=given.email)
    return perform_login(request, Login(user=person, email=given.email))
