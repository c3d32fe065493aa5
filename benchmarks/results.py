"""How fast results are kept and added up: rows per second into the database of a run, and the time of its statistics.

    python benchmarks/results.py [--smoke] [--url postgresql+pg8000://user@host/name]

A province is 10,000 assessments of the garage standard (130 items); the rows of 500 of them are made once and kept under other
names, so that only the database is measured, by the clock and in seconds of the processor; beside it, what scoring an assessment
and filling its form takes in one process, and the database's share of that.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from batch.database import Results
from batch.rows import Rows, rows_of, run_of, unit_number
from batch.statistics import open_run, statistics
from commands.opening import official
from render import Filled
from rubrics.assessment import Assessment
from rubrics.files import load_rubric
from scoring import prepare, score
from scoring.plan import Plan
from tests.batch.made import made

RUBRIC = Path(__file__).resolve().parents[1] / "rubrics" / "library" / "garage-level3.yaml"
PROVINCE, SMOKE = 10_000, 200
MADE, CHUNK, FORMS = 500, 100, 20


def main() -> None:
    """Keep a province, work out its statistics, and print what both took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="two hundred assessments: shows that it runs, not how fast")
    parser.add_argument("--url", help="another database than a SQLite file; it must be empty")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments.url or str(Path(folder) / "results.sqlite"), SMOKE if arguments.smoke else PROVINCE)


def measure(url: str, count: int) -> None:
    """Keep so many assessments in a database and read their statistics."""
    plan = prepare(load_rubric(RUBRIC))
    given = list(made(plan, min(MADE, count)))
    cards = [score(plan, one) for _, one in given]
    started = time.process_time()
    base = [rows_of(plan, name, "key", one, card) for (name, one), card in zip(given, cards, strict=True)]
    making = (time.process_time() - started) / len(base)
    with Results.open(url) as results:
        results.begin(run_of(plan, "benchmark"))
        clock, processor, rows = 0.0, 0.0, 0
        for chunk in chunks(base, count):
            rows += sum(1 + len(one.elements) + len(one.items) + len(one.findings) + len(one.against) for one in chunk)
            begun = time.perf_counter(), time.process_time()
            results.add(chunk)
            clock += time.perf_counter() - begun[0]
            processor += time.process_time() - begun[1]
        started = time.perf_counter()
        results.finish()
        finished = time.perf_counter() - started
    print(f"make the rows of an assessment   {making * 1000:8.2f} ms (in the workers)")
    print(f"keep {count:6} assessments         {clock:8.2f} s, of the processor {processor:.2f} s")
    print(f"rows                             {rows / clock:8.0f} a second ({rows} in all)")
    print(f"each                             {clock / count * 1000:8.2f} ms, of the processor {processor / count * 1000:.2f} ms")
    print(f"finish (indexes, written anew)   {finished:8.2f} s")
    form = filling(plan, given[: FORMS if count > SMOKE else 2])
    share = (clock + finished) / count / form * 100
    print(f"score and fill the form          {form * 1000:8.2f} ms each; the database takes {share:.1f} % of that")
    started = time.perf_counter()
    with open_run(url) as source:
        found = statistics(source)
    print(f"statistics of {found.coverage.assessments:6} assessments {time.perf_counter() - started:8.2f} s")
    print(f"peak memory of the process       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:8.0f} MB")


def filling(plan: Plan, given: list[tuple[str, Assessment]]) -> float:
    """Return the seconds that scoring an assessment and filling its form take, after the first."""
    form = official(plan.rubric, RUBRIC.parent, None)
    took = []
    for _, one in given:
        started = time.perf_counter()
        form.fill([Filled(one, score(plan, one))])
        took.append(time.perf_counter() - started)
    return sum(took[1:]) / len(took[1:])


def chunks(base: list[Rows], count: int) -> Iterator[list[Rows]]:
    """Yield the rows of so many assessments, those of ``base`` again and again under new names."""
    for start in range(0, count, CHUNK):
        yield [renamed(base[number % len(base)], number) for number in range(start, min(start + CHUNK, count))]


def renamed(rows: Rows, number: int) -> Rows:
    """Return the rows of one assessment as those of another unit."""
    kind, unit, _, *rest = rows.assessment or ()
    return replace(rows, name=f"{number:06}.yaml", assessment=(kind, f"{unit}{number}", unit_number(f"{unit}{number}"), *rest))


if __name__ == "__main__":
    main()
