"""Time the four formats of a document beside WeasyPrint (performance.md, P5): one JSON line a figure.

    .venv/bin/python bench/documents.py [--rounds 5]

Each measure is the first rendering of a fresh process, imports left out. The peers take turns in one run and each
keeps its best round: neighbours on the machine only ever add. The last line is the report of the demonstration's cohort,
from the first query to the last byte, beside WeasyPrint on the same text. WeasyPrint is installed by this script into var/bench/weasyprint (it needs Pango from Debian);
where it cannot be, the lines that need it say so and carry no ratio.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEER = ROOT / "var" / "bench" / "weasyprint"
WORDS = (
    "Les personnes rencontrées racontent un territoire qui cherche comment garder ses écoles, ses terres et ses jeunes, "
    "sans attendre que la réponse vienne d’ailleurs ; la délégation écoute, essaie, renonce parfois, puis recommence. "
)
PEER_SCRIPT = """
import sys, time
import weasyprint
page = open(sys.argv[1], encoding="utf-8").read()
start = time.perf_counter()
pages = weasyprint.HTML(string=page).render(pdf_variant="pdf/ua-1")
data = pages.write_pdf(pdf_variant="pdf/ua-1")
print(time.perf_counter() - start, time.process_time(), len(pages.pages))
"""


def report(chapters: int):
    """A page a chapter: 200 words, a table of 11 rows, a picture every other chapter."""
    from fabrique.core.documents.model import Cover, Document, Figure, Paragraph, Section, Table  # noqa: PLC0415 -- timed

    def chapter(number):
        bars = "".join(
            f'<rect x="{x * 40}" y="{x * number % 40}" width="30" height="40" fill="#0d5c58"/>' for x in range(12)
        )
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 100">{bars}<text x="4" y="96">mai</text></svg>'
        rows = [[f"Territoire {number}-{row}", WORDS[:32], str(row * 1000 + number)] for row in range(10)]
        table = Table(f"Le tableau {number}", ["Territoire", "Projet pilote", "Habitants"], rows)
        picture = [Figure(svg, f"Douze barres du chapitre {number}", "Les barres", "mesure")] * (number % 2)
        text = [Paragraph(f"{number}. {WORDS * 2}"), Paragraph(WORDS * 3)]
        return Section(f"Chapitre {number}", [*text, table, *picture], new_page=True)

    return Document("Rapport d’essai", "fr", [chapter(n) for n in range(1, chapters + 1)], cover=Cover(cubes=8))


def one(format_name: str, chapters: int) -> None:
    """In a process of its own: the most memory it took, seconds of the first rendering, and pages when there are."""

    import django  # noqa: PLC0415  settings come first

    django.setup()
    from fabrique.core.documents import frozen  # noqa: PLC0415  settings come first
    from fabrique.core.documents.formats import render  # noqa: PLC0415  settings come first

    document = report(chapters)
    put_away = frozen.freeze(document)
    start, worked = time.perf_counter(), time.process_time()
    # as an edition is read: taken out of its data, then written
    rendered = render(frozen.document(put_away), format_name)
    seconds, work = time.perf_counter() - start, time.process_time() - worked
    pages = rendered.data.count(b"/Type/Page/") if format_name == "pdf" else 0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(memory, seconds, work, pages or len(rendered.data))


def from_data(page: str) -> None:
    """In a process of its own, on an instance of the demonstration: queries, chapters, PDF; its text is left in `page`."""
    import django  # noqa: PLC0415  settings come first

    django.setup()
    from fabrique.accompaniment.cohorts.models import Cohort  # noqa: PLC0415  settings come first
    from fabrique.core.documents.formats import render  # noqa: PLC0415  settings come first
    from fabrique.roof.reports.build import build  # noqa: PLC0415  settings come first
    from fabrique.roof.reports.enums import Audience  # noqa: PLC0415  settings come first

    start, worked = time.perf_counter(), time.process_time()
    document = build(Cohort.objects.detailed().get(code="occitanie"), Audience.PARTICIPANTS)
    rendered = render(document, "pdf")
    seconds, work = time.perf_counter() - start, time.process_time() - worked
    written(document, Path(page))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, seconds, work, rendered.data.count(b"/Type/Page/"))


def demonstration() -> dict[str, str]:
    """The environment of an instance that holds it, prepared once."""
    place = ROOT / "var" / "bench" / "demonstration"
    environment = ENVIRONMENT | {
        "FABRIQUE_ENV": "demonstration",
        "DATABASE_URL": f"sqlite:///{place / 'db.sqlite3'}",
        "KEYS_URL": f"sqlite:///{place / 'keys.sqlite3'}",
        "STORAGE_URL": f"file://{place / 'files'}",
        "SECRET_KEY": "only-for-the-benchmarks-" * 3,
    }
    place.mkdir(parents=True, exist_ok=True)
    for step in (["prepare"], ["demo", "load", "--once"]):
        command = [sys.executable, "-m", "fabrique.core.cli", *step]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return environment


def page_for_peer(chapters: int) -> Path:
    import django  # noqa: PLC0415  settings come first

    django.setup()
    return written(report(chapters), PEER / f"page-{chapters}.html")


def written(document, path: Path) -> Path:
    """The same document as plain HTML with the little style a page needs."""
    from fabrique.core.documents import html  # noqa: PLC0415  settings come first

    style = "@page { size: A4; margin: 25mm } section { break-before: page } table { border-collapse: collapse } td { border: 1px solid }"
    body = html.body(document)
    path.write_text(
        f'<!doctype html><html lang="fr"><head><title>Rapport</title><style>{style}</style></head><body>{body}</body></html>',
        encoding="utf-8",
    )
    return path


def peer() -> Path | None:
    """The Python of WeasyPrint's environment, installed once; None, with the reason on stderr, if it cannot run."""
    python = PEER / "bin" / "python"
    try:
        if not python.exists():
            venv.create(PEER, with_pip=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "weasyprint"], check=True)
        subprocess.run([python, "-c", "import weasyprint"], check=True, capture_output=True)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"WeasyPrint is left out: {error}. It needs libpango-1.0-0 and libpangoft2-1.0-0.", file=sys.stderr)
        return None
    return python


def timed(command: list, environment: dict[str, str] | None = None) -> tuple[float, float, int, float]:
    """Seconds on the clock, seconds of processor, pages, and megabytes when they are told."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment or ENVIRONMENT)
    *memory, seconds, work, size = done.stdout.split()[-4:]
    return float(seconds), float(work), int(size), float(memory[0]) if memory else 0.0


ENVIRONMENT = {
    **os.environ,
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "FABRIQUE_ENV": "test",
    "PYTHONPATH": str(ROOT),
    "DATABASE_URL": "sqlite:///:memory:",
}


def say(name: str, value: float, unit: str, reference: float | None, **more) -> None:
    ratio = round(value / reference, 3) if reference else None
    line = {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "reference": reference and round(reference, 3),
        "ratio": ratio,
    }
    print(json.dumps(line | more), flush=True)


def main(rounds: int) -> None:
    os.environ.update(ENVIRONMENT)
    sys.path.insert(0, str(ROOT))
    python = peer()
    commands = {
        (name, size): [sys.executable, __file__, "--one", name, str(size)]
        for name, size in (
            ("html", 400),
            ("pdf", 40),
            ("docx", 40),
            ("odt", 40),
            ("html", 40),
            ("pdf", 400),
            ("docx", 400),
            ("odt", 400),
        )
    }
    if python:
        commands[("peer", 40)] = [str(python), "-c", PEER_SCRIPT, str(page_for_peer(40))]
    measures = {key: [] for key in commands}
    for _ in range(rounds):
        for key, command in commands.items():
            measures[key].append(timed(command))
    best = {key: min(value[0] for value in values) for key, values in measures.items()}
    work = {key: min(value[1] for value in values) for key, values in measures.items()}
    pages = {key: values[0][2] for key, values in measures.items()}
    reference = best.get(("peer", 40))
    by_processor = {"processor_ratio": round(work["pdf", 40] / work["peer", 40], 3)} if python else {}
    say("documents.pdf.40", best["pdf", 40], "s", reference, goal="≤ 0.1 of WeasyPrint ua-1", pages=pages["pdf", 40],
        **by_processor)  # fmt: skip
    say(
        "documents.pdf.400",
        best["pdf", 400],
        "s",
        best["pdf", 40],
        goal="≤ 12 of the 40",
        pages=pages["pdf", 400],
        processor_ratio=round(work["pdf", 400] / work["pdf", 40], 1),
    )
    for size in (40, 400):
        for name in ("docx", "odt"):
            say(f"documents.{name}.{size}", best[name, size], "s", best["pdf", size], goal="≤ 3 of the PDF",
                processor_ratio=round(work[name, size] / work["pdf", size], 2))  # fmt: skip
        say(f"documents.html.{size}", best["html", size], "s", best["pdf", size])
    for (name, size), values in measures.items():
        if name != "peer":
            say(f"documents.memory.{name}.{size}", max(value[3] for value in values), "MB", None)
    say_of_the_data(rounds, python)


def say_of_the_data(rounds: int, python: Path | None) -> None:
    environment, page = demonstration(), PEER / "page-of-the-cohort.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    ours, peers = [], []
    for _ in range(rounds):
        ours.append(timed([sys.executable, __file__, "--from-data", str(page)], environment))
        if python:
            peers.append(timed([str(python), "-c", PEER_SCRIPT, str(page)]))
    best = min(ours)
    say(
        "documents.pdf.from-data",
        best[0],
        "s",
        min(peers)[0] if peers else None,
        goal="≤ 0.1 of WeasyPrint ua-1",
        pages=best[2],
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", nargs=2, metavar=("FORMAT", "CHAPTERS"))
    parser.add_argument("--from-data", metavar="PAGE")
    arguments = parser.parse_args()
    if arguments.from_data:
        from_data(arguments.from_data)
    elif arguments.one:
        one(arguments.one[0], int(arguments.one[1]))
    else:
        main(arguments.rounds)
