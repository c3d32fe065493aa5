"""The published rubrics that come with dabiao, and the documents that they were read from."""

from __future__ import annotations

from pathlib import Path

from rubrics.errors import RubricError
from rubrics.files import load_rubric
from rubrics.model import Rubric

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parent.parent / "examples"
"""The published documents and example assessments, installed beside the stages."""


def library_ids() -> list[str]:
    """Return the ids of the rubrics in the library, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def open_library(name: str) -> Rubric:
    """Return the library's rubric with the id ``name``; ``RubricError`` that names those there are."""
    return load_rubric(_library_path(name))


def rubric_path(given: Path) -> Path:
    """Return the file that is meant by a path or by the id of a rubric in the library.

    ``RubricError`` where it is neither: what has a folder or an ending is taken for a path, the rest for an id.
    """
    if given.exists() or given.suffix or len(given.parts) > 1:
        return given
    return _library_path(given.name)


def _library_path(name: str) -> Path:
    if name not in library_ids():
        raise RubricError("no-such-rubric", name=name, known=", ".join(library_ids()))
    return FOLDER / f"{name}.yaml"
