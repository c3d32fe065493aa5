"""The editions of a library: which standard a name means, and which of its editions.

An id names the standard and means its newest edition; ``id@version`` (or ``id@date``) names one edition. Which is the newest
follows from what the editions say of themselves: one that another supersedes is not, and of the rest the latest date is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rubrics.errors import RubricError
from rubrics.model import RUBRIC_SCHEMA
from rubrics.yaml_reading import read_file, read_head

OWN_LIBRARY = "DABIAO_LIBRARY"
"""The environment variable that names a folder of rubrics of one's own, whose editions stand beside those of dabiao."""
MARK = "@"


@dataclass(frozen=True, slots=True)
class Edition:
    """One rubric of a library: what it says of itself, and its file."""

    id: str
    version: str | None
    date: str | None
    supersedes: str | None
    path: Path

    @property
    def name(self) -> str:
        """The name that means this edition; the bare id where it says neither version nor date."""
        return MARK.join(part for part in (self.id, self.version or self.date) if part)


def editions_in(folder: Path) -> list[Edition]:
    """Return the rubrics in a folder, in the order of their files; what is no rubric is passed over."""
    found = [_read(path) for path in sorted(folder.glob("*.yaml"))]
    return [edition for edition in found if edition is not None]


def own_library() -> Path | None:
    """Return the folder that ``DABIAO_LIBRARY`` names; ``RubricError`` where there is none."""
    named = os.environ.get(OWN_LIBRARY)
    if not named:
        return None
    if not Path(named).is_dir():
        raise RubricError("library-absent", where=named, variable=OWN_LIBRARY)
    return Path(named)


def chosen(editions: Sequence[Edition], name: str) -> Edition:
    """Return the edition that ``name`` means; ``RubricError`` that names those there are where it means none, or several."""
    wanted, _, edition = name.partition(MARK)
    of_id = [one for one in editions if one.id == wanted]
    if not of_id:
        raise RubricError("no-such-rubric", name=name, known=_listed({one.id for one in editions}))
    named = [one for one in of_id if edition in (one.version, one.date)] if edition else newest(of_id)
    if not named:
        raise RubricError("no-such-edition", name=name, known=_listed(one.name for one in of_id))
    if len(named) > 1:
        files = _listed(f"{one.name} ({one.path})" for one in named)
        raise RubricError("several-editions", name=name, known=files)
    return named[0]


def newest(editions: Sequence[Edition]) -> list[Edition]:
    """Return the newest of the editions of one standard; several where nothing tells which it is.

    One without a date counts as older than one that has a date.
    """
    replaced = {one.supersedes for one in editions} - {None}
    left = [one for one in editions if not replaced & {one.name, one.version}] or list(editions)
    latest = max(one.date or "" for one in left)
    return [one for one in left if (one.date or "") == latest]


def _read(path: Path) -> Edition | None:
    """Return what the head of a file says of its edition; ``None`` where it is no rubric."""
    head = read_head(read_file(path), until="elements")
    if head.get("schema") != RUBRIC_SCHEMA or "id" not in head:
        return None
    return Edition(head["id"], head.get("version"), head.get("date"), head.get("supersedes"), path)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
