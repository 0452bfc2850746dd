"""The note of intention, version after version (R517)."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.institutions import permissions as may
from fabrique.accompaniment.institutions.enums import NOTE, NoteState
from fabrique.accompaniment.institutions.models import IntentionNote
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person


@transaction.atomic
def begin_note(*, cohort: Cohort, institution: Organisation, text: str, by: Person) -> IntentionNote:
    """The first version, or the next one: the one before is replaced only once this one is handed."""
    edit_cohort(by, held(cohort))
    if cohort.intention_notes.filter(state=NoteState.DRAFT).exists():
        raise Denied(_("Une version est déjà en écriture : reprenez celle-là."))
    last = cohort.intention_notes.aggregate(last=Max("number"))["last"] or 0
    note = IntentionNote.objects.create(cohort=cohort, number=last + 1, institution=institution, text=text)
    audit.record(by, "note-begun", note, number=note.number)
    return note


@transaction.atomic
def edit_note(*, note: IntentionNote, institution: Organisation, text: str, seen: int, by: Person) -> IntentionNote:
    may.edit_note(by, note)
    note.save_values({"institution": institution, "text": text}, seen=seen)
    audit.record(by, "note-edited", note)
    return note


@transaction.atomic
def hand_note(*, note: IntentionNote, handed_on: date, by: Person) -> IntentionNote:
    """From then on nobody edits it, and the version before gives way."""
    may.follow_note(by, note)
    if handed_on > timezone.localdate():
        raise Denied(_("Notez la remise une fois qu’elle a eu lieu."))
    NOTE.make(note, "hand")
    for older in note.cohort.intention_notes.filter(state__in=NOTE.moves["replace"].sources):
        NOTE.make(older, "replace")
        older.save_values({"state": older.state}, seen=older.version)
    note.save_values({"state": note.state, "handed_on": handed_on}, seen=note.version)
    audit.record(by, "note-handed", note, number=note.number)
    return note


@transaction.atomic
def answer_note(*, note: IntentionNote, answer: str, by: Person) -> IntentionNote:
    may.follow_note(by, note)
    if not answer.strip():
        raise Denied(_("Écrivez ce que l’institution a répondu, même en une phrase."))
    NOTE.make(note, "answer")
    note.save_values({"state": note.state, "answer": answer.strip()}, seen=note.version)
    audit.record(by, "note-answered", note)
    return note
