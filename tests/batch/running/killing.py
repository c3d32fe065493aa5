"""Runs killed at random moments, taken up again, and compared with one that nobody disturbed.

    python -m tests.batch.running.killing FOLDER [--runs 300] [--files 60] [--seed 1]

Everything is loaded once; each run is a child that is forked off, and killed by SIGKILL up to four times before it may end.
A moment is a random step of the child, which tells of each by a byte in a pipe, and a little later: so the kills are spread over
all that a run does, however fast the machine is.
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
from dataclasses import dataclass
from pathlib import Path

import batch.keeping
from batch.run import Order, run
from batch.work import Output
from tests.batch.running.small import files_of, given, half_files, names_in, order, rows_of

MOST_KILLS = 4
OUTPUTS = (Output.FORM, Output.SCORECARD)
STEPS = {"os.rename", "sqlite3.connect"}
"""What a run does one after the other, by the names of Python's audit hooks: it opens databases and puts files in place."""


def main() -> None:
    """Run, kill, compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    batch.keeping._MOST = 1  # so short a run keeps what it has as often as a long one, after every chunk
    chance = random.Random(arguments.seed)  # noqa: S311 - no secret
    print(json.dumps(killed(arguments.folder, arguments.runs, arguments.files, chance)))  # noqa: T201 - a script


def killed(folder: Path, runs: int, files: int, chance: random.Random) -> dict[str, int]:
    """Return the figures of so many runs."""
    given(folder, files, broken=(3, files // 2))
    run(order(folder, folder / "first", *OUTPUTS))  # loads what is loaded late
    steps = forked(order(folder, folder / "whole", *OUTPUTS)).end().steps
    expected = files_of(folder / "whole")
    figures = Counter(runs=runs, kills=0, lost=0, doubled=0, differ=0, halves=0, kept=0)
    for number in range(runs):
        out = folder / f"run{number}"
        disturb(order(folder, out, *OUTPUTS), steps, chance, figures)
        found = files_of(out)
        names = names_in(out / "results.sqlite")
        figures["lost"] += files - len(rows_of(out / "summary.csv")) + (files - 2 - len(set(names)))
        figures["doubled"] += len(names) - len(set(names))
        figures["differ"] += sum(found.get(name) != expected.get(name) for name in found.keys() | expected.keys())
        shutil.rmtree(out)
    return dict(figures)


def disturb(ordered: Order, steps: int, chance: random.Random, figures: Counter[str]) -> None:
    """Run until it is through, killed a few times before."""
    out = Path(ordered.job.out)
    kept = out.parent / "kept"
    for attempt in range(MOST_KILLS + 1):
        child = forked(ordered)
        if attempt < MOST_KILLS and child.reaches(chance.randrange(steps), chance.uniform(0, 2)):
            os.kill(child.process, signal.SIGKILL)
        if child.end().is_through:
            figures["kept"] += int(kept.read_text()) if attempt else 0
            return
        figures["kills"] += 1
        figures["halves"] += len(half_files(out))


@dataclass
class Child:
    """A run in a process of its own, which tells of its steps; ``steps`` counts those that were read."""

    process: int
    told: int
    steps: int = 0
    is_through: bool = False

    def reaches(self, step: int, share: float) -> bool:
        """Wait until it has come so far, and a share of a step's time longer; tell whether it did not end before."""
        began = time.monotonic()
        while self.steps < step:
            if not self._read(step - self.steps):
                return False
        time.sleep(share * (time.monotonic() - began) / (step + 1))
        return True

    def end(self) -> Child:
        """Wait until it has ended, and see whether it was through; it must not end otherwise unless it was killed."""
        while self._read(4096):
            pass
        os.close(self.told)
        status = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        assert status in (0, -signal.SIGKILL), status
        self.is_through = status == 0
        return self

    def _read(self, most: int) -> int:
        """Wait for further steps, and count them; none when it has ended."""
        count = len(os.read(self.told, most))
        self.steps += count
        return count


def forked(ordered: Order) -> Child:
    """Start a run in a child; it leaves how many assessments it did not do again."""
    told, telling = os.pipe()
    process = os.fork()
    if process:
        os.close(telling)
        return Child(process, told)
    status = 1
    try:
        os.close(told)
        sys.stderr = io.StringIO()
        sys.addaudithook(lambda event, _: event in STEPS and os.write(telling, b"."))
        tally = run(ordered)
        (Path(ordered.job.out).parent / "kept").write_text(str(tally.unchanged))
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
