"""What the group decides to let out: drafted, read again by each, shared one by one (R404, R408)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers import rereading
from fabrique.accompaniment.peers.enums import GROUP, STATEMENT, GroupState, Says, StatementKind
from fabrique.accompaniment.peers.models import PeerGroup, Statement, Voice, sealed_name
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item

INSIDE = {"released_at": None, "released_by": None, "reason": ""}


def worded(kind: StatementKind, text: str, to: Item | None, due_on: date | None) -> dict:
    if not text.strip():
        raise Denied(_("Écrivez quelque chose."))
    return {
        "kind": kind, "text": text.strip(), "to": to if kind == StatementKind.CLAIM else None,
        "due_on": due_on if kind == StatementKind.COMMITMENT else None,
    }  # fmt: skip


@transaction.atomic
def draft_statement(
    *, group: PeerGroup, kind: StatementKind, text: str, by: Person, to: Item | None = None, due_on: date | None = None
) -> Statement:
    may.draft(by, group)
    statement = Statement.objects.create(group=group, **worded(kind, text, to, due_on))
    audit.record(by, "peer-statement-written", statement, group=group.code)
    return statement


@transaction.atomic
def edit_statement(
    *, statement: Statement, kind: StatementKind, text: str, by: Person, seen: int, to: Item | None = None, due_on: date | None = None,
) -> Statement:  # fmt: skip
    """Another edition: what members said was about another text."""
    may.draft_statement(by, statement)
    STATEMENT.make(statement, "rewrite")
    values = worded(kind, text, to, due_on) | {"state": statement.state, "edition": statement.edition + 1}
    statement.save_values(values | INSIDE, seen=seen)
    statement.voices.all().delete()
    audit.record(by, "peer-statement-edited", statement, edition=statement.edition)
    return statement


@transaction.atomic
def remove_statement(*, statement: Statement, by: Person) -> None:
    may.draft_statement(by, statement)
    audit.record(by, "peer-statement-removed", statement, group=statement.group.code)
    statement.delete()


@transaction.atomic
def answer_statement(*, statement: Statement, says: Says, by: Person, words: str = "") -> Voice:
    """Once for each member; said again, it replaces what the same member said. The journal does not know it."""
    statement = Statement.objects.select_for_update(of=("self",)).select_related("group").get(pk=statement.pk)
    may.answer_statement(by, statement)
    Voice.objects.filter(statement=statement).by(by).delete()
    facts = {"edition": statement.edition, "author": sealed_name(by), "words": words.strip()}
    return Voice.objects.create(statement=statement, says=says, **facts)


@transaction.atomic
def release(*, statement: Statement, by: Person) -> Statement:
    """One by one. The first one shared makes the group's synthesis shared."""
    statement = Statement.objects.select_for_update(of=("self",)).select_related("group__cohort").get(pk=statement.pk)
    may.release(by, statement)
    STATEMENT.make(statement, "release")
    group = statement.group
    if refusal := rereading.missing(statement, members=rereading.codes_in(group)):
        raise Denied(refusal)
    values = {"state": statement.state, "released_at": timezone.now(), "released_by": by}
    statement.save_values(values, seen=statement.version)
    if group.state == GroupState.VALIDATED:
        GROUP.make(group, "release")
        group.save_version(seen=group.version, fields=["state"])
    audit.record(by, "peer-statement-moved", statement, state=statement.state, group=group.code)
    return statement


@transaction.atomic
def take_back(*, statement: Statement, reason: str, by: Person) -> Statement:
    """It leaves the page of the cohort at once."""
    may.take_back(by, statement)
    if not reason.strip():
        raise Denied(_("Dites aux membres pourquoi ce texte est retiré."))
    STATEMENT.make(statement, "take-back")
    statement.save_values({"state": statement.state, "reason": reason.strip()}, seen=statement.version)
    audit.record(by, "peer-statement-moved", statement, state=statement.state, group=statement.group.code)
    return statement
