"""The signed link of somebody to be met: no account, no word of an interview. It can be closed one by one, and ends by itself.

    @given_back
    def restitution(diagnostic) -> tuple[str, dict] | None: …     # a template and what it shows, once given back

in the area's `ties.py`: those who were heard read what came of it (R366).
"""

from collections.abc import Callable
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.enums import GIVEN_BACK, ContactState
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic

SALT = "fabrique.diagnostics.contact"

Given = tuple[str, dict[str, Any]]
_sources: list[Callable[[Diagnostic], Given | None]] = []


def given_back(source: Callable[[Diagnostic], Given | None]) -> Callable[[Diagnostic], Given | None]:
    _sources.append(source)
    return source


def given_to(contact: Contact) -> Given | None:
    """What is given back to somebody who was met and took nothing back; None before, and for anybody else."""
    if contact.state != ContactState.MET or contact.diagnostic.state not in GIVEN_BACK or ended(contact):
        return None
    return next((given for source in _sources if (given := source(contact.diagnostic))), None)


def ended(contact: Contact) -> bool:
    return contact.link_until is None or contact.link_until < timezone.localdate()


def token(contact: Contact) -> str:
    return signing.dumps([contact.code, contact.link_number], salt=SALT)


def address(contact: Contact) -> str:
    return reverse("diagnostics:interviewee", args=[token(contact)])


def read(signed: str) -> Contact | None:
    """Whom a link speaks of while it is the last one sent; None when it was closed, replaced, or is not ours."""
    try:
        code, number = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    held = Contact.objects.select_related("diagnostic__participation__territory", "diagnostic__participation__cohort")
    return held.filter(code=code, link_number=number).first() if isinstance(code, str) else None


def closed(contact: Contact) -> str:
    """Why this link opens nothing any more, or nothing."""
    if contact.state == ContactState.WITHDRAWN:
        return _("Vous avez tout retiré. Ce qui avait été noté est détruit par l’équipe, et ne servira pas. "
                 "Seul votre nom reste, fermé à clé jusqu’à la destruction des notes, pour qu’aucun texte ne le porte.")  # fmt: skip
    if contact.diagnostic.state in GIVEN_BACK:
        return _("La restitution a eu lieu : il n’y a plus rien à choisir ni à retirer ici.")
    if ended(contact) or contact.state not in LIVING:
        return _("Ce lien n’est plus valable. Écrivez à la personne qui vous l’a envoyé.")
    return ""


LIVING = (ContactState.INVITED, ContactState.BOOKED, ContactState.MET, ContactState.DECLINED)
