"""What no standard is: bounds that keep a hostile PDF from taking the machine's time and memory."""

from __future__ import annotations

from extract import limits
from rubrics.errors import SourceError


def check_pages(count: int, name: str) -> None:
    """Raise ``SourceError`` for a document of more pages than the limits allow, or of none."""
    most = limits.current().pages
    if count > most:
        raise SourceError("pdf-too-many-pages", where=name, count=count, limit=most)
    if count < 1:
        raise SourceError("pdf-damaged", where=name)
