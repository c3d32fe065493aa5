"""Diagnostics on the page: each at its cell, those of no cell apart, the doubts among them chained one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from normalize.roles import CellRole
from normalize.standard import Import
from render.source_report.anchors import Anchors
from render.source_report.view import Note
from render.source_report.words import Words
from rubrics.catalogue import Severity
from rubrics.diagnostics import Diagnostic
from rubrics.messages import speaking

_ABOUT = (
    ("rule-", (CellRole.RULE, CellRole.VETO, CellRole.REQUIREMENT)),
    ("item-without-", (CellRole.RULE, CellRole.POINTS, CellRole.REQUIREMENT)),
    ("veto-", (CellRole.VETO, CellRole.RULE)),
    ("total-", (CellRole.SUBTOTAL,)),
    ("points-sum", (CellRole.TITLE, CellRole.POINTS)),
    ("points-", (CellRole.POINTS, CellRole.REQUIREMENT)),
    ("code-", (CellRole.TITLE, CellRole.CODE)),
)
"""How codes begin, and which cells of its row a diagnostic of that kind is about, the likeliest first."""
_ELSE = (CellRole.TITLE, CellRole.REQUIREMENT, CellRole.POINTS)


@dataclass(frozen=True, slots=True)
class Notes:
    """The diagnostics of a document: at a row in reading order, and those that are not."""

    placed: tuple[Note, ...]
    loose: tuple[Note, ...]
    by_row: Mapping[str, tuple[Note, ...]]

    def at(self, row: str) -> tuple[Note, ...]:
        """Return those of one row."""
        return self.by_row.get(row, ())


def notes_of(imports: Sequence[Import], anchors: Anchors) -> Notes:
    """Return every diagnostic of a document's standards; one that several standards repeat comes once."""
    given = list(_distinct(imports))
    said = _said([diagnostic for _, diagnostic in given])
    found = [_note(name, d, english, chinese, anchors) for (name, d), english, chinese in zip(given, *said, strict=True)]
    placed = sorted((note for note in found if note.row), key=lambda note: anchors.order[note.row])
    chained = tuple(_chained([replace(note, anchor=f"d{number}") for number, note in enumerate(placed, 1)]))
    apart = sorted((note for note in found if not note.row), key=lambda note: list(Severity).index(Severity(note.severity)))
    loose = [replace(note, anchor=f"g{number}") for number, note in enumerate(apart, 1)]
    by_row = {row: tuple(notes) for row, notes in groupby(chained, key=lambda note: note.row)}
    return Notes(chained, tuple(loose), by_row)


def is_doubt(note: Note) -> bool:
    """Tell whether a note is an error or a warning: something that has to be looked at."""
    return note.severity != Severity.INFO


def _distinct(imports: Sequence[Import]) -> Iterator[tuple[str, Diagnostic]]:
    """Yield the diagnostics, each with the id of the standard that it is about."""
    seen: set[str] = set()
    for number, one in enumerate(imports):
        for diagnostic in one.diagnostics:
            own = number if diagnostic.place is None else None
            key = repr((diagnostic.code, diagnostic.place, diagnostic.subject, sorted(diagnostic.figures.items(), key=str), own))
            if key not in seen:
                seen.add(key)
                yield one.rubric.id, diagnostic


def _said(diagnostics: Sequence[Diagnostic]) -> Iterator[list[tuple[str, str | None]]]:
    """Yield sentences and places in English, then those in Chinese."""
    for language in ("en", "zh"):
        with speaking(language):
            yield [(d.sentence, d.place.describe() if d.place is not None else None) for d in diagnostics]


def _note(
    standard: str, diagnostic: Diagnostic, english: tuple[str, str | None], chinese: tuple[str, str | None], anchors: Anchors
) -> Note:
    place = diagnostic.place
    row = anchors.row(place)
    wanted = next((roles for start, roles in _ABOUT if diagnostic.code.startswith(start)), ())
    target = anchors.cell(row, place.column if place else None, (*wanted, *_ELSE)) if row else anchors.table(place)
    return Note(
        anchor="",
        severity=str(diagnostic.severity),
        sentence=Words(english[0], chinese[0]),
        place=None if english[1] is None else Words(english[1], chinese[1] or ""),
        subject=diagnostic.subject or "",
        code=diagnostic.code,
        standard=standard,
        target=target,
        row=row,
    )


def _chained(notes: Sequence[Note]) -> Iterator[Note]:
    """Yield the notes, each with the doubts before and behind it."""
    doubts = [note.anchor for note in notes if is_doubt(note)]
    passed = 0
    for note in notes:
        own = is_doubt(note)
        before, behind = doubts[passed - 1 : passed] if passed else [], doubts[passed + own : passed + own + 1]
        passed += own
        yield replace(note, previous=before[0] if before else "", next=behind[0] if behind else "")
