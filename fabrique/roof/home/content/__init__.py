"""Words of the public pages, French and English side by side, in TOML files beside this one.

A key that ends in `_fr` or `_en` is one text in two languages; readers get the one they read, under the bare key.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")


def spoken(name: str) -> dict[str, Any]:
    """The file `name`.toml in the language of the page."""
    language = get_language()
    return read(name, language if language in LANGUAGES else "fr")


@cache
def read(name: str, language: str) -> dict[str, Any]:
    return in_language(tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")), language)


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
