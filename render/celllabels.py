"""What print in a cell to fill asks for: 得分小计： wants the score alone, ____分 a figure, 评审： that of the review."""

from __future__ import annotations

import re
from dataclasses import dataclass

from render import words
from render.blanks import kinds_of
from render.gaps import ROOM, Room
from rubrics.model import ColumnRole

_LABEL = re.compile(r"[^\s:：]+\s*[:：]")
_ENDS = ("：", ":")
_ROOM = re.compile(
    rf"\s*(?P<label>[^\s:：_＿（(]{{1,12}}\s*[:：]|[{words.BEFORE_FIGURE}])?\s*"
    rf"(?P<open>[（(]?)(?P<room>[{ROOM}]*)[)）]?\s*(?P<unit>{words.FIGURE_UNIT}?)[。.]?\s*"
)
"""____分, 得分：____, 扣    分, （  ）分: room for a figure among print."""
_INNER = r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[/／\\—–-]+"
_FRAMED = re.compile(
    rf"(?P<before>[{words.BEFORE_FIGURE}]?)[{ROOM}]*[（(]?[{ROOM}]*(?P<inner>{_INNER})[{ROOM}]*[)）]?[{ROOM}]*{words.FIGURE_UNIT}?"
)
_BLANK = re.compile(rf"(?:[_＿]{{2,}}|[（(][{ROOM}]*[)）])?\s*{words.FIGURE_UNIT}?")


@dataclass(frozen=True, slots=True)
class CellLabel:
    """A label behind which a cell has room: whose figures belong there (``self``, ``review``), and of which columns."""

    kinds: tuple[str, ...]
    roles: frozenset[ColumnRole]

    def asks_for(self, role: ColumnRole, kind: str) -> bool:
        """Tell whether the text of a column belongs behind it, of an assessment of this kind."""
        return role in self.roles and kind in self.kinds


def cell_label(printed: str) -> CellLabel | None:
    """Return what the label in a cell asks for; ``None`` where there is none, or several, between which it is not known.

    >>> sorted(cell_label('得分小计：').roles), cell_label('评审：').kinds, cell_label('自评：  评审：')
    ([<ColumnRole.DESCRIPTION: 'description'>, <ColumnRole.SCORE: 'score'>], ('review',), None)
    >>> sorted(cell_label('____分').roles), sorted(cell_label('扣____分').roles)
    ([<ColumnRole.DEDUCTION: 'deduction'>, <ColumnRole.SCORE: 'score'>], [<ColumnRole.DEDUCTION: 'deduction'>])
    """
    labels = _LABEL.findall(printed)
    if len(labels) == 1 and printed.endswith(_ENDS):
        return CellLabel(kinds_of(labels[0]), _roles("".join(labels[0].split())))
    match = _ROOM.fullmatch(printed) if printed else None
    if match is None:
        return None
    label = "".join((match["label"] or "").split())
    return CellLabel(kinds_of(label), _roles(label) - {ColumnRole.DESCRIPTION})


def figure_room(line: str) -> Room | None:
    """Return the part of a line that a figure takes the place of, where it has room for one and nothing else.

    >>> figure_room('得分：____分'), figure_room('（ ）分'), figure_room('10分')
    ((3, 7), (1, 2), None)
    """
    match = _ROOM.fullmatch(line)
    return None if match is None else match.span("room")


def without_frame(text: str, role: ColumnRole) -> str:
    """Return what a person wrote among the print of a cell for a figure (得分：__8__分); the text itself where that is not clear.

    >>> [without_frame(text, ColumnRole.SCORE) for text in ('得分：__8__分', '____分', '8', '扣2分')]
    ['8', '', '8', '扣2分']
    """
    plain = text.strip()
    label = _LABEL.match(plain)
    if label is not None and role in _roles("".join(label[0].split())):
        plain = plain[label.end() :].strip()
    if _BLANK.fullmatch(plain):
        return ""
    match = _FRAMED.fullmatch(plain)
    if match is None or (match["before"] and role not in _roles(match["before"])):
        return text
    return match["inner"]


def _roles(label: str) -> frozenset[ColumnRole]:
    """Return the columns whose texts belong behind a label: both figures where it names neither, none behind 应得分."""
    if any(word in label for word in words.FULL_POINTS):
        return frozenset()
    is_taken, is_scored = (any(word in label for word in known) for known in (words.TAKEN_WORDS, words.SCORED_WORDS))
    left_out = (
        {ColumnRole.SCORE} if is_taken and not is_scored else {ColumnRole.DEDUCTION} if is_scored and not is_taken else set()
    )
    return frozenset({ColumnRole.DESCRIPTION, ColumnRole.SCORE, ColumnRole.DEDUCTION} - left_out)
