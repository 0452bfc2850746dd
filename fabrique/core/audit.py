"""The journal of acts: append-only, enforced in the database (R019)."""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import override

from fabrique.core.models import AuditEntry

_verbs: dict[str, str | Promise] = {}


def name_verbs(**names: str | Promise) -> None:
    """Each area says its verbs in the reader's words: `name_verbs(role_given=_("a donné un rôle"))` for "role-given"."""
    _verbs.update({key.replace("_", "-"): name for key, name in names.items()})


_kinds: dict[str, str | Promise] = {}


def name_kinds(**names: str | Promise) -> None:
    """What an object is called in the journal: `name_kinds(people__person=_("compte"))` for "people.person"."""
    _kinds.update({key.replace("__", "."): name for key, name in names.items()})


def kind_name(kind: str) -> str | Promise:
    return _kinds.get(kind, kind)


def is_named(kind: str) -> bool:
    return kind in _kinds


def verb_name(verb: str) -> str | Promise:
    return _verbs.get(verb, verb)


def record(by: Any, verb: str, thing: models.Model | None = None, **facts: Any) -> AuditEntry:
    """Write one line: who, what, on which object. `facts` are short values, never a confidential word.

    Called inside the transaction of the act itself: no act without its line, no line without its act.
    """
    with override("fr"):  # the journal has one language, whatever the reader's
        hat = str(getattr(by, "hat_label", ""))[:200]
    return AuditEntry.objects.create(
        actor=by if by is not None and by.is_authenticated else None,
        hat=hat,
        verb=verb,
        kind=thing._meta.label_lower if thing is not None else "",  # noqa: SLF001
        code=str(getattr(thing, "code", "") or getattr(thing, "pk", "")) if thing is not None else "",
        facts={
            name: value if isinstance(value, (int, bool)) or value is None else str(value)[:300]
            for name, value in facts.items()
        },
    )
