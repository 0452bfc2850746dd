"""What the platform holds about a person, where, and what becomes of it (R018; reliability row 36).

Each area declares its own rows in its `personal_data.py`, found at start. A test reads every model and fails on a
field that points to a person, or looks like a person's data, and is declared nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import models, transaction

from fabrique.core.models import AuditEntry


class Erasure(Enum):
    DELETE = "the rows go"
    BLANK = "the rows stay, emptied of what names the person"
    KEEP = "the rows stay, and say why"


@dataclass(frozen=True)
class Rows:
    """Rows about one person, found through `owner`. Every field is exported, or hidden with a reason."""

    model: str
    owner: str
    exported: tuple[str, ...]
    erasure: Erasure
    why: str
    hidden: dict[str, str] = field(default_factory=dict)
    blanks: dict[str, Any] = field(default_factory=dict)

    def of(self, person: Any) -> models.QuerySet:
        return apps.get_model(self.model)._base_manager.filter(**{self.owner: person.pk})  # noqa: SLF001


@dataclass(frozen=True)
class SealedRows(Rows):
    """Rows whose `owner` is sealed, the person's code and blanks: each is opened, since the database cannot find them."""

    def of(self, person: Any) -> models.QuerySet:
        every = apps.get_model(self.model)._base_manager.all()  # noqa: SLF001
        mine = [pk for pk, code in every.values_list("pk", self.owner) if code and code.strip() == person.code]
        return every.filter(pk__in=mine)


@dataclass(frozen=True)
class Signature:
    """A field that says who did something. The act stays and its author becomes nameless; exported as a list of acts."""

    model: str
    fields: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class NotAPerson:
    """A field that looks like a person's data and is not."""

    model: str
    fields: tuple[str, ...]
    why: str


declared: list[Rows | Signature | NotAPerson] = []


def declare(*entries: Rows | Signature | NotAPerson) -> None:
    declared.extend(entries)


def export(person: Any) -> dict[str, Any]:
    """Everything, by kind: `{"people.consent": [{…}], …, "signed": {"core.…": [codes]}, "journal about": […]}`."""
    answer: dict[str, Any] = {}
    for entry in declared:
        if isinstance(entry, Rows):
            rows = entry.of(person)
            answer[entry.model] = list(rows.order_by("pk").values(*entry.exported)) if entry.exported else rows.count()
        elif isinstance(entry, Signature):
            for name in entry.fields:
                if acts := signed(entry.model, name, person):
                    answer.setdefault("signed", {})[f"{entry.model}.{name}"] = acts
    about = AuditEntry.objects.about(person).order_by("pk").values("at", "verb", "facts")
    return answer | {"journal about": list(about)}


def signed(model: str, name: str, person: Any) -> list[str]:
    rows = apps.get_model(model)._base_manager.filter(**{name: person}).order_by("pk")  # noqa: SLF001
    return [str(getattr(row, "code", row.pk)) for row in rows]


def erase(person: Any) -> None:
    """Apply what is declared to every row about this person. Called inside the transaction of `erase_person`."""
    sessions = apps.get_model("usersessions.UserSession").objects.filter(user=person)
    for key in sessions.values_list("session_key", flat=True):
        SessionStore(key).delete()
    for entry in declared:
        if isinstance(entry, Rows) and entry.erasure is Erasure.DELETE:
            forget_files(entry.of(person), entry.model)
            entry.of(person).delete()
        elif isinstance(entry, Rows) and entry.erasure is Erasure.BLANK:
            forget_files(entry.of(person), entry.model, set(entry.blanks))
            entry.of(person).update(**entry.blanks)


def forget_files(rows: models.QuerySet, model: str, named: set[str] | None = None) -> None:
    """What lies in the storage goes with the rows that name it, once they are surely gone."""
    for column in apps.get_model(model)._meta.fields:  # noqa: SLF001
        if isinstance(column, models.FileField) and (named is None or column.name in named):
            for name in rows.exclude(**{column.name: ""}).values_list(column.name, flat=True):
                transaction.on_commit(partial(column.storage.delete, name))


# --- The guard ----------------------------------------------------------------------------------------------------

TELLTALE = ("email", "phone", "user_agent", "contact", "first_name", "last_name", "person", "recipient", "author")
FOREIGN = {"contenttypes", "django_tasks_database", "sites"}


def looks_personal(column: models.Field) -> bool:
    if column.is_relation:
        return column.related_model is not None and column.related_model._meta.label == settings.AUTH_USER_MODEL  # noqa: SLF001
    if isinstance(column, (models.EmailField, models.GenericIPAddressField)):
        return True
    return any(word in column.name for word in TELLTALE)


def undeclared() -> Iterator[str]:
    """`app.model.field` for each field that must be declared and is not; all fields of rows about a person must."""
    rows = {entry.model.lower(): entry for entry in declared if isinstance(entry, Rows)}
    known = {f"{e.model.lower()}.{name}" for e in declared if not isinstance(e, Rows) for name in e.fields}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower  # noqa: SLF001
        if model._meta.app_label in FOREIGN:  # noqa: SLF001
            continue
        for column in [*model._meta.fields, *model._meta.many_to_many]:  # noqa: SLF001
            if label in rows:
                entry = rows[label]
                if not (column.primary_key or column.name in (*entry.exported, *entry.hidden, entry.owner)):
                    yield f"{label}.{column.name}"
            elif looks_personal(column) and f"{label}.{column.name}" not in known:
                yield f"{label}.{column.name}"
