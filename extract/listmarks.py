"""The numbers that a browser puts before the lines of a numbered list, which stand nowhere in the page's text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.numberformats import written
from extract.wordxml import integer

BY_TYPE = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BY_STYLE = {
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "taiwaneseCountingThousand",
    "cjk-decimal": "ideographDigital",
}
IDEOGRAPHIC = frozenset({"chineseCountingThousand", "taiwaneseCountingThousand", "ideographDigital"})


def list_marks(holder: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield each ``li`` of an ``ol`` with the number that a browser shows before it, and what follows the number."""
    items = list(holder.iterchildren("li"))
    step = -1 if holder.get("reversed") is not None else 1
    number = integer(holder.get("start"), len(items) if step < 0 else 1)
    kind = _style(holder) or BY_TYPE.get(holder.get("type", ""), "decimal")
    for item in items:
        number = integer(item.get("value"), number)
        shown = written(number, _style(item) or BY_TYPE.get(item.get("type", ""), kind))
        yield item, f"{shown}{'、' if kind in IDEOGRAPHIC else '. '}" if shown else ""
        number += step


def _style(element: etree._Element) -> str | None:
    """Return the number format that the element's own style names; ``none`` where it takes the numbers away."""
    style = element.get("style", "").lower()
    for name in ("list-style-type", "list-style"):
        value = next((part.partition(":")[2].strip() for part in style.split(";") if part.partition(":")[0].strip() == name), "")
        for word in value.split():
            if word == "none" or word in BY_STYLE:
                return BY_STYLE.get(word, "none")
    return None
