"""French prose: our public pages and demonstration, and the texts that stand beside the project (`../shared/seeds`)."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[4]
SEEDS = HOUSE.parents[1] / "shared" / "seeds"


def strings(thing, key="") -> Iterator[str]:
    """Every French string of a TOML file: English twins end in `_en`, or stand under `en`."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            yield from strings(value, name)
    elif isinstance(thing, list):
        for value in thing:
            yield from strings(value, key)
    elif isinstance(thing, str) and key != "en" and not key.endswith("_en") and thing.count(" ") > 3:
        yield thing


def own() -> list[str]:
    files = sorted([*HOUSE.glob("roof/home/content/*.toml"), *HOUSE.glob("*/*/data/*.toml")])
    return [text for file in files for text in strings(tomllib.loads(file.read_text("utf-8")))]


def seeds() -> list[str]:
    return [file.read_text("utf-8") for file in sorted(SEEDS.glob("*.txt"))]
