"""Words in both languages: the page carries both and shows one, so that the same import gives the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rubrics.messages import speaking, spoken, translate


class Words(NamedTuple):
    """The same words in English and in Chinese."""

    en: str
    zh: str


def in_both(say: Callable[[], str]) -> Words:
    """Return what ``say`` says in each language."""
    with speaking("en"):
        english = say()
    with speaking("zh"):
        return Words(english, say())


def both(sentence: str, **figures: object) -> Words:
    """Return a sentence of the catalogue with its figures in both languages."""
    return in_both(lambda: translate(sentence).format(**spoken(figures)))


def joined(parts: Iterable[Words]) -> Words:
    """Return several phrases as one."""
    given = list(parts)
    return Words("; ".join(part.en for part in given), "；".join(part.zh for part in given))
