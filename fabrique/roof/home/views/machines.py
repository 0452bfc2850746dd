"""Addresses that programs ask for."""

from datetime import timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fabrique.core import instance
from fabrique.core.http import guarded
from fabrique.core.permissions import anyone

VALID = timedelta(days=180)  # RFC 9116 asks for less than a year
CLOSED = ("/compte/", "/moi/", "/administration/", "/etabli/", "/invitation/")


def plain(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@guarded(anyone)
def security(request):
    """RFC 9116. Without an address of contact, the page that says how to reach the alliance stands for it."""
    email = instance.values()["contact_email"]
    page = request.build_absolute_uri(reverse("home:legal"))
    expires = (timezone.now() + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    return plain([
        f"Contact: mailto:{email}" if email else f"Contact: {page}#contact",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en",
        f"Canonical: {request.build_absolute_uri(reverse('home:security'))}",
        f"Policy: {page}#securite",
    ])  # fmt: skip


@require_safe
@guarded(anyone)
def change_password(request):
    return HttpResponseRedirect(reverse("account_change_password"))


@require_safe
@guarded(anyone)
def robots(request):
    return plain(["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)])
