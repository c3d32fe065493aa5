"""A consequence as the grammar reads it, and the words before it that every reader looks at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from normalize.clauses.tokens import Stretch
from normalize.clauses.vocabulary import POINTING, REACH_NOUNS, SCOPES, TOTAL_SHARES, TOTAL_WORDS, UNSURE_SCOPES, Kind
from rubrics.model import Reach

POINTS = frozenset({Kind.SHARE, Kind.FULL, Kind.POINT})
"""Words for the points of something: 分值, 满分, 分."""

CLOSING = frozenset({Kind.COMMA, Kind.STOP, Kind.CLOSE, Kind.END, Kind.OPEN, Kind.PAUSE})
"""What a verdict ends at."""

_FAR = 120
_NEAR = 60
"""Signs in which the words stand that say how far something goes."""
_NOUNS = "|".join(sorted(REACH_NOUNS, key=len, reverse=True))
_PART = re.compile(
    f"(?:(?:{'|'.join(POINTING)})的?[^,;。、:的()]{{0,5}}(?:{_NOUNS})|大项|{'|'.join(TOTAL_WORDS)})(?:得分|分值|分数)?$"
)
_SMALL = frozenset({Kind.FILLER, Kind.MAX, Kind.DISCRETION, Kind.EACH_OF, Kind.PROPORTION, Kind.AND, Kind.TOTALLED})


@dataclass(frozen=True, slots=True)
class Price:
    """A consequence: tokens ``start`` up to ``end``, what it means as fields of a rule, and what is doubtful about it.

    ``start`` is where the words of the consequence itself begin, its unit and small words included. ``is_limit`` says
    that it only limits others (最多扣5分, 扣完为止, B级否决项) and has no condition of its own.
    """

    start: int
    end: int
    effect: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    is_limit: bool = False


Reader = Callable[[Stretch, int, int, int], Price | None]
"""Reads the consequence that may begin at a token: (text, the token, first token of the condition, last of the sentence)."""


def small_words(text: Stretch, index: int, left: int) -> tuple[int, set[str]]:
    """Return where the small words begin that touch the token at ``index`` (则予以扣), and their kinds."""
    at = index
    kinds: set[str] = set()
    while at > left and text.touches(at - 1) and text.kind(at - 1) in _SMALL and text.tokens[at - 1].text != "的":
        at -= 1
        kinds.add(text.kind(at))
    return at, kinds


def scope_before(text: Stretch, start: int, left: int) -> tuple[int, Reach, tuple[str, ...]]:
    """Return the token where the words of a reach begin that stand before ``start``, the reach, and doubts about it.

    The reach is the item where no words say another (该要素不得分); doubtful where they name a part that is not known (本章节).
    """
    at = start - 1
    if at >= left and text.kind(at) in POINTS and text.touches(at):
        if text.tokens[at].text in TOTAL_SHARES and not (at > left and text.kind(at - 1) is Kind.SCOPE):
            return at, Reach.TOTAL, ()
        at -= 1
    if at < left or text.kind(at) is not Kind.SCOPE or not all(text.touches(step) for step in range(at, start)):
        unsure = _PART.search(text.text, near(text, left, start), text.tokens[start].start)
        return start, Reach.ITEM, ("reach-unsure",) if unsure else ()
    word = text.tokens[at].text
    return at, SCOPES[word], ("reach-unsure",) if word in UNSURE_SCOPES else ()


def near(text: Stretch, left: int, start: int) -> int:
    """Return where the nearest words of the condition begin that stands before token ``start``."""
    begin = text.tokens[left - 1].end if left else 0
    return max(begin, text.tokens[start].start - _NEAR)


def totals_before(text: Stretch, start: int, left: int) -> int:
    """Return where the words begin that name what a limit is about (本项累计扣分最多…)."""
    at = start
    kinds = {Kind.SCOPE, Kind.TOTALLED, Kind.FILLER, Kind.DEDUCTING, Kind.DEDUCT, Kind.AWARD, Kind.GRADED, *POINTS}
    while at > left and text.touches(at - 1) and text.kind(at - 1) in kinds:
        at -= 1
    return at


def touching(text: Stretch, first: int, last: int) -> bool:
    """Tell whether nothing lies between the tokens from ``first`` to ``last``."""
    return all(text.touches(at) for at in range(first, last))


def has_condition(text: Stretch, left: int, start: int) -> bool:
    """Tell whether words stand between what went before token ``left`` and token ``start``."""
    begin = text.tokens[left - 1].end if left else 0
    return bool(text.text[begin : text.tokens[start].start].strip(",(、"))


def is_negated(text: Stretch, start: int, left: int) -> bool:
    """Tell whether a word of negation or of the past touches what begins at token ``start``: 不扣2分, 已扣2分."""
    if start <= left or not text.touches(start - 1):
        return False
    return text.kind(start - 1) is Kind.NOT or text.tokens[start - 1].text in {"不", "未", "没"}


def words_before(left: int, index: int) -> range:
    """Return the tokens of the condition before token ``index``, the nearest ones where there are very many."""
    return range(max(left, index - _FAR), index)
