"""What every page may say of the house it is in."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from fabrique.core import instance


def house(request: HttpRequest) -> dict:
    theme = request.COOKIES.get("theme", "")
    return {
        "alliance_name": instance.alliance_name(),
        "contact_email": instance.values()["contact_email"],
        "demonstration": settings.DEMONSTRATION,
        "theme": theme if theme in ("clair", "sombre") else "",
        "reference": getattr(request, "reference", ""),
        # the texts people wrote are French, whatever the language of the frame around them
        "content_lang": "" if get_language() == "fr" else "fr",
    }
