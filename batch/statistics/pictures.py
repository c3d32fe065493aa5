"""The pictures of the statistics page as plain figures: where each bar begins, how long it is, what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from batch.statistics.figures import Band, Compared, ElementRate, GradeCount, ItemLoss
from batch.statistics.notes import signed
from render.bars import BAR, LABEL, ROW, named, short_label
from render.scorecards import figure, percent
from render.text import clean
from rubrics.widths import one_line

AFTER = 170.0
"""The width of what stands behind the longest bar, in pixels."""
_COLUMN, _TALL = 44.0, 190.0
"""The width of a column of the distribution, and the height of the tallest."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label, whole and cut, where it begins, the length of the bar behind (if any) and before, and what is told."""

    label: str
    full_label: str
    y: float
    width: float
    behind: float | None
    told: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of rows."""

    bars: tuple[Bar, ...]
    caption: str = ""
    label: float = LABEL
    bar: float = BAR
    after: float = AFTER

    @property
    def height(self) -> float:
        """How high it is."""
        return len(self.bars) * ROW


@dataclass(frozen=True, slots=True)
class Upright:
    """One column of the distribution."""

    x: float
    y: float
    height: float
    low: str
    told: str


@dataclass(frozen=True, slots=True)
class Uprights:
    """The distribution: columns side by side over an axis."""

    columns: tuple[Upright, ...]
    width: float
    end: str
    tall: float = _TALL
    column: float = _COLUMN


def distribution(bands: Sequence[Band]) -> Uprights:
    """Return the distribution from the first band that anything falls into to the last, with an empty one at both ends."""
    filled = [place for place, one in enumerate(bands) if one.count]
    shown = bands[max(0, filled[0] - 1) : filled[-1] + 2] if filled else ()
    most = max((one.count for one in shown), default=0)
    columns = []
    for number, one in enumerate(shown):
        height = _TALL * one.count / most
        columns.append(Upright(number * _COLUMN, _TALL - height, height, str(one.low), str(one.count) if one.count else ""))
    return Uprights(tuple(columns), len(columns) * _COLUMN, str(shown[-1].high) if shown else "")


def grade_bars(grades: Sequence[tuple[str, GradeCount]]) -> Bars:
    """Return how many reached each grade; each comes with the words for it."""
    most = max((one.count for _, one in grades), default=0) or 1
    return Bars(
        tuple(
            _bar(number, label, BAR * one.count / most, f"{one.count}（{percent(one.share)}%）")
            for number, (label, one) in enumerate(grades)
        )
    )


def rate_bars(elements: Sequence[ElementRate]) -> Bars:
    """Return elements with their rates; the bar behind is all that was due."""
    known = [(one, one.rate) for one in elements if one.rate is not None]
    return Bars(
        tuple(
            _bar(number, named(one.code, one.title), _share(rate), f"{percent(rate)}%", BAR)
            for number, (one, rate) in enumerate(known)
        )
    )


def loss_bars(items: Sequence[ItemLoss]) -> Bars:
    """Return items with what each assessment lost there on the average."""
    known = [(one, one.mean_lost, one.lost_percent) for one in items if one.mean_lost and one.lost_percent is not None]
    most = max((mean for _, mean, _ in known), default=Decimal(1))
    return Bars(
        tuple(
            _bar(number, named(one.id, one.requirement), float(BAR * float(mean / most)), f"{figure(mean)}（{percent(share)}%）")
            for number, (one, mean, share) in enumerate(known)
        )
    )


def pair_bars(compared: Compared, shown: frozenset[str]) -> Bars:
    """Return elements with their rates on both sides: the first behind, the second before it."""
    chosen = [one for one in compared.elements if one.id in shown]
    return Bars(
        tuple(
            _bar(
                number,
                named(one.code, one.title),
                _share(one.second),
                f"{percent(one.first)} → {percent(one.second)}（{signed(one.change)}）",
                _share(one.first),
            )
            for number, one in enumerate(chosen)
        )
    )


def _share(rate: Decimal) -> float:
    return BAR * float(max(Decimal(0), min(rate, Decimal(100)))) / 100


def _bar(number: int, label: str, width: float, told: str, behind: float | None = None) -> Bar:
    whole = clean(one_line(label))[0]
    return Bar(short_label(whole), whole, number * ROW, width, behind, told)
