"""``summary.csv`` and ``errors.csv``: a line for each assessment, and one for each that gave no result, in the inputs' order.

Both are written from the journal when a run is complete, for a spreadsheet: UTF-8 with a mark, and no cell that a spreadsheet
would take for a formula. ``summary.csv`` is the same in every language, the sentences of ``errors.csv`` are in the one in use.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path

from batch.journal import Journal, Line
from batch.storage import Storage
from batch.work import Summary
from rubrics.errors import DabiaoError
from rubrics.widths import one_line

SUMMARY, ERRORS = "summary.csv", "errors.csv"
LISTS = (SUMMARY, ERRORS)
SUMMARY_HEAD = ("file", "key", "unit", "kind", "score", "result", "outcome", "grade", "doubts")
ERRORS_HEAD = ("file", "place", "what", "what to do", "code", "further errors")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet takes for a formula (OWASP, CSV injection)."""

Rows = Iterable[tuple[str, ...]]


def write_lists(storage: Storage, journal: Journal, folder: Path) -> None:
    """Write both lists; ``folder`` is where they are made before they are brought there."""
    _write(storage, folder / f"{SUMMARY}.part", SUMMARY, _summaries(journal.lines()))
    _write(storage, folder / f"{ERRORS}.part", ERRORS, _errors(journal.lines()))


def _write(storage: Storage, made: Path, name: str, rows: Rows) -> None:
    try:
        with made.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerows(tuple(map(_plain, row)) for row in rows)
        storage.put(name, made)
    except OSError as problem:
        raise DabiaoError("batch-not-written", where=str(made), reason=problem.strerror or "?") from problem
    finally:
        made.unlink(missing_ok=True)


def _summaries(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    yield SUMMARY_HEAD
    nothing = ("",) * len(Summary.__slots__)
    for line in lines:
        told = nothing if line.summary is None else map(str, astuple(line.summary))
        yield (line.shown, line.key, *told)


def _errors(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    yield ERRORS_HEAD
    for line in lines:
        if line.errors:
            first = line.errors[0]
            yield (line.shown, first.place, *first.sentences, first.code, str(len(line.errors) - 1))


def _plain(cell: str) -> str:
    """Return a text as a cell on one line that is no formula.

    >>> _plain('=1+1'), _plain('a b'), _plain('-')
    ("'=1+1", 'a b', "'-")
    """
    line = one_line(cell)
    return f"'{line}" if line.startswith(_FORMULA) else line
