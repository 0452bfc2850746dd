"""The reader's own choices, kept in cookies: the language of the frame and the light."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fabrique.core.http import guarded
from fabrique.core.permissions import anyone

YEAR = 365 * 24 * 3600
CHOICES = {"langue": {"fr", "en"}, "theme": {"", "clair", "sombre"}}


@require_POST
@guarded(anyone)
def keep(request: HttpRequest) -> HttpResponseRedirect:
    back = request.POST.get("suite", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    for name, allowed in CHOICES.items():
        value = request.POST.get(name)
        if value in allowed:
            response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.PRODUCTION)
    return response
