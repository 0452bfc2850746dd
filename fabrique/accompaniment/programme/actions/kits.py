"""What is left of a session: documents, and the state of its kit, which follows what is done to it."""

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.enums import KIT, DocumentKind, KitState, SessionState
from fabrique.accompaniment.programme.models import Document, Kit, Sequence, Session
from fabrique.core import audit, uploads
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


def follow_kit(session: Session, move: str) -> None:
    """A held session has a kit to prepare; documenting it publishes the kit (R342)."""
    if move in ("hold", "document"):
        kit = Kit.objects.get_or_create(session=session)[0]
        if move == "document":
            KIT.make(kit, "publish")
            kit.published_on = timezone.localdate()
            kit.save(update_fields=["state", "published_on"])


def touch(session: Session) -> None:
    """Something was put in the kit or taken out of it: it is begun, or a published one is up to date today."""
    if session.state not in (SessionState.HELD, SessionState.DOCUMENTED):
        return
    kit = Kit.objects.get_or_create(session=session, defaults=first_state(session))[0]
    if kit.state == KitState.TO_PREPARE:
        KIT.make(kit, "prepare")
    elif kit.published_on:
        if kit.state == KitState.PUBLISHED:
            KIT.make(kit, "update")
        kit.updated_on = timezone.localdate()
    kit.save(update_fields=["state", "updated_on"])


def first_state(session: Session) -> dict:
    """Of a session whose documents were published before kits were kept."""
    if session.state == SessionState.DOCUMENTED:
        return {"state": KitState.PUBLISHED, "published_on": timezone.localdate()}
    return {}


@transaction.atomic
def count_view(*, session: Session) -> None:
    """One more reading: a number, and nothing on who reads (R338)."""
    Kit.objects.filter(session=session).update(views=F("views") + 1)


@transaction.atomic
def add_document(
    *,
    session: Session,
    kind: DocumentKind,
    title: str,
    by: Person,
    url: str = "",
    file: File | None = None,
    sequence: Sequence | None = None,
) -> Document:
    """A link or a file (never both), recognised by what it holds. No recording of a session that is not recorded."""
    may.edit_session(by, session)
    held(session.cohort)
    if bool(url) == (file is not None):
        raise Denied(_("Donnez un lien ou un fichier, l’un des deux."))
    if kind == DocumentKind.RECORDING and not session.recorded:
        raise Denied(_("Cette séance n’est pas enregistrée : sa confidentialité a été promise."))
    if sequence is not None and sequence.session_id != session.pk:
        raise Denied(_("Cette séquence est celle d’une autre séance."))
    if session.documents.filter(title=title).exists():
        raise Denied(_("Un document porte déjà ce titre dans cette séance."))
    document = Document(session=session, kind=kind, title=title, url=url, sequence=sequence)
    document.order = next_order(session.documents)
    if file is not None:
        document.media_type, document.size = uploads.recognise(file), file.size
        document.file.save("", file, save=False)
    document.save()
    touch(session)
    audit.record(by, "document-added", session, document=document.code, kind=kind)
    return document


@transaction.atomic
def remove_document(*, document: Document, by: Person) -> None:
    """The row, then the file once the row is surely gone. A documented session keeps at least one."""
    may.edit_document(by, document)
    held(document.session.cohort)
    session = document.session
    if session.state == SessionState.DOCUMENTED and session.documents.count() == 1:
        raise Denied(_("C’est le dernier document d’une séance documentée : remplacez-le avant de le retirer."))
    document.delete()
    if name := document.file.name:
        transaction.on_commit(lambda: document.file.storage.delete(name))
    touch(session)
    audit.record(by, "document-removed", session, title=document.title)
