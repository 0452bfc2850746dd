"""The ready formats of ten minutes, in the language of the page (R564, D45)."""

from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from fabrique.core import spoken

FILE = Path(__file__).parent / "data" / "reflections.toml"


def formats() -> list[dict[str, Any]]:
    return spoken.read(FILE, get_language())["formats"]


@cache
def known() -> frozenset[str]:
    return frozenset(one["key"] for one in spoken.read(FILE, "fr")["formats"])


def named(key: str) -> dict[str, Any] | None:
    return next((one for one in formats() if one["key"] == key), None)
