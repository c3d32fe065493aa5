"""The published rubrics that come with dabiao, those of one's own, and the documents that they were read from."""

from __future__ import annotations

from pathlib import Path

from rubrics.files import load_rubric
from rubrics.library.editions import MARK, Edition, chosen, editions_in, own_library
from rubrics.model import Rubric

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parent.parent / "examples"
"""The published documents and example assessments, installed beside the stages."""


def library_ids() -> list[str]:
    """Return the ids of the rubrics that come with dabiao, in alphabetical order."""
    return sorted({edition.id for edition in editions_in(FOLDER)})


def library_editions() -> list[Edition]:
    """Return every edition in the library: those that come with dabiao, then those of one's own (``DABIAO_LIBRARY``)."""
    own = own_library()
    return [*editions_in(FOLDER), *(editions_in(own) if own is not None else ())]


def open_library(name: str) -> Rubric:
    """Return the library's rubric of that name, ``id`` (its newest edition) or ``id@version``.

    ``RubricError`` that names those there are, where the name means none of them or more than one.
    """
    return load_rubric(chosen(library_editions(), name).path)


def rubric_path(given: Path) -> Path:
    """Return the file that is meant by a path or by the name of a rubric in the library.

    ``RubricError`` where it is neither: what has a folder or an ending is taken for a path, the rest for a name. A version
    may hold both (``id@DB32/T 4321.1-2022``), and is told by its @.
    """
    if given.exists() or given.suffix in {".yaml", ".yml"}:
        return given
    if MARK not in str(given) and (given.suffix or len(given.parts) > 1):
        return given
    return chosen(library_editions(), str(given)).path
