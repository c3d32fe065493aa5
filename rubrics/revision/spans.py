"""Which signs of a text changed: runs that stayed, went, and came, as a person would mark them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

_LEAST = 2
"""A run of fewer signs between two changes stayed by chance only: 制定 and 规定 share a sign, not a word."""
_SIGN = re.compile(r"[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)
"""A figure is marked as a whole: of 12 and 15 nothing stayed."""
_MOST = 10**8
"""Two texts of which one has ten thousand signs and the other too are not marked sign by sign; that would take minutes."""


class Span(NamedTuple):
    """A run of signs: in both texts, in the old one only, or in the new one only."""

    kind: Literal["same", "gone", "new"]
    text: str


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Return the runs of two texts in reading order, what is gone before what came in its place.

    The runs that are the same or gone make up ``old``, those that are the same or new ``new``.

    >>> [tuple(span) for span in spans('每处扣2分', '每处扣3分，扣完为止')]
    [('same', '每处扣'), ('gone', '2'), ('new', '3'), ('same', '分'), ('new', '，扣完为止')]
    """
    gone, came = "", ""
    found: list[Span] = []
    for stayed, before, after in _joined(old, new):
        if stayed:
            found += _changed(gone, came)
            found.append(Span("same", before))
            gone, came = "", ""
        else:
            gone, came = gone + before, came + after
    return (*found, *_changed(gone, came))


def _changed(gone: str, came: str) -> Iterator[Span]:
    if gone:
        yield Span("gone", gone)
    if came:
        yield Span("new", came)


def _joined(old: str, new: str) -> Iterator[tuple[bool, str, str]]:
    """Yield runs of both texts and whether they stayed; one too short to mean anything did not, but at an end or by a figure."""
    ours, theirs = _SIGN.findall(old), _SIGN.findall(new)
    if len(ours) * len(theirs) > _MOST:
        yield old == new, old, new
        return
    steps = [*Indel.opcodes(ours, theirs)]
    for number, step in enumerate(steps):
        before, after = "".join(ours[step.src_start : step.src_end]), "".join(theirs[step.dest_start : step.dest_end])
        is_inside = 0 < number < len(steps) - 1
        behind_figure = step.src_start > 0 and ours[step.src_start - 1][0].isdigit()
        is_chance = is_inside and len(before) < _LEAST and not behind_figure
        yield step.tag == "equal" and not is_chance, before, after
