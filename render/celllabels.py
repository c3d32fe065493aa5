"""What a label printed in a cell to fill asks for: 得分小计： wants the score alone, 评审： that of the review."""

from __future__ import annotations

import re
from dataclasses import dataclass

from render import words
from render.blanks import kinds_of
from rubrics.model import ColumnRole

_LABEL = re.compile(r"[^\s:：]+\s*[:：]")
_ENDS = ("：", ":")


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
    """
    labels = _LABEL.findall(printed)
    if len(labels) != 1 or not printed.endswith(_ENDS):
        return None
    return CellLabel(kinds_of(labels[0]), _roles("".join(labels[0].split())))


def _roles(label: str) -> frozenset[ColumnRole]:
    """Return the columns whose texts belong behind a label: both figures where it names neither, none behind 应得分."""
    if any(word in label for word in words.FULL_POINTS):
        return frozenset()
    is_taken, is_scored = (any(word in label for word in known) for known in (words.TAKEN_WORDS, words.SCORED_WORDS))
    left_out = (
        {ColumnRole.SCORE} if is_taken and not is_scored else {ColumnRole.DEDUCTION} if is_scored and not is_taken else set()
    )
    return frozenset({ColumnRole.DESCRIPTION, ColumnRole.SCORE, ColumnRole.DEDUCTION} - left_out)
