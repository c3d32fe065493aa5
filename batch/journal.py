"""What a run has to do and what it has done, in a file that a kill does not harm: SQLite, one transaction a step.

The list of inputs stands here too, in the order of the run, so that memory does not grow with it. One run at a time may hold a
journal; the lock goes with the process, however it ends.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from batch.errors import Error
from batch.inputs import Input
from batch.names import folded, numbered, safe_name
from batch.work import Done, Known, Output, Partner, State, Summary, Work
from rubrics.errors import DabiaoError

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PAGE = 500
"""How many rows are taken from the file at once."""
_TABLES = """
CREATE TABLE IF NOT EXISTS listed (word INTEGER, name TEXT, shown TEXT, place BLOB, member TEXT, problem TEXT,
    PRIMARY KEY (place, member)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS plan (number INTEGER PRIMARY KEY, name TEXT, shown TEXT, place BLOB, member TEXT, problem TEXT,
    key TEXT, folded TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS pairs (number INTEGER PRIMARY KEY, other INTEGER, kind TEXT);
CREATE TABLE IF NOT EXISTS kept_in (place TEXT, run TEXT, PRIMARY KEY (place, run)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, fingerprint TEXT, failed TEXT, files TEXT, summary TEXT, errors TEXT)
    WITHOUT ROWID;
"""

_JOINED = """plan LEFT JOIN done ON done.key = plan.key
    LEFT JOIN pairs ON pairs.number = plan.number LEFT JOIN plan AS other ON other.number = pairs.other"""
_LEFT = """INSERT INTO done SELECT key, '', '', ?, NULL, NULL FROM begun WHERE key NOT IN (SELECT key FROM plan)"""
"""What a run may have begun with that was killed, and nobody asks for now: any file of it may stand in OUT."""


_PAIRING = """
CREATE INDEX temp.heads_by_unit ON heads (unit, kind);
CREATE TEMP TABLE both AS SELECT unit, count(*) AS count FROM heads GROUP BY unit HAVING count(DISTINCT kind) = 2;
INSERT INTO pairs SELECT own.number, other.number, own.kind FROM both JOIN heads AS own USING (unit)
    JOIN heads AS other ON other.unit = own.unit AND other.kind <> own.kind WHERE both.count = 2;
UPDATE plan SET problem = 'batch-pair-several' WHERE number IN
    (SELECT number FROM heads JOIN both USING (unit) WHERE both.count > 2);
DROP TABLE heads;
DROP TABLE both
"""
"""Where a unit has one assessment of each kind, they are a pair; where it has more, nobody knows which belong together."""


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one assessment, as the journal knows it; ``summary`` is ``None`` where there are errors."""

    shown: str
    key: str
    summary: Summary | None
    errors: tuple[Error, ...]


class Journal:
    """The journal in a file; ``with Journal(path) as journal: …``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with _telling(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(path, timeout=1, isolation_level=None)
            self._file.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._file.execute("PRAGMA cache_size=-16384")
            self._file.execute("BEGIN EXCLUSIVE")
            for statement in _TABLES.split(";\n"):
                self._file.execute(statement)
            self._file.execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def plan(self, inputs: Iterable[tuple[int, Input]]) -> int:
        """Take the inputs, each with the number of its word on the command line, as what is to be done; return how many.

        They stand in the order of the words and of their names; what is given twice is done once.
        """
        with self._writing():
            self._file.execute("CREATE TEMP TABLE begun AS SELECT key FROM plan WHERE key NOT IN (SELECT key FROM done)")
            self._file.execute("DELETE FROM plan")
            self._file.execute("DELETE FROM pairs")
            rows = ((word, *_stored(one)) for word, one in inputs)
            self._file.executemany("INSERT OR IGNORE INTO listed VALUES (?, ?, ?, ?, ?, ?)", rows)
            listed = self._file.execute(
                "SELECT name, shown, place, member, problem FROM listed ORDER BY word, name, place, member"
            )
            number = 0
            for number, row in enumerate(listed, 1):
                self._add(number, row)
            self._file.execute("DELETE FROM listed")
            self._file.execute(_LEFT, (json.dumps(dict.fromkeys(Output, "")),))
            self._file.execute("DROP TABLE begun")
        return number

    def pair(self, head: Callable[[str, str | None], tuple[str, str] | None]) -> int:
        """Pair the self-assessment and the review of each unit; return how many pairs there are.

        ``head`` gives the unit and the kind of what lies at a place, ``None`` where it has none.
        """
        with self._writing():
            self._file.execute("CREATE TEMP TABLE heads (number INTEGER PRIMARY KEY, unit TEXT, kind TEXT)")
            for number, place, member, problem in self._rows("plan.number, plan.place, plan.member, plan.problem"):
                found = None if problem is not None else head(os.fsdecode(place), member or None)
                if found is not None:
                    self._file.execute("INSERT INTO heads VALUES (?, ?, ?)", (number, *found))
            for statement in _PAIRING.split(";\n"):
                self._file.execute(statement)
            return int(self._file.execute("SELECT count(*) / 2 FROM pairs").fetchone()[0])

    def shares_inputs(self) -> bool:
        """Tell whether something of what is to be done was done before, or nothing was done before at all."""
        with _telling(self._path):
            shared = self._file.execute("SELECT EXISTS (SELECT 1 FROM done JOIN plan USING (key))").fetchone()[0]
            through = "SELECT EXISTS (SELECT 1 FROM done WHERE fingerprint <> '')"
            return bool(shared) or not self._file.execute(through).fetchone()[0]

    def keeps_in(self, place: str, run: str) -> bool:
        """Tell whether results went into this run of a database before."""
        with _telling(self._path):
            return self._file.execute("SELECT 1 FROM kept_in WHERE place = ? AND run = ?", (place, run)).fetchone() is not None

    def will_keep_in(self, place: str, run: str) -> None:
        """Note the run of a database that results go into."""
        with self._writing():
            self._file.execute("INSERT OR IGNORE INTO kept_in VALUES (?, ?)", (place, run))

    def works(self) -> Iterator[Work]:
        """Yield what is to be done, in order, with what is known of earlier runs."""
        own = "plan.number, plan.name, plan.key, plan.place, plan.member, plan.problem, fingerprint, files, failed"
        for row in self._rows(f"{own}, pairs.kind, other.shown, other.place, other.member"):
            number, name, key, place, member, problem, fingerprint, files, failed, kind, *other = row
            known = None if files is None else Known(fingerprint, json.loads(files), failed)
            partner = Partner(other[0], os.fsdecode(other[1]), other[2] or None) if kind == "review" else None
            lies = (os.fsdecode(place), member or None)
            yield Work(number, name, key, *lies, problem, known, partner, is_beside=kind == "self")

    def keep(self, found: Iterable[Done]) -> None:
        """Keep what became of assessments, in one transaction."""
        rows = [
            (one.key, one.fingerprint, one.failed, json.dumps(dict(one.files)), _summary(one), _errors(one))
            for one in found
            if one.state is not State.UNCHANGED
        ]
        with self._writing():
            self._file.executemany("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?, ?)", rows)

    def agree(self, kept: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Forget what the database lacks, given what it holds (name, fingerprint); yield the names that nobody asks for now."""
        with self._writing():
            self._file.execute("CREATE TEMP TABLE kept (key TEXT PRIMARY KEY, fingerprint TEXT) WITHOUT ROWID")
            self._file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", kept)
            self._file.execute(
                "UPDATE done SET fingerprint = '' WHERE NOT EXISTS"
                " (SELECT 1 FROM kept WHERE kept.key = done.key AND kept.fingerprint = done.fingerprint)"
            )
        yield from self._paged("SELECT key FROM kept WHERE key > ? AND key NOT IN (SELECT key FROM plan) ORDER BY key LIMIT ?")
        self._file.execute("DROP TABLE kept")

    def stale(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what was done before and nobody asks for now: its key, and which files of it stand in OUT."""
        query = "SELECT key FROM done WHERE key > ? AND key NOT IN (SELECT key FROM plan) ORDER BY key LIMIT ?"
        for key in self._paged(query):
            files = self._file.execute("SELECT files FROM done WHERE key = ?", (key,)).fetchone()[0]
            yield key, list(json.loads(files))

    def forget(self, keys: Iterable[str]) -> None:
        """Forget what was done before."""
        with self._writing():
            self._file.executemany("DELETE FROM done WHERE key = ?", ((key,) for key in keys))

    def lines(self) -> Iterator[Line]:
        """Yield what became of each assessment of the plan, in order."""
        for _, shown, key, summary, errors in self._rows("plan.number, plan.shown, plan.key, summary, errors"):
            told = None if summary is None else Summary(*json.loads(summary))
            yield Line(shown, key, told, tuple(Error(*each) for each in json.loads(errors or "[]")))

    def _rows(self, columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield rows of the plan with what is known of each; a page at a time, for the table changes meanwhile."""
        query = f"SELECT {columns} FROM {_JOINED} WHERE plan.number > ? ORDER BY plan.number LIMIT ?"  # noqa: S608 - our own
        at = 0
        while True:
            with _telling(self._path):
                rows = self._file.execute(query, (at, _PAGE)).fetchall()
            if not rows:
                return
            at = rows[-1][0]
            yield from rows

    def _paged(self, query: str) -> Iterator[str]:
        at = ""
        while rows := self._file.execute(query, (at, _PAGE)).fetchall():
            at = rows[-1][0]
            yield from (row[0] for row in rows)

    def _add(self, number: int, row: tuple[Any, ...]) -> None:
        """Add an input to the plan under the first name that is free."""
        wanted, again = safe_name(row[0]), 1
        while True:
            key = numbered(wanted, again)
            added = self._file.execute(
                "INSERT OR IGNORE INTO plan VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *row, key, folded(key))
            )
            if added.rowcount:
                return
            again += 1

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with _telling(self._path):
            self._file.execute("BEGIN")
            try:
                yield
                self._file.execute("COMMIT")
            except BaseException:
                if self._file.in_transaction:
                    self._file.execute("ROLLBACK")
                raise


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as problem:
        code = "batch-running" if "locked" in str(problem) else "batch-not-written"
        raise DabiaoError(code, where=str(path), reason=str(problem)) from problem
    except sqlite3.DatabaseError as problem:
        raise DabiaoError("batch-journal-damaged", where=str(path)) from problem
    except OSError as problem:
        raise DabiaoError("batch-not-written", where=str(path), reason=problem.strerror or "?") from problem


def _stored(one: Input) -> tuple[str, str, bytes, str, str | None]:
    return _text(one.name), _text(one.shown), os.fsencode(one.place), one.member or "", one.problem


def _text(name: str) -> str:
    r"""Return a name that any file can hold; bytes of it that were no UTF-8 are written as in a URL.

    >>> _text(b"\xcb.yaml".decode(errors="surrogateescape"))
    '%CB.yaml'
    """
    return _SURROGATE.sub(lambda found: f"%{ord(found[0]) & 0xFF:02X}", name)


def _summary(one: Done) -> str | None:
    return None if one.summary is None else json.dumps(astuple(one.summary), ensure_ascii=False)


def _errors(one: Done) -> str:
    return json.dumps([astuple(error) for error in one.errors], ensure_ascii=False)


__all__ = ["Journal", "Line"]
