"""Coding: take a passage for something, think again, take it back."""

from dataclasses import replace

from django.db import transaction

from fabrique.accompaniment.interviews import permissions as may
from fabrique.accompaniment.interviews.models import Extract, Interview
from fabrique.accompaniment.interviews.sealed import Coded, Facts, coded_of, keep, put_words
from fabrique.core import audit
from fabrique.core.vault.spaces import Erased, Item
from fabrique.core.versions import Conflict
from fabrique.ground.people.models import Person


@transaction.atomic
def code(*, interview: Interview, item: Item, coded: Coded, by: Person) -> Extract:
    """Signed by its coder, inside the seal. Raises `Erased`."""
    may.code_notes(by, interview)
    # an erasure at the same instant goes first or waits
    if Interview.objects.select_for_update().get(pk=interview.pk).erased_at:
        raise Erased(interview.code)
    extract = keep(item, interview, replace(coded, coder=by.code))
    audit.record(by, "extract-coded", interview)
    return extract


@transaction.atomic
def recode(*, extract: Extract, item: Item, coded: Coded, by: Person, seen: int) -> Extract:
    """Raises `Conflict` with the stored words opened."""
    may.code_extract(by, extract)
    put_words(item, extract, coded)
    try:
        extract.save_version(seen=seen, fields=["words"])
    except Conflict as conflict:
        stored = coded_of(item, conflict.stored, Facts())
        for name in ("kind", "theme", "fundamental", "aspect", "intensity", "memo"):
            setattr(conflict.stored, name, getattr(stored, name))
        raise
    audit.record(by, "extract-recoded", extract.interview)
    return extract


@transaction.atomic
def remove(*, extract: Extract, by: Person) -> None:
    may.code_extract(by, extract)
    audit.record(by, "extract-removed", extract.interview)
    extract.delete()
