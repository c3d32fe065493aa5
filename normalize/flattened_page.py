"""What of a flattened page is the table: its headings, broken over lines, its body, and what stands above and below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.document import Document, Paragraph
from normalize.flattened_lines import Line, computed_label, is_figure, is_priced, is_stars
from normalize.flattened_vocabulary import CHATTER, FILE_ENDING
from normalize.heading_vocabulary import HEADINGS
from normalize.headings import role_of, side_of
from normalize.labels import half_width, squeeze
from normalize.vocabulary import NOTE_OPENINGS
from rubrics.diagnostics import Diagnostic
from rubrics.errors import NoStandardError
from rubrics.model import Column, ColumnRole

_CHATTER = re.compile("|".join(CHATTER))
_FILE_ENDING = re.compile(FILE_ENDING, re.IGNORECASE)
_NOTE = re.compile(rf"(?:{'|'.join(NOTE_OPENINGS)})(?:\(.{{1,20}}\))?[:：]|依据\(")
_TERMS = frozenset(half_width(term).upper() for terms in HEADINGS.values() for term in terms)
_MOST_LINES = 4
"""A heading is broken over so many lines at most."""
_LONGEST_HEADING = 20
_LEAST_HEADINGS = 3
_KNOWN, _LIKELY, _STRANGE = 0.0, 1.0, 3.0
"""What a heading costs that is a known term, that ends with or contains one, and that is none."""
_ITEM_ROLES = frozenset({ColumnRole.REQUIREMENT, ColumnRole.ELEMENT})
_PRICE_ROLES = frozenset({ColumnRole.POINTS, ColumnRole.RULES, ColumnRole.VETO})


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page."""

    columns: tuple[Column, ...]
    above: tuple[Paragraph, ...]
    body: tuple[Line, ...]
    below: tuple[Paragraph, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_page(document: Document) -> Page:
    """Return the parts of the page in ``document``; ``NoStandardError`` where no line run is a scoring table's headings."""
    paragraphs = tuple(document.paragraphs)
    lines = [Line(p.place.line or number, p.text.strip()) for number, p in enumerate(paragraphs, start=1)]
    found = _find_headings(lines)
    if found is None:
        raise NoStandardError("no-scoring-headings", where=document.name)
    first, last, headings = found
    tail = _chatter_below(lines, last)
    notes = _notes_below(lines, last, tail)
    body = tuple(_body(lines[last:notes], lines[first:last]))
    dropped = [*(p for p in (*paragraphs[:first], *paragraphs[last:notes]) if is_chatter(p.text)), *paragraphs[tail:]]
    above = tuple(_without_file_names(p for p in paragraphs[:first] if not is_chatter(p.text) or _file_name(p.text)))
    told = [Diagnostic("flattened-chatter", p.place, figures={"text": p.text.strip()[:40]}) for p in dropped]
    unknown = (heading for heading in headings if role_of(heading) is None)
    told += [Diagnostic("column-unknown", paragraphs[first].place, figures={"heading": heading}) for heading in unknown]
    return Page(tuple(_columns(headings)), above, body, paragraphs[notes:tail], tuple(told))


def is_chatter(text: str) -> bool:
    """Tell whether a line is the page's own, not the standard's.

    >>> is_chatter('- 上传时间:2022-11-20'), is_chatter('无年度安全生产目标的,不得分;')
    (True, False)
    """
    return _CHATTER.search(half_width(squeeze(text[:200]))) is not None


def _find_headings(lines: Sequence[Line]) -> tuple[int, int, tuple[str, ...]] | None:
    """Return where the headings of the table begin and end (half open), and the headings; the first run that has all it needs."""
    for first in range(len(lines)):
        headings, last = _heading_run(lines, first)
        roles = {role_of(heading) for heading in headings}
        if len(headings) >= _LEAST_HEADINGS and roles & _ITEM_ROLES and roles & _PRICE_ROLES:
            return first, last, headings
    return None


def _heading_run(lines: Sequence[Line], first: int) -> tuple[tuple[str, ...], int]:
    """Return the most headings that the lines from ``first`` on make, each of one to four lines, and where they end.

    A shortest path: known terms cost nothing and may be broken over lines, so that 二级 and 要素 come together while 一级要素 and
    二级要素 stay apart. The run begins and ends with a known term, and no heading comes twice.
    """
    paths: dict[int, tuple[float, tuple[str, ...]]] = {first: (0.0, ())}
    ends: dict[int, tuple[float, tuple[str, ...]]] = {}
    at = first
    while at in paths and at < len(lines):
        cost, headings = paths[at]
        for stop in range(at + 1, min(at + _MOST_LINES, len(lines)) + 1):
            heading = squeeze("".join(line.text for line in lines[at:stop]))
            price = _price(heading, stop - at)
            if price is None or heading in headings or (at == first and price != _KNOWN):
                continue
            better = (cost + price, (*headings, heading))
            paths[stop] = min(paths.get(stop, better), better)
            if price == _KNOWN:
                ends[stop] = paths[stop]
        at = next((later for later in range(at + 1, at + _MOST_LINES + 1) if later in paths), -1)
    if not ends:
        return (), first
    last = max(ends)
    return ends[last][1], last


def _price(heading: str, pieces: int) -> float | None:
    """Return what it costs to take ``heading``, put together of so many lines, for a heading; ``None``: it is none."""
    plain = half_width(heading).upper()
    if plain in _TERMS:
        return _KNOWN
    if (
        pieces > 1
        or len(plain) > _LONGEST_HEADING
        or not plain.split("(")[0].replace("/", "").isalpha()
        or computed_label(heading)
    ):
        return None
    if role_of(heading) is not None:
        return _LIKELY
    return _STRANGE if 1 < len(plain) <= 8 else None


def _columns(headings: Sequence[str]) -> Iterator[Column]:
    """Yield the columns; a heading over others (评分标准 over 否决项 and 扣分项) is put before theirs."""
    roles = [role_of(heading) for heading in headings]
    if ColumnRole.REQUIREMENT not in roles:
        last = max(at for at, role in enumerate(roles) if role is ColumnRole.ELEMENT)
        roles[last] = ColumnRole.REQUIREMENT
    level, group = 0, ""
    for at, (heading, role) in enumerate(zip(headings, roles, strict=True)):
        if role is ColumnRole.RULES and roles[at + 1 : at + 2] == [ColumnRole.VETO]:
            group = heading + "/"
            continue
        level += role is ColumnRole.ELEMENT
        grouped = group if role in (ColumnRole.VETO, ColumnRole.RULES) else ""
        yield Column.model_validate(
            {
                "heading": grouped + heading,
                "role": role or ColumnRole.IGNORED,
                "level": level if role is ColumnRole.ELEMENT else None,
                "side": side_of(heading) if role in (ColumnRole.DESCRIPTION, ColumnRole.DEDUCTION, ColumnRole.SCORE) else None,
            }
        )


def _chatter_below(lines: Sequence[Line], last: int) -> int:
    """Return where the page's own lines below the table begin: the first of them behind everything that has a price."""
    evidence = [at for at in range(last, len(lines)) if is_figure(lines[at].text) or is_priced(lines[at].text)]
    behind = evidence[-1] + 1 if evidence else last
    return next((at for at in range(behind, len(lines)) if is_chatter(lines[at].text)), len(lines))


def _notes_below(lines: Sequence[Line], last: int, tail: int) -> int:
    """Return where notes below the table begin: a line that opens like one, without a figure of its own line behind it."""
    figures = [at for at in range(last, tail) if is_figure(lines[at].text)]
    behind = figures[-1] + 1 if figures else last
    return next((at for at in range(behind, tail) if _NOTE.match(half_width(squeeze(lines[at].text[:60])))), tail)


def _body(lines: Sequence[Line], headings: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of the table: without headings that come again and stray chatter, stars beside their figure."""
    again = {squeeze(line.text) for line in headings}
    heads = [squeeze(line.text) in again for line in lines]
    waiting: Line | None = None
    for at, line in enumerate(lines):
        in_run = heads[at] and (heads[at - 1 : at] == [True] or heads[at + 1 : at + 2] == [True])
        if in_run or is_chatter(line.text):
            continue
        if waiting is not None and is_stars(line.text):
            waiting = waiting._replace(text=f"{waiting.text}\n{line.text}")
            continue
        if waiting is not None:
            yield waiting
        waiting = line
    if waiting is not None:
        yield waiting


def _without_file_names(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, those that are a file's name as the title in it, each once."""
    seen: set[str] = set()
    for paragraph in paragraphs:
        title = _file_name(paragraph.text)
        if title and title in seen:
            continue
        seen.add(title)
        yield replace(paragraph, text=title) if title else paragraph


def _file_name(text: str) -> str:
    """Return the title in a line that is a file's name, else nothing."""
    name = text.strip()
    return _FILE_ENDING.sub("", name) if _FILE_ENDING.search(name) and len(name) < 120 and "《" not in name else ""
