"""The numbers that Word puts before paragraphs by itself: they stand nowhere in the text, and a standard's codes live in them.

A list (``w:num``) points to an abstract list, whose levels say how a number looks; all lists of one abstract list count
together, unless a list restarts a level (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from extract.numberformats import padded, written
from extract.symbols import UNKNOWN, symbol_font, symbols
from extract.wordxml import CHOICE, RPR, VAL, W, integer, is_on

LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_TYPED_BULLETS = {"o": "○"}  # the second level of Word's own bullet list is a letter of Courier New
_OPEN_END = re.compile(r"[0-9A-Za-z.)\]]")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks; ``text`` has ``%1`` … ``%9`` where numbers of the levels stand."""

    start: int = 0
    number_format: str = "decimal"
    sample: str = ""
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    is_legal: bool = False
    style: str | None = None
    is_hidden: bool = False


@dataclass(slots=True)
class ListDefinition:
    """One ``w:num``: the counters that it shares with others of its abstract list, its levels, and where it starts anew."""

    counters: list[int | None]
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    is_used: bool = False


class Label(NamedTuple):
    """A number as it stands before a paragraph; ``is_supposed`` where it names a level that nothing was counted on yet."""

    text: str = ""
    is_supposed: bool = False


@dataclass(slots=True)
class Numbering:
    """All lists of a document with the state of their counters; paragraphs must be asked for in reading order."""

    lists: Mapping[str, ListDefinition] = field(default_factory=dict)
    unknown_formats: set[str] = field(default_factory=set)

    def level_of_style(self, number_id: str, style_id: str | None) -> int | None:
        """Return the level of a list that is tied to a paragraph style, if one is."""
        definition = self.lists.get(number_id)
        if definition is None or style_id is None:
            return None
        return next((index for index, level in definition.levels.items() if level.style == style_id), None)

    def next_label(self, number_id: str, index: int) -> Label:
        """Count the next paragraph of a list's level; return the number with what Word puts after it (see ``_suffix``)."""
        definition = self.lists.get(number_id)
        if definition is None or index not in definition.levels:
            return Label()
        self._count(definition, index)
        level = definition.levels[index]
        if level.is_hidden:
            return Label()
        named = [int(number) - 1 for number in _PLACEHOLDER.findall(level.text)]
        text = _PLACEHOLDER.sub(lambda match: self._number(definition, level, int(match[1]) - 1), level.text)
        return Label(text + _suffix(text, level.suffix), any(definition.counters[number] is None for number in named))

    def _count(self, definition: ListDefinition, index: int) -> None:
        counters = definition.counters
        if not definition.is_used:
            definition.is_used = True
            for restarted in definition.starts:
                counters[restarted] = None
        current = counters[index]
        counters[index] = _start(definition, index) if current is None else current + 1
        for deeper in range(index + 1, LEVELS):
            level = definition.levels.get(deeper)
            if level is None or level.restart is None or index < level.restart:
                counters[deeper] = None

    def _number(self, definition: ListDefinition, level: Level, index: int) -> str:
        counted = definition.counters[index]
        number = _start(definition, index) if counted is None else counted
        own = definition.levels.get(index, Level())
        if level.is_legal:
            return str(number)
        if own.sample:
            return padded(own.sample, number)
        shown = written(number, own.number_format)
        if shown is None:
            self.unknown_formats.add(own.number_format)
        return str(number) if shown is None else shown


def read_numbering(root: etree._Element, styles: Mapping[str, str | None]) -> Numbering:
    """Return the lists of a numbering part; ``styles`` gives the numId of each numbering style (``w:numStyleLink``)."""
    abstracts = {element.get(W + "abstractNumId"): element for element in root.iterchildren(W + "abstractNum")}
    numbers = {element.get(W + "numId", ""): element for element in root.iterchildren(W + "num")}
    counters: dict[str | None, list[int | None]] = {}
    lists: dict[str, ListDefinition] = {}
    for number_id, element in numbers.items():
        abstract_id = _abstract_id(element, abstracts, numbers, styles)
        if abstract_id not in abstracts:
            continue
        levels = {_index(level): _read_level(level) for level in abstracts[abstract_id].iterchildren(W + "lvl")}
        starts = _read_overrides(element, levels)
        shared = counters.setdefault(abstract_id, [None] * LEVELS)
        lists[number_id] = ListDefinition(shared, {i: level for i, level in levels.items() if 0 <= i < LEVELS}, starts)
    return Numbering(lists)


def _suffix(label: str, suffix: str) -> str:
    """Return what stands between a number and its text.

    A space where the list says a space. For a tab, a space after what would run into the text (``1.``, ``1.1``, ``(1)``,
    ``a)``) and nothing after a sign that is as wide as a Chinese character (``一、``, ``（1）``, ``①``): nobody types one there.
    """
    if suffix == "space":
        return " " if label else ""
    return " " if suffix == "tab" and _OPEN_END.match(label[-1:]) else ""


def _start(definition: ListDefinition, index: int) -> int:
    level = definition.levels.get(index)
    return definition.starts.get(index, level.start if level else 0)


def _abstract_id(
    number: etree._Element,
    abstracts: Mapping[str | None, etree._Element],
    numbers: Mapping[str, etree._Element],
    styles: Mapping[str, str | None],
) -> str | None:
    """Return the abstract list of a ``w:num``, through the numbering style that it may borrow its levels from."""
    abstract_id = _val(number, "abstractNumId")
    abstract = abstracts.get(abstract_id)
    link = None if abstract is None else _val(abstract, "numStyleLink")
    if link is None:
        return abstract_id
    linked = numbers.get(styles.get(link) or "")
    return abstract_id if linked is None else _val(linked, "abstractNumId")


def _read_overrides(number: etree._Element, levels: dict[int, Level]) -> dict[int, int]:
    """Replace the levels that a ``w:num`` defines anew; return the starts that it overrides, by level."""
    starts: dict[int, int] = {}
    for override in number.iterchildren(W + "lvlOverride"):
        index = _index(override)
        level, start = override.find(W + "lvl"), _val(override, "startOverride")
        if level is not None:
            levels[index] = _read_level(level)
        if start is not None and 0 <= index < LEVELS:
            starts[index] = integer(start, 1)
    return starts


def _read_level(element: etree._Element) -> Level:
    level = Level(
        start=integer(_val(element, "start"), 0),
        number_format=_val(element, "numFmt") or "decimal",
        text=_val(element, "lvlText") or "",
        suffix=_val(element, "suff") or "tab",
        restart=None if element.find(W + "lvlRestart") is None else integer(_val(element, "lvlRestart"), 0),
        is_legal=is_on(element.find(W + "isLgl")),
        style=_val(element, "pStyle"),
        is_hidden=is_on(element.find(f"{RPR}/{W}vanish")),
    )
    custom = element.find(f".//{CHOICE}/{W}numFmt")
    if custom is not None:
        level = replace(level, number_format="decimal", sample=custom.get(W + "format", ""))
    return _with_bullet(level, element) if level.number_format == "bullet" else level


def _with_bullet(level: Level, element: etree._Element) -> Level:
    """Return a bullet's level with the sign that its font shows; a picture or an unknown sign counts as the round one."""
    fonts = element.find(f"{RPR}/{W}rFonts")
    font = None if fonts is None else symbol_font(fonts)
    if element.find(W + "lvlPicBulletId") is not None:
        return replace(level, text="•")
    return replace(level, text=_TYPED_BULLETS.get(level.text) or symbols(font or "", level.text).replace(UNKNOWN, "•"))


def _index(element: etree._Element) -> int:
    return integer(element.get(W + "ilvl"), -1)


def _val(element: etree._Element, name: str) -> str | None:
    child = element.find(W + name)
    return None if child is None else child.get(VAL)
