"""Text that does not run from left to right: turned with its signs, or set upright one sign below the other.

Both are laid on their side, so that the lines of every cell can be read alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.pdf_page import Run

_NEAR = 0.3


def main_angle(runs: Sequence[Run]) -> int:
    """Return how most of the signs are turned: 0, 90, 180 or 270 degrees against the clock; 270 for signs set in columns."""
    votes: Counter[int] = Counter()
    for run in runs:
        votes[round(run.angle / 90) % 4 * 90] += len(run.text)
    angle = votes.most_common(1)[0][0] if votes else 0
    return 270 if angle == 0 and _is_stacked(runs) else angle


def laid_down(run: Run, angle: int) -> Run:
    """Return a run of one sign that is turned by ``angle`` as it stands when its text runs to the right."""
    left, right = run.edges[0], run.edges[-1]
    if angle == 90:
        return run._replace(edges=(-run.bottom, -run.top), top=left, bottom=right)
    if angle == 180:
        return run._replace(edges=(-right, -left), top=-run.bottom, bottom=-run.top)
    if angle == 270:
        return run._replace(edges=(run.top, run.bottom), top=-right, bottom=-left)
    return run


def _is_stacked(runs: Sequence[Run]) -> bool:
    """Tell whether upright signs are set in several columns, each read downwards, the right one first."""
    if len(runs) < 4 or any(len(run.text.strip()) > 1 for run in runs):
        return False
    steps = [(below.edges[0] - run.edges[0], below.top - run.top, run.size) for run, below in pairwise(runs)]
    down = sum(abs(x) < _NEAR * size and y > _NEAR * size for x, y, size in steps)
    return down * 2 > len(steps) and any(x < -_NEAR * size and y < -_NEAR * size for x, y, size in steps)
