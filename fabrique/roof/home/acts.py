"""First acts a page may offer: only what this instance can really do today."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.core import instance
from fabrique.roof.home.reading import newest_report


@dataclass(frozen=True)
class Offer:
    label: str
    url: str
    icon: str = "arrow"
    note: str = ""


ICONS = {"contact": "link", "report": "report", "sign-in": "person", "cohorts:list": "territory",
         "territories:list": "territory", "home:map": "territory", "home:figures": "finding",
         "home:history": "calendar", "home:glossary": "question", "organisations:directory": "citoyen",
         "referentials:index": "note"}  # fmt: skip


def offered(request, acts: list[dict]) -> list[Offer]:
    """Acts of a TOML file: `to` is the name of a page of this site, or `contact`, `report`, `sign-in`.

    An act that leads nowhere today (no report to read, already signed in) is left out; a missing contact is said.
    """
    offers = []
    for act in acts:
        url, note = address(request, act["to"])
        if url:
            offers.append(Offer(act["label"], url, ICONS.get(act["to"], "arrow"), note or act.get("note", "")))
    return offers


def address(request, to: str) -> tuple[str, str]:
    """Where an act leads, and what must be said beside it."""
    if to == "contact":
        email = instance.values()["contact_email"]
        if email:
            return f"mailto:{email}", email
        return reverse("home:legal") + "#contact", _("L’adresse de contact n’est pas encore renseignée ici.")
    if to == "report":
        report = newest_report(request.user)
        return (reverse("reports:report", args=[report.cohort.code]), report.cohort.name) if report else ("", "")
    if to == "sign-in":
        return ("", "") if request.user.is_authenticated else (reverse("account_login"), "")
    return reverse(to), ""
