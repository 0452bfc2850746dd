"""Time what a diagnostician waits for: opening the vault, saving notes, coding, searching, comparing territories.

    .venv/bin/python bench/vault.py [--rounds 20]

In process, on SQLite, keys in their own file, at the cost of production. Each line is a median beside the same act
without the vault (the bare key stretching, the same row written in clear, the same words searched in memory).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
WORDS = (
    "La réunion de printemps a changé la façon dont on se parle ici, dit-elle ; avant, chacun attendait que l’autre "
    "commence. Ce qui bloque, c’est le calendrier, et la peur de promettre ce que l’on ne tiendra pas. "
)
INTERVIEWS, CODED, TERRITORIES = 20, 20, 62


def timed(act, rounds: int) -> tuple[float, float]:
    """`(elapsed, of this process alone)`: on a busy machine, only the second can be compared."""
    elapsed, ours = [], []
    for number in range(rounds):
        start, mine = perf_counter(), process_time()
        act(number)
        elapsed.append(perf_counter() - start)
        ours.append(process_time() - mine)
    return median(elapsed), median(ours)


def say(name: str, value: tuple[float, float], reference: tuple[float, float], **more) -> None:
    print(json.dumps({"name": name, "value": round(value[0] * 1000, 2), "unit": "ms", "reference": round(reference[0] * 1000, 2),
                      "ratio": round(value[0] / reference[0], 2), "processor": round(value[1] * 1000, 2)} | more), flush=True)  # fmt: skip


def measure(rounds: int) -> None:
    import django  # noqa: PLC0415  settings come first

    django.setup()
    from django.conf import settings  # noqa: PLC0415  settings come first

    from fabrique.accompaniment.convergences.matrix import matrix  # noqa: PLC0415  settings come first
    from fabrique.accompaniment.interviews import actions, sealed, searching  # noqa: PLC0415  settings come first
    from fabrique.accompaniment.restitution.models import PublishedFinding  # noqa: PLC0415  settings come first
    from fabrique.core.text import fold  # noqa: PLC0415  settings come first
    from fabrique.core.vault import keys, sealing  # noqa: PLC0415  settings come first
    from tests.world import PASSPHRASE, make_cohort, make_diagnostic, make_member, make_participation, make_vault  # noqa: PLC0415  settings come first

    diagnostic = make_diagnostic()
    person = make_member(diagnostic)
    vault = make_vault(person)
    space = vault.new_space()
    diagnostic.space = space.code
    diagnostic.save(update_fields=["space"])
    cost = sealing.Cost(**settings.VAULT_COST)
    opening = timed(lambda _n: keys.open_vault(person.code, PASSPHRASE), 3)
    say("vault, opening", opening, timed(lambda _n: sealing.stretched(PASSPHRASE, b"x" * 16, cost), 3))

    text = WORDS * 80  # an hour's notes: some 15,000 signs
    interviews = [actions.begin(diagnostic=diagnostic, space=space, by=person) for _n in range(INTERVIEWS)]
    items = space.items([one.code for one in interviews])
    first = interviews[0]
    version = [first.notes.version]

    def save(number: int) -> None:
        notes = actions.save_notes(
            interview=first, item=items[first.code], text=f"{text}{number}", by=person, seen=version[0]
        )
        version[0] = notes.version

    clear = type(first.notes).objects.filter(pk=first.notes.pk)
    floor = timed(lambda number: clear.update(words=f"{text}{number}".encode()), rounds)
    save(0)
    say("vault, saving an interview's notes", timed(save, rounds), floor, characters=len(text))

    coded = sealed.Coded(text=WORDS[:60], start=0, end=60, kind="strength", theme="calendrier", coder=person.code)
    bare = timed(lambda _n: type(first).objects.filter(pk=first.pk).update(facts=b"x" * 400), rounds)
    say("vault, coding a passage", timed(
        lambda _n: actions.code(interview=first, item=items[first.code], coded=coded, by=person), rounds), bare)  # fmt: skip
    for one in interviews:
        one.refresh_from_db()
        actions.save_notes(interview=one, item=items[one.code], text=text, by=person, seen=one.notes.version)
        for _n in range(CODED):
            sealed.keep(items[one.code], one, coded)
    whole = [text] * INTERVIEWS
    floor = timed(lambda _n: [fold(one).find("promettre") for one in whole], rounds)
    say("vault, searching the words of a diagnostic", timed(
        lambda _n: searching.search_in(space, diagnostic, "promettre"), rounds), floor,
        interviews=INTERVIEWS, extracts=INTERVIEWS * CODED)  # fmt: skip
    cohort = make_cohort()
    for number in range(TERRITORIES):
        publish(make_diagnostic(make_participation(cohort)), person, number)
    rows = PublishedFinding.objects.filter(edition__diagnostic__participation__cohort=cohort)
    floor = timed(lambda _n: list(rows.values_list("theme", "group")), rounds)
    say("comparing diagnostics", timed(lambda _n: matrix(cohort), rounds), floor, territories=TERRITORIES)


def publish(diagnostic, person, number: int) -> None:
    """Eight findings restituted, of the thirty themes that the territories share."""
    from django.utils import timezone  # noqa: PLC0415  settings come first

    from fabrique.accompaniment.restitution.models import Edition, PublishedFinding  # noqa: PLC0415  settings come first

    edition = Edition.objects.create(
        diagnostic=diagnostic, number=1, state="restituted", sha256="0" * 64, made_by=person, text=WORDS, cleared_at=timezone.now()
    )  # fmt: skip
    for order in range(8):
        PublishedFinding.objects.create(
            edition=edition, label=f"c{order}", order=order, group="assets", theme=f"Thème {(number * 7 + order) % 30}", text=WORDS
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--here", action="store_true")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if arguments.here:
        measure(arguments.rounds)
        return
    with tempfile.TemporaryDirectory(prefix="fabrique-bench-") as folder:
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [sys.executable, "-m", "fabrique.core.cli", "prepare"],
            env=environment,
            cwd=ROOT,
            check=True,
            stdout=sys.stderr,
        )
        again = [sys.executable, __file__, "--here", "--rounds", str(arguments.rounds)]
        subprocess.run(again, env=environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
