"""The comparison table of two editions as authorities print it (修订对照表): a Word document on pages that lie on their side.

What went is struck through, what came is bold and underlined, so that both are told apart in black and white too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from render.rebuilt.document import FormDocument
from render.rebuilt.tablexml import NAMESPACE
from render.rebuilt.widths import A4_LONG, CELL_MARGINS, FIGURE_SIZE, LINE, MARGIN, Page
from render.revision import table_words as words
from render.revision.table_rows import Line, TableRow, table_rows
from render.text import clean
from render.textwidth import text_width
from rubrics.messages import speaking
from rubrics.model import Rubric
from rubrics.revision.model import Edition, Revision
from rubrics.revision.spans import Span

_SHARES = (600, 2000, 4900, 4900, 2398)
"""Widths of the columns, in twentieths of a point; together the page between its margins."""
_MOST_OF_A_PAGE = 0.5
"""A row higher than this part of a page may be split."""
_GONE = '<w:rPr><w:strike/><w:color w:val="9C0006"/></w:rPr>'
_NEW = '<w:rPr><w:b/><w:color w:val="1F3864"/><w:u w:val="single"/></w:rPr>'
_LOOKS = {"same": "", "gone": _GONE, "new": _NEW}
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80))
)


def revision_table(revision: Revision, old: Rubric, new: Rubric) -> bytes:
    """Return the comparison table of two editions as a Word document; the same editions give the same bytes.

    ``revision`` is what ``compare(old, new)`` gave.
    """
    with speaking("zh"):
        rows = table_rows(revision, old, new)
        document = _Document(revision, new)
        for line, style in _above(revision, new, is_empty=not rows):
            document.add(line, style)
        if rows:
            document.add_table(_table_xml(rows, document.page))
            document.add(words.LEGEND, "FormNote")
        return document.save()


class _Document(FormDocument):
    """A form's document that is named as the table of two editions."""

    def __init__(self, revision: Revision, new: Rubric) -> None:
        assert sum(_SHARES) == A4_LONG - 2 * MARGIN  # noqa: S101 - a slip of whoever changes the widths
        self.page = Page(True, _SHARES)
        super().__init__(new, self.page)
        properties = self._document.core_properties
        properties.title = _title(new)[:255]
        properties.subject = f"{revision.old.content} {revision.new.content}"[:255]


def _title(new: Rubric) -> str:
    name = f"{new.title}{new.subtitle or ''}"
    return words.TITLE.format(title=name if name.startswith("《") else f"《{name}》")


def _above(revision: Revision, new: Rubric, *, is_empty: bool) -> Iterator[tuple[str, str]]:
    """Yield the lines above the table, each with its style."""
    yield _title(new), "FormTitle"
    yield words.BEFORE.format(edition=_edition(revision.old)), "FormNote"
    yield words.AFTER.format(edition=_edition(revision.new)), "FormNote"
    if is_empty:
        yield words.NOTHING, "FormNote"
        return
    counts, tendencies = revision.summary.items, revision.summary.tendencies
    shown = {name: getattr(counts, name) for name in ("changed", "new", "gone", "split", "merged", "moved")}
    elements = revision.summary.elements.changed + revision.summary.elements.new + revision.summary.elements.gone
    said = words.SUMMARY.format(items=revision.new.items, elements=elements, **shown)
    if tendencies.stricter or tendencies.milder or tendencies.unclear:
        said += words.STRICTER_OR_MILDER.format(**tendencies.model_dump())
    yield said, "FormNote"
    doubtful = counts.doubtful + revision.summary.elements.doubtful
    if doubtful:
        yield words.DOUBTFUL.format(count=doubtful), "FormNote"


def _edition(edition: Edition) -> str:
    about = "，".join(part for part in (edition.version, edition.date, edition.issuer) if part)
    return f"{edition.title}{edition.subtitle or ''}（{about or edition.id}）"


# --- the table as XML


def _table_xml(rows: Sequence[TableRow], page: Page) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in page.columns)
    heading = "".join(
        _cell([_plain(text)], width, "FormHeading") for text, width in zip(words.HEADINGS, page.columns, strict=True)
    )
    return (
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblW w:w="{sum(page.columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heading}</w:tr>"
        f"{''.join(_rows(rows, page))}</w:tbl>"
    )


def _rows(rows: Sequence[TableRow], page: Page) -> Iterator[str]:
    number = 0
    for row in rows:
        if row.band:
            cell = _cell([_plain(row.band)], sum(page.columns), "FormHeading", span=len(page.columns), keeps=True)
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"
            continue
        number += 1
        texts: list[Sequence[Line]] = [[_plain(str(number))], [*map(_plain, row.clause)], row.before, row.after]
        texts.append([*map(_plain, row.remarks)])
        styles = ("FormFigure", "FormLabel", "FormText", "FormText", "FormText")
        cells = "".join(_cell(*one) for one in zip(texts, page.columns, styles, strict=True))
        fits = max(map(_height, texts, page.columns)) * LINE < page.text_height * _MOST_OF_A_PAGE
        yield f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if fits else ''}{cells}</w:tr>"


def _height(lines: Sequence[Line], width: int) -> int:
    """Return how many lines a cell has on paper."""
    signs = max((width - CELL_MARGINS) / FIGURE_SIZE, 1)
    return sum(max(1, math.ceil(text_width("".join(span.text for span in line), 0.25) / signs)) for line in lines)


def _plain(text: str) -> Line:
    return (Span("same", text),)


def _cell(lines: Sequence[Line], width: int, style: str, *, span: int = 1, keeps: bool = False) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/>'
    paragraphs = "".join(_paragraph(line, style, keeps=keeps) for line in lines or [()])
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def _paragraph(line: Line, style: str, *, keeps: bool) -> str:
    keep = "<w:keepNext/>" if keeps else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{"".join(map(_run, line))}</w:p>'


def _run(span: Span) -> str:
    text = escape(clean(span.text)[0])
    return f'<w:r>{_LOOKS[span.kind]}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
