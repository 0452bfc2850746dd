"""The permanent forum of a cohort: a thread a question, fear, constraint or offer."""

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.support import permissions as may
from fabrique.accompaniment.support.enums import Tag
from fabrique.accompaniment.support.models import Reply, Thread
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
