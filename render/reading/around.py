"""What is written into the blanks around the table: unit, days, leader, members."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from extract.document import Document
from render.blanks import DATES as ASKS_FOR_DAYS
from render.blanks import answer, kinds_of, signs_for_unit
from render.figures import Filled
from render.gaps import ROOM
from render.reading.figures import read_figure
from render.reading.vocabulary import DATES, NAME_SEPARATORS, TITLES
from render.words import ASSESSED_WORDS, REVIEW_WORDS
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Blank
from rubrics.values import show

_DAY = re.compile("|".join(f"(?:{pattern.replace('?P<', f'?P<d{n}_')})" for n, pattern in enumerate(DATES)), re.ASCII)
_BETWEEN_NAMES = re.compile(NAME_SEPARATORS)
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}(?:\s+[\u4e00-\u9fff]{2,})+")
_DATE_PRINT = re.compile("[从自到至年月日]")
_FIGURES = frozenset({"score", "grade"})
_ALL_ROOM = re.compile(rf"[{ROOM}\s]*")


@dataclass(frozen=True, slots=True)
class BlankFigure:
    """A score or grade that is written behind a label."""

    blank: Blank
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Line:
    """A line or cell in which a blank may stand; ``beside`` is the text of the cell right of a cell."""

    text: str
    place: Place
    beside: str = ""


def read_blanks(
    blanks: Sequence[Blank], document: Document
) -> tuple[dict[str, dict[str, object]], list[BlankFigure], list[Diagnostic]]:
    """Return the fields of an assessment by its kind (``self``, ``review``), scores and grades, and what could not be read."""
    lines = list(_lines(document))
    told: dict[str, dict[str, object]] = {"self": {}, "review": {}}
    figures: list[BlankFigure] = []
    diagnostics: list[Diagnostic] = []
    for _, group in groupby(blanks, key=lambda blank: blank.at):
        for blank, text, place in _answers(list(group), lines):
            if not text:
                continue
            if blank.field in _FIGURES:
                figures.append(BlankFigure(blank, text, place))
                continue
            fields = {kind: _fields(blank, text, kind) for kind in kinds_of(blank.label)}
            if _is_wanted(blank) and not any(fields.values()) and any(sign.isalnum() for sign in _DATE_PRINT.sub("", text)):
                diagnostics.append(Diagnostic("read-blank-unread", place, figures={"label": blank.label, "text": text}))
            for kind, said in fields.items():
                told[kind] |= said
    return told, figures, diagnostics


def _is_wanted(blank: Blank) -> bool:
    """Tell whether an assessment holds what a blank asks for: not who signs for the unit that was assessed."""
    return blank.field != "other" and not (blank.field in ("leader", "members") and signs_for_unit(blank.label))


def compare_blanks(figures: Sequence[BlankFigure], given: Mapping[str, Filled]) -> Iterator[Diagnostic]:
    """Yield the scores and grades behind labels that are other than what the assessments come to."""
    for one in figures:
        computed = answer(one.blank, given).values.get("text")
        written = read_figure(one.text) if one.blank.field == "score" else None
        same = one.text == computed if written is None or written.value is None else show(written.value) == computed
        if computed is not None and not same and any(sign.isalnum() for sign in one.text):
            said = {"label": one.blank.label, "written": one.text, "computed": computed}
            yield Diagnostic("read-sum-differs", one.place, figures=said)


def printed_fields(blanks: Sequence[Blank], given: Mapping[str, Filled]) -> dict[str, dict[str, object]]:
    """Return what would be read of the blanks just after they were filled, by kind."""
    told: dict[str, dict[str, object]] = {"self": {}, "review": {}}
    for blank in blanks:
        text = answer(blank, given).values.get("text", "")
        for kind in kinds_of(blank.label) if text else ():
            told[kind] |= _fields(blank, text, kind)
    return told


def _lines(document: Document) -> Iterator[_Line]:
    """Yield the lines in which a blank may stand: the paragraphs, and the cells of tables."""
    yield from (_Line(paragraph.text, paragraph.place) for paragraph in document.paragraphs)
    for grid in document.grids:
        begins = {(cell.row, cell.column): cell.text for cell in grid.cells}
        for cell in grid.cells:
            yield _Line(cell.text, cell.place, begins.get((cell.row, cell.column + cell.column_span), ""))


def _answers(blanks: Sequence[Blank], lines: Sequence[_Line]) -> Iterator[tuple[Blank, str, Place]]:
    """Yield the blanks of one line with what is written behind their labels, or in the cell beside a label alone."""
    labels = [_label(blank.label) for blank in blanks]
    at = str(blanks[0].at or "")
    by_nearness = sorted(lines, key=lambda line: (str(line.place) != at, not re.match(rf"\s*{labels[0]}", line.text)))
    line = next((line for line in by_nearness if re.search(labels[0] + r"\s*[:：]", line.text)), None)
    if line is None:
        line = next((line for line in by_nearness if str(line.place) == at and re.search(labels[0], line.text)), None)
    if line is None:
        return
    found, start = [], 0
    for blank, label in zip(blanks, labels, strict=True):
        match = re.compile(label + r"\s*[:：]?").search(line.text, start)
        if match is not None:
            found.append((blank, match))
            start = match.end()
    for number, (blank, match) in enumerate(found):
        end = found[number + 1][1].start() if number + 1 < len(found) else len(line.text)
        text = line.text[match.end() : end].strip(ROOM + "\n")
        yield blank, text or (line.beside.strip(ROOM + "\n") if len(blanks) == 1 else ""), line.place


def _label(label: str) -> str:
    return r"\s*".join(re.escape(sign) for sign in label if not sign.isspace())


def _fields(blank: Blank, text: str, kind: str) -> Mapping[str, object]:
    """Return what a text behind a label says about an assessment; nothing where it is only print or room."""
    if blank.field in ASKS_FOR_DAYS:
        days = list(_days(text))
        if blank.field == "date":
            return {"end": days[0]} if days else {}
        return dict(zip(("begin", "end"), days, strict=False))
    name = text
    for title in TITLES:
        name = name.removesuffix(title).strip(ROOM)
    if _ALL_ROOM.fullmatch(name) or not _is_wanted(blank):
        return {}
    if blank.field == "members":
        return {"members": tuple(_names(name))}
    if blank.field == "unit":
        reviews = any(word in blank.label for word in REVIEW_WORDS) and not any(word in blank.label for word in ASSESSED_WORDS)
        return {"reviewer" if reviews and kind == "review" else "unit": name}
    return {"leader": name} if blank.field == "leader" else {}


def _names(text: str) -> Iterator[str]:
    """Yield the names of a list; spaces part them only where whole Chinese names stand between (李  明、王芳 are two)."""
    parts = [part.strip(ROOM) for part in _BETWEEN_NAMES.split(text)]
    if len(parts) == 1 and _WORDS.fullmatch(text):
        parts = text.split()
    yield from (part for part in parts if part)


def _days(text: str) -> Iterator[date]:
    """Yield the days that are written in a text; a later one without a year is of the year before it."""
    plain = "".join(unicodedata.normalize("NFKC", text).replace("_", "").split())
    year = None
    for match in _DAY.finditer(plain):
        parts = {name.split("_")[1]: int(value) for name, value in match.groupdict().items() if value}
        year = parts.get("year", year)
        if year is not None:
            with suppress(ValueError):
                yield date(year + 2000 if year < 100 else year, parts["month"], parts["day"])
