"""What goes to a worker and what comes back: one assessment and what it came to, as plain data that can be sent anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from batch.errors import Error
from batch.rows import Rows


class Output(StrEnum):
    """What a run can write for each assessment; the value is the folder in OUT."""

    FORM = "forms"
    PDF = "pdfs"
    PAPERS = "papers"
    REPORT = "reports"
    SCORECARD = "scorecards"

    @property
    def ending(self) -> str:
        """The ending of such a file."""
        return {"forms": ".docx", "pdfs": ".pdf", "papers": ".docx", "reports": ".html", "scorecards": ".json"}[self.value]

    def file(self, key: str) -> str:
        """Return the name in OUT of an assessment's file.

        >>> Output.FORM.file('苏州/a')
        'forms/苏州/a.docx'
        """
        return f"{self.value}/{key}{self.ending}"


OF_A_FORM = frozenset({Output.FORM, Output.PDF})
"""What is made of the official form, in which a self-assessment and a review can stand together."""


class State(StrEnum):
    """What became of an assessment in this run."""

    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier run made of an assessment: the fingerprint of what it was made of, and the mark of each file.

    A mark is the size of the file, and behind a colon the hash of what a file of its kind alone is made of. ``failed`` is the
    hash of what was asked for, where it gave no result.
    """

    fingerprint: str
    files: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """The self-assessment that stands in the form of a review: where it lies, and how a person calls it."""

    shown: str
    place: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One assessment to be done.

    ``number`` is its place in the order of the inputs, from 1; ``name`` the file's, within the folder or zip that was given;
    ``place`` its path or URL, of a zip where ``member`` names the entry; ``key`` the name of what is made of it.
    ``problem`` is why it cannot be read, where that is known already. Of a self-assessment and a review that share a form, the
    review has the other for its ``partner``, and the self-assessment, which has no form of its own then, ``is_beside``.
    """

    number: int
    name: str
    key: str
    place: str
    member: str | None = None
    problem: str | None = None
    known: Known | None = None
    partner: Partner | None = None
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """The line of one assessment in ``summary.csv``."""

    unit: str
    kind: str
    score: str
    result: str
    outcome: str
    grade: str
    doubts: int


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one assessment. ``files`` are the marks of the files that stand in OUT now, by ``Output``.

    ``stop`` is an error that no other file would escape either (a full disk): the run ends there.
    ``was_bad``: it is unchanged, and gave no result when it was done. ``is_kept``: the worker has added its rows to the
    database. ``failed`` as in ``Known``.
    """

    number: int
    key: str
    state: State
    fingerprint: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    summary: Summary | None = None
    rows: Rows | None = None
    errors: tuple[Error, ...] = ()
    stop: tuple[str, str, Mapping[str, object]] | None = None
    was_bad: bool = False
    is_kept: bool = False
    failed: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether it gave no result, now or when it was done."""
        return self.was_bad or self.state is State.FAILED
