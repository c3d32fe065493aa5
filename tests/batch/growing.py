"""Keep so many assessments in a database, and say how many megabytes the process held at most: ``python -m … PATH COUNT``."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from dataclasses import replace

from batch.database import Results
from batch.rows import Rows, run_of
from tests.batch.runs import made_rows, plan

RUBRIC = "garage-level3"
CHUNK = 100


def main(path: str, count: int) -> None:
    """Keep them as a batch does: some at a time, none of them held."""
    (one,) = made_rows(RUBRIC, 1)
    with Results.open(path) as results:
        results.begin(run_of(plan(RUBRIC), "run"))
        for start in range(0, count, CHUNK):
            results.add(_chunk(one, start))
        results.finish()
    sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def _chunk(one: Rows, start: int) -> Iterator[Rows]:
    return (replace(one, name=f"{number}.yaml") for number in range(start, start + CHUNK))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
