"""Time the opinion map beside its reference, red-dwarf 0.4.0 (performance.md, P3): one JSON line a figure.

    .venv/bin/python bench/opinions.py [--rounds 3] [--most 10000] [--peer-most 10000]

Each measure is a process of its own, pinned to one thread, the two taking turns on the same votes. Seconds are those of
the processor: neighbours on the machine count less. Imports and, for the reference, the making of its list of dicts are
left out. Ours holds everything that it tells: agreement by category, axes,
groups, statements, and the judgement of stability, which the reference does not have and whose seconds are also said
apart. Given the reference's groups, its representative statements and its consensus are compared with ours. red-dwarf is
installed by this script into var/bench/red-dwarf; where it cannot be, the lines say so and carry no ratio.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "var" / "bench"
PEER = FOLDER / "red-dwarf"
SIZES = ((180, 60), (1_000, 200), (10_000, 500), (50_000, 1_000))
ENVIRONMENT = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
PEER_SCRIPT = """
import json, sys, time
import numpy as np
from reddwarf.implementations.polis import run_pipeline
from sklearn.metrics import adjusted_rand_score
data = np.load(sys.argv[1])
lines = zip(data["who"].tolist(), data["on"].tolist(), data["cast"].tolist())
votes = [{"participant_id": who, "statement_id": on, "vote": cast, "modified": n} for n, (who, on, cast) in enumerate(lines)]
start = time.process_time()
found = run_pipeline(votes=votes, random_state=1)
seconds = time.process_time() - start
kept = found.participants_df[found.participants_df["to_cluster"]]
labels = kept["cluster_id"].astype(int)
print(json.dumps({
    "seconds": seconds, "memory": int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) / 1024,
    "rand": adjusted_rand_score(data["groups"][kept.index], labels), "groups": int(labels.max()) + 1,
    "labels": dict(zip(kept.index.tolist(), labels.tolist())),
    "representative": {int(g): [[int(s["tid"]), s["repful-for"]] for s in told] for g, told in found.repness.items()},
    "consensus": {int(s): v for s, v in found.group_aware_consensus["agree"].items()},
}))
"""


def ours(path: Path) -> None:
    """In a process of its own: seconds, of which those of judging; megabytes; groups found, beside the planted ones."""
    import numpy as np  # noqa: PLC0415 -- its process only

    from fabrique.core.opinions import clusters, groups, space, stability, votes  # noqa: PLC0415 -- its process only
    from fabrique.core.opinions.reckoning import reckon  # noqa: PLC0415 -- its process only

    data = np.load(path)
    judging = 0.0

    def timed(act):
        def again(*arguments, **named):
            nonlocal judging
            begun = time.process_time()
            found = act(*arguments, **named)
            judging += time.process_time() - begun
            return found

        return again

    space.real_axes, stability.stability = timed(space.real_axes), timed(stability.stability)
    seen, find = [], groups.find
    groups.find = lambda *arguments: seen.append(find(*arguments)) or seen[-1]
    who, on, cast, planted = (data[name] for name in ("who", "on", "cast", "groups"))
    declared = dict(enumerate(planted.tolist()))
    start = time.process_time()
    found = reckon(who, on, cast, categories_of=declared).opinion
    seconds = time.process_time() - start
    told = {"seconds": seconds, "judging": judging, "stability": found.stability, "verdict": type(found).__name__}
    # ru_maxrss would hold that of the process which started this one
    told["memory"] = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    if seen:  # also when they were not stable enough to be told
        read = votes.read(who, on, cast)
        told["rand"] = clusters.adjusted_rand(seen[0].labels, planted[read.participants[read.answered() >= 7]])
        told["groups"] = seen[0].groups
    print(json.dumps(told))


def same_statements(path: Path, reference: dict) -> dict:
    """Given the reference's groups: representative statements in common, and the widest gap of consensus."""
    import numpy as np  # noqa: PLC0415 -- after the environment

    from fabrique.core.opinions import statements, votes  # noqa: PLC0415 -- after the environment

    data = np.load(path)
    table = votes.read(data["who"], data["on"], data["cast"])
    circle = np.array([reference["labels"].get(str(who), -1) for who in table.participants.tolist()])
    counts = table.counts(circle, reference["groups"])
    mine = statements.representative(counts, table.statements)
    theirs = [reference["representative"][str(group)] for group in range(reference["groups"])]
    gaps = [
        abs(one.agree - reference["consensus"][str(one.statement)])
        for one in statements.consensus(counts, table.statements)
    ]
    common = sum(
        len({(one.statement, one.side) for one in told} & {tuple(one) for one in other})
        for told, other in zip(mine, theirs, strict=True)
    )
    return {"representative": f"{common}/{sum(map(len, theirs))}", "consensus_gap": max(gaps)}


def peer() -> Path | None:
    python = PEER / "bin" / "python"
    try:
        if not python.exists():
            venv.create(PEER, with_pip=True)
            subprocess.run(
                [python, "-m", "pip", "install", "--quiet", "red-dwarf==0.4.0"], check=True, stdout=sys.stderr
            )
        subprocess.run([python, "-c", "import reddwarf.implementations.polis"], check=True, capture_output=True)
    except (subprocess.CalledProcessError, OSError) as fault:
        print(f"red-dwarf is left out: {fault}.", file=sys.stderr)
        return None
    return python


def run(*command: object) -> dict:
    done = subprocess.run(
        list(map(str, command)), check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=ENVIRONMENT
    )
    return json.loads(done.stdout.splitlines()[-1])


def measure(size: tuple[int, int], design: str, *, seed: int, rounds: int, python: Path | None) -> None:
    import numpy as np  # noqa: PLC0415 -- after the environment

    from fabrique.core.opinions.tests.planted import planted  # noqa: PLC0415 -- after the environment

    people, statements = size
    path = FOLDER / f"votes-{people}-{design}.npz"
    np.savez(path, **dict(zip(("who", "on", "cast", "groups"), planted(people, statements, design, seed), strict=True)))
    mine, theirs = [], []
    for _round in range(rounds):
        mine.append(run(sys.executable, __file__, "--ours", path))
        if python:
            theirs.append(run(python, "-c", PEER_SCRIPT, path))
    more = {key: value for key, value in mine[0].items() if key not in ("seconds", "memory", "judging")}
    more["judging"] = round(median(one["judging"] for one in mine), 3)
    name = f"opinions.{people}x{statements}.{design}"
    if theirs:
        more |= same_statements(path, theirs[0]) | {"peer_rand": theirs[0]["rand"], "peer_groups": theirs[0]["groups"]}
    for key, unit in (("seconds", "s"), ("memory", "MB")):
        value = median(one[key] for one in mine)
        reference = median(one[key] for one in theirs) if theirs else None
        print(json.dumps({
            "name": f"{name}.{key}", "value": round(value, 3), "unit": unit, "reference": reference and round(reference, 3),
            "ratio": reference and round(value / reference, 4), **(more if key == "seconds" else {}),
        }), flush=True)  # fmt: skip
    path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--least", type=int, default=0)
    parser.add_argument("--most", type=int, default=50_000, help="participants, for ours")
    parser.add_argument(
        "--peer-most", type=int, default=10_000, help="participants, for the reference: 50,000 take minutes and 5 GB"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ours", type=Path)
    arguments = parser.parse_args()
    if arguments.ours:
        ours(arguments.ours)
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    python = peer()
    for people, statements in SIZES:
        if arguments.least <= people <= arguments.most:
            for design in ("axes", "indep"):
                beside = python if people <= arguments.peer_most else None
                measure((people, statements), design, seed=arguments.seed, rounds=arguments.rounds, python=beside)


if __name__ == "__main__":
    main()
