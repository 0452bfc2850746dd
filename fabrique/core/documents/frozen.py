"""A document put away as plain data and taken out again, the same: what was published is read as it was that day."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from fabrique.core.documents import model
from fabrique.core.documents.model import Document, Part

PARTS = {kind.__name__: kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Part)}
KIND = "is"


def freeze(part: Any) -> Any:
    """JSON: what has its default value is left out."""
    if isinstance(part, Part):
        told: dict[str, Any] = {KIND: type(part).__name__}
        for field in fields(part):  # type: ignore[arg-type]
            value = getattr(part, field.name)
            if value != field.default:
                told[field.name] = freeze(value)
        return told
    return [freeze(item) for item in part] if isinstance(part, list | tuple) else part


def thaw(data: Any) -> Any:
    """The same part, checked again as when it was built: ValueError for what is no document of ours."""
    if isinstance(data, dict):
        kind = PARTS.get(data.get(KIND, ""))
        if kind is None:
            raise ValueError(f"{data.get(KIND)!r} is no part of a document")
        return kind(**{name: thaw(value) for name, value in data.items() if name != KIND})
    return tuple(thaw(item) for item in data) if isinstance(data, list) else data


def document(data: dict) -> Document:
    found = thaw(data)
    if not isinstance(found, Document):
        raise ValueError("A part of a document is no document")  # noqa: TRY004 -- what was stored is wrong, not the call
    return found


def replaced(data: Any, wrong: Callable[[dict], bool], instead: dict) -> tuple[Any, int]:
    """The data with every part that `wrong` recognises replaced, and how many were."""
    if isinstance(data, dict):
        if wrong(data):
            return instead, 1
        pairs = {name: replaced(value, wrong, instead) for name, value in data.items()}
        return {name: value for name, (value, _n) in pairs.items()}, sum(n for _value, n in pairs.values())
    if isinstance(data, list):
        rows = [replaced(item, wrong, instead) for item in data]
        return [value for value, _n in rows], sum(n for _value, n in rows)
    return data, 0
