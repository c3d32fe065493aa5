"""What no standard is: bounds that keep a hostile PDF from taking the machine's time and memory."""

from __future__ import annotations

from extract import limits
from rubrics.errors import SourceError

MAX_OBJECTS = 500_000
"""Drawn things on one page."""
MAX_SEGMENTS = 20_000
"""Lines of one drawn path that are looked at."""
MAX_RULES = 3_000
"""Level, and likewise upright, lines on one page that is looked at for tables; a page of a table has some hundred."""
MAX_FIELDS = 200_000
"""Fields between the rules of one table on one page."""


def check_pages(count: int, name: str) -> None:
    """Raise ``SourceError`` for a document of more pages than the limits allow, or of none."""
    most = limits.current().pages
    if count > most:
        raise SourceError("pdf-too-many-pages", where=name, count=count, limit=most)
    if count < 1:
        raise SourceError("pdf-damaged", where=name)
