"""What to do with one value: the rubric's, the corrected source's, and what the import gave before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from rubrics.revision.marks import mark
from rubrics.yaml_patching import is_same

ABSENT: Any = None
"""A field that is not set: plain data leaves it out."""


class Choice(Enum):
    """Which value holds. A conflict keeps the rubric's, and is told."""

    SAME = auto()
    OURS = auto()
    THEIRS = auto()
    CONFLICT = auto()


@dataclass(frozen=True)
class Before:
    """What the import gave before: the data of one part where the old source is there, marks where the rubric has them."""

    data: Mapping[str, Any] | None
    marks: frozenset[str] | None

    def gave(self, kind: str, value: Any) -> bool:
        """Tell whether the import gave this value, by its mark."""
        return self.marks is not None and mark(kind, value) in self.marks


def choose(kind: str, name: str, ours: Any, theirs: Any, before: Before) -> Choice:
    """Return what holds for one field: the edit of a person, the correction of the source, or neither without that person."""
    if is_same(ours, theirs):
        return Choice.SAME
    if before.marks is not None and (by_mark := _by_mark(kind, ours, theirs, before)) is not None:
        return by_mark
    if before.data is not None:
        base = before.data.get(name)
        return Choice.THEIRS if is_same(ours, base) else Choice.OURS if is_same(theirs, base) else Choice.CONFLICT
    return Choice.CONFLICT


def choose_whole(kind: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], before: Before) -> Choice | None:
    """Return what holds for all fields of a part together; ``None`` where each has to be looked at."""
    if is_same(ours, theirs):
        return Choice.SAME
    if before.gave(kind, ours):
        return Choice.THEIRS
    return Choice.OURS if before.gave(kind, theirs) else None


def _by_mark(kind: str, ours: Any, theirs: Any, before: Before) -> Choice | None:
    """Return what marks say: they know a value that the import gave, but not one that it did not give."""
    if ours is not ABSENT and before.gave(kind, ours):
        return Choice.THEIRS
    if theirs is not ABSENT and before.gave(kind, theirs):
        return Choice.OURS
    if before.data is None and ours is ABSENT:
        return Choice.THEIRS
    return Choice.OURS if before.data is None and theirs is ABSENT else None
