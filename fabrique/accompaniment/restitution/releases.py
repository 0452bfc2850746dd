"""What must hold for a version to go out, asked again at every door it passes."""

import json
from typing import Any

from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.actions.inviting import uninvited as met_uninvited
from fabrique.accompaniment.diagnostics.models import Diagnostic, Member
from fabrique.accompaniment.diagnostics.withdrawals import pending
from fabrique.accompaniment.restitution import canonical
from fabrique.accompaniment.restitution.drafts import Desk, place_of
from fabrique.accompaniment.restitution.models import Edition, Review
from fabrique.core.permissions import Denied
from fabrique.core.vault.sealing import DoesNotOpen
from fabrique.core.vault.spaces import Erased, NoKey, Space, Vault

WORDS = "restitution.Edition.words"
READERS = 2
ACCEPTED = 2  # the highest residual risk that goes out
GAP = 2


def opened(vault: Vault, edition: Edition) -> tuple[Space, str]:
    """Its space and its text, the very one that was frozen. Raises `Denied` with what to do."""
    if not edition.space:
        raise Denied(_("Cette version a été effacée : ses mots sont perdus pour tout le monde."))
    try:
        space = vault.space(edition.space)
        text = space.item(edition.item).open(edition.words, WORDS)
    except NoKey:
        raise Denied(_("Vous n’avez pas la clé de cette version. Demandez à l’équipe de vous la donner.")) from None
    except (DoesNotOpen, Erased):
        raise Denied(_("Cette version ne s’ouvre plus : elle a été abîmée. Figez-en une autre.")) from None
    content_of(text, edition)
    return space, text


def content_of(text: str, edition: Edition) -> dict[str, Any]:
    """Raises `Denied` when the words are not those that were checked."""
    try:
        return canonical.checked(text, edition.sha256)
    except canonical.Altered:
        raise Denied(_("Le texte n’est pas celui qui a été vérifié : rien ne sort. Figez une autre version.")) from None


def signed(edition: Edition) -> list[Review]:
    """Answers that count: on this very text, by people who wrote nothing here, then or since."""
    team = Member.objects.filter(diagnostic=edition.diagnostic_id).values_list("person_id", flat=True)
    found = edition.reviews.exclude(answered_at=None).exclude(reviewer__in=team).filter(sha256=edition.sha256)
    return list(found.order_by("answered_at", "pk"))


def disagree(one: Review, other: Review) -> bool:
    """Two grades apart, or a quotation that only one of them finds risky."""
    return abs(one.grade - other.grade) >= GAP or one.risks != other.risks


def needed(edition: Edition) -> int:
    found = signed(edition)
    return READERS + 1 if len(found) >= READERS and disagree(*found[:READERS]) else READERS


def check_interviews(diagnostic: Diagnostic, edition: Edition | None = None) -> None:
    """R356: nobody who takes their words back is still in what goes out."""
    if pending(diagnostic):
        raise Denied(
            _("Une personne a retiré ses mots : ouvrez les entretiens avec votre clé, ils sont détruits aussitôt.")
        )
    if edition and diagnostic.interviews.filter(erased_at__gt=edition.made_at).exists():
        raise Denied(_("Un entretien a été effacé depuis cette version : retirez-la et figez-en une autre."))


def check_release(edition: Edition) -> None:
    """0 release with fewer than two distinct readers who wrote nothing here; every one has its sheets (row 8)."""
    found = signed(edition)
    if len({one.reviewer_id for one in found}) < needed(edition):
        raise Denied(_("Il faut deux relectures signées par des personnes qui n’ont rien écrit ici."))
    if any(one.grade > ACCEPTED for one in found):
        raise Denied(_("Une relecture arrête cette version : corrigez, puis figez-en une autre."))
    if edition.verdict.get("sha256") != edition.sha256:
        raise Denied(_("La garde n’a pas lu ce texte-là. Figez une autre version."))
    check_interviews(edition.diagnostic, edition)


def told(edition: Edition) -> dict[str, Any]:
    """What came out, for every page and document: nothing but what was signed."""
    return content_of(edition.text, edition)


def note_of(space: Space, edition: Edition, review: Review) -> str:
    return json.loads(space.item(edition.item).open(review.note, place_of(review, "note"))) if review.note else ""


def uninvited(desk: Desk) -> int:
    """Of those who were heard, how many were not invited (R367): as the vault knows them, and as the list says it."""
    heard = {facts.contact for _item, facts in desk.heard.values() if facts.contact}
    waiting = desk.diagnostic.contacts.filter(invited_to_restitution_at=None, withdrawn_at=None, code__in=heard)
    return len(set(waiting) | set(met_uninvited(desk.diagnostic)))
