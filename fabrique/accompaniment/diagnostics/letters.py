"""The letters to people met: those of the house, or as the team rewrote them. Sent by the outbox, their reader sealed."""

import secrets

from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.diagnostics import guests
from fabrique.accompaniment.diagnostics.enums import LetterKind
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.readers import Guest

# what a text may hold, put in when it leaves
MARKS = ("{territoire}", "{quand}", "{lieu}")


def of_the_house(kind: LetterKind) -> tuple[str, str]:
    return {
        LetterKind.INVITATION: (
            _("{territoire} : une rencontre sur son avenir"),
            _("Bonjour,\n\nUne équipe extérieure écoute une vingtaine de personnes d’un même territoire, {territoire}, pour comprendre ce qui aide et ce qui freine. "
              "Votre regard nous serait utile.\n\nL’entretien dure environ une heure. Il est confidentiel : personne d’autre que l’équipe ne lira ce que vous dites. "
              "Le lien ci-dessous explique comment, et vous laisse choisir un moment, ou décliner."),
        ),
        LetterKind.REMINDER: (
            _("Votre rendez-vous du {quand}"),
            _("Bonjour,\n\nNous vous attendons le {quand}, {lieu}.\n\nUn empêchement ? Le lien ci-dessous permet de changer de moment."),
        ),
        LetterKind.RESTITUTION: (
            _("{territoire} : ce que nous avons compris"),
            _("Bonjour,\n\nMerci de nous avoir reçus. Nous restituons à toutes les personnes rencontrées ce que nous avons compris de leur territoire, {territoire}.\n\n{quand} {lieu}\n\n"
              "Cette restitution est collective : elle ne dit pas qui a parlé. Le lien ci-dessous vous la donne à lire ensuite."),
        ),
    }[kind]  # fmt: skip


def text_of(diagnostic: Diagnostic, kind: LetterKind) -> tuple[str, str]:
    """Subject and text: the team's words, else the house's in the language of the moment."""
    own = diagnostic.letter_texts.filter(kind=kind).first()
    return (own.subject, own.text) if own else of_the_house(kind)


def filled(text: str, diagnostic: Diagnostic, *, when: str = "", where: str = "") -> str:
    values = dict(zip(MARKS, (diagnostic.participation.territory.name, when, where), strict=True))
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def matter(diagnostic: Diagnostic) -> str:
    """What these letters begin with in the outbox, to be forgotten together. No code of a person is in it."""
    return f"interview-{diagnostic.code}-"


def send(contact: Contact, kind: LetterKind, *, when: str = "", where: str = "") -> bool:
    """Whether a letter leaves: without an address, the team calls. It belongs to no scope: no lead finds it in a list."""
    if not contact.email:
        return False
    diagnostic = contact.diagnostic
    with override(contact.language):
        subject, text = (filled(part, diagnostic, when=when, where=where) for part in text_of(diagnostic, kind))
    notify(Guest(contact.email, contact.name[:120], contact.language), Kind.TASK, subject, text.replace("\r", "").split("\n\n"),
           guests.address(contact), once=matter(diagnostic) + secrets.token_hex(6))  # fmt: skip
    return True
