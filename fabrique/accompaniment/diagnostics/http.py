"""Pages that name people to be met: kept by no cache, no history and no search engine. No vault is asked for."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse


def unkept(view: Callable) -> Callable:
    @wraps(view)
    def answered(request: HttpRequest, **kwargs) -> HttpResponse:
        response = view(request, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered
