"""The permanent forum of a cohort: a thread a question, fear, constraint or offer."""

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.support import permissions as may
from fabrique.accompaniment.support.actions.help import ask
from fabrique.accompaniment.support.enums import Addressee, NoteKind, Tag
from fabrique.accompaniment.support.models import ForumNote, Question, Reply, Thread
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def begin_thread(*, project: PilotProject, tag: Tag, title: str, text: str, by: Person) -> Thread:
    """Sent twice, the same form gives the same thread."""
    may.speak_in_forum(by, project.participation.cohort)
    if same := Thread.objects.filter(project=project, title=title, text=text, begun_by=by).first():
        return same
    thread = Thread.objects.create(project=project, tag=tag, title=title, text=text, begun_by=by)
    audit.record(by, "thread-begun", thread, project=project.code)
    return thread


@transaction.atomic
def reply(*, thread: Thread, text: str, by: Person) -> Reply:
    may.join_thread(by, thread)
    answer = Reply.objects.create(thread=thread, text=text, written_by=by)
    audit.record(by, "thread-replied", thread)
    return answer


@transaction.atomic
def settle(*, thread: Thread, by: Person) -> Thread:
    """It found its answer; it stays open to replies."""
    may.settle_thread(by, thread)
    if thread.settled:
        raise Denied(_("Ce fil a déjà trouvé sa réponse."))
    thread.settled = True
    thread.save(update_fields=["settled"])
    audit.record(by, "thread-settled", thread)
    return thread


@transaction.atomic
def note_forum(
    *, session: Session, kind: NoteKind, text: str, by: Person, project: PilotProject | None = None
) -> ForumNote:
    """Sent twice, the same note is written once."""
    may.note_forum(by, session)
    if project is not None and project.participation.cohort_id != session.cohort_id:
        raise Denied(_("Ce projet est celui d’une autre cohorte."))
    if same := ForumNote.objects.filter(session=session, kind=kind, text=text).first():
        return same
    note = ForumNote.objects.create(session=session, kind=kind, text=text, project=project)
    audit.record(by, "forum-noted", session, kind=kind)
    return note


def reason_not_to_follow(note: ForumNote) -> str:
    """Why this note cannot go on elsewhere, or an empty string."""
    if note.kind != NoteKind.OPEN:
        return _("Seule une question restée ouverte se poursuit ailleurs.")
    return _("Cette question se poursuit déjà.") if note.thread_id or note.question_id else ""


@transaction.atomic
def follow_in_forum(*, note: ForumNote, by: Person) -> Thread:
    """A question left open becomes a thread of the permanent forum, in one act (R439)."""
    may.follow_note(by, note)
    if refusal := reason_not_to_follow(note):
        raise Denied(refusal)
    if note.project is None:
        raise Denied(_("Un fil parle d’un projet : cette question n’en nomme aucun. Posez-la à l’entraide."))
    note.thread = begin_thread(project=note.project, tag=Tag.QUESTION, title=note.text[:200], text=note.text, by=by)
    note.save(update_fields=["thread"])
    return note.thread


@transaction.atomic
def follow_in_hotline(*, note: ForumNote, participation: Participation, by: Person) -> Question:
    """A question left open is asked to the cohort's team, in the name of a delegation (R439, R556)."""
    may.follow_note(by, note)
    if refusal := reason_not_to_follow(note):
        raise Denied(refusal)
    if participation.cohort_id != note.session.cohort_id:
        raise Denied(_("Cette délégation est celle d’une autre cohorte."))
    note.question = ask(
        participation=participation, addressed_to=Addressee.ASSOCIATION, title=note.text[:200], text=note.text, by=by
    )
    note.save(update_fields=["question"])
    return note.question
