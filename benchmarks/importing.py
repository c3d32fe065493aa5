"""How fast a folder of standards is imported by one process and by as many as there are cores, with and without the pages.

    python benchmarks/importing.py [--smoke]

The four Word examples, many times over. One process and several take turns in one run, the best turn of each counts; what they
give is compared.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # not this folder, whose extract.py would hide the stage

from commands.documents import Imported, Order, import_each
from extract.given import every_source

COPIES, TURNS = 30, 3
"""Of each example; how often each is timed."""


def timed(folder: Path, order: Order, jobs: int) -> tuple[float, list[Imported]]:
    """Return the seconds that an import of the folder takes, and what it gives."""
    began = time.perf_counter()
    found = list(import_each(every_source([folder], ()), order, jobs))
    return time.perf_counter() - began, found


def compare(folder: Path, turns: int, *, report: bool) -> None:
    """Time one process and several in turns and print rates and ratio."""
    order, cores = Order((), report, {}), os.cpu_count() or 1
    best = dict.fromkeys((1, cores), float("inf"))
    given: list[list[Imported]] = []
    for _ in range(turns):
        for jobs in best:
            seconds, found = timed(folder, order, jobs)
            best[jobs] = min(best[jobs], seconds)
            given.append(found)
    assert all(found == given[0] for found in given), "several processes give something else than one"
    rates = {jobs: len(given[0]) / seconds for jobs, seconds in best.items()}
    told = ", ".join(f"{jobs} process{'es' if jobs > 1 else ''}: {rate:.1f} documents/s" for jobs, rate in rates.items())
    print(f"{'with' if report else 'without'} pages: {told}; ratio {rates[cores] / rates[1]:.2f} on {cores} cores")


def main() -> None:
    """Lay out the folder and compare."""
    smoke = "--smoke" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        for path in sorted(path for path in (ROOT / "examples").glob("*.docx") if ".template" not in path.name):
            for copy in range(1 if smoke else COPIES):
                shutil.copyfile(path, Path(name, f"{path.stem}-{copy}.docx"))
        print(f"{len(list(Path(name).iterdir()))} documents")
        for report in (False, True):
            compare(Path(name), 1 if smoke else TURNS, report=report)


if __name__ == "__main__":
    main()
