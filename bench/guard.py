"""Time the guard on a whole restitution: 200 quotations, 60 findings, a roster of 1,000 names; under a second is the goal.

    .venv/bin/python bench/guard.py [--rounds 5]

The reference is what the house already did: folding the same words. The first reading of a process also opens the list of
French words; it is said apart.
"""

import argparse
import json
import os
import random
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

SAID = "La réunion de printemps a changé la façon dont on se parle ici ; avant, chacun attendait que l’autre commence, et le calendrier bloquait tout ce que la vallée voulait entreprendre avec ses voisins, {}."
BEGINNINGS = [
    "Bar", "Cas", "Del", "Fer", "Gal", "Lam", "Mar", "Mon", "Pel", "Rou",
    "Sau", "Ter", "Val", "Ver", "Vil", "Bru", "Cha", "Esc", "Lau", "Puy",
]  # fmt: skip
ENDS = ["tanac", "rignac", "lebel", "nogues", "bessac", "quintard", "delmon", "rouille", "tassel", "vernet"]
FIRST = ["Hélène", "Rose", "Amine", "Claude", "Maëlle", "Yannick", "Zineb", "Gaspard", "Noémie", "Anaïs"]


def restitution():
    from fabrique.accompaniment.restitution.guard import Document, Entry, Roster, Statement, Verbatim, Voice  # noqa: PLC0415  settings come first

    chance = random.Random(7)
    names = [f"{FIRST[n % 10]} {BEGINNINGS[n // 10 % 20]}{ENDS[n // 200]}{'aeiou'[n % 5]}" for n in range(1000)]
    voices = tuple(Voice(f"voice-{n:02}", ("elected", "agent")[n % 2], gender="fm"[n // 2 % 2], day=f"2026-03-{n + 1:02}") for n in range(20))  # fmt: skip
    said = [Verbatim(f"v{n}", SAID.format(chance.choice([names[n], "dit-on", "en somme"])), voices[n % 20].interview, f"part-{n // 20}") for n in range(200)]  # fmt: skip
    holding = tuple(voice.interview for voice in voices[:9])
    findings = tuple(Statement(f"s{n}", SAID.format("dit-on") * 2, holding, verbatims=tuple(said[n * 4 : n * 4 + 4])) for n in range(60))  # fmt: skip
    return Document(findings), voices, Roster(tuple(Entry(name) for name in names))


def timed(act) -> tuple[float, object]:
    start = perf_counter()
    found = act()
    return perf_counter() - start, found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    import django  # noqa: PLC0415  settings come first

    django.setup()
    from fabrique.accompaniment.restitution.guard import check  # noqa: PLC0415  settings come first
    from fabrique.accompaniment.restitution.guard.case import Case  # noqa: PLC0415  settings come first
    from fabrique.core.text import fold  # noqa: PLC0415  settings come first

    document, voices, roster = restitution()
    texts = [piece.text for piece in Case(document, voices, roster).pieces]
    first, refusals = timed(lambda: check(document, voices, roster))
    ours = median(timed(lambda: check(document, voices, roster))[0] for _round in range(rounds))
    floor = median(timed(lambda: [fold(text) for text in texts])[0] for _round in range(rounds))
    print(json.dumps({
        "name": "guard, 200 quotations, roster of 1,000", "value": round(ours * 1000, 1), "unit": "ms",
        "reference": round(floor * 1000, 1), "ratio": round(ours / floor, 1), "first": round(first * 1000, 1),
        "words": sum(len(text.split()) for text in texts), "refusals": len(refusals),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
