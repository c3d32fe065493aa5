"""Runs killed at random moments, taken up again, and compared with one that nobody disturbed.

    python -m tests.batch.running.killing FOLDER [--runs 300] [--files 60] [--seed 1]

Everything is loaded once; each run is a child that is forked off, and killed by SIGKILL up to four times before it may end.
Prints one line of JSON: how many runs, kills, results lost, results doubled, files that differ, halves of files seen after a
kill, and how many assessments were not done again after a kill because they were kept.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import batch.run
from batch.run import Order, run
from batch.work import Output
from tests.batch.running.small import files_of, given, half_files, names_in, order, rows_of

MOST_KILLS = 4
OUTPUTS = (Output.FORM, Output.SCORECARD)


def main() -> None:
    """Run, kill, compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    batch.run._SECONDS = 0.02  # so short a run keeps what it has as often as a long one
    chance = random.Random(arguments.seed)  # noqa: S311 - no secret
    print(json.dumps(killed(arguments.folder, arguments.runs, arguments.files, chance)))  # noqa: T201 - a script


def killed(folder: Path, runs: int, files: int, chance: random.Random) -> dict[str, int]:
    """Return the figures of so many runs."""
    given(folder, files, broken=(3, files // 2))
    run(order(folder, folder / "first", *OUTPUTS))  # loads what is loaded late
    began = time.monotonic()
    run(order(folder, folder / "whole", *OUTPUTS))
    whole = time.monotonic() - began
    expected = files_of(folder / "whole")
    figures = Counter(runs=runs, kills=0, lost=0, doubled=0, differ=0, halves=0, kept=0)
    for number in range(runs):
        out = folder / f"run{number}"
        disturb(order(folder, out, *OUTPUTS), whole, chance, figures)
        found = files_of(out)
        names = names_in(out / "results.sqlite")
        figures["lost"] += files - len(rows_of(out / "summary.csv")) + (files - 2 - len(set(names)))
        figures["doubled"] += len(names) - len(set(names))
        figures["differ"] += sum(found.get(name) != expected.get(name) for name in found.keys() | expected.keys())
        shutil.rmtree(out)
    return dict(figures)


def disturb(ordered: Order, whole: float, chance: random.Random, figures: Counter[str]) -> None:
    """Run until it is through, killed a few times before."""
    out = Path(ordered.job.out)
    for _ in range(MOST_KILLS):
        process = forked(ordered)
        time.sleep(chance.uniform(0, 1.1) * whole)
        os.kill(process, signal.SIGKILL)
        if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0:
            return
        figures["kills"] += 1
        figures["halves"] += len(half_files(out))
    status = os.waitstatus_to_exitcode(os.waitpid(forked(ordered), 0)[1])
    figures["kept"] += int((out.parent / "kept").read_text())
    assert status == 0, status


def forked(ordered: Order) -> int:
    """Start a run in a child; it leaves how many assessments it did not do again."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        sys.stderr = io.StringIO()
        tally = run(ordered)
        (Path(ordered.job.out).parent / "kept").write_text(str(tally.unchanged))
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
