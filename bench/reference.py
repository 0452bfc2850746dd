"""Time the import of the official reference beside a raw insert of the same rows, and the search in it (P6, type-ahead).

    .venv/bin/python bench/reference.py [--rounds 3]

The package comes from the npm registry, into var/bench; without it nothing is measured, and the script says so. The raw
insert takes turns with the import in one process, on the same tables and indexes, and each keeps its best round: it
neither reads nor checks anything. Memory is that of a process which only imports.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
VERSION = "6.0.0"
TYPED = ("gr", "gruis", "saint", "hilaire de br", "11430")


def package() -> Path | None:
    folder = ROOT / "var" / "bench"
    archive = folder / f"etalab-decoupage-administratif-{VERSION}.tgz"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            "npm",
            "pack",
            "--silent",
            "--pack-destination",
            str(folder),
            f"@etalab/decoupage-administratif@{VERSION}",
        ]
        try:
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError) as fault:
            print(f"npm does not give @etalab/decoupage-administratif: nothing is measured ({fault}).", file=sys.stderr)
            return None
    return archive


def line(name: str, value: float, unit: str, reference: float, **more) -> None:
    told = {"name": name, "value": value, "unit": unit, "reference": reference, "ratio": round(value / reference, 2)}
    print(json.dumps(told | more), flush=True)


def timed(act, *arguments) -> float:
    start = perf_counter()
    act(*arguments)
    return perf_counter() - start


def wipe() -> None:
    from django.db import connection  # noqa: PLC0415  settings come first

    from fabrique.ground.territories.reference import writing  # noqa: PLC0415  settings come first

    with connection.cursor() as cursor:
        for table in (writing.START, writing.PLACE):
            cursor.execute(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {writing.START}, {writing.PLACE}")


def bring(archive: Path) -> None:
    from fabrique.ground.territories import reference  # noqa: PLC0415  settings come first

    reference.bring(archive)


def measure_import(engine: str, archive: Path, rounds: int) -> None:
    from django.db import transaction  # noqa: PLC0415  settings come first

    from fabrique.ground.territories.reference import reading, writing  # noqa: PLC0415  settings come first

    places = list(reading.read(reading.load(archive)).rows.values())
    starts = list(writing.starts_of(places))

    @transaction.atomic
    def raw():
        writing.execute_many(writing.INSERT_PLACE, places)
        writing.execute_many(writing.INSERT_START, starts)

    floor, first, again = [], [], []
    for _round in range(rounds):
        wipe()
        floor.append(timed(raw))
        wipe()
        first.append(timed(bring, archive))
        again.append(timed(bring, archive))
    rows = len(places) + len(starts)
    line(f"import of the reference, {engine}", round(min(first), 2), "s", round(min(floor), 2), rows=rows)
    line(f"second import, nothing changed, {engine}", round(min(again), 2), "s", round(min(first), 2))


def measure_memory(engine: str, archive: Path) -> None:
    wipe()
    bring(archive)
    line(f"memory of the import, {engine}", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB", 300)
    from django.db import connection  # noqa: PLC0415  settings come first

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_total_relation_size('territories_place') + pg_total_relation_size('territories_placestart')"
            )
        else:
            cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%place%' OR name = 'start_of_place'")
        print(
            json.dumps(
                {"name": f"reference stored, {engine}", "value": round(cursor.fetchone()[0] / 2**20, 1), "unit": "MB"}
            )
        )


def measure_search(engine: str, rounds: int) -> None:
    """The whole answer to one letter more, for a visitor, beside a bare Django page of the same weight."""
    from django.db import connection  # noqa: PLC0415  settings come first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  settings come first

    from bench.pages import clients  # noqa: PLC0415  settings come first

    visitor, _lead, bare = clients()
    for typed in TYPED:
        address = f"/territoires/lieux?q={typed.replace(' ', '+')}"
        weight = len(visitor.get(address).content)
        with CaptureQueriesContext(connection) as queries:
            visitor.get(address)
        asked = len(queries)  # the next request empties the log
        ours, floor = [], []
        for _round in range(rounds * 10):
            floor.append(timed(bare.get, f"/{weight}"))
            ours.append(timed(visitor.get, address))
        line(f"type-ahead « {typed} », {engine}", round(median(ours) * 1000, 1), "ms", round(median(floor) * 1000, 1),
             queries=asked)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine")
    parser.add_argument("--part", choices=["import", "memory", "search"])
    arguments = parser.parse_args()
    archive = package()
    if archive is None:
        return
    if arguments.engine:
        import django  # noqa: PLC0415  settings come first

        django.setup()
        if arguments.part == "import":
            measure_import(arguments.engine, archive, arguments.rounds)
        elif arguments.part == "memory":
            measure_memory(arguments.engine, archive)
        else:
            measure_search(arguments.engine, arguments.rounds)
        return
    from bench.pages import engines  # noqa: PLC0415  settings come first

    for engine, url in engines().items():
        environment = os.environ | {"DATABASE_URL": url, "ALLOWED_HOSTS": "testserver,localhost"}
        for step in (["prepare"], ["demo", "load"]):
            subprocess.run([sys.executable, "-m", "fabrique.core.cli", *step], env=environment, cwd=ROOT, check=True, stdout=sys.stderr)  # fmt: skip
        for part in ("import", "memory", "search"):
            again = [sys.executable, __file__, "--engine", engine, "--part", part, "--rounds", str(arguments.rounds)]
            subprocess.run(again, env=environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
