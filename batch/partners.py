"""The self-assessment and the review of one unit, which share a form that has columns for both.

They are matched by what stands in the files, the unit and the kind, and not by what the files are called: the two come from
different people. Of a file only the keys above its items are read for that.
"""

from __future__ import annotations

from batch.inputs import content
from batch.rows import unit_number
from rubrics.errors import DabiaoError
from rubrics.yaml_reading import MAX_BYTES, read_head

KINDS = ("self", "review")
_NO_NAME = ("", "null", "~")


def head_of(place: str, member: str | None) -> tuple[str, str] | None:
    """Return the unit of an assessment, as a text that is the same for all its spellings, and the kind.

    ``None`` where it has none, or cannot be read: what is wrong with it is found out when it is done. Two assessments of
    different standards are never of one unit.
    """
    try:
        data = content(place, member, None)
    except DabiaoError:
        return None
    head = _head(data) if len(data) <= MAX_BYTES else {}
    unit, kind = head.get("unit", ""), head.get("kind", "")
    number = unit_number(unit) if unit not in _NO_NAME else None
    return (f"{number} {head.get('rubric', '')}", kind) if number is not None and kind in KINDS else None


def _head(data: bytes) -> dict[str, str]:
    """Return the keys at the top of an assessment; of one that has its items before them, after reading all of it."""
    head = read_head(data, "items")
    return head if {"unit", "kind"} <= head.keys() else read_head(data, "")
