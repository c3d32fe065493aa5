"""One run in a results database, opened for reading: all that is read is of one moment, even while a batch writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, inspect, select

from batch import tables
from batch.database import connect, file_of, telling
from batch.rows import points
from batch.statistics.figures import RunHead
from rubrics.errors import DatabaseError

KINDS = ("review", "self")
"""Which assessments are looked at where a run has both kinds: the reviews."""


@dataclass(frozen=True)
class Source:
    """A run of a results database, and which kind of its assessments is looked at."""

    url: str | Path
    connection: Connection
    number: int
    head: RunHead

    def of_kind(self, kind: str) -> Source:
        """Return the same run with another kind of assessment looked at."""
        head = {name: getattr(self.head, name) for name in RunHead.__slots__}
        return Source(self.url, self.connection, self.number, RunHead(**(head | {"kind": kind})))

    @property
    def wanted(self) -> Any:
        """The condition for assessments of this run and kind."""
        columns = tables.ASSESSMENTS.c
        return (columns.run == self.number) & (columns.kind == self.head.kind)


@contextmanager
def open_run(url: str | Path, run: str | None = None, kind: str | None = None) -> Iterator[Source]:
    """Open a run by its name (the latest where none is given) for the time of the block.

    ``kind`` is ``self`` or ``review``; where none is given, reviews where the run has any. ``DatabaseError`` where the database
    is not there or not one of dabiao's, has no run, or no run of this name.
    """
    parsed, engine = connect(url)
    where = parsed.render_as_string()
    path = file_of(parsed)
    if path is not None and not path.is_file():
        raise DatabaseError("database-absent", where=str(path))
    try:
        with telling(parsed), engine.connect() as connection:
            if connection.dialect.name != "sqlite":  # SQLite reads of one moment within a transaction anyway
                connection.execution_options(isolation_level="REPEATABLE READ")
            _check(connection, where)
            row = _found(connection, where, run)
            yield Source(url, connection, row.run, _head(row, kind or _kind(connection, row.run)))
    finally:
        engine.dispose()


def _check(connection: Connection, where: str) -> None:
    if not inspect(connection).has_table(tables.VERSION.name):
        raise DatabaseError("database-not-results", where=where)
    version = connection.execute(select(tables.VERSION.c.version)).scalar_one()
    if version != tables.SCHEMA_VERSION:
        raise DatabaseError("database-version", where=where, found=version, wanted=tables.SCHEMA_VERSION)


def _found(connection: Connection, where: str, run: str | None) -> Row[Any]:
    runs = tables.RUNS
    found = list(connection.execute(select(runs).order_by(runs.c.run)))
    if not found:
        raise DatabaseError("database-no-run", where=where)
    named = [row for row in found if run is None or row.name == run]
    if not named:
        raise DatabaseError("database-no-such-run", where=where, run=run, known=", ".join(row.name for row in found[-10:]))
    return named[-1]


def _kind(connection: Connection, run: int) -> str:
    """Return which kind is looked at where nobody said: reviews where there are any."""
    columns = tables.ASSESSMENTS.c
    counted = select(columns.kind, func.count()).where(columns.run == run).group_by(columns.kind)
    present = {kind for kind, _ in connection.execute(counted)}
    return next((kind for kind in KINDS if kind in present), KINDS[0])


def _head(row: Row[Any], kind: str) -> RunHead:
    return RunHead(
        name=row.name,
        rubric=row.rubric,
        title=row.title,
        rubric_hash=row.rubric_hash,
        engine=row.engine,
        kind=kind,
        finished=bool(row.finished),
        points=points(row.points),
        version=row.version,
        ranked_by=row.ranked_by,
        ranked_grade=row.ranked_grade,
    )
