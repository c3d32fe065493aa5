"""The labels that stand in paragraphs above tables: 一、基础管理（140分）, 表2 仓库管理评分表, 二、现场管理.

A line with a code and points is one wherever several tables make up a standard. A line with a code alone could be a note; it
is a label where the tables' lines count up from 1 and no table with words above it lacks one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extract.document import Paragraph
from normalize.labels import read_label, squeeze
from normalize.notes import is_blank_line, is_caption, is_title
from normalize.rows import Row, RowKind, is_continued_mark
from normalize.vocabulary import NOTE_OPENINGS, PART_WORDS
from rubrics.model import ColumnRole
from rubrics.numerals import plain_code

if TYPE_CHECKING:
    from normalize.parts import Part

_LONGEST = 40
_SENTENCE_SIGNS = frozenset("。；;！？?!")


def bands_of(parts: Sequence[Part]) -> list[Paragraph | None]:
    """Return for each table of a standard the paragraph above it that labels it, ``None`` where there is none."""
    if len(parts) < 2:
        return [_band_in_table(part) or _band_of_many(part) for part in parts]
    inside = [_opening_label(part) for part in parts]
    lines = [_lines(part) or label for part, label in zip(parts, inside, strict=True)]
    strong = [next((p for p in reversed(part.above) if is_band(p)), None) for part in parts]
    weak = [each[-1] if each and is_coded(each[-1]) else None for each in lines]
    titles = [each[-1] if each and is_title(each[-1].text) else None for each in lines]
    if all(titles) and any(is_title(line.text) for line in lines[0][:-1]):  # each table under a title of its own
        weak = titles
    pointed = [each[-1] if each and _is_pointed(each[-1]) else None for each in lines]
    if all(pointed):
        weak = pointed
    if weak is titles or weak is pointed or _count_up(weak, lines):
        strong = [one or other for one, other in zip(strong, weak, strict=True)]
    return [
        None if band is None or band in label or _is_printed_inside(band, part) else band
        for band, label, part in zip(strong, inside, parts, strict=True)
    ]


def _opening_label(part: Part) -> list[Paragraph]:
    """Return the label in the first row of a table that has no lines above it, as where a workbook parts them by empty rows."""
    first = next((row for row in part.rows if row.kind is not RowKind.EMPTY), None)
    return [Paragraph(_words(first), first.place)] if first is not None and first.kind is RowKind.BAND else []


def _words(row: Row) -> str:
    return next((cell.text for cell in reversed(row.own) if squeeze(cell.text)), "")


def _band_in_table(part: Part) -> Paragraph | None:
    """Return the label in the last row above the header of a table, as where the header stands below each label again."""
    own = [p for p in part.above if p.place.table == part.grid.number]
    is_label = own and not is_caption(own[-1].text) and (is_band(own[-1]) or _is_pointed(own[-1]))
    return own[-1] if is_label else None


def _band_of_many(part: Part) -> Paragraph | None:
    """Return the line above a table that labels its first rows, where lines of the same make label the others inside it."""
    bands = [row for row in part.rows if row.kind is RowKind.BAND]
    lines = _lines(part)
    begins = next((row for row in part.rows if row.kind in (RowKind.BAND, RowKind.BODY)), None)
    if not bands or not lines or begins is bands[0]:
        return None
    if is_caption(lines[-1].text) and not is_caption(_words(bands[0])):
        return None
    first, second = read_label(lines[-1].text), read_label(_words(bands[0]))
    numbers = [plain_code(label.code) for label in (first, second)]
    is_pointed = is_band(lines[-1]) or _is_pointed(lines[-1])
    is_same = is_pointed and second.points is not None and bool(first.code) is bool(second.code)
    return lines[-1] if is_same or numbers == ["1", "2"] else None


def _is_pointed(paragraph: Paragraph) -> bool:
    """Tell whether a line is short and ends with points, though it has no code, and is no title: 检查单元：临时用房（40分）."""
    plain = squeeze(paragraph.text)
    is_short = len(plain) <= _LONGEST and _SENTENCE_SIGNS.isdisjoint(plain)
    return is_short and read_label(paragraph.text).points is not None and not is_title(paragraph.text)


def is_band(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph above a table is the label of an element: a code, a title and points, or a word for a part."""
    label = read_label(paragraph.text)
    if re.split("[（(]", squeeze(label.title).rstrip("：:"), maxsplit=1)[0] in PART_WORDS:
        return True
    return bool(label.code) and label.points is not None and len(squeeze(paragraph.text)) <= _LONGEST


def words_between(part: Part, band: Paragraph | None) -> Iterator[Paragraph]:
    """Yield what stands above a later table of a standard and is neither its label nor a blank."""
    yield from (line for line in _lines(part) if line is not band)


def _lines(part: Part) -> list[Paragraph]:
    return [p for p in part.above if squeeze(p.text) and not is_continued_mark(p.text) and not is_blank_line(p.text)]


def is_coded(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is short, no sentence, and opens with a code, or labels a part."""
    if is_band(paragraph):
        return True
    plain = squeeze(paragraph.text)
    return len(plain) <= _LONGEST and _SENTENCE_SIGNS.isdisjoint(plain) and bool(read_label(paragraph.text).code)


def _count_up(weak: Sequence[Paragraph | None], lines: Sequence[Sequence[Paragraph]]) -> bool:
    """Tell whether the labels are numbered 1, 2, 3 …, and whether no table with a heading of its own is without one."""
    numbers = [plain_code(read_label(band.text).code).rsplit(".", 1)[-1].rsplit("-", 1)[-1] for band in weak if band is not None]
    bare = (each for each, band in zip(lines, weak, strict=True) if band is None)
    alone = all(all(squeeze(line.text).startswith(NOTE_OPENINGS) for line in each) for each in bare)
    return len(numbers) > 1 and alone and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _is_printed_inside(band: Paragraph, part: Part) -> bool:
    """Tell whether the table itself opens with the label that stands above it."""
    levels = [number for number, column in enumerate(part.columns) if column.role is ColumnRole.ELEMENT]
    first = next((row.text(levels[0]) for row in part.rows if squeeze(row.text(levels[0]))), "") if levels else ""
    return squeeze(read_label(first).title) == squeeze(read_label(band.text).title)
