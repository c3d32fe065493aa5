"""What no standard is: bounds that keep a hostile file from taking the machine's time and memory.

Every bound stands here, with its default far above any document known. A run can move them: ``dabiao import --limit part=64``,
or ``DABIAO_LIMIT_PART=64`` in the environment (docs/limits.md). They hold for a whole run, like the precision of ``decimal``,
so that no function has to hand them on: ``current()`` says what holds, ``using()`` changes it for a block.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields, replace

from rubrics.errors import DabiaoError, SourceError

VARIABLE = "DABIAO_LIMIT_"
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one run. The first line of each says in which unit it counts, and what is refused above it."""

    file: int = 200
    """megabytes of one source, as it lies on the disk"""
    sources: int = 2000
    """documents in a folder or in a zip of documents"""
    entries: int = 10_000
    """entries of a package or zip"""
    part: int = 32
    """megabytes of one part of a package, or of a text or page, unpacked"""
    unpacked: int = 1000
    """megabytes of all entries of a package or zip together, unpacked"""
    ratio: int = 400
    """times that an entry of more than a megabyte may grow when it is unpacked"""
    overall_ratio: int = 200
    """times that all entries together may grow, where they come to more than 32 megabytes"""
    tags: int = 1_500_000
    """tags, and likewise attributes, of one XML part or page; each costs some hundred bytes of memory"""
    depth: int = 256
    """levels of XML or HTML elements in each other"""
    nesting: int = 60
    """levels of tables, text boxes and wrappers in each other"""
    columns: int = 2000
    """columns of one table"""
    cells: int = 500_000
    """table cells of one document"""
    dump_cells: int = 50_000
    """table cells of a text dump, whose rows have to be worked out"""
    lines: int = 200_000
    """lines of a text"""
    text: int = 20_000_000
    """characters of one document"""
    pages: int = 2000
    """pages of one PDF"""
    pdf_objects: int = 500_000
    """things drawn on one page of a PDF"""
    pdf_segments: int = 20_000
    """lines of one path drawn in a PDF; further ones are not looked at, which is told"""
    pdf_forms: int = 12
    """levels of drawn parts (form objects) in each other in a PDF; deeper ones are not looked at, which is told"""
    pdf_rules: int = 3000
    """level, and likewise upright, lines on one page of a PDF that is looked at for tables; on more its words stay paragraphs"""
    pdf_fields: int = 200_000
    """places at which the level and upright lines of such a page cross"""
    seconds: int = 120
    """seconds that one document may take to read, where it is read by a process of its own"""
    memory: int = 2048
    """megabytes of address space of such a process (where the system can bound it: not on Windows)"""


CEILINGS: Mapping[str, int] = {"depth": 2000, "nesting": 100}
"""What libxml2 and Python's own stack can take; no other limit has a highest value but that of a number."""
HIGHEST = 10**12

_current: ContextVar[Limits | None] = ContextVar("limits", default=None)


def current() -> Limits:
    """Return the limits that hold: those of the innermost ``using``, else those of the environment."""
    limits = _current.get()
    if limits is None:
        limits = from_environment(os.environ)
        _current.set(limits)
    return limits


@contextmanager
def using(limits: Limits) -> Iterator[Limits]:
    """Let ``limits`` hold for a block."""
    token = _current.set(limits)
    try:
        yield limits
    finally:
        _current.reset(token)


def from_environment(environment: Mapping[str, str]) -> Limits:
    """Return the defaults, moved by what variables such as ``DABIAO_LIMIT_PAGES`` say; ``DabiaoError`` for a bad one."""
    said = {name: value for name, value in environment.items() if name.startswith(VARIABLE)}
    return changed(Limits(), (f"{name.removeprefix(VARIABLE)}={value}" for name, value in sorted(said.items())))


def changed(limits: Limits, words: Iterable[str]) -> Limits:
    """Return ``limits`` moved by words such as ``pages=5000`` or ``overall-ratio=500``; ``DabiaoError`` for a bad one.

    >>> changed(Limits(), ["pages=5000", "Overall-Ratio=500"]).overall_ratio
    500
    """
    known = {f.name for f in fields(Limits)}
    values: dict[str, int] = {}
    for word in words:
        name, _, value = word.partition("=")
        key = name.strip().lower().replace("-", "_")
        if key not in known:
            raise DabiaoError("limit-unknown", name=name, known=", ".join(asdict(Limits())).replace("_", "-"))
        values[key] = _number(key, value.strip())
    return replace(limits, **values)


def check_nesting(depth: int) -> None:
    """Raise ``SourceError`` where tables, boxes or wrappers stand more than ``nesting`` deep in each other."""
    most = current().nesting
    if depth > most:
        raise SourceError("nested-too-deep", where="", limit=most)


def _number(name: str, value: str) -> int:
    most = CEILINGS.get(name, HIGHEST)
    if not (value.isascii() and value.isdecimal() and len(value) <= 15 and 0 < int(value) <= most):
        raise DabiaoError("limit-value", name=name, value=value[:40], most=most)
    return int(value)
