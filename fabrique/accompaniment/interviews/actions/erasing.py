"""Erasing: the key first, then what it sealed.

    @erased_with
    def versions(interview, by) -> None: …     # what an area above made of these words goes in the same act

in the area's `ties.py`.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews import permissions as may
from fabrique.accompaniment.interviews.models import Extract, Interview, Notes
from fabrique.accompaniment.interviews.sealed import survey
from fabrique.core import audit
from fabrique.core.vault.spaces import Space, destroy_item
from fabrique.ground.people.models import Person

Eraser = Callable[[Interview, Person], None]
_erasers: list[Eraser] = []


def erased_with(eraser: Eraser) -> Eraser:
    _erasers.append(eraser)
    return eraser


def erase(*, interview: Interview, by: Person) -> None:
    """By hand: nobody opens it any more, in any copy of the database."""
    may.erase(by, interview)
    destroy(interview, by=by, verb="interview-erased")


def destroy(interview: Interview, *, by: Person, verb: str) -> None:
    """Done again after a crash between the two, it ends what was begun."""
    keys = destroy_item(interview.code)
    with transaction.atomic():
        Interview.objects.select_for_update().get(pk=interview.pk)
        Notes.objects.filter(interview=interview).delete()
        Extract.objects.filter(interview=interview).delete()
        interview.facts, interview.erased_at = b"", interview.erased_at or timezone.now()
        interview.save(update_fields=["facts", "erased_at"])
        audit.record(by, verb, interview, keys=keys)
        for eraser in _erasers:
            eraser(interview, by)


def erase_all(diagnostic: Diagnostic) -> int:
    """With the notes of a whole diagnostic, whose keys are gone: that they took place stays, and is counted."""
    mine = Interview.objects.filter(diagnostic=diagnostic)
    rows = Notes.objects.filter(interview__in=mine).delete()[0] + Extract.objects.filter(interview__in=mine).delete()[0]
    mine.standing().update(facts=b"", erased_at=timezone.now())
    return rows


def settle_withdrawals(*, space: Space, diagnostic: Diagnostic, waiting: set[str], by: Person) -> tuple[int, set[str]]:
    """Erase what the persons of these contacts said, now that a vault is open and tells which interviews are theirs.

    Gives how many interviews were erased, and the contacts settled: while an interview does not open, or does not say
    whom it is of, a contact whose words were found nowhere else stays pending. It might be theirs.
    """
    known, damaged = survey(space, diagnostic)
    theirs = {code: facts.contact for code, (_item, facts) in known.items() if facts.contact in waiting}
    for interview in Interview.objects.filter(code__in=theirs):
        destroy(interview, by=by, verb="interview-withdrawn")
    unsure = damaged or any(not facts.contact for _item, facts in known.values())
    return len(theirs), set(theirs.values()) if unsure else set(waiting)
