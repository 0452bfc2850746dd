"""Words of the public pages, French and English side by side, in TOML files beside this one (see `core/spoken.py`)."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from fabrique.core import spoken as files

HERE = Path(__file__).parent


def spoken(name: str) -> dict[str, Any]:
    """The file `name`.toml in the language of the page."""
    return read(name, get_language())


def read(name: str, language: str | None) -> dict[str, Any]:
    return files.read(HERE / f"{name}.toml", language)
