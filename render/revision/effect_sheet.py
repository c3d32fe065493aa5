"""The effect on many assessments as CSV, for a spreadsheet: in Chinese, whatever the locale, and names never become formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from rubrics.catalogue.migrating import EFFECT_COLUMNS
from rubrics.catalogue.presenting import KINDS
from rubrics.messages import translate_to
from rubrics.values import show
from scoring.effects import EffectRow

_COLUMNS = {
    "unit": "unit",
    "kind": "kind",
    "old_result": "old-result",
    "old_grade": "old-grade",
    "new_result": "new-result",
    "new_grade": "new-grade",
    "difference": "difference",
    "lowest": "lowest",
    "lowest_grade": "lowest-grade",
    "highest": "highest",
    "highest_grade": "highest-grade",
    "at_best": "at-best",
    "again": "open",
    "file": "file",
}
"""Fields of a row in the order of their columns, with their headings."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for a formula at the beginning of a text."""


def effect_csv(rows: Iterable[EffectRow]) -> bytes:
    """Return rows as CSV in UTF-8 with the mark by which spreadsheets know it; the same rows give the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([translate_to("zh", EFFECT_COLUMNS[heading]) for heading in _COLUMNS.values()])
    for row in rows:
        writer.writerow([_cell(name, getattr(row, name)) for name in _COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return show(value)
    text = translate_to("zh", KINDS[str(value)]) if name == "kind" else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
