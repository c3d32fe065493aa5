"""What went wrong with one file of a run: kept in codes, and said in words when ``errors.csv`` is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from rubrics.catalogue.batching import SAID
from rubrics.catalogue.failures import FAILURES
from rubrics.errors import DabiaoError, ErrorList
from rubrics.messages import spoken, translate

TRANSIENT = frozenset({"no-such-file", "not-readable", "batch-worker-died", "batch-out-of-memory"})
"""What may be otherwise at the next run though the file is the same: such a file is always tried again."""
_POSITION = re.compile(r":(\d+):(\d+)$")
_APART = re.compile(r"(.*)(?:; |；)(.*)", re.DOTALL)
"""A sentence of the catalogue says what is wrong, and behind its last semicolon what to do."""

Figure = str | int


@dataclass(frozen=True, slots=True)
class Error:
    """Why one file gave no result: the first error of it, where it stands (line and column, from 1), and how many more."""

    code: str
    figures: dict[str, Figure] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None
    more: int = 0

    @property
    def lasts(self) -> bool:
        """Whether the same bytes give the same error again."""
        return self.code not in TRANSIENT

    @property
    def place(self) -> str:
        """Where it stands, in words; empty where the file as a whole is meant."""
        return "" if self.line is None else translate(SAID["place"]).format(line=self.line, column=self.column)

    @property
    def sentences(self) -> tuple[str, str]:
        """What is wrong, and what to do.

        >>> Error("answer-unknown-item", {"id": "9.9-9"}).sentences
        ('there is no item 9.9-9', 'check the id')
        """
        figures = spoken(self.figures)
        parts = _APART.fullmatch(translate(FAILURES[self.code]))
        what, to_do = parts.groups() if parts else (translate(FAILURES[self.code]), translate(SAID["mend"]))
        return what.format(**figures), to_do.format(**figures)


def error_of(problem: Exception) -> Error:
    """Return what is told about the file that raised ``problem``."""
    if isinstance(problem, ErrorList):
        first = _of_one(problem.errors[0])
        return Error(first.code, first.figures, first.line, first.column, len(problem.errors) - 1)
    if isinstance(problem, DabiaoError):
        return _of_one(problem)
    if isinstance(problem, MemoryError):
        return Error("batch-out-of-memory")
    return Error("batch-defect", {"problem": f"{type(problem).__name__}: {problem}"[:300]})


def _of_one(problem: DabiaoError) -> Error:
    position = _POSITION.search(problem.where)
    line, column = (int(position[1]), int(position[2])) if position else (None, None)
    return Error(problem.code, {name: _figure(value) for name, value in problem.figures.items()}, line, column)


def _figure(value: object) -> Figure:
    return value if isinstance(value, int) and not isinstance(value, bool | Decimal) else str(value)
