"""The signed link of somebody quoted, without an account: their own words and their answer, nothing else of the narrative."""

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.narratives.enums import WAITING, Consent
from fabrique.accompaniment.narratives.models import Passage
from fabrique.core.dates import date_format
from fabrique.ground.messages.actions import forget_guests

SALT = "fabrique.narratives.quoted"
TO_ANSWER = timedelta(days=60)


def address(passage: Passage) -> str:
    return reverse("narratives:quoted", args=[signing.dumps([passage.code, passage.link_number], salt=SALT)])


def read(token: str) -> Passage | None:
    """Whom a link speaks of while it is the last one sent; None when it was closed, replaced, or is not ours."""
    try:
        code, number = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if not (isinstance(code, str) and isinstance(number, int)):
        return None
    around = ("narrative__organisation", "narrative__cohort", "narrative__participation__territory")
    standing = Passage.objects.select_related(*around).exclude(linked_on=None)
    return standing.filter(code=code, link_number=number).first()


def matter(passage: Passage) -> str:
    """What the letters that carry its links begin with."""
    return f"quote-{passage.code}-"


def forget(passage: Passage) -> None:
    """The link opens nothing any more: nor does its letter leave, nor the name and the address stay with it."""
    forget_guests(matter(passage))


def ended(passage: Passage) -> bool:
    """An unanswered link ends by itself. Once they agreed it lasts as long as the words, rewritten or not: it is how they
    take them back."""
    return (
        not passage.agreed_before
        and passage.consent in WAITING
        and (passage.linked_on is None or timezone.localdate() > passage.linked_on + TO_ANSWER)
    )


def closed(passage: Passage) -> str:
    """Why this link opens nothing any more, or nothing."""
    day = {"day": date_format(passage.answered_on, "j F Y")} if passage.answered_on else {}
    if passage.consent == Consent.REFUSED:
        return _("Vous avez refusé le %(day)s : ces mots et votre nom sont effacés.") % day
    if passage.consent == Consent.WITHDRAWN:
        return _("Votre accord est repris depuis le %(day)s : ces mots et votre nom sont effacés, ici et dans les rapports publiés sur cette plateforme.") % day  # fmt: skip
    if passage.consent == Consent.NEEDLESS:
        return _("Ce récit ne vous cite plus.")
    if ended(passage):
        return _("Ce lien n’est plus valable. Écrivez à qui vous l’a envoyé : une autre lettre suffit.")
    return ""
