"""Which scoring tables are parts of one standard, and where the next standard begins.

Tables with the same headings go on with one standard, unless a new title stands above the later one and its elements are
counted from the beginning again; a caption (表2 …) is no title. Tables with other headings are another standard, unless they hold
the same column by column and no title stands between.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Paragraph
from normalize.labels import read_label, squeeze
from normalize.notes import attachment_position, is_caption, is_title, title_position
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
    lines = [p for p in part.above if squeeze(p.text)]
    at = title_position(lines)
    attached = attachment_position(lines) != at
    titled = at is not None and (attached or not is_caption(lines[at].text))
    code = _first_code(part)
    begins_anew = code is not None and code == _first_code(group[0])
    if _headings(part) != _headings(group[0]):
        return titled or begins_anew or _roles(part) != _roles(group[0])
    if code is None:
        return titled and (attached or not _has_title_of_its_own(group[0]))
    return titled and begins_anew


def _has_title_of_its_own(part: Part) -> bool:
    """Tell whether two titles stand above a table: that of the whole standard, and that of the table."""
    lines = [p for p in part.above if squeeze(p.text)]
    at = attachment_position(lines) or 0
    return sum(is_title(line.text) for line in lines[at:]) > 1


def _roles(part: Part) -> list[tuple[ColumnRole, int | None, str | None]]:
    return [(column.role, column.level, column.side) for column in part.columns]


def _headings(part: Part) -> list[tuple[str, ColumnRole]]:
    return [(column.heading, column.role) for column in part.columns]


def _first_code(part: Part) -> str | None:
    """Return the code of the first label in a table, ``None`` where it prints none."""
    levels = [number for number, column in enumerate(part.columns) if column.role is ColumnRole.ELEMENT]
    if not levels or not part.rows:
        return None
    texts = (row.text(levels[0]) for row in part.rows)
    return read_label(next((text for text in texts if squeeze(text)), "")).code or None
