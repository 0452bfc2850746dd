"""Listening: begin, write, describe."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews import permissions as may
from fabrique.accompaniment.interviews.anchoring import plain_lines
from fabrique.accompaniment.interviews.models import Interview, Notes
from fabrique.accompaniment.interviews.sealed import FACTS, NOTES, Facts, facts_of, sealed, text_of
from fabrique.core import audit
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.vault.spaces import Erased, Item, Space
from fabrique.core.versions import Conflict
from fabrique.ground.people.models import Person

LONGEST = 200_000
ONE_LINE_EVERY = timedelta(hours=1)


@transaction.atomic
def begin(*, diagnostic: Diagnostic, space: Space, by: Person, facts: Facts | None = None) -> Interview:
    """Its key first, then its row, then its words: the person who begins it writes it (R352)."""
    may.listen(by, diagnostic)
    item = space.new_item()
    facts = facts or Facts()
    facts = replace(
        facts, interviewers=facts.interviewers or (by.code,), day=facts.day or timezone.localdate().isoformat()
    )
    interview = Interview.objects.create(
        code=item.code, diagnostic=diagnostic, author=by, facts=sealed(item, facts, FACTS)
    )
    Notes.objects.create(interview=interview, words=item.seal("", NOTES))
    audit.record(by, "interview-begun", interview)
    return interview


@transaction.atomic
def save_notes(*, interview: Interview, item: Item, text: str, by: Person, seen: int) -> Notes:
    """What is typed, every few seconds. The same text sent twice, its answer lost on the way, is no conflict.

    Raises `Conflict` with the stored words opened in `stored.text`, and `Erased`.
    """
    may.write_notes(by, interview)
    text = plain_lines(text)
    if len(text) > LONGEST:
        raise Denied(_("Ces notes dépassent %(most)d signes. Continuez dans un second entretien.") % {"most": LONGEST})
    notes = Notes.objects.filter(interview=interview).first()
    if notes is None:
        raise Erased(interview.code)
    notes.words = item.seal(text, NOTES)
    try:
        notes.save_version(seen=seen, fields=["words"])
    except Conflict as conflict:
        conflict.stored.text = text_of(item, conflict.stored)
        if conflict.stored.text == text:
            return conflict.stored
        raise
    say_once(interview, by)
    return notes


def say_once(interview: Interview, by: Person) -> None:
    """One line an hour: the journal says that somebody writes, not how fast."""
    lately = AuditEntry.objects.about(interview).filter(verb="interview-written", actor=by)
    if not lately.filter(at__gt=timezone.now() - ONE_LINE_EVERY).exists():
        audit.record(by, "interview-written", interview)


@transaction.atomic
def bring(*, interview: Interview, item: Item, text: str, by: Person, seen: int) -> Notes:
    """Notes written elsewhere, after what is already there."""
    notes = interview.notes
    before = text_of(item, notes)
    if not text.strip():
        raise Denied(_("Ce fichier ne contient pas de texte."))
    saved = save_notes(interview=interview, item=item, text=f"{before}\n\n{text}".strip(), by=by, seen=seen)
    audit.record(by, "interview-brought", interview)
    return saved


@transaction.atomic
def describe(*, interview: Interview, item: Item, by: Person, seen: int, **words: Any) -> Interview:
    """Who was heard and how (R352): what `words` does not name stays. Raises `Conflict` with the stored facts opened."""
    may.write_notes(by, interview)
    if interview.erased_at:
        raise Erased(interview.code)
    facts = replace(facts_of(item, interview), **words)
    interview.facts = sealed(item, facts, FACTS)
    try:
        interview.save_version(seen=seen, fields=["facts"])
    except Conflict as conflict:
        for name, value in asdict(facts_of(item, conflict.stored)).items():
            setattr(conflict.stored, name, value)
        raise
    audit.record(by, "interview-described", interview)
    return interview
