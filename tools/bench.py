"""`make bench`: run every file of `bench/`; only their JSON lines reach the output, the rest goes to the error stream."""

import json
import subprocess
import sys
from pathlib import Path

BENCHES = Path(__file__).resolve().parent.parent / "bench"


def main() -> int:
    broken = 0
    for bench in sorted(BENCHES.glob("[!_]*.py")):
        with subprocess.Popen(
            [sys.executable, str(bench)], cwd=BENCHES.parent, stdout=subprocess.PIPE, text=True
        ) as run:
            for line in run.stdout:
                print(line, end="", flush=True, file=sys.stdout if is_figure(line) else sys.stderr)
        broken += run.returncode != 0
    return bool(broken)


def is_figure(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
