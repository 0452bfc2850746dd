"""What the pages of this area share."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews.opening import honour
from fabrique.accompaniment.restitution.drafts import Desk, open_desk
from fabrique.core.http import render_page
from fabrique.core.vault.spaces import Vault

EDIT = ["GET", "POST"]


def address(name: str, diagnostic: Diagnostic, *more: str) -> str:
    return reverse(f"restitution:{name}", args=[diagnostic.code, *more])


def desk_of(request: HttpRequest, vault: Vault, diagnostic: Diagnostic) -> Desk:
    """The draft, open; before anything is read, the words that a person took back are erased (R356)."""
    desk = open_desk(vault, diagnostic)
    honour(request, desk.space, diagnostic)
    return desk


def write_page(request: HttpRequest, diagnostic: Diagnostic, form: Any, **more: Any):
    """As `edit_page`, of a page that the browser's history does not keep."""
    crumbs = [
        (_("Diagnostic : %(name)s") % {"name": diagnostic.participation.territory.name}, diagnostic.get_absolute_url())
    ]
    crumbs += more.pop("crumbs", [(_("Constats"), address("draft", diagnostic))])
    context = {"form": form, "crumbs": crumbs, "back": address("draft", diagnostic)}
    context |= {"fictional": diagnostic.cohort.fictional} | more
    return render_page(request, "restitution/write.html", context)
