"""The session of whoever changes what protects an account: it goes on under a new key, the others end."""

import time

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

SIGNED_IN_AT = "signed_in_at"


def start(request: HttpRequest) -> None:
    request.session[SIGNED_IN_AT] = int(time.time())


def keep(request: HttpRequest, person) -> None:
    """After `actions.end_sessions`: this browser proves the new epoch."""
    update_session_auth_hash(request, person)
    if SIGNED_IN_AT in request.session:
        UserSession.objects.create_from_request(request)
