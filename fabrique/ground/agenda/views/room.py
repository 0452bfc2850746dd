"""The day itself, on a phone: who is there, and what it was worth."""

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.http import attempt, guarded, render_page
from fabrique.core.permissions import Denied, anyone, signed_in
from fabrique.ground.agenda import actions, forms, guests
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.models import Event, Registration

EDIT = ["GET", "POST"]
TRIES = 10  # codes a person may try in a minute


@require_safe
@guarded(may.keep_event, event=Event)
def room(request, event):
    return draw_room(request, event, forms.WalkInForm())


def draw_room(request, event, form):
    rows = list(event.registrations.standing().by_name())
    context = {
        "event": event,
        "rows": rows,
        "present": sum(row.state == "present" for row in rows),
        "unknown": sum(row.state == "seated" for row in rows),
        "opens": actions.may_be_counted(event),
        "form": form,
    }
    return render_page(request, "agenda/room.html", context)


@require_POST
@guarded(may.keep_event, event=Event)
def show_code(request, event):
    attempt(request, actions.open_room, event=event)
    return redirect("agenda:room", event.code)


@require_POST
@guarded(may.keep_registration, event=Event, registration=Registration)
def mark(request, event, registration):
    attempt(request, actions.mark_attendance, registration=registration, name=request.POST.get("move", ""))
    return redirect("agenda:room", event.code) if may.keep_event.allows(request.user, event) else redirect(event)


@require_POST
@guarded(may.keep_event, event=Event)
def walk_in(request, event):
    form = forms.WalkInForm(request.POST)
    if form.send(actions.add_walk_in, event=event, by=request.user):
        return redirect("agenda:room", event.code)
    return draw_room(request, event, form)


@require_http_methods(EDIT)
@guarded(signed_in)
def presence(request):
    """The code that is shown in the room."""
    form = forms.PresenceForm(request.POST or None)
    if request.method == "POST":
        slow_down(request.user)
        if event := form.send(actions.enter_room, by=request.user):
            messages.success(request, _("Vous êtes noté·e présent·e. Bonne séance."))
            return redirect(event)
    return render_page(request, "agenda/presence.html", {"form": form})


def slow_down(person) -> None:
    key = f"presence:{person.code}"
    cache.add(key, 0, 60)
    if cache.incr(key) > TRIES:
        raise Denied(_("Trop d’essais en une minute. Demandez le code à la personne qui anime."))


@require_http_methods(EDIT)
@guarded(may.answer_hot, event=Event)
def hot(request, event):
    form = forms.AddHotAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(request, actions.answer_hot, event=event, done=_("Merci. Votre réponse est comptée, sans votre nom."),
                **form.cleaned_data)  # fmt: skip
        return redirect(event)
    return render_page(request, "agenda/hot.html", {"event": event, "form": form, "back": event.get_absolute_url()})


@require_http_methods(EDIT)
@guarded(anyone)
def guest_hot(request, token):
    """The same three questions for a guest: the signed link of their letter is their only key."""
    found = guests.read(token)
    registration = found and found.registration
    if registration is None:
        raise Http404
    back = reverse("agenda:guest", args=[token])
    form = forms.AddHotAnswerForm(request.POST or None)
    if refusal := may.reason_no_answer(registration):
        messages.error(request, refusal)
        return redirect(back)
    if request.method == "POST" and form.send(answered, registration=registration):
        messages.success(request, _("Merci. Votre réponse est comptée, sans votre nom."))
        return redirect(back)
    return render_page(request, "agenda/hot.html", {"event": found.event, "form": form, "back": back})


def answered(**facts) -> bool:
    actions.answer_hot_guest(**facts)
    return True
