"""Time public pages beside a bare Django page of the same weight, interleaved in one process (performance.md, P1).

    .venv/bin/python bench/pages.py [--rounds 30]

One process an engine, on the demonstration; in process, through all the middlewares, no network. Each line gives the
median, the ratio of the medians, the number of queries, how many came twice, and the weight of the page.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "public home": "/",
    "map": "/carte/",
    "territories": "/territoires/",
    "territory": "/territoires/canohes/",
    "cohort": "/parcours/cohortes/occitanie/",
    "report": "/parcours/cohortes/occitanie/rapport/",
    "my bench": "/etabli/",
}
SIGNED_IN = {"my bench"}


def engines() -> dict[str, str]:
    """SQLite always; PostgreSQL when a server answers, in a database of its own."""
    found = {"sqlite": f"sqlite:///{tempfile.mkdtemp(prefix='fabrique-bench-')}/db.sqlite3"}
    name = "fabrique_bench"
    made = subprocess.run(
        ["psql", "-h", "127.0.0.1", "-U", "postgres", "-qc", f"DROP DATABASE IF EXISTS {name}", "-c", f"CREATE DATABASE {name}"],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode == 0:
        found["postgresql"] = f"postgres://postgres@127.0.0.1/{name}"
    else:
        print("PostgreSQL does not answer: its lines are left out.", file=sys.stderr)
    return found


def clients():
    """Ours, signed in and not, and the bare one, each with its own middlewares."""
    from django.test import Client, override_settings  # noqa: PLC0415  settings come first

    from bench import _bare  # noqa: PLC0415  settings come first
    from fabrique.ground.people.models import Person  # noqa: PLC0415  settings come first

    visitor, lead = Client(), Client()
    lead.force_login(Person.objects.get(email="cohort-lead@demo.invalid"))
    with override_settings(MIDDLEWARE=_bare.MIDDLEWARE):
        bare = Client()
        bare.handler.load_middleware()
    return visitor, lead, bare


def measure(engine: str, rounds: int) -> None:
    import django  # noqa: PLC0415  settings come first

    django.setup()
    from django.db import connection  # noqa: PLC0415  settings come first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  settings come first

    visitor, lead, bare = clients()
    for name, address in PAGES.items():
        client = lead if name in SIGNED_IN else visitor
        page = client.get(address)
        assert page.status_code == 200, (address, page.status_code)
        weight = len(page.content)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked = [query["sql"] for query in queries]  # the next request empties the log
        ours, floor = [], []
        for _round in range(rounds):
            floor.append(timed(bare, f"/{weight}"))
            ours.append(timed(client, address))
        print(json.dumps({
            "name": f"{name}, {engine}", "value": round(median(ours) * 1000, 1), "unit": "ms",
            "reference": round(median(floor) * 1000, 1), "ratio": round(median(ours) / median(floor), 2),
            "queries": len(asked), "duplicates": len(asked) - len(set(asked)),
            "kilobytes": round(weight / 1024, 1), "gzipped": round(len(gzip.compress(page.content)) / 1024, 1),
        }), flush=True)  # fmt: skip


def timed(client, address: str) -> float:
    start = perf_counter()
    client.get(address)
    return perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--engine")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if arguments.engine:
        measure(arguments.engine, arguments.rounds)
        return
    for engine, url in engines().items():
        environment = os.environ | {"DATABASE_URL": url, "ALLOWED_HOSTS": "testserver,localhost"}
        command = [sys.executable, "-m", "fabrique.core.cli"]
        for step in (["prepare"], ["demo", "load"]):
            subprocess.run([*command, *step], env=environment, cwd=ROOT, check=True, stdout=sys.stderr)
        again = [sys.executable, __file__, "--engine", engine, "--rounds", str(arguments.rounds)]
        subprocess.run(again, env=environment, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
