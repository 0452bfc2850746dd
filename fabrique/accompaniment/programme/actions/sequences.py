"""The programme of a session, part by part."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.enums import SequenceKind
from fabrique.accompaniment.programme.models import Sequence, Session
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person


@transaction.atomic
def add_sequence(
    *,
    session: Session,
    kind: SequenceKind,
    title: str,
    by: Person,
    organisations: Iterable[Organisation] = (),
    **said: Any,
) -> Sequence:
    """At the end of the programme. `said`: its question, its minutes, the roles of those who contribute."""
    may.edit_session(by, session)
    held(session.cohort)
    if session.sequences.filter(title=title).exists():
        raise Denied(_("Cette séquence est déjà au programme."))
    known = {name: said[name] for name in ("question", "minutes", "roles") if name in said}
    sequence = Sequence.objects.create(
        session=session, kind=kind, title=title, order=next_order(session.sequences), **known
    )
    sequence.organisations.set(organisations)
    audit.record(by, "sequence-added", session, sequence=sequence.code)
    return sequence


@transaction.atomic
def raise_sequence(*, sequence: Sequence, by: Person) -> None:
    """One place earlier; the first stays first."""
    may.edit_sequence(by, sequence)
    held(sequence.session.cohort)
    rows = list(sequence.session.sequences.all())
    place = rows.index(sequence)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for order, row in enumerate(rows):
        Sequence.objects.filter(pk=row.pk).update(order=order)
    audit.record(by, "sequence-moved", sequence.session, sequence=sequence.code)


@transaction.atomic
def remove_sequence(*, sequence: Sequence, by: Person) -> None:
    """Its recordings stay with the session."""
    may.edit_sequence(by, sequence)
    audit.record(by, "sequence-removed", sequence.session, title=sequence.title)
    sequence.delete()
