"""Which assessments go into which form: all into the one that is named, or into a folder, one form for each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from render.figures import Filled
from rubrics.model import FILLED, Rubric

ENDING = ".docx"


@dataclass(frozen=True, slots=True)
class Bundle:
    """One form: its name, without an ending, and the assessments that it is filled with."""

    name: str
    filled: tuple[Filled, ...]


def is_folder(output: Path) -> bool:
    """Tell whether forms are to be written into ``output``, not as it: where it does not have the ending of a Word file.

    >>> is_folder(Path('form.docx')), is_folder(Path('forms'))
    (False, True)
    """
    return output.suffix.lower() != ENDING


def bundles(rubric: Rubric, named: Sequence[tuple[str, Filled]]) -> list[Bundle]:
    """Return a form for each assessment with its name; self-assessment and review of one unit share a form that has both sides.

    A form without any assessment is blank and has the rubric's id for its name.
    """
    if not named:
        return [Bundle(rubric.id, ())]
    has_sides = all(column.side is not None for column in rubric.form.columns if column.role in FILLED)
    found: list[Bundle] = []
    for name, one in named:
        unit, kind = one.assessment.unit, one.assessment.kind
        partner = next((n for n, each in enumerate(found) if has_sides and unit is not None and _lacks(each, unit, kind)), None)
        if partner is None:
            found.append(Bundle(name, (one,)))
        else:
            found[partner] = Bundle(found[partner].name, (*found[partner].filled, one))
    return found


def _lacks(bundle: Bundle, unit: str, kind: str) -> bool:
    """Tell whether a form holds only the other kind of assessment of a unit."""
    return [(one.assessment.unit, one.assessment.kind != kind) for one in bundle.filled] == [(unit, True)]
