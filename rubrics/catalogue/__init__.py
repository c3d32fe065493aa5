"""The sentences that dabiao says to people, one module a stage, English here and Chinese in ``rubrics/locale``.

A stage never holds a sentence: it names a code and gives the figures and words that the sentence is about.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a diagnostic is: an error is a wrong or lost figure, a warning may be one, an info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Entry(NamedTuple):
    """One diagnostic's severity and its English sentence, with ``{figures}`` in braces."""

    severity: Severity
    sentence: str


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name: marks a sentence for the message catalogue
    """Mark a sentence for translation without translating it yet."""
    return sentence


def error(sentence: str) -> Entry:
    """Return an entry of severity error."""
    return Entry(Severity.ERROR, sentence)


def warning(sentence: str) -> Entry:
    """Return an entry of severity warning."""
    return Entry(Severity.WARNING, sentence)


def info(sentence: str) -> Entry:
    """Return an entry of severity info."""
    return Entry(Severity.INFO, sentence)
