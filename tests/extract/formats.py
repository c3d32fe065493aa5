"""The same standard in other formats, written from its .docx by small writers, so that a test needs no program but Python."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from xml.sax.saxutils import escape

from extract.document import Block, Document, Grid

STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DEFAULTS = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
XML_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"


def members(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """Return a zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def strict(docx: bytes) -> bytes:
    """Return a Word document in the namespaces of ISO 29500 strict, as Word writes it when it is asked to."""
    parts = members(docx)
    for name in parts:
        if name.endswith((".xml", ".rels")):
            for old, new in STRICT.items():
                parts[name] = parts[name].replace(f'"{old}'.encode(), f'"{new}'.encode())
    return zipped(dict(parts))


def macro_enabled(docx: bytes, kind: str = "vnd.ms-word.document.macroEnabled.main+xml") -> bytes:
    """Return a Word document as .docm (or .dotx, .dotm): another content type, and a part with macros."""
    parts = members(docx)
    main = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(main, kind.encode())
    return zipped({**parts, "word/vbaProject.bin": b"\xcc\x61\xff\xff\x00\x00"})


def flat_opc(docx: bytes) -> bytes:
    """Return a Word document as one XML file."""
    written = []
    for name, content in members(docx).items():
        if name == "[Content_Types].xml":
            continue
        kind = "application/vnd.openxmlformats-package.relationships+xml" if name.endswith(".rels") else "application/xml"
        if name.endswith((".xml", ".rels")):
            body = (
                f"<pkg:xmlData>{re.sub(r'^<[?].*?[?]>', '', content.decode().lstrip(chr(0xFEFF)), flags=re.DOTALL)}</pkg:xmlData>"
            )
        else:
            body = f"<pkg:binaryData>{base64.encodebytes(content).decode()}</pkg:binaryData>"
        written.append(f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}">{body}</pkg:part>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    return f'{head}<pkg:package xmlns:pkg="{XML_PACKAGE}">{"".join(written)}</pkg:package>'.encode()


def web_page(document: Document, encoding: str = "utf-8") -> bytes:
    """Return a document as a web page in some encoding, which it names."""
    body = "\n".join(_html(block) for block in document.blocks)
    page = f'<!DOCTYPE html>\n<html><head><meta charset="{encoding}"><title>标准</title></head><body>{body}</body></html>'
    return page.encode(encoding)


def web_archive(document: Document) -> bytes:
    """Return a document as a web page in one file, as browsers save it: a mail of one part, in base64."""
    page = base64.encodebytes(web_page(document)).decode()
    part = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n"
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="--=_1"; type="text/html"\n'
    return f"{head}\n----=_1\n{part}\n{page}\n----=_1--\n".encode()


def workbook(document: Document) -> bytes:
    """Return a document as a workbook of one sheet, with merged cells, shared texts and borders around the tables."""
    texts: list[str] = []
    rows: list[str] = []
    merges: list[str] = []
    for block in document.blocks:
        if not isinstance(block, Grid):
            for line in block.text.split("\n"):
                rows.append(_row(len(rows) + 1, {0: (line, 0)}, texts))
            continue
        first = len(rows) + 1
        covers = {(c.row, c.column): c for c in block.cells}
        for row in range(block.rows):
            shown = {column: (covers[row, column].text if (row, column) in covers else "", 1) for column in range(block.columns)}
            rows.append(_row(first + row, shown, texts))
        merges += [
            f"{_name(c.column)}{first + c.row}:{_name(c.column + c.column_span - 1)}{first + c.row + c.row_span - 1}"
            for c in block.cells
            if c.row_span > 1 or c.column_span > 1
        ]
        rows.append("")
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    return book_of(f"<sheetData>{''.join(rows)}</sheetData><mergeCells>{merged}</mergeCells>", texts)


def book_of(sheet: str, texts: list[str] = [], styles: str = "", state: str = "visible") -> bytes:  # noqa: B006 - only read
    """Return a workbook of one sheet, whose content is given as XML; style 1 has borders."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    shared = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    border = '<border/><border><left style="thin"/></border>'
    styles = styles or f'<borders>{border}</borders><cellXfs><xf numFmtId="0"/><xf numFmtId="0" borderId="1"/></cellXfs>'
    kinds = {"workbook": "sheet.main", "a": "worksheet", "s": "sharedStrings", "t": "styles"}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{kind}.{name}+xml"/>' for part, name in kinds.items())
    links = "".join(
        f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate({"worksheet": "a.xml", "sharedStrings": "s.xml", "styles": "t.xml"}.items())
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{_DEFAULTS}{parts}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{office}"><sheets>'
            f'<sheet name="表1" sheetId="1" state="{state}" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
            "xl/a.xml": f'<worksheet xmlns="{SPREADSHEET}">{sheet}</worksheet>',
            "xl/s.xml": f'<sst xmlns="{SPREADSHEET}">{shared}</sst>',
            "xl/t.xml": f'<styleSheet xmlns="{SPREADSHEET}">{styles}</styleSheet>',
        }
    )


def tab_separated(document: Document) -> bytes:
    """Return a document as tab-separated text, as a spreadsheet saves it: merged cells empty, line breaks in quotation marks."""
    lines: list[str] = []
    for block in document.blocks:
        if not isinstance(block, Grid):
            lines += block.text.split("\n")
            continue
        texts = {(cell.row, cell.column): cell.text for cell in block.cells}
        lines += [
            "\t".join(_quoted(texts.get((row, column), "")) for column in range(block.columns)) for row in range(block.rows)
        ]
    return "\r\n".join(lines).encode("utf-16")


def _html(block: Block) -> str:
    if not isinstance(block, Grid):
        return f"<p>{_lines(block.text)}</p>"
    rows = []
    for row in range(block.rows):
        cells = (cell for cell in block.cells if cell.row == row)
        spans = (
            f'<td rowspan="{c.row_span}" colspan="{c.column_span}">{_lines(c.text)}{"".join(map(_html, c.grids))}</td>'
            for c in cells
        )
        rows.append(f"<tr>{''.join(spans)}</tr>")
    return f"<table border=1>{''.join(rows)}</table>"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _row(number: int, shown: dict[int, tuple[str, int]], texts: list[str]) -> str:
    cells = []
    for column, (text, style) in shown.items():
        value = f' t="s"><v>{len(texts)}</v>' if text else ">"
        texts += [text] if text else []
        cells.append(f'<c r="{_name(column)}{number}" s="{style}"{value}</c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def _name(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else chr(ord("A") + column // 26 - 1) + chr(ord("A") + column % 26)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '\n\t"') else text
