"""Passages: the author's words, a quotation that waits for its bearer's agreement, a synthesis (R486, R508)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import next_order
from fabrique.accompaniment.narratives import guests
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.actions.narratives import forget_file
from fabrique.accompaniment.narratives.enums import CONSENT, ERASED, Consent, PassageKind
from fabrique.accompaniment.narratives.models import Narrative, Passage
from fabrique.accompaniment.narratives.withdrawals import tell_keepers
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item


@transaction.atomic
def add_passage(
    *, narrative: Narrative, kind: PassageKind, text: str, by: Person, voice: Item | None = None, said_by: str = "", name: str = "",
) -> Passage:  # fmt: skip
    """A quotation is read by nobody else until its bearer agrees, even when the narrative is already published."""
    may.write(by, narrative)
    check_bearer(kind, said_by, name)
    if narrative.passages.filter(kind=kind, text=text).exists():
        raise Denied(_("Ce passage est déjà écrit."))
    passage = Passage.objects.create(
        narrative=narrative, kind=kind, text=text, voice=voice, said_by=said_by, name=name,
        consent=consent_of(kind), order=next_order(narrative.passages),
    )  # fmt: skip
    audit.record(by, "passage-added", narrative, kind=kind)
    return passage


def consent_of(kind: PassageKind) -> Consent:
    return Consent.TO_ASK if kind == PassageKind.QUOTE else Consent.NEEDLESS


def check_bearer(kind: PassageKind, said_by: str, name: str) -> None:
    if kind == PassageKind.QUOTE and not said_by:
        raise Denied(_("Dites qui parle, par sa fonction : « une élue », « un boulanger ». Son nom ne paraît que si la personne l’accepte."))  # fmt: skip
    if kind != PassageKind.QUOTE and name:
        raise Denied(_("Un nom accompagne une citation, dont la personne donne son accord. Ici, une fonction suffit."))


@transaction.atomic
def edit_passage(
    *, passage: Passage, kind: PassageKind, text: str, seen: int, by: Person, voice: Item | None = None, said_by: str = "", name: str = "",
) -> Passage:  # fmt: skip
    """An agreement is given to words: changed words wait for a new one. Another bearer's are read by no former link."""
    may.write_part(by, passage)
    if passage.consent in ERASED:
        raise Denied(_("Ces mots ont été effacés à la demande de la personne citée."))
    check_bearer(kind, said_by, name)
    same = (passage.kind, passage.text, passage.said_by, passage.name) == (kind, text, said_by, name)
    values: dict[str, Any] = {"kind": kind, "text": text, "voice": voice, "said_by": said_by, "name": name}
    if not same:
        values |= {"consent": consent_of(kind), "asked_on": None, "answered_on": None, "named": False}
        values |= {"own_answer": False, "correction": ""}
        values |= {"agreed_before": passage.agreed_before or passage.consent == Consent.GIVEN}
    left = passage.kind == PassageKind.QUOTE and (kind != PassageKind.QUOTE or passage.is_of_another(said_by, name))
    if left:
        values |= {"linked_on": None, "agreed_before": False}
    passage.save_values(values, seen=seen)
    if left:
        tell_keepers(passage)  # its bearer could take back nothing of what is no quotation of theirs any more
        guests.forget(passage)
    audit.record(by, "passage-edited", passage.narrative, passage=passage.code)
    return passage


@transaction.atomic
def remove_passage(*, passage: Passage, by: Person) -> None:
    """What the page says of a withdrawn one stays: its day was promised to the readers."""
    may.write_part(by, passage)
    if passage.is_withdrawn:
        raise Denied(_("La page dit qu’un passage a été retiré ce jour-là : cette ligne reste."))
    passage.delete()
    tell_keepers(passage)  # its bearer could not take back later what has no line any more
    guests.forget(passage)
    audit.record(by, "passage-removed", passage.narrative, passage=passage.code)


@transaction.atomic
def move_consent(*, passage: Passage, name: str, by: Person, named: bool = False) -> Passage:
    """Noted by the author, dated today. `named`: the person also agrees to be named.

    Refused or taken back, the words and the name are erased at once, and with them the file that may hold them.
    """
    may.write_part(by, passage)
    if name not in CONSENT.moves:
        raise Denied(_("Ce changement n’existe pas."))
    return settle(passage, name, seen=passage.version, by=by, named=named)


def settle(passage: Passage, name: str, *, seen: int, by: Person | None, named: bool = False) -> Passage:
    """One move of the table, by whoever had the right to it; without `by`, the person quoted, by their link."""
    before, today = passage.consent, timezone.localdate()
    state = Step(passage.consent)
    CONSENT.make(state, name)
    values: dict[str, Any] = {"consent": state.state}
    if name == "ask":
        values |= {"asked_on": today}
    else:
        values |= {"answered_on": today, "named": name == "give" and named and bool(passage.name)}
        values |= {"asked_on": passage.asked_on or today, "own_answer": by is None, "correction": ""}
    if state.state in ERASED:
        values |= {"text": "", "name": "", "said_by": ""}
        remove_file(passage.narrative)
    passage.save_values(values, seen=seen)
    if state.state in ERASED:
        guests.forget(passage)
        tell_keepers(passage)  # its row is held: an edition published at the same moment is seen here, or sees this
    audit.record(by, "consent-moved", passage.narrative, passage=passage.code, move=name, before=before)
    return passage


class Step:
    """What a transition table moves: the consent of a passage is its state."""

    def __init__(self, state: str):
        self.state = state


def remove_file(narrative: Narrative) -> None:
    """Nothing can be cut out of a file: it goes whole, until its author brings another one."""
    name = narrative.file.name
    if not name:
        return
    Narrative.objects.filter(pk=narrative.pk).update(file="", media_type="", file_removed_on=timezone.localdate())
    forget_file(narrative, name)
    narrative.file, narrative.media_type = "", ""
