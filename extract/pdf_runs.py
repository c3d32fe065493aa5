"""Runs out of single signs, as engines give them: those that stand side by side on one baseline go together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_CJK = "\u2e80"
_UNLIKE = 0.1
"""Boxes of one font on one baseline differ in height by less, as a share of it."""
_APART = 0.2


class Sign(NamedTuple):
    """A sign and its box; ``number`` is how its engine finds it again."""

    number: int
    sign: str
    left: float
    top: float
    right: float
    bottom: float


def grouped(signs: Iterable[Sign]) -> Iterator[list[Sign]]:
    """Yield the signs in runs, in the order in which they are drawn; Chinese and Latin signs do not mix."""
    run: list[Sign] = []
    for sign in signs:
        if run and not _goes_on(run[-1], sign):
            yield run
            run = []
        run.append(sign)
    if run:
        yield run


def is_chinese(sign: str) -> bool:
    """Tell whether a sign is one of Chinese text, punctuation included."""
    return sign >= _CJK


def edges_of(signs: list[Sign]) -> tuple[float, ...]:
    """Return the left edge of each sign of a run, and the right edge of the last."""
    return (*[sign.left for sign in signs], signs[-1].right)


def _goes_on(last: Sign, sign: Sign) -> bool:
    height = sign.bottom - sign.top
    return (
        abs(sign.top - last.top) <= _UNLIKE * height
        and abs(sign.bottom - last.bottom) <= _UNLIKE * height
        and abs(sign.left - last.right) <= _APART * height
        and (sign.sign < _CJK) is (last.sign < _CJK)
    )
