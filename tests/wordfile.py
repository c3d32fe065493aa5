"""Word files out of a few lines, so that a test shows its case at a glance.

XML is written short: ``p/(r/t"甲",ins{id=1}/r/t"乙")`` is a paragraph of a run and an inserted one. Names without a prefix are
of WordprocessingML, so are attributes; ``/`` goes to the child, ``( , )`` holds several, quotes hold text.

Tables are drawn: one line a row, ``|`` between cells, ``^`` goes on with the cell above, ``<`` with the one to the left, ``/``
begins a new paragraph in a cell; ``=name`` is a cell whose content is given beside the drawing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from extract.document import Document, Grid
from extract.word import read_word

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = NAMESPACES["r"]
ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
_TOKEN = re.compile(r'\s*(?:(?P<name>[\w:]+)(?:\{(?P<attributes>[^}]*)\})?|"(?P<text>[^"]*)"|(?P<mark>[/(),]))')


def xml(notation: str) -> str:
    """Return the XML of one element, or of several with commas between them, written short.

    >>> xml('r/(rPr/b,t"甲")')
    '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">甲</w:t></w:r>'
    """
    tokens = list(_tokens(notation))
    written = _siblings(tokens)
    if tokens:
        raise ValueError(f"not understood: {notation!r} from {tokens[0]}")
    return written


def docx(*blocks: str, root: str = "", **parts: str) -> bytes:
    """Return a Word file of paragraphs (texts, or written short) and tables (XML), with the ``styles``, ``numbering`` … given."""
    body = "".join(block_xml(block) for block in blocks)
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document{_declared()}{root}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in parts}),
        **{f"word/{name}.xml": f"<w:{ROOTS[name]}{_declared()}>{xml(text)}</w:{ROOTS[name]}>" for name, text in parts.items()},
    }
    return package({name: '<?xml version="1.0" encoding="UTF-8"?>' + text for name, text in members.items()})


def package(members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these members; the same ones give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, compression)
    return out.getvalue()


def read(*blocks: str, **parts: str) -> Document:
    """Return what the reader makes of a Word file of these blocks."""
    return read_word(docx(*blocks, **parts), "test.docx")


def text(*blocks: str, **parts: str) -> str:
    """Return the paragraphs of a Word file of these blocks, as read, one a line."""
    return "\n".join(paragraph.text for paragraph in read(*blocks, **parts).paragraphs)


def cell_text(content: str, **parts: str) -> str:
    """Return the text of the one cell of a table, whose content is written short."""
    return next(read(table("=x", x=content), **parts).grids).cells[0].text


def table(drawing: str, *, widths: Sequence[int] | None = None, properties: str = "", **contents: str) -> str:
    """Return the XML of a drawn table."""
    rows = [[word.strip() for word in line.split("|")] for line in drawing.strip().split("\n")]
    widths = widths or [1000] * max(len(row) for row in rows)
    grid = ",".join(f"gridCol{{w={width}}}" for width in widths)
    drawn_rows = "".join(f"<w:tr>{''.join(_drawn_row(rows, number, widths, contents))}</w:tr>" for number in range(len(rows)))
    return f"<w:tbl>{xml(f'tblPr{properties},tblGrid/({grid})')}{drawn_rows}</w:tbl>"


def tc(content: str, *, width: int | None = None, span: int = 1, merge: str = "", more: str = "") -> str:
    """Return the XML of a cell: ``merge`` is ``restart`` or ``continue``; ``more`` are further properties, written short."""
    properties = [f"tcW{{w={width},type=dxa}}"] if width else []
    properties += [f"gridSpan{{val={span}}}"] if span > 1 else []
    properties += ["vMerge{val=restart}" if merge == "restart" else "vMerge"] if merge else []
    properties += [more] if more else []
    written = f"<w:tcPr>{xml(','.join(properties))}</w:tcPr>" if properties else ""
    return f"<w:tc>{written}{''.join(map(block_xml, content.split('/') if _is_plain(content) else [content]))}</w:tc>"


def drawn(grid: Grid) -> str:
    """Return the drawing of a grid, as ``table`` takes it; ``.`` where there is no cell."""
    signs = [["."] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                signs[row][column] = "<" if column > cell.column else "^"
        signs[cell.row][cell.column] = cell.text.replace("\n", "/")
    return "\n".join(" | ".join(row) for row in signs)


def block_xml(block: str) -> str:
    """Return the XML of a block: XML as it is, short notation, or the paragraph of a plain text."""
    if block.startswith("<"):
        return block
    return xml(f'p/r/t"{block}"' if block else "p") if _is_plain(block) else xml(block)


def _is_plain(block: str) -> bool:
    return (
        re.match(r"<|(?:p|tbl|sdt|customXml|smartTag|altChunk|ins|moveTo|moveFrom|mc:AlternateContent)(?:[/{,]|$)", block) is None
    )


def _drawn_row(rows: list[list[str]], number: int, widths: Sequence[int], contents: dict[str, str]) -> Iterator[str]:
    row = rows[number]
    for column, word in enumerate(row):
        if word == "<" and column:
            continue
        span = 1 + next((step for step, after in enumerate(row[column + 1 :]) if after != "<"), len(row) - column - 1)
        goes_on = number + 1 < len(rows) and column < len(rows[number + 1]) and rows[number + 1][column] == "^"
        merge = "continue" if word == "^" else "restart" if goes_on else ""
        content = contents[word[1:]] if word.startswith("=") else "" if word == "^" else word
        yield tc(content, width=sum(widths[column : column + span]), span=span, merge=merge)


def _tokens(notation: str) -> Iterator[tuple[str, str, str]]:
    at = 0
    while at < len(notation.rstrip()):
        match = _TOKEN.match(notation, at)
        if match is None:
            raise ValueError(f"not understood: {notation[at:]!r}")
        at = match.end()
        kind = match.lastgroup if match.lastgroup != "attributes" else "name"
        yield (kind or "", match[kind or 0], match["attributes"] or "")


def _siblings(tokens: list[tuple[str, str, str]]) -> str:
    written = _element(tokens)
    while tokens and tokens[0][:2] == ("mark", ","):
        tokens.pop(0)
        written += _element(tokens)
    return written


def _element(tokens: list[tuple[str, str, str]]) -> str:
    _, name, attributes = tokens.pop(0)
    tag = name if ":" in name else f"w:{name}"
    opened = tag + "".join(_attribute(pair) for pair in attributes.split(",") if pair)
    opened += ' xml:space="preserve"' if tag == "w:t" and "xml:space" not in attributes else ""
    content = ""
    if tokens and tokens[0][0] == "text":
        content += escape(tokens.pop(0)[1])
    if tokens and tokens[0][:2] == ("mark", "/"):
        tokens.pop(0)
        if tokens[0][:2] == ("mark", "("):
            tokens.pop(0)
            content += _siblings(tokens)
            tokens.pop(0)
        else:
            content += _element(tokens)
    return f"<{opened}>{content}</{tag}>" if content else f"<{opened}/>"


def _attribute(pair: str) -> str:
    name, _, value = pair.partition("=")
    return f" {name if ':' in name or name.startswith('_') else f'w:{name}'}".replace(" _", " ") + f"={quoteattr(value)}"


def _declared() -> str:
    return "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def _relations(targets: dict[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{links}</Relationships>'


def _content_types(parts: dict[str, str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{name}+xml"/>' for name in parts)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>{overrides}</Types>'
    )
