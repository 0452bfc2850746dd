"""Long texts of the pages, French and English side by side, in TOML files beside the code that shows them.

A key that ends in `_fr` or `_en` is one text in two languages; readers get the one they read, under the bare key.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")


def read(path: Path, language: str | None) -> dict[str, Any]:
    """The whole file in one language; French when the language is not one of ours."""
    return _read(path, language if language in LANGUAGES else "fr")


@cache
def _read(path: Path, language: str) -> dict[str, Any]:
    return in_language(tomllib.loads(path.read_text("utf-8")), language)


def in_language(value: Any, language: str) -> Any:
    if isinstance(value, list):
        return [in_language(one, language) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, inside in value.items():
        bare, _mark, ending = key.rpartition("_")
        if ending not in LANGUAGES:
            kept[key] = in_language(inside, language)
        elif ending == language:
            kept[bare] = inside
    return kept
