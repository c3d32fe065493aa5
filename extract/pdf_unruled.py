"""Tables that are drawn with level rules alone (三线表): nothing drawn parts their columns, so they are told, not read."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf_page import Page, Rule
from extract.pdf_rules import MEETING
from extract.pdf_tables import Blocks, PageTable, PageText

_RULES = 3
_LINES = 2
"""So many rules of one width, and between them so many lines with gaps in them, are a table."""
_WIDE = 0.4
"""So much of the page is the least such a table covers; what is narrower are underlines."""
_SAME = 4.0
_COLUMNS = "  "
"""What a gap between the words of two columns is read as, at the least."""


def is_unruled(page: Page, blocks: Blocks) -> bool:
    """Tell whether words stand between the level rules of a page of whole rules as in a table; ``blocks`` was read on it."""
    tables = [(block.ys[0] - MEETING, block.ys[-1] + MEETING) for block in blocks if isinstance(block, PageTable)]
    wide = [rule for rule in page.level if rule.stop - rule.start > _WIDE * page.width]
    outside = [rule for rule in wide if not any(top <= rule.at <= bottom for top, bottom in tables)]
    alike: dict[tuple[int, int], list[Rule]] = {}
    for rule in outside if len(outside) >= _RULES else ():
        alike.setdefault((round(rule.start / _SAME), round(rule.stop / _SAME)), []).append(rule)
    return any(_encloses(rules, blocks) for rules in alike.values())


def _encloses(rules: Sequence[Rule], blocks: Blocks) -> bool:
    """Tell whether lines with gaps stand between the first and the last of enough rules."""
    top, bottom = min(rule.at for rule in rules), max(rule.at for rule in rules)
    texts = [block.lines for block in blocks if isinstance(block, PageText)]
    inside = [line for lines in texts for line in lines if top < line.top and line.bottom < bottom]
    return len(rules) >= _RULES and sum(_COLUMNS in line.text for line in inside) >= _LINES
