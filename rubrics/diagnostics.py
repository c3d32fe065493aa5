"""What a stage has to say about a document: a code, a place in the source, and the figures it is about.

The sentences stand in ``rubrics.catalogue``; a diagnostic is only data until somebody reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache

from rubrics.catalogue import N_, Entry, Severity
from rubrics.messages import spoken, translate

_PLACE = re.compile(
    r"(?:g(?P<page>\d+))?(?:t(?P<table>\d+))?(?:r(?P<row>\d+))?(?:c(?P<column>\d+))?"
    r"(?:p(?P<paragraph>\d+))?(?:l(?P<line>\d+))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a source: each part is counted from 1, and ``None`` where it does not apply.

    Written ``t3r5c2`` (table 3, row 5, grid column 2), ``p12`` (paragraph 12), ``l40`` (line 40), ``g2t1r4`` (page 2 …).
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        parts = zip("gtrcpl", (getattr(self, f.name) for f in fields(self)), strict=True)
        return "".join(f"{letter}{number}" for letter, number in parts if number is not None)

    @classmethod
    def parse(cls, text: str) -> Place:
        """Return the place that ``str(place)`` wrote; ``ValueError`` for anything else."""
        match = _PLACE.fullmatch(text)
        if not text or match is None:
            raise ValueError(text)
        return cls(**{name: int(number) for name, number in match.groupdict().items() if number})

    def describe(self) -> str:
        """Return the place in words, in the language in use: ``table 3, row 5, column 2``."""
        words = {
            "page": N_("page {n}"),
            "table": N_("table {n}"),
            "row": N_("row {n}"),
            "column": N_("column {n}"),
            "paragraph": N_("paragraph {n}"),
            "line": N_("line {n}"),
        }
        said = [
            translate(words[f.name]).format(n=getattr(self, f.name)) for f in fields(self) if getattr(self, f.name) is not None
        ]
        return translate(N_(", ")).join(said)


@cache
def catalogue() -> Mapping[str, Entry]:
    """Return every diagnostic code with its severity and English sentence."""
    from rubrics.catalogue import checking, extracting, normalizing, reading, rendering, scoring, updating  # noqa: PLC0415 - only when read

    entries: dict[str, Entry] = {}
    for module in (checking, extracting, normalizing, scoring, rendering, reading, updating):
        for code, entry in module.DIAGNOSTICS.items():
            if code in entries:
                raise ValueError(f"diagnostic code used twice: {code}")
            entries[code] = entry
    return entries


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that a person should know about a document, a rubric or an assessment.

    ``code`` is stable and stands in ``rubrics.catalogue``; ``place`` is where in the source; ``subject`` is the id of
    the element or item that it is about; ``figures`` are the numbers and words that its sentence names.
    """

    code: str
    place: Place | None = None
    subject: str | None = None
    figures: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """The severity that the catalogue gives to this code."""
        return catalogue()[self.code].severity

    @property
    def sentence(self) -> str:
        """The sentence for a person, in the language in use."""
        return translate(catalogue()[self.code].sentence).format(**spoken(self.figures))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the diagnostics is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
