"""What went wrong with one file of a run: kept in codes, and said in words when ``errors.csv`` is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from rubrics.catalogue.batching import SAID
from rubrics.catalogue.failures import FAILURES
from rubrics.errors import DabiaoError, ErrorList
from rubrics.messages import spoken, translate

TRANSIENT = frozenset(
    {
        "no-such-file",
        "not-readable",
        "batch-no-file",
        "batch-pair-several",
        "batch-partner-broken",
        "batch-folder-not-readable",
        "batch-worker-died",
        "batch-out-of-memory",
    }
)
"""What may be otherwise at the next run though the file is the same: such a file is always tried again."""
MOST = 100
"""So many errors of one file are kept."""
_POSITION = re.compile(r":(\d+):(\d+)$")
_APART = re.compile(r"(.*)(?:; |；)(.*)", re.DOTALL)
"""A sentence of the catalogue says what is wrong, and behind its last semicolon what to do."""

Figure = str | int


@dataclass(frozen=True, slots=True)
class Error:
    """One reason why a file gave no result, and where it stands in it (line and column, from 1)."""

    code: str
    figures: dict[str, Figure] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None

    @property
    def lasts(self) -> bool:
        """Whether the same bytes give the same error again."""
        return self.code not in TRANSIENT

    @property
    def place(self) -> str:
        """Where it stands, in words; empty where the file as a whole is meant."""
        return "" if self.line is None else translate(SAID["place"]).format(line=self.line, column=self.column)

    @property
    def where(self) -> str:
        """Where it stands, for machines: ``12:5``."""
        return "" if self.line is None else f"{self.line}:{self.column}"

    @property
    def plain_words(self) -> str:
        """What is wrong and what to do, in English whatever the language in use: for the database."""
        return FAILURES[self.code].format(**self.figures)

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


def errors_of(problem: Exception) -> tuple[Error, ...]:
    """Return what is told about the file that raised ``problem``; of very many errors the first."""
    if isinstance(problem, ErrorList):
        return tuple(_of_one(each) for each in problem.errors[:MOST])
    if isinstance(problem, DabiaoError):
        return (_of_one(problem),)
    if isinstance(problem, MemoryError):
        return (Error("batch-out-of-memory"),)
    return (Error("batch-defect", {"problem": f"{type(problem).__name__}: {problem}"[:300]}),)


def _of_one(problem: DabiaoError) -> Error:
    position = _POSITION.search(problem.where)
    line, column = (int(position[1]), int(position[2])) if position else (None, None)
    return Error(problem.code, {name: _figure(value) for name, value in problem.figures.items()}, line, column)


def _figure(value: object) -> Figure:
    return value if isinstance(value, int) and not isinstance(value, bool | Decimal) else str(value)
