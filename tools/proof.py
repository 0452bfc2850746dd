"""`make proof`: the tests marked `proof` at full size; one JSON line a row, the tests' own words on the error stream."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "proof.jsonl"
        lines.touch()
        status = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-m", "proof", "-p", "no:randomly", *sys.argv[1:]],
            env=os.environ | {"PROOF": "full", "PROOF_FILE": str(lines)},
            stdout=sys.stderr,
            check=False,
        ).returncode
        print(lines.read_text(), end="")
    return status


if __name__ == "__main__":
    sys.exit(main())
