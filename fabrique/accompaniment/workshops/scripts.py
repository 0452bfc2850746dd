"""Scripts to start from: those of the house, in both languages, and those of the toolbox."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from fabrique.accompaniment.workshops.models import Format

HOUSE = Path(__file__).parent / "data" / "formats.toml"
# of a house format, where a form offers it beside those of people
HOUSE_PREFIX = "maison-"
WORDS = ("question", "help")
type Script = list[tuple[dict[str, Any], list[str]]]


@dataclass(frozen=True)
class HouseFormat:
    """One of the house, in one language."""

    key: str
    title: str
    purpose: str
    minutes: int
    script: Script


@cache
def of_the_house(language: str) -> dict[str, HouseFormat]:
    rows = tomllib.loads(HOUSE.read_text("utf-8"))["format"]
    found = [
        HouseFormat(row["key"], row["title"][language], row["purpose"][language], row["minutes"],
                    [in_language(step, language) for step in row["step"]])
        for row in rows
    ]  # fmt: skip
    return {one.key: one for one in found}


def in_language(step: dict[str, Any], language: str) -> tuple[dict[str, Any], list[str]]:
    told = {name: value for name, value in step.items() if name != "statements"}
    told |= {name: step[name][language] for name in WORDS if name in step}
    return told, [one[language] for one in step.get("statements", ())]


def house() -> dict[str, HouseFormat]:
    return of_the_house("en" if get_language() == "en" else "fr")


def told(script: Format) -> Script:
    """What a workshop or a copy starts from."""
    return [(step.told(), lines(step.statements)) for step in script.steps.all()]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def summed(steps: Iterable[dict[str, Any]]) -> int:
    """Minutes, as the steps propose them."""
    return sum(step.get("seconds") or 0 for step in steps) // 60
