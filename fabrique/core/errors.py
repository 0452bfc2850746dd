"""Pages for when things go wrong: calm, with a reference, never with data."""

import sys

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied


def page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    context = {"status": status, "title": title, "sentence": sentence, "reference": getattr(request, "reference", "")}
    return render(request, "core/error.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 404, _("Cette page n’est pas là"),
                _("L’adresse est peut-être incomplète, ou ce qu’elle montre ne vous est pas ouvert."))  # fmt: skip


def refused(request: HttpRequest, exception: PermissionDenied | None = None) -> HttpResponse:
    sentence = str(exception) if isinstance(exception, Denied) else _("Ceci ne vous est pas ouvert.")
    return page(request, 403, _("Pas ici, ou pas encore"), sentence)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 400, _("La demande n’a pas été comprise"),
                _("Revenez en arrière et essayez de nouveau ; rien n’a été changé."))  # fmt: skip


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    response = page(request, 429, _("Trop de demandes à la fois"),
                    _("Attendez une minute, puis reprenez là où vous étiez."))  # fmt: skip
    response["Retry-After"] = "60"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, 403, _("Cette page avait expiré"),
                _("Revenez en arrière, rechargez la page et envoyez de nouveau : rien n’a été enregistré."))  # fmt: skip


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the database nor the session: they may be what failed. 503 when it is the database: disk full,
    server away, lock too long; nothing was written and it may be well in a minute."""
    unavailable = isinstance(sys.exc_info()[1], OperationalError)
    context = {"reference": getattr(request, "reference", ""), "unavailable": unavailable}
    response = HttpResponse(render_to_string("core/broken.html", context), status=503 if unavailable else 500)
    if unavailable:
        response["Retry-After"] = "60"
    return response
