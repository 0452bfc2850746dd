"""What is asked of a signed-in person at each request: a session in time, a second factor where it is due, a hat."""

import time
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from fabrique.core.live.channel import STREAM
from fabrique.ground.people import second_factor
from fabrique.ground.people.sessions import SIGNED_IN_AT

LONGEST = 14 * 24 * 3600
IDLE_OF_ADMINISTRATORS = 30 * 60
SEEN_AT, HAT = "seen_at", "hat"
SEEN_EVERY = 60  # seconds between two notes of an administrator's presence
# what somebody who must still add a second factor may open
SET_UP = ("mfa_", "account_logout", "account_reauthenticate", "account_login", "preferences", "health")


class SignedIn:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.second_factor_due = False
        if not request.user.is_authenticated:
            return self.get_response(request)
        if over(request):
            logout(request)
            messages.info(request, _("Votre session était finie. Connectez-vous de nouveau."))
            back = "?" + urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
            return send_to(request, reverse("account_login") + back)
        request.user.worn = request.session.get(HAT, "")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not request.user.is_authenticated or not second_factor.must_have(request.user):
            return None
        if second_factor.has(request.user):
            return None
        request.second_factor_due = True
        if (request.resolver_match.url_name or "").startswith(SET_UP):
            return None
        return send_to(request, reverse("mfa_index"))


def over(request: HttpRequest) -> bool:
    """Fourteen days at most; half an hour of silence for those who must hold a second factor."""
    session, now = request.session, int(time.time())
    if SIGNED_IN_AT not in session:
        session[SIGNED_IN_AT] = now
    if now - session[SIGNED_IN_AT] > LONGEST:
        return True
    if not second_factor.must_have(request.user):
        return False
    seen = session.get(SEEN_AT, now)
    if now - seen > IDLE_OF_ADMINISTRATORS:
        return True
    if SEEN_AT not in session or (now - seen > SEEN_EVERY and not asked_by_the_page(request)):
        session[SEEN_AT] = now
    return False


def asked_by_the_page(request: HttpRequest) -> bool:
    """What a page that follows changes asks for by itself: nobody is there for that."""
    return "X-Live" in request.headers or request.headers.get("Accept") == STREAM


def send_to(request: HttpRequest, url: str) -> HttpResponse:
    """A whole page, even when a fragment was asked for."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
