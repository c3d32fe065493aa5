"""Text that does not run from left to right: turned with its signs, or set upright one sign below the other.

Both are laid on their side, so that the lines of every cell can be read alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from extract.pdf_page import Run

_NEAR = 0.3
_ANGLE = attrgetter("angle")


def main_angle(runs: Sequence[Run]) -> int:
    """Return how most of the signs are turned: 0, 90, 180 or 270 degrees against the clock; 270 for signs set in columns."""
    angle = 0
    if any(map(_ANGLE, runs)):
        votes: Counter[int] = Counter()
        for run in runs:
            votes[round(run.angle / 90) % 4 * 90] += len(run.text)
        angle = votes.most_common(1)[0][0]
    return 270 if angle == 0 and _is_stacked(runs) else angle


def laid_down(runs: Sequence[Run], angle: int) -> Iterator[Run]:
    """Yield the signs of runs of which most are turned by ``angle`` as they stand when that text runs to the right."""
    return (_laid(sign, angle) for run in runs for sign in run.single())


def _laid(run: Run, angle: int) -> Run:
    left, right = run.edges[0], run.edges[-1]
    if angle == 90:
        return run._replace(edges=(-run.bottom, -run.top), top=left, bottom=right)
    if angle == 180:
        return run._replace(edges=(-right, -left), top=-run.bottom, bottom=-run.top)
    if angle == 270:
        return run._replace(edges=(run.top, run.bottom), top=-right, bottom=-left)
    return run


def _is_stacked(runs: Sequence[Run]) -> bool:
    """Tell whether upright signs are set in columns, each read downwards, the right one first, Latin signs lying among them.

    A single column of upright signs is not: it reads the same line by line.
    """
    drawn: list[Run] = []
    for run in runs:
        if not run.text.isspace():
            if len(run.text) > 1:
                return False
            drawn.append(run)
    if len(drawn) < 3:
        return False
    steps = [_step(run, below) for run, below in pairwise(drawn)]
    down, columns = steps.count("down"), steps.count("next column")
    is_vertical = down >= columns and down + columns > steps.count("right") + steps.count("next line")
    return is_vertical and (columns > 0 or any(run.angle == 270 for run in drawn))


def _step(run: Run, following: Run) -> str:
    """Return where the sign stands that is drawn after another."""
    near = _NEAR * max(_size(run), _size(following))
    x, y = following.edges[0] - run.edges[0], following.top - run.top
    if abs(x) < near:
        return "down" if y > 0 else "up"
    if x > 0:
        return "right"
    return "next line" if y > near else "next column"


def _size(run: Run) -> float:
    return max(run.size, run.edges[-1] - run.edges[0])
