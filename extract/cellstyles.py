"""What the styles of a workbook say about its cells: the number format, whether a border is drawn, a symbol font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from extract.cellformats import BUILT_IN
from extract.symbols import FONTS
from extract.wordxml import integer

T = TypeVar("T")
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell looks; ``format_code`` is ``None`` where the workbook names a format that it does not hold."""

    format_code: str | None = "General"
    has_border: bool = False
    symbol_font: str | None = None


PLAIN = CellStyle()


def read_cell_styles(root: etree._Element) -> Sequence[CellStyle]:
    """Return the styles that the cells of a workbook name by number (``cellXfs``)."""
    codes = {integer(each.get("numFmtId"), -1): each.get("formatCode", "") for each in root.iterfind(f"{S}numFmts/{S}numFmt")}
    formats = {**BUILT_IN, **codes}
    borders = [_is_drawn(border) for border in root.iterfind(f"{S}borders/{S}border")]
    fonts = [symbol_font(font, "name") for font in root.iterfind(f"{S}fonts/{S}font")]
    return [
        CellStyle(
            formats.get(integer(xf.get("numFmtId"), 0)),
            _nth(borders, integer(xf.get("borderId"), 0), default=False),
            _nth(fonts, integer(xf.get("fontId"), 0), default=None),
        )
        for xf in root.iterfind(f"{S}cellXfs/{S}xf")
    ]


def symbol_font(properties: etree._Element, tag: str) -> str | None:
    """Return the symbol font that the properties of a font or of a run of text name, if it is one that a table knows."""
    named = properties.find(S + tag)
    name = "" if named is None else named.get("val", "").strip().lower()
    return name if name in FONTS else None


def _is_drawn(border: etree._Element) -> bool:
    sides = (border.find(S + side) for side in ("left", "right", "top", "bottom"))
    return any(side is not None and side.get("style", "none") != "none" for side in sides)


def _nth(values: Sequence[T], number: int, *, default: T) -> T:
    return values[number] if 0 <= number < len(values) else default
