"""What stands on the page, as plain values; the template only sets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from render.source_report.words import Words


@dataclass(frozen=True, slots=True)
class Note:
    """A diagnostic: what it says, and the anchors of itself, of its cell, and of the doubts before and behind.

    ``standard`` is the id of the standard that it is about.
    """

    anchor: str
    severity: str
    sentence: Words
    place: Words | None
    subject: str
    code: str
    standard: str
    target: str = ""
    row: str = ""
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule: its number, its words, and what was understood of it."""

    number: int
    text: str
    meaning: Words
    doubtful: bool
    manual: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class Node:
    """An element or item of the tree: its own anchors (in the tree and beside its row), and that of its cell."""

    anchor: str
    beside: str
    target: str
    name: str
    code: str
    title: str
    points: str
    marks: tuple[Words, ...]
    is_item: bool
    severity: str
    clauses: tuple[Clause, ...] = ()
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What one row gave: a node that begins there, clauses of an element that stand there, or a few words."""

    node: Node | None = None
    words: Words | None = None
    about: str = ""
    clauses: tuple[Clause, ...] = ()


class Piece(NamedTuple):
    """A piece of a cell's text, and what it is: ``code``, ``points``, or nothing of its own."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell as it was read. An empty ``anchor`` and ``role`` is a gap in the grid."""

    anchor: str
    role: str
    pieces: tuple[Piece, ...]
    row_span: int
    column_span: int
    heading: Words | None = None
    nodes: tuple[Node, ...] = ()
    notes: tuple[Note, ...] = ()
    tables: tuple[TableView, ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it was read, and what it gave; ``page`` where a new page of the source begins with it.

    ``reach`` is over how many rows what it gave is set: 0 where that of a row above reaches over it.
    """

    anchor: str
    label: str
    cells: tuple[CellView, ...]
    understood: tuple[Understood, ...] = ()
    notes: tuple[Note, ...] = ()
    page: int | None = None
    reach: int = 1


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of the source, or lines of text (without ``number``): its rows, what became of it, and why."""

    anchor: str
    number: int | None
    widths: tuple[float, ...]
    head: tuple[RowView, ...]
    body: tuple[RowView, ...]
    state: str
    reason: Words | None = None
    more: int = 0
    is_folded: bool = False
    sticky: bool = False


@dataclass(frozen=True, slots=True)
class StandardView:
    """One standard of the document: its figures, what stands around its tables, and its tree."""

    id: str
    title: str
    subtitle: str
    points: str
    levels: str
    items: int
    clauses: int
    doubtful: int
    manual: int
    stated: tuple[tuple[str, str], ...]
    policy: tuple[tuple[str, str], ...]
    blanks: tuple[str, ...]
    tree: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything on the page."""

    name: str
    format: str
    sha256: str
    standards: tuple[StandardView, ...]
    loose: tuple[Note, ...]
    placed: tuple[Note, ...]
    counts: tuple[tuple[str, Words, int], ...]
    first: str
    blocks: tuple[TableView, ...]
    footnotes: tuple[str, ...]
