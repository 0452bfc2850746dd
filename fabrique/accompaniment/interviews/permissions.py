"""Who listens, who writes what they heard, who codes it (A50). The vault must be open besides."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.enums import BEFORE_INTERVIEWS, DiagnosticState
from fabrique.accompaniment.diagnostics.permissions import read_words, write_words
from fabrique.core.permissions import Denied, permission


@permission
def listen(person, diagnostic):
    """Begin an interview: while they go on (R369)."""
    write_words(person, diagnostic)
    if diagnostic.state in BEFORE_INTERVIEWS:
        raise Denied(_("Les entretiens ne sont pas encore ouverts : le cadrage et les invitations viennent d’abord."))
    if diagnostic.state != DiagnosticState.RUNNING:
        raise Denied(_("Les entretiens de ce diagnostic sont finis."))


@permission
def read_notes(person, interview):
    """The team, and who supervises it."""
    read_words(person, interview.diagnostic)


@permission
def write_notes(person, interview):
    """One's own (A50: « own W, team R »)."""
    write_words(person, interview.diagnostic)
    if interview.author_id != person.pk:
        raise Denied(
            _("Ces notes sont écrites par la personne qui a mené l’entretien ; vous pouvez les lire et les coder.")
        )


@permission
def code_notes(person, interview):
    """Take passages: everybody of the team who listens."""
    write_words(person, interview.diagnostic)


@permission
def code_extract(person, extract):
    write_words(person, extract.diagnostic)


@permission
def erase(person, interview):
    """Destroy the key of one interview: those of the team who listen, its author being away or not."""
    write_words(person, interview.diagnostic)
