"""The logical table of a flattened standard: what ``normalize.flattened`` rebuilds from its lines."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Paragraph
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Column


@dataclass(frozen=True, slots=True)
class FlattenedRow:
    """One item. ``labels`` has one text a level, empty where nothing new begins; ``place`` is its first line.

    A text of several lines keeps them, line feeds between. ``points_text`` is the figure as printed, with its stars; where it was
    lost, it is ``None``, or follows from a total, and then ``inferred`` is true. ``requirement`` is empty only where an element
    has no item at all.
    """

    labels: tuple[str, ...]
    requirement: str
    points_text: str | None
    inferred: bool
    rules: str
    place: Place
    method: str = ""
    veto: str = ""
    index: str = ""


@dataclass(frozen=True, slots=True)
class FlattenedTotal:
    """A computed row. ``element`` counts the elements of the first level from 0; ``None``: everything above.

    ``label`` is empty where it was lost; ``points_text`` is ``None`` where no figure is printed.
    """

    label: str
    element: int | None
    points_text: str | None
    place: Place
    index: str = ""


@dataclass(frozen=True, slots=True)
class FlattenedTable:
    """The table, and the paragraphs above and below it (title, notes, blanks) without the chatter of the page."""

    columns: tuple[Column, ...]
    rows: tuple[FlattenedRow, ...]
    totals: tuple[FlattenedTotal, ...]
    above: tuple[Paragraph, ...]
    below: tuple[Paragraph, ...]
    diagnostics: tuple[Diagnostic, ...]
