"""The three notes: written together, submitted in their order, commented, accepted, taken up again (R419–R425)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.actions.news import tell_commented, tell_submitted
from fabrique.accompaniment.pilots.actions.projects import follow, locked
from fabrique.accompaniment.pilots.enums import BEFORE, MOVED_BY, NOTE, NoteKind, NoteState
from fabrique.accompaniment.pilots.models import Comment, Note, PilotProject, Waiver
from fabrique.accompaniment.pilots.questions import OWN, missing, questions
from fabrique.accompaniment.pilots.recommendations import given_back
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.people.permissions import holds


def reason_not_to_begin(project: PilotProject, kind: str) -> str:
    """R425: why this note cannot be begun yet; empty when it can."""
    before = BEFORE.get(NoteKind(kind))
    if before is None or Note.objects.past().filter(project=project, kind=before).exists():
        return ""
    if project.waivers.filter(kind=before).exists():
        return reason_not_to_begin(project, before)
    return _("Elle vient après la « %(before)s » : remettez celle-ci d’abord.") % {"before": before.label}


@transaction.atomic
def begin_note(*, project: PilotProject, kind: str, by: Person) -> Note:
    """The first version, or the draft that somebody of the delegation has begun already."""
    may.keep_project(by, project)
    if kind not in NoteKind.values:
        raise Denied(_("Cette note n’existe pas."))
    project = locked(project)
    if draft := Note.objects.drafts().filter(project=project, kind=kind).first():
        return draft
    if Note.objects.given().filter(project=project, kind=kind).exists():
        raise Denied(_("Cette note est remise : reprenez-la pour en faire une nouvelle version."))
    if refusal := reason_not_to_begin(project, kind):
        raise Denied(refusal)
    note = Note.objects.create(project=project, kind=kind, number=1, begun_by=by)
    audit.record(by, "note-begun", note, project=project.code, kind=kind)
    return note


@transaction.atomic
def write_note(*, note: Note, seen: int, by: Person, **said: Any) -> Note:
    """Raises `Conflict` when somebody wrote since version `seen`: both texts are then shown."""
    may.write_note(by, note)
    keys = {one.key for one in questions(note.kind)} - set(OWN)
    values = {name: value for name, value in said.items() if name not in keys}
    # a question that this version of the house no longer asks keeps what was answered to it
    values["words"] = note.words | {key: said[key] for key in keys if key in said}
    if note.kind != NoteKind.INTENTION:
        values = {name: value for name, value in values.items() if not name.startswith("state_")}
    changed = note.save_values(values, seen=seen)
    audit.record(by, "note-written", note, fields=", ".join(changed))
    return note


@transaction.atomic
def submit_note(*, note: Note, by: Person) -> Note:
    """In the name of the delegation. The version before is replaced, and the answers of the day are kept with it."""
    may.submit_note(by, note)
    project = locked(note.project)
    restituted = given_back(project.participation)
    if refusal := NOTE.reason(note, "submit") or reason_not_to_submit(note, project, restituted):
        raise Denied(refusal)
    NOTE.make(note, "submit")
    for old in Note.objects.given().filter(project=project, kind=note.kind):
        NOTE.make(old, "supersede")
        old.save_values({"state": old.state}, seen=old.version)
    values = {"state": note.state, "submitted_at": timezone.now(), "submitted_by": by}
    values["advice"] = restituted.snapshot() if restituted else []
    note.save_values(values, seen=note.version)
    follow(project, MOVED_BY[NoteKind(note.kind)], by=by)
    audit.record(by, "note-submitted", note, project=project.code, kind=note.kind)
    tell_submitted(note, by)
    return note


def reason_not_to_submit(note: Note, project: PilotProject, restituted) -> str:
    """Why a note cannot be submitted as it is; empty when it can."""
    if lacking := missing(note):
        return _("Il manque une réponse : « %(question)s »") % {"question": lacking[0]}
    if note.kind == NoteKind.FRAMING and not project.deliverables.exists():
        return _("Dites d’abord ce que vous tiendrez en main à la fin : ajoutez au moins un livrable.")
    if note.kind == NoteKind.FEASIBILITY and restituted and restituted.waiting:
        return _("Des recommandations du diagnostic attendent une réponse : reprise, plus tard ou non, et pourquoi.")
    return ""


@transaction.atomic
def comment_note(*, note: Note, text: str, by: Person, section: str = "") -> Comment:
    """A first word of somebody who accompanies makes it « commented »; the delegation answers in the same place."""
    note = Note.objects.select_for_update().get(pk=note.pk)
    may.comment_note(by, note)
    if section and section not in {one.key for one in questions(note.kind)}:
        raise Denied(_("Cette question n’est pas dans la note."))
    comment = Comment.objects.create(note=note, section=section, text=text, said_by=by)
    own = holds(by, *may.KEEPERS, within=note.project.participation.scope)
    if note.state == NoteState.SUBMITTED and not own:
        NOTE.make(note, "comment")
        note.save_values({"state": note.state}, seen=note.version)
    audit.record(by, "note-commented", note, comment=comment.code)
    tell_commented(note, by, own=own)
    return comment


@transaction.atomic
def accept_note(*, note: Note, by: Person) -> Note:
    may.accept_note(by, note)
    NOTE.make(note, "accept")
    note.save_values({"state": note.state, "accepted_at": timezone.now(), "accepted_by": by}, seen=note.version)
    audit.record(by, "note-accepted", note)
    return note


@transaction.atomic
def rewrite_note(*, note: Note, by: Person) -> Note:
    """A new draft from what was submitted, which stands until the new one is: a reorientation, often (R371, R425)."""
    may.rewrite_note(by, note)
    project = locked(note.project)
    if draft := Note.objects.drafts().filter(project=project, kind=note.kind).first():
        return draft
    kept = {name: getattr(note, name) for name in ("summary", "words", "after", "state_informed_on", "state_service")}
    new = Note.objects.create(project=project, kind=note.kind, number=note.number + 1, begun_by=by, **kept)
    audit.record(by, "note-begun", new, project=project.code, kind=note.kind, number=new.number)
    return new


@transaction.atomic
def open_note(*, note: Note, by: Person) -> Note:
    """To everybody: the note, never its comments nor what the diagnostic keeps closed."""
    may.open_note(by, note)
    if note.state == NoteState.DRAFT:
        raise Denied(_("Une note s’ouvre une fois remise."))
    note.save_values({"public_at": timezone.now(), "public_by": by}, seen=note.version)
    audit.record(by, "note-opened", note)
    return note


@transaction.atomic
def close_note(*, note: Note, by: Person) -> Note:
    """Here; what was taken away stays with whoever took it."""
    may.open_note(by, note)
    note.save_values({"public_at": None, "public_by": None}, seen=note.version)
    audit.record(by, "note-closed", note)
    return note


@transaction.atomic
def waive_note(*, project: PilotProject, kind: str, reason: str, by: Person) -> Waiver:
    """R425: a micro-project may go without its intention or framing note; dated, reasoned, kept."""
    may.waive_note(by, project)
    project = locked(project)
    if project.waivers.filter(kind=kind).exists():
        raise Denied(_("Cette dérogation est déjà écrite."))
    if Note.objects.past().filter(project=project, kind=kind).exists():
        raise Denied(_("Cette note est remise : il n’y a plus rien à lever."))
    waiver = Waiver.objects.create(project=project, kind=kind, reason=reason, granted_by=by)
    audit.record(by, "note-waived", project, kind=kind)
    return waiver
