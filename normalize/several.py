"""Which scoring tables are parts of one standard, and where the next standard begins.

Tables with the same headings go on with one standard, unless a new title stands above the later one and its elements are
counted from the beginning again. Tables with other headings are another standard.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Paragraph
from normalize.labels import read_label, squeeze
from normalize.notes import attachment_position, title_position
from normalize.parts import Found, Part
from rubrics.model import ColumnRole


def standards_among(found: Found) -> Iterator[tuple[list[Part], list[Paragraph]]]:
    """Yield for each standard its tables and the paragraphs below the last of them."""
    group: list[Part] = []
    for part in found.parts:
        if group and _begins_another(part, group):
            lines = [p for p in part.above if squeeze(p.text)]
            at = attachment_position(lines)
            yield group, lines[: at if at is not None else 0]
            part.above = lines[at if at is not None else 0 :]
            group = []
        group.append(part)
    yield group, found.below


def _begins_another(part: Part, group: list[Part]) -> bool:
    if _headings(part) != _headings(group[0]):
        return True
    titled = title_position([p for p in part.above if squeeze(p.text)]) is not None
    return titled and _first_code(part) is not None and _first_code(part) == _first_code(group[0])


def _headings(part: Part) -> list[tuple[str, ColumnRole]]:
    return [(column.heading, column.role) for column in part.columns]


def _first_code(part: Part) -> str | None:
    """Return the code of the first label in a table, ``None`` where it prints none."""
    levels = [number for number, column in enumerate(part.columns) if column.role is ColumnRole.ELEMENT]
    if not levels or not part.rows:
        return None
    texts = (row.text(levels[0]) for row in part.rows)
    return read_label(next((text for text in texts if squeeze(text)), "")).code or None
