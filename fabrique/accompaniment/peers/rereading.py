"""How far the members have read the synthesis again, and what sharing still waits for (R404)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from fabrique.accompaniment.peers.enums import FEWEST, Says, StatementState
from fabrique.accompaniment.peers.models import Membership, PeerGroup, Statement, sealed_name
from fabrique.ground.people.models import Person


def codes_in(group: PeerGroup) -> set[str]:
    """The members of today, as what they write names them."""
    codes = Membership.objects.inside().filter(group=group).values_list("person__code", flat=True)
    return {sealed_name(Person(code=code)) for code in codes}


def missing(statement: Statement, *, members: set[str]) -> str:
    """What a statement waits for before it is shared, in a sentence; empty when nothing.

    Two thirds of those who are members today have answered this edition, and none finds that it could name them.
    """
    voices = [voice for voice in statement.current_voices if voice.author in members]
    if len(members) < FEWEST:
        return _("Ce groupe a moins de trois membres : on devinerait qui parle.")
    if any(voice.says == Says.NAMES_ME for voice in voices):
        return _("Un membre pourrait être reconnu dans un texte : récrivez-le.")
    if len({voice.author for voice in voices}) * 3 < len(members) * 2:
        return _("Les deux tiers des membres n’ont pas encore répondu.")
    return ""


def reason_not_to(name: str, statements: Iterable[Statement], members: set[str]) -> str:
    """What a move still waits for, in a sentence; empty when nothing (the table says the rest)."""
    drafts = [one for one in statements if one.state == StatementState.DRAFT]
    if name in ("draft", "validate") and not drafts:
        return _("La synthèse est vide : écrivez-en au moins un point.")
    if name == "validate":
        return next(filter(None, (missing(statement, members=members) for statement in drafts)), "")
    return ""
