"""What stands in the cells of a filled form: by side and item, and in the sum rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from render.blanks import kinds_of
from render.celllabels import cell_label, without_frame
from render.itemboxes import BoxCell
from render.places import Content, Spot
from render.tickcolumns import TickRow
from render.verdicts import Tick, tick_in, without_boxes
from rubrics.diagnostics import Place
from rubrics.model import FILLED, ColumnRole, Rubric

_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.．、]\s*(?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Text:
    """The text for one role, and the cell that it stands in. ``shared``: the cell is about several items as one.

    ``struck``: part of it is struck through, so that its figure is not what a reader sees.
    """

    text: str = ""
    place: Place | None = None
    shared: tuple[str, ...] = ()
    struck: bool = False


@dataclass(slots=True)
class Side:
    """What one side wrote: by item id and role, and for the sum rows by their number and role."""

    items: dict[str, dict[ColumnRole, Text]] = field(default_factory=dict)
    totals: dict[int, dict[ColumnRole, Text]] = field(default_factory=dict)
    ticks: dict[str, Tick] = field(default_factory=dict)
    """what is ticked, by item"""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written about any item."""
        return not self.ticks and not any(text.text for texts in self.items.values() for text in texts.values())


def sides_of(rubric: Rubric, spots: Sequence[Spot]) -> dict[str | None, Side]:
    """Return what is written on each side of a form: ``self``, ``review``, or ``None`` where the columns are for either."""
    sides: dict[str | None, Side] = {}
    for spot in spots:
        is_struck = spot.cell.struck
        for content, text in _texts(spot):
            side = sides.setdefault(content.column.side, Side())
            if content.total is not None:
                side.totals.setdefault(content.total, {})[content.column.role] = Text(text, spot.cell.place, (), is_struck)
                continue
            for name, own in _by_item(rubric, content, text):
                shared = content.items if own == text and len(content.items) > 1 else ()
                side.items.setdefault(name, {})[content.column.role] = Text(own, spot.cell.place, shared, is_struck)
    return sides


def add_ticks(sides: Mapping[str | None, Side], boxes: Iterable[BoxCell]) -> None:
    """Add what is ticked in the rows of items to the side that it is about: the one that the column names, else the only one."""
    for box in boxes:
        tick = tick_in(box.cell.text, box.column.heading)
        named = kinds_of(box.column.heading)
        whose = [side for side in sides if side is None or side == box.column.side or (box.column.side is None and side in named)]
        if tick is not None and len(whose) == 1:
            sides[whose[0]].ticks.setdefault(box.item, tick)


def add_column_ticks(sides: Mapping[str | None, Side], ticks: Iterable[tuple[TickRow, Tick]]) -> None:
    """Add what is ticked in columns of its own to the side that the columns are about."""
    for row, tick in ticks:
        whose = [side for side in sides if side is None or side in row.group.kinds]
        if len(whose) == 1:
            sides[whose[0]].ticks.setdefault(row.item, tick)


def whose_columns(rubric: Rubric, sides: Mapping[str | None, Side]) -> str | None:
    """Return the side that columns without one belong to: the only one that others name (自评描述 | 得分), if it wrote anything.

    ``None`` where none or several are named, or a column without a side stands beside one of that side for the same.
    """
    roles: dict[str | None, set[ColumnRole]] = {}
    for column in rubric.form.columns:
        if column.role in FILLED:
            roles.setdefault(column.side, set()).add(column.role)
    unnamed = roles.pop(None, set())
    if not unnamed or len(roles) != 1:
        return None
    ((side, own),) = roles.items()
    return None if own & unnamed or side not in sides or sides[side].is_blank else side


def with_side(rubric: Rubric, side: str) -> Rubric:
    """Return a rubric of which the columns to fill that name no side are those of ``side``."""
    columns = tuple(
        column.model_copy(update={"side": side}) if column.role in FILLED and column.side is None else column
        for column in rubric.form.columns
    )
    return rubric.model_copy(update={"form": rubric.form.model_copy(update={"columns": columns})})


def _texts(spot: Spot) -> Iterator[tuple[Content, str]]:
    """Yield what a cell says for each of its columns; where several share it, by the headings before their lines."""
    if len(spot.contents) == 1:
        heading = spot.contents[0].column.heading
        text = re.sub(rf"^\s*{re.escape(heading)}\s*[:：]\s*", "", spot.cell.text).strip()
        role = spot.contents[0].column.role
        yield spot.contents[0], without_boxes(text, heading) if role is ColumnRole.DESCRIPTION else without_frame(text, role)
        return
    lines: dict[int, list[str]] = {content.number: [] for content in spot.contents}
    words = [content.number for content in spot.contents if content.column.role is ColumnRole.DESCRIPTION]
    current = words[0] if words else None
    for line in spot.cell.text.strip().split("\n"):
        headed = next((c for c in spot.contents if line.startswith((f"{c.column.heading}：", f"{c.column.heading}:"))), None)
        if headed is None and not words:
            current, line = _behind_label(spot, line, current)  # noqa: PLW2901 - the line without its label
        if headed is not None:
            current = headed.number
            line = line[len(headed.column.heading) + 1 :]  # noqa: PLW2901 - the line without its heading
        if current is not None:
            lines[current].append(line)
    for content in spot.contents:
        yield content, "\n".join(lines[content.number]).strip()


def _behind_label(spot: Spot, line: str, current: int | None) -> tuple[int | None, str]:
    """Return the column that a line is about by the label before it (得分小计：8), and what stands behind the label."""
    match = re.match(r"([^:：]+[:：])(.*)", line)
    label = cell_label(match[1]) if match is not None else None
    asked = [content.number for content in spot.contents if label is not None and content.column.role in label.roles]
    return (asked[0], match[2].strip()) if match is not None and len(asked) == 1 else (current, line)


def _by_item(rubric: Rubric, content: Content, text: str) -> Iterator[tuple[str, str]]:
    """Yield the item ids of a cell, each with what it says about the item."""
    if len(content.items) == 1 or not text:
        yield from ((name, text) for name in content.items)
        return
    if content.column.role is ColumnRole.DESCRIPTION:
        yield from _numbered(content.items, text)
        return
    figures = text.split("、")
    for number, name in enumerate(content.items):
        yield name, figures[number] if len(figures) == len(content.items) and rubric.by_item[name].points is not None else text


def _numbered(items: Sequence[str], text: str) -> Iterator[tuple[str, str]]:
    """Yield the description of each item from lines that are numbered by item; all of it for each where they are not."""
    told: dict[int, str] = {}
    current = 0
    for line in text.split("\n"):
        match = _NUMBERED.fullmatch(line)
        if match is not None and int(match["number"]) > current and int(match["number"]) <= len(items):
            current = int(match["number"])
            told[current] = match["text"]
        elif current:
            told[current] += "\n" + line
        else:
            told = dict.fromkeys(range(1, len(items) + 1), text)
            break
    yield from ((name, told.get(number, "")) for number, name in enumerate(items, 1))
