"""The page that leads to the pages of an import of several documents: a line for each standard, and for what gave none.

Like those pages it needs nothing but itself, holds both languages, and is the same bytes in every locale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from render.description import TEMPLATES
from render.pages import page_environment
from render.source_report.words import Words, both
from render.text import clean
from rubrics.catalogue.presenting import IMPORTED
from rubrics.catalogue.source_report import CONTENTS

NAME = "_index.html"
"""What the page is called: first in its folder, and not as a rubric may be called after its source (index)."""
_HEADINGS = ("source", "standard", "elements", "items", "points", "error", "warning", "look-at")


@dataclass(frozen=True, slots=True)
class Line:
    """One standard that was read, with the name of the page that shows it; without one, ``said`` tells why there is none.

    ``figures`` are the numbers of elements, level by level, and of items, and the points; ``codes`` what is to be looked at.
    """

    source: str
    page: str = ""
    title: str = ""
    figures: tuple[str, str, str] = ("", "", "")
    errors: int = 0
    warnings: int = 0
    codes: tuple[str, ...] = ()
    said: Words | None = None


def contents_page(lines: Sequence[Line]) -> bytes:
    """Return the page as HTML in UTF-8."""
    environment = page_environment()
    template = environment.from_string((TEMPLATES / "source_contents.html.j2").read_text(encoding="utf-8"))
    words = {name: both(sentence) for name, sentence in {**IMPORTED, **CONTENTS}.items()}
    return clean(template.render(lines=lines, headings=_HEADINGS, t=words))[0].encode()
