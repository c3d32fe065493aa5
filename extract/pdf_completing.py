"""Signs that PDFium leaves out, found again with pdfplumber.

PDFium takes text to be without width, and leaves it out, where its font is not in the file, nobody on the machine knows the
outlines of its signs, and it is one sign alone (a lone 无 or ★ in a cell) or runs from the top down. It can tell that there is
such text, not which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from extract.pdf_page import Page, Run
from rubrics.diagnostics import Diagnostic, Place
from rubrics.errors import SourceError

_STEP = 4.0
"""Points of height of the strips in which is looked for a sign."""

Strips = dict[int, list[tuple[float, float]]]
"""From where to where signs stand, in each strip of a page."""


def completed(pages: Iterable[Page], data: bytes, name: str, told: list[Diagnostic]) -> Iterator[Page]:
    """Yield the pages of a file, with the signs that its first reader may have left out; ``told`` gets what is to be said of it.

    The other reader is loaded, and reads the page, only where something may lack.
    """
    with ExitStack() as stack:
        reader = None
        for page in pages:
            if not page.may_lack:
                yield page
                continue
            try:
                from extract.pdf_pdfplumber import PageByPage  # noqa: PLC0415 - slow to load, and hardly ever needed

                reader = reader or stack.enter_context(PageByPage(data, name))
                other = reader.page(page.number)
            except SourceError:
                told.append(Diagnostic("pdf-signs-lost", Place(page=page.number)))
                yield page
                continue
            fuller = _with_signs_of(page, other)
            if fuller is not page and all(diagnostic.code != "pdf-other-reader" for diagnostic in told):
                told.append(Diagnostic("pdf-other-reader", Place(page=page.number)))
            yield fuller


def _with_signs_of(page: Page, other: Page) -> Page:
    """Return a page with the signs that only the other reading of it has; that one itself where it is held another way round."""
    if (round(page.width), round(page.height)) != (round(other.width), round(other.height)):
        return other
    strips = _strips(page.runs)
    lacking = [sign for run in other.runs for sign in run.single() if not sign.text.isspace() and not _stands(sign, strips)]
    return page._replace(runs=page.runs + lacking) if lacking else page


def _strips(runs: Iterable[Run]) -> Strips:
    found: Strips = {}
    for run in runs:
        for strip in range(int(run.top // _STEP), int(run.bottom // _STEP) + 1):
            found.setdefault(strip, []).append((run.edges[0], run.edges[-1]))
    return found


def _stands(sign: Run, strips: Strips) -> bool:
    """Tell whether a sign stands where another does."""
    x = (sign.edges[0] + sign.edges[1]) / 2
    return any(left <= x <= right for left, right in strips.get(int(sign.middle // _STEP), ()))
