"""The results database of runs: SQLite by default, any that SQLAlchemy knows.

What is added stands or falls as a whole: each chunk is one transaction, so that a run that dies leaves what it had added before,
and adding the same again replaces it. One process writes.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, inspect, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from batch import tables
from batch.inserting import insert_rows
from batch.rows import Rows, Run, assessment_number
from rubrics.errors import DatabaseError

_AGAIN, _PAUSE = 20, 0.1
"""How often a worker tries again where another one adds the same assessments at the same moment, after up to so many seconds."""
_COLLISIONS = frozenset({"23505", "40001", "40P01"})
"""What SQL calls a key that is there already, two transactions that cross, and those that wait for each other."""
_ASKED = 500
"""How many assessments are asked for in one statement."""
READING = ("cache_size=-65536", "temp_store=MEMORY")
WRITING = ("cache_size=-16384", "temp_store=FILE")
"""How much SQLite may hold, in kilobytes. Where it may write to temporary files, an index is sorted within as much at the end of
a run; in memory that would grow with the run."""
PATIENCE = 600
"""How many seconds a SQLite database is waited for: while statistics are read from it, a batch cannot write."""


class Results:
    """A results database, open for one run at a time.

    ``with Results.open(url) as results: results.begin(run); results.add(chunk); …; results.finish()``
    """

    def __init__(self, url: URL, engine: Engine) -> None:
        self._url = url
        self._engine = engine
        self._run = 0
        self._finished = False
        self._is_shared = False

    @classmethod
    def open(cls, url: str | Path) -> Self:
        """Open a database by a path (SQLite) or a URL of SQLAlchemy, and make its tables where they are not there yet.

        ``DatabaseError`` where it cannot be reached, its driver is not installed, or it holds something else.
        """
        given, engine = connect(url, WRITING)
        results = cls(given, engine)
        try:
            with results._writing() as connection:
                _make_tables(connection, str(url))
        except BaseException:
            engine.dispose()
            raise
        return results

    @classmethod
    def join(cls, url: str, run: int) -> Self:
        """Open a server's database to add to a run that another process directs; see ``share``."""
        results = cls(*connect(url))
        results._run, results._is_shared = run, True
        return results

    @property
    def where(self) -> str:
        """Which database it is, for people and journals, without its password."""
        path = file_of(self._url)
        return self._url.render_as_string() if path is None else str(path.absolute())

    def holds(self, name: str) -> bool:
        """Tell whether there is a run of this name."""
        with self._writing() as connection:
            return connection.execute(select(tables.RUNS.c.run).where(tables.RUNS.c.name == name)).first() is not None

    @property
    def is_server(self) -> bool:
        """Whether several processes can add at once, which a SQLite file does not take."""
        return self._engine.dialect.name != "sqlite"

    def share(self) -> int:
        """Let others add to the run until it is finished; return its number."""
        with self._changing():
            return self._run

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    def begin(self, run: Run) -> None:
        """Begin a run, or go on with the one of this name.

        Where that one was made with another rubric or engine, nothing of it holds any more and all of it is taken out.
        """
        runs = tables.RUNS
        with self._writing() as connection:
            named = select(runs.c.run, runs.c.rubric_hash, runs.c.engine, runs.c.finished).where(runs.c.name == run.name)
            found = connection.execute(named).one_or_none()
            if found is not None and (found.rubric_hash, found.engine) == (run.rubric_hash, run.engine):
                self._run, self._finished = found.run, found.finished
                return
            if found is not None:
                _take_out(connection, found.run)
            highest = connection.execute(select(func.max(runs.c.run))).scalar_one()
            self._run, self._finished = found.run if found is not None else (highest or 0) + 1, False
            insert_rows(connection, runs, [(self._run, run.name, False, *run.head)])
            for table, rows in zip(tables.OF_A_RUN, (run.grades, run.elements, run.items, run.rules), strict=True):
                insert_rows(connection, table, [(self._run, *row) for row in rows])

    def add(self, chunk: Iterable[Rows]) -> None:
        """Add assessments in one transaction; what is there already under the same name is replaced, never doubled."""
        fresh = {assessment_number(rows.name): rows for rows in chunk}
        if not fresh:
            return
        gathered = _gathered(self._run, fresh)
        for left in range(_AGAIN, -1, -1):
            try:
                self._add(list(fresh), gathered)
            except DatabaseError as problem:
                if not (left and self._is_shared and _is_collision(problem.__cause__)):
                    raise
                time.sleep(random.uniform(0, _PAUSE))  # noqa: S311 - so that the two do not meet again
            else:
                return

    def _add(self, numbers: list[int], gathered: list[list[tuple[object, ...]]]) -> None:
        with self._changing() as connection:
            if self._is_shared and not self._is_open(connection):
                return
            _remove(connection, self._run, list(_present(connection, self._run, numbers)))
            for table, rows in zip(tables.OF_AN_ASSESSMENT, gathered, strict=True):
                insert_rows(connection, table, rows)

    def _is_open(self, connection: Connection) -> bool:
        """Tell whether the run is still going on: what a worker makes that was given up long ago is wanted no more."""
        asked = select(tables.RUNS.c.finished).where(tables.RUNS.c.run == self._run).with_for_update(read=True)
        return connection.execute(asked).scalar_one_or_none() is False

    def forget(self, names: Iterable[str]) -> None:
        """Take assessments out of the run, such as those whose files are gone."""
        numbers = map(assessment_number, names)
        while asked := list(islice(numbers, _ASKED)):
            with self._changing() as connection:
                _remove(connection, self._run, asked)

    def keys(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the key of every assessment that the run holds, with and without errors."""
        assessments, errors = tables.ASSESSMENTS.c, tables.ERRORS.c
        good = select(assessments.name, assessments.key).where(assessments.run == self._run)
        bad = select(errors.name, errors.key).where(errors.run == self._run, errors.number == 1)
        with self._engine.connect() as connection:
            for statement in (good, bad):
                for row in connection.execute(statement.execution_options(yield_per=1000)):
                    yield row.name, row.key

    def repeated(self) -> int:
        """Return how many units the run holds more than one assessment of a kind of."""
        one = tables.ASSESSMENTS.c
        named = select(one.unit_number).where(one.run == self._run, one.unit_number.is_not(None))
        several = named.group_by(one.unit_number, one.kind).having(func.count() > 1).distinct().subquery()
        with telling(self._url), self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(several)).scalar_one())

    def finish(self) -> None:
        """Mark the run as done, and leave the database in its best order: indexes for statistics, no gaps.

        A SQLite file is written anew, whole or not at all; the same results give the same bytes, in whatever order they came. A
        run that is done already, and was not changed, is left as it is.
        """
        if self._finished:
            return
        path = file_of(self._url)
        with self._writing() as connection:
            for index in tables.STATISTICS_INDEXES:
                index.create(connection, checkfirst=True)
            if path is None:
                self._mark(connection, finished=True)
        if path is not None:
            self._engine.dispose()
            _write_anew(path, self._run)
        self._finished = True

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """Give a connection to change the run with, which is not done any more then."""
        with self._writing() as connection:
            if self._finished:
                self._mark(connection, finished=False)
            yield connection
        self._finished = False

    def _mark(self, connection: Connection, *, finished: bool) -> None:
        connection.execute(update(tables.RUNS).where(tables.RUNS.c.run == self._run).values(finished=finished))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a connection within a transaction; what goes wrong with it is told as a ``DatabaseError``."""
        with telling(self._url), self._engine.begin() as connection:
            yield connection


def connect(url: str | Path, pragmas: Sequence[str] = READING) -> tuple[URL, Engine]:
    """Return an engine for a path (SQLite, with ``pragmas``) or a URL of SQLAlchemy; ``DatabaseError`` where there is none."""
    given = str(url)
    try:
        parsed = make_url(given) if "://" in given else URL.create("sqlite", database=given)
        patience = {"timeout": PATIENCE} if parsed.get_backend_name() == "sqlite" else {}
        engine = create_engine(parsed, connect_args=patience)
    except (ArgumentError, NoSuchModuleError):
        raise DatabaseError("database-url", where=given.partition("@")[2] or given) from None
    except ImportError as problem:
        raise DatabaseError("database-driver", where=parsed.render_as_string(), name=str(problem.name or problem)) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: _be_safe(connection, pragmas))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return parsed, engine


@contextmanager
def telling(url: URL) -> Iterator[None]:
    """Turn what a database says went wrong into a sentence for a person."""
    try:
        yield
    except SQLAlchemyError as problem:
        raise DatabaseError("database-failed", where=url.render_as_string(), problem=_said(problem)) from problem


def _said(problem: SQLAlchemyError) -> str:
    """Return what the database itself says, on one line; PostgreSQL says it in fields, of which M is the message."""
    own = problem.orig if isinstance(problem, DBAPIError) else problem
    fields = own.args[0] if own is not None and own.args else own
    message = fields.get("M", fields) if isinstance(fields, dict) else fields
    return " ".join(str(message).split())[:300]


def _be_safe(connection: object, pragmas: Sequence[str]) -> None:
    """Let SQLite survive a crash of the machine too; its journal also works on shared folders, unlike a write-ahead log.

    Python's own idea of when a transaction begins leaves tables out; SQLAlchemy says it instead.
    """
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("synchronous=FULL", *pragmas):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _make_tables(connection: Connection, where: str) -> None:
    names = set(inspect(connection).get_table_names())
    if tables.VERSION.name not in names:
        if names & set(tables.METADATA.tables):
            raise DatabaseError("database-of-another", where=where)
        for table in tables.METADATA.sorted_tables:
            indexes = set(table.indexes)
            table.indexes.clear()
            table.create(connection)
            table.indexes.update(indexes)
        connection.execute(text(tables.ENTERPRISES))
        connection.execute(insert(tables.VERSION).values(version=tables.SCHEMA_VERSION))
        return
    version = connection.execute(select(tables.VERSION.c.version)).scalar_one()
    if version != tables.SCHEMA_VERSION:
        raise DatabaseError("database-version", where=where, found=version, wanted=tables.SCHEMA_VERSION)


def _is_collision(problem: BaseException | None) -> bool:
    """Tell whether a transaction failed because another one did the same at the same moment."""
    own = problem.orig if isinstance(problem, DBAPIError) else None
    fields = own.args[0] if own is not None and own.args else None
    code = fields.get("C") if isinstance(fields, dict) else getattr(own, "sqlstate", None)
    return isinstance(problem, IntegrityError) or code in _COLLISIONS


def _take_out(connection: Connection, run: int) -> None:
    for table in (*tables.OF_AN_ASSESSMENT, *tables.OF_A_RUN, tables.RUNS):
        connection.execute(delete(table).where(table.c.run == run))


def _gathered(run: int, fresh: dict[int, Rows]) -> list[list[tuple[object, ...]]]:
    """Return the rows of many assessments by table."""
    gathered: list[list[tuple[object, ...]]] = [[] for _ in tables.OF_AN_ASSESSMENT]
    for number, rows in fresh.items():
        own = (run, number)
        gathered[0] += [] if rows.assessment is None else [(*own, rows.name, rows.key, *rows.assessment)]
        for place, lines in enumerate((rows.elements, rows.items, rows.findings, rows.against), 1):
            gathered[place] += [(*own, *line) for line in lines]
        gathered[-1] += [(*own, line[0], rows.name, rows.key, *line[1:]) for line in rows.errors]
    return gathered


def _present(connection: Connection, run: int, numbers: list[int]) -> Iterator[int]:
    """Yield those assessments that are there already."""
    for start in range(0, len(numbers), _ASKED):
        asked = numbers[start : start + _ASKED]
        for table in (tables.ASSESSMENTS, tables.ERRORS):
            found = select(table.c.assessment).where(table.c.run == run, table.c.assessment.in_(asked)).distinct()
            yield from connection.execute(found).scalars()


def _remove(connection: Connection, run: int, numbers: list[int]) -> None:
    for start in range(0, len(numbers), _ASKED):
        for table in tables.OF_AN_ASSESSMENT:
            connection.execute(delete(table).where(table.c.run == run, table.c.assessment.in_(numbers[start : start + _ASKED])))


def file_of(url: URL) -> Path | None:
    """Return the file of a SQLite database; ``None`` for any other."""
    in_a_file = url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:" and not url.query
    return Path(str(url.database)) if in_a_file else None


def _write_anew(path: Path, run: int) -> None:
    """Write a SQLite file anew with its run marked as done: that mark stands only in a file in its best order."""
    fresh = path.with_name(f".{path.name}.part")
    fresh.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("VACUUM INTO ?", (str(fresh),))
        with closing(sqlite3.connect(fresh)) as connection, connection:
            connection.execute("PRAGMA schema_version = 1")  # else it counts how often the file was written anew
            connection.execute("UPDATE runs SET finished = 1 WHERE run = ?", (run,))
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    except (OSError, sqlite3.Error) as problem:
        raise DatabaseError("database-failed", where=str(path), problem=str(problem)) from problem
    finally:
        fresh.unlink(missing_ok=True)
