"""Coming, giving one's place back; with an account, or by a letter that proves an address."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.core.http import attempt, guarded, render_page
from fabrique.core.permissions import Denied, anyone
from fabrique.ground.agenda import actions, emails, forms, guests
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.agenda.models import Event
from fabrique.ground.agenda.views.agenda import draw
from fabrique.ground.people.emails import post


@require_POST
@guarded(may.register, event=Event)
def register(request, event):
    try:
        registration = actions.register(event=event, by=request.user)
    except Denied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said(registration))
    return redirect(event)


def said(registration) -> str:
    if registration.state == RegistrationState.WAITING:
        return _("Toutes les places sont prises : vous êtes sur la liste d’attente. Une place rendue vous est écrite.")
    return _("Vous avez une place.")


@require_POST
@guarded(may.register, event=Event)
def withdraw(request, event):
    registration = may.own_registration(request.user, event).first()
    if registration is None:
        messages.error(request, _("Vous n’étiez pas sur la liste."))
    else:
        attempt(request, actions.withdraw, registration=registration, done=_("Votre place est rendue."))
    return redirect(event)


@require_POST
@guarded(may.invite_oneself, event=Event)
def invite(request, event):
    """The answer is the same for every address: it tells nobody who is registered."""
    form = forms.InviteForm(request.POST)
    if not form.is_valid():
        return draw(request, event, form)
    if refusal := may.reason_closed(event):
        messages.error(request, refusal)
        return redirect(event)
    email, name = form.cleaned_data["email"].lower(), form.cleaned_data["name"]
    if guests.letter_due(event, email):
        post(emails.confirmation(event, email, name, get_language() or "fr"))
    messages.success(request, _("Regardez votre boîte aux lettres : un lien y attend votre confirmation."))
    return redirect(event)


@require_http_methods(["GET", "POST"])
@guarded(anyone)
def guest(request, token):
    """What the link of a letter opens: to confirm, to see where one stands, to give the place back."""
    found = guests.read(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        answer(request, found)
        return redirect(request.path)
    registration = found.registration
    stands = registration is not None and registration.state != RegistrationState.WITHDRAWN
    context = {
        "event": found.event,
        "guest": found,
        "registration": registration if stands else None,
        "closed": may.reason_closed(found.event),
        "hot": reverse("agenda:guest-hot", args=[token]) if not may.reason_no_answer(registration) else "",
        "link": found.event.link if stands and registration.state == RegistrationState.SEATED else "",
    }
    return render_page(request, "agenda/guest.html", context)


def answer(request, found) -> None:
    try:
        if request.POST.get("act") == "withdraw":
            if found.registration:
                actions.withdraw_guest(registration=found.registration)
            messages.success(request, _("Votre place est rendue."))
        else:
            registration = actions.register_guest(
                event=found.event, email=found.email, name=found.name, language=found.language
            )
            messages.success(request, said(registration))
    except Denied as refusal:
        messages.error(request, str(refusal))
