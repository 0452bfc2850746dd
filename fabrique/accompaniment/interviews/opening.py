"""What the pages of this area open first: the space of the diagnostic, then what it holds, in memory, for one request."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from fabrique.accompaniment.diagnostics import withdrawals
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews.actions import settle_withdrawals
from fabrique.accompaniment.interviews.anchoring import Numbered, anchored, numbered
from fabrique.accompaniment.interviews.models import Extract, Interview, Notes
from fabrique.accompaniment.interviews.sealed import Coded, Facts, coded_of, facts_of, survey, text_of
from fabrique.core.middleware import writes_allowed
from fabrique.core.vault.sealing import DoesNotOpen
from fabrique.core.vault.spaces import Erased, Item, Space, Vault


def space_of(request: HttpRequest, vault: Vault, diagnostic: Diagnostic) -> Space:
    """Raises `NoKey`. Before anything is read, the words that a person took back are erased (R356)."""
    space = vault.space(diagnostic.space)
    honour(request, space, diagnostic)
    return space


def honour(request: HttpRequest, space: Space, diagnostic: Diagnostic) -> None:
    if waiting := withdrawals.pending(diagnostic):
        with writes_allowed():  # consent withdrawn is honoured by the first who can, even by looking
            count, settled = settle_withdrawals(space=space, diagnostic=diagnostic, waiting=waiting, by=request.user)
            for contact in settled:
                withdrawals.settled(diagnostic=diagnostic, contact=contact, space=space, by=request.user)
        if count:
            messages.info(request, ngettext(
                "Un entretien vient d’être effacé : la personne a retiré ce qu’elle avait dit.",
                "%(n)s entretiens viennent d’être effacés : les personnes ont retiré ce qu’elles avaient dit.",
                count) % {"n": count})  # fmt: skip


@dataclass(frozen=True)
class OpenInterview:
    """One interview, open. `lost` are passages whose words are no longer in the notes, `damaged` how many do not open."""

    interview: Interview
    item: Item
    facts: Facts
    text: str
    version: int
    passages: list[Numbered]
    lost: list[Coded]
    damaged: int


def open_interview(space: Space, interview: Interview, *, blind_of: str = "") -> OpenInterview:
    """`blind_of`: the passages of that second coder alone, else those of the first coding. Raises `Erased`, `DoesNotOpen`."""
    if interview.erased_at:
        raise Erased(interview.code)
    item = space.item(interview.code)
    facts, notes = facts_of(item, interview), interview.notes
    text = text_of(item, notes)
    found, damaged = readable(item, interview.extracts.all(), facts)
    mine = [one for one in found if (one.blind and one.coder == blind_of if blind_of else not one.blind)]
    placed = [(one, anchored(one, text)) for one in mine]
    return OpenInterview(
        interview, item, facts, text, notes.version, numbered(now for _, now in placed if now),
        [one for one, now in placed if now is None], damaged,
    )  # fmt: skip


def readable(item: Item, rows: Iterable[Extract], facts: Facts) -> tuple[list[Coded], int]:
    found, damaged = [], 0
    for row in rows:
        try:
            found.append(coded_of(item, row, facts))
        except DoesNotOpen:
            damaged += 1
    return found, damaged


def number_of(interview: Interview) -> int:
    """What the team calls it: the seventh begun stays the seventh, whatever is erased (R352)."""
    return interview.diagnostic.interviews.filter(pk__lte=interview.pk).count()


@dataclass(frozen=True)
class Everything:
    """All that a team's vault opens of a diagnostic. `damaged` are the codes of interviews, and how many passages."""

    known: dict[str, tuple[Item, Facts]]
    coded: list[Coded]
    damaged: set[str]
    damaged_passages: int

    @property
    def first(self) -> list[Coded]:
        return [one for one in self.coded if not one.blind]


def everything(space: Space, diagnostic: Diagnostic) -> Everything:
    known, damaged = survey(space, diagnostic)
    coded, bad = [], 0
    for row in diagnostic.extracts.select_related("interview"):
        if row.interview.code in known:
            item, facts = known[row.interview.code]
            found, wrong = readable(item, [row], facts)
            coded, bad = coded + found, bad + wrong
    return Everything(known, coded, damaged, bad)


def texts_of(known: dict[str, tuple[Item, Facts]]) -> dict[str, str]:
    """The notes of each interview, in the order of the list; those that are damaged left out."""
    found = {}
    notes = Notes.objects.filter(interview__code__in=known).select_related("interview").order_by("interview")
    for row in notes:
        try:
            found[row.interview.code] = text_of(known[row.interview.code][0], row)
        except DoesNotOpen:
            continue
    return found


def used_themes(space: Space, diagnostic: Diagnostic) -> list[str]:
    """What the team already wrote, second codings apart; a damaged passage proposes nothing."""
    return [coded.theme for coded in everything(space, diagnostic).first if coded.theme]
