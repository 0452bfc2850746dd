"""`make test`: every check, part by part, then what was left out and why.

With `CI=true` no part may be left out. Parts: words of the code (lint, types), migrations, the deployment checks, the
tests on PostgreSQL, the tests on SQLite with the browser's, the walk over every address and the coverage. One that fails
does not stop the next.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tools import postgresql

BASE = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
SAME_ON_BOTH = (
    "tests/walk",
    "tests/architecture",
    "tests/consistency",
    "tests/test_confidence.py",
    "tests/test_matrix.py",
    "fabrique/accompaniment/restitution/guard",
)
# the shell of Debian's chromium draws no window: half the processor
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
COVERAGE_FLOOR = 90
CRITICAL = "fabrique/core/*,*/actions.py,*/actions/*,*/permissions.py"
CRITICAL_FLOOR = 90
PRODUCTION = {
    "FABRIQUE_ENV": "production",
    "SECRET_KEY": "only-for-the-deployment-checks-0123456789-abcdefghijklmnopqrstuvwxyz",
    "SERVER_KEYS": "only-for-the-deployment-checks-9876543210",
    "ALLOWED_HOSTS": "fabrique.example",
    "EMAIL_URL": "smtp://account:secret@mail.example:587",
    "EMAIL_FROM": "fabrique@fabrique.example",
    "DATABASE_URL": "sqlite:///:memory:",
}


@dataclass
class Report:
    failed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def leave_out(self, part: str, why: str) -> None:
        (self.failed if CI else self.left_out).append(f"{part}: {why}")


def run(*command: str, **environment: str) -> bool:
    return subprocess.run(command, cwd=BASE, env=os.environ | environment, check=False).returncode == 0


def typed_files() -> list[str]:
    """What other code leans on: core, and the actions and permissions of every area."""
    found = [path for name in ("actions", "permissions") for path in BASE.glob(f"fabrique/*/*/{name}*")]
    return ["fabrique/core", *sorted(str(path.relative_to(BASE)) for path in found if path.suffix in ("", ".py"))]


def lint() -> bool:
    """djlint's formatter is not asked: it moves spaces between inline elements; djangofmt keeps them."""
    return all([
        run(PYTHON, "-m", "ruff", "check", "--quiet", "."),
        run(PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."),
        run(PYTHON, "-m", "djlint", "fabrique", "--lint", "--quiet"),
        run(str(Path(PYTHON).parent / "djangofmt"), "fabrique", "--check", "--quiet"),
    ])  # fmt: skip


def types() -> bool:
    return run(PYTHON, "-m", "mypy", "--no-error-summary", *typed_files(), FABRIQUE_ENV="test")


def migrations() -> bool:
    return run(PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", "--verbosity", "1",
               DJANGO_SETTINGS_MODULE="config.settings", FABRIQUE_ENV="test")  # fmt: skip


def deployment() -> bool:
    return run(PYTHON, "-m", "django", "check", "--deploy", "--fail-level", "WARNING",
               DJANGO_SETTINGS_MODULE="config.settings", **PRODUCTION)  # fmt: skip


def chromium() -> str:
    """The path of a browser, installed first when the suite runs in CI on a fresh machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), "")
    if not found and CI and os.geteuid() == 0 and shutil.which("apt-get"):
        run("apt-get", "update", "-q")
        any(run("apt-get", "install", "-y", "-q", "--no-install-recommends", package) for package in BROWSERS[:2])
        found = next(filter(None, map(shutil.which, BROWSERS)), "")
    return found


def on_postgresql(server: str) -> bool:
    """What asks nothing of the engine runs on SQLite alone: the walk, the form of the code, the guard, most operations."""
    return run(PYTHON, "-m", "pytest", "-q", "-n", "2", "--durations=15", "-m", "not browser and not one_engine and (postgresql or not operations)",
               *(f"--ignore={place}" for place in SAME_ON_BOTH), TEST_DATABASE_URL=postgresql.own_database(server))  # fmt: skip


def on_sqlite(browser: str) -> bool:
    marks = () if browser else ("-m", "not browser and not postgresql")
    for old in BASE.glob(".coverage.*"):
        old.unlink()
    green = run(PYTHON, "-m", "coverage", "run", "-m", "pytest", "-q", "-n", "2", "--durations=25", *marks,
                TEST_DATABASE_URL="", CHROMIUM=browser)  # fmt: skip
    run(PYTHON, "-m", "coverage", "combine", "--quiet")
    return green


def coverage() -> bool:
    whole = run(PYTHON, "-m", "coverage", "report", "--format=total", f"--fail-under={COVERAGE_FLOOR}")
    print("  % of the lines of fabrique; of core, actions and permissions, the files not at 100 %:")
    critical = run(PYTHON, "-m", "coverage", "report", f"--include={CRITICAL}", "--skip-covered",
                   f"--fail-under={CRITICAL_FLOOR}")  # fmt: skip
    return whole and critical


def part(report: Report, name: str, check: Callable[[], bool]) -> None:
    print(f"── {name}", flush=True)
    begun = time.monotonic()
    if not check():
        report.failed.append(name)
    print(f"   {time.monotonic() - begun:.0f} s", flush=True)


def main() -> int:
    report = Report()
    part(report, "lint", lint)
    part(report, "types", types)
    part(report, "migrations", migrations)
    part(report, "deployment checks", deployment)
    server = postgresql.find()
    if server:
        part(report, "tests on PostgreSQL", lambda: on_postgresql(server))
    else:
        report.leave_out("tests on PostgreSQL", "no server answers (set TEST_DATABASE_URL)")
    browser = chromium()
    if not browser:
        report.leave_out("browser journeys", "no Chromium found")
    part(report, "tests on SQLite" + (" and in Chromium" if browser else ""), lambda: on_sqlite(browser))
    part(report, "coverage", coverage)
    for line in report.left_out:
        print(f"LEFT OUT  {line}")
    for line in report.failed:
        print(f"FAILED    {line}")
    print("Green." if not report.failed else "Not green.", flush=True)
    return bool(report.failed)


if __name__ == "__main__":
    alone = {"lint": lint, "types": types}
    sys.exit(not alone[sys.argv[1]]() if sys.argv[1:] else main())
