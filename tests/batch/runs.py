"""Small runs for the tests of the database and of the statistics."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from batch import tables
from batch.database import Results, connect
from batch.rows import Rows, failed_rows, rows_of, run_of
from rubrics.files import load_rubric
from rubrics.library import rubric_path
from rubrics.model import Rubric
from scoring import prepare, score
from scoring.plan import Plan
from tests.batch.made import made


@cache
def plan(name: str) -> Plan:
    return prepare(load_rubric(rubric_path(Path(name))))


def made_rows(rubric: str, count: int, **how: Any) -> list[Rows]:
    """Return the rows of made assessments of a rubric in the library."""
    prepared = plan(rubric)
    return [rows_of(prepared, name, "key", one, score(prepared, one)) for name, one in made(prepared, count, **how)]


def keep(url: str | Path, rubric: str | Rubric, rows: list[Rows], *, name: str = "run", chunk: int = 7, failed: int = 0) -> None:
    """Keep a whole run in a database."""
    broken = [failed_rows(f"broken{n}.yaml", "key", [("answer-unknown-item", "3:1", "9.9-9")]) for n in range(failed)]
    with Results.open(url) as results:
        results.begin(run_of(plan(rubric) if isinstance(rubric, str) else rubric, name))
        for start in range(0, len(rows), chunk):
            results.add(rows[start : start + chunk])
        results.add(broken)
        results.finish()


def content(url: str | Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, in the order of its key."""
    _, engine = connect(url)
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in tables.METADATA.sorted_tables
        }
    engine.dispose()
    return found
