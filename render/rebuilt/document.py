"""The Word document around a form's tables: styles, page, footer, properties, and bytes that are the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from render import words
from render.rebuilt.blanklines import Line
from render.rebuilt.widths import MARGIN, Page
from render.text import clean
from rubrics.model import Rubric
from rubrics.plain import content_hash

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.text.paragraph import Paragraph

SONG, HEI, FANG_SONG, LATIN = "宋体", "黑体", "仿宋_GB2312", "Times New Roman"
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a form was made is no part of it: the same rubric gives the same bytes."""
_NOT_NEEDED = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")
"""Ends of the types of the parts of python-docx's template that no form needs."""
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
_BELOW_TABLE = 6
"""Points between a table and what stands below it."""
_STYLES: tuple[tuple[str, str, float, bool, Any, float], ...] = (
    ("FormTitle", HEI, 16, True, _CENTRE, 6),
    ("FormSubtitle", HEI, 14, True, _CENTRE, 6),
    ("FormNote", FANG_SONG, 10.5, False, _LEFT, 2),
    ("FormBlank", SONG, 10.5, False, _LEFT, 4),
    ("FormHeading", SONG, 9, True, _CENTRE, 0),
    ("FormLabel", SONG, 9, False, _CENTRE, 0),
    ("FormFigure", SONG, 9, False, _CENTRE, 0),
    ("FormText", SONG, 9, False, _LEFT, 0),
    ("FormGap", SONG, 5, False, _LEFT, 0),
    ("FormFooter", SONG, 9, False, _CENTRE, 0),
)
"""Name, East Asian font, size in points, bold, alignment, space behind in points."""


class FormDocument:
    """A Word document to which a form's paragraphs and tables are added from above to below."""

    def __init__(self, rubric: Rubric, page: Page) -> None:
        """Begin an empty document with the styles, page and properties of a form."""
        self._document: DocumentObject = Document()
        self._body = self._document.element.body
        for child in list(self._body):
            if child.tag != qn("w:sectPr"):
                self._body.remove(child)
        _add_styles(self._document)
        _set_page(self._document, page)
        _set_properties(self._document, rubric)
        _drop_what_the_template_has(self._document)
        self.paragraphs = 0
        """How many paragraphs there are so far, outside of tables."""
        self._is_below_table = False

    def add(self, text: str, style: str) -> int:
        """Add a paragraph; a line break where ``text`` has one. Return its number, from 1."""
        paragraph = self._paragraph(style)
        if text:
            paragraph.add_run(clean(text)[0])
        return self._counted()

    def add_line(self, line: Line) -> int:
        """Add a line with blanks. Return its number."""
        paragraph = self._paragraph("FormBlank")
        for piece in line:
            paragraph.add_run(clean(piece.text)[0]).underline = True if piece.is_underlined else None
        return self._counted()

    def add_table(self, xml: str) -> None:
        """Add a table as it is written."""
        self._body.insert(len(self._body) - 1, parse_xml(xml))
        self._is_below_table = True

    def save(self) -> bytes:
        """Return the document as a package whose members have no date of their own."""
        out = io.BytesIO()
        self._document.save(out)
        return _without_dates(out.getvalue())

    def _paragraph(self, style: str) -> Paragraph:
        """Add an empty paragraph; one below a table keeps a distance from it."""
        paragraph = self._document.add_paragraph(style=style)
        if self._is_below_table and style != "FormGap":
            paragraph.paragraph_format.space_before = Pt(_BELOW_TABLE)
        self._is_below_table = False
        return paragraph

    def _counted(self) -> int:
        self.paragraphs += 1
        return self.paragraphs


def _add_styles(document: DocumentObject) -> None:
    normal = document.styles["Normal"]
    _set_font(normal, SONG, 9)
    for name, font, size, is_bold, alignment, behind in _STYLES:
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _set_font(style, font, size)
        style.font.bold = True if is_bold else None
        layout = style.paragraph_format
        layout.alignment = alignment
        layout.space_before, layout.space_after = Pt(0), Pt(behind)
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
        layout.widow_control = True


def _set_font(style: Any, east_asian: str, size: float) -> None:
    """Set the font for Chinese and for Latin text, and the size."""
    style.font.name = LATIN
    style.font.size = Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), east_asian)


def _set_page(document: DocumentObject, page: Page) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if page.is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Twips(side) for side in page.size)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Twips(MARGIN))
    section.header_distance = section.footer_distance = Twips(MARGIN // 2)
    section.footer.is_linked_to_previous = False
    paragraph: Any = section.footer.paragraphs[0]
    paragraph.style = document.styles["FormFooter"]
    for number, part in enumerate(words.PAGE_NUMBER):
        if number % 2:
            for run in _field(part):
                paragraph._p.append(run)  # noqa: SLF001 - python-docx has no fields
        else:
            paragraph.add_run(part)


def _field(name: str) -> Iterator[Any]:
    """Yield the runs of a field whose result Word works out when it lays out the page."""
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = OxmlElement("w:r")
        if kind == "instruction":
            child = OxmlElement("w:instrText")
            child.text = name
        elif kind == "result":
            child = OxmlElement("w:t")
            child.text = "1"
        else:
            child = OxmlElement("w:fldChar")
            child.set(qn("w:fldCharType"), kind)
        run.append(child)
        yield run


def _set_properties(document: DocumentObject, rubric: Rubric) -> None:
    """Name the standard in the document's properties, with the version and the hash of what it says."""
    properties = document.core_properties
    version = " ".join(part for part in (rubric.id, rubric.version, content_hash(rubric)) if part)
    properties.title, properties.subject = rubric.title[:255], version[:255]
    properties.keywords = ", ".join(part for part in (rubric.id, rubric.version, rubric.issuer) if part)[:255]
    properties.author = properties.last_modified_by = (rubric.issuer or "")[:255]
    properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = _EPOCH.replace(tzinfo=None)
    properties.revision = 1


def _drop_what_the_template_has(document: DocumentObject) -> None:
    """Remove what python-docx's own template brings along: its picture, its copies of the styles, the styles of no use here."""
    for relationships in (document.part.package.rels, document.part.rels):
        for name in [name for name, one in relationships.items() if one.reltype.endswith(_NOT_NEEDED)]:
            del relationships[name]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) is None and not style.get(qn("w:styleId"), "").startswith("Form"):
            styles.remove(style)


def _without_dates(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            info.create_system = 0
            target.writestr(info, source.read(name), zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()
