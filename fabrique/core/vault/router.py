"""The keys have a database of their own, and nothing else lies in it."""

from typing import Any

KEYS = "keys"


class KeysApart:
    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        return KEYS if model._meta.app_label == "vault" else None  # noqa: SLF001

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return (db == KEYS) == (app_label == "vault")
