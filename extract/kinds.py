"""Which kind of file some bytes are, told from the bytes: a name says only what somebody hoped.

In the field a .doc is a Word document of any age, a web page, RTF or a workbook, and a .docx may be a package in one XML file.
"""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Mapping
from typing import Literal, NamedTuple

from extract.archive import Archive, open_archive
from extract.document import Format
from extract.ole import OLE_MAGIC, Stream, read_streams
from rubrics.errors import SourceError

Reader = Literal["word", "flat-opc", "workbook", "page", "pdf", "text", "office", "zip"]
LOOKED_AT = 16_384
"""So many bytes at the beginning tell a text's kind."""


class Kind(NamedTuple):
    """Who reads a file (``office``: LibreOffice converts it first), what it is called, the ending that LibreOffice expects."""

    reader: Reader
    format: Format = "docx"
    ending: str = ""

    @property
    def is_sheet(self) -> bool:
        """Whether an office file is a workbook."""
        return self.format in ("xls", "ods", "xlsx")


WORD, FLAT_OPC, WORKBOOK = Kind("word", "docx"), Kind("flat-opc", "flat-opc"), Kind("workbook", "xlsx")
PAGE, PDF, TEXT, ZIP = Kind("page", "html"), Kind("pdf", "pdf"), Kind("text", "flattened"), Kind("zip")
DOC, WPS, RTF, XLS = (
    Kind("office", "doc", ".doc"),
    Kind("office", "wps", ".wps"),
    Kind("office", "rtf", ".rtf"),
    Kind("office", "xls", ".xls"),
)

BEGINNINGS: tuple[tuple[bytes, Kind | str], ...] = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"Rar!", "other-archive"),
    (b"7z\xbc\xaf", "other-archive"),
    (b"\x1f\x8b", "other-archive"),
    (b"BZh", "other-archive"),
    (b"CAJ", "unknown-format"),  # the readers' format of a Chinese library
    (b"\xdb\xa5", DOC),  # Word 2 for Windows
    (b"\x09\x02\x06\0", XLS),  # Excel 3 and 4: the record that begins a sheet
    (b"\x09\x04\x06\0", XLS),
)
"""How files begin, and what they are, or why they are not read."""

TOP_STREAMS: tuple[tuple[str, Kind | str], ...] = (
    ("encryptedpackage", "encrypted"),
    ("worddocument", DOC),
    ("workbook", XLS),
    ("book", XLS),
    ("powerpoint document", "not-a-word-document"),
    ("visiodocument", "not-a-word-document"),
    ("quill", "not-a-word-document"),  # Publisher
    ("__properties_version1.0", "not-a-word-document"),  # a mail of Outlook
    ("mn0", WPS),  # Microsoft Works, several ages
    ("matost", WPS),
    ("contents", WPS),
)
ODF_KINDS: tuple[tuple[bytes, Kind], ...] = (
    (b"application/vnd.oasis.opendocument.text", Kind("office", "odt", ".odt")),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind("office", "ods", ".ods")),
)
XML_ROOTS: tuple[tuple[str, str, Kind | str], ...] = (
    ("package", "http://schemas.microsoft.com/office/2006/xmlPackage", FLAT_OPC),
    ("document", "opendocument.text", Kind("office", "odt", ".fodt")),
    ("document", "opendocument.spreadsheet", Kind("office", "ods", ".fods")),
    ("Workbook", "urn:schemas-microsoft-com:office:spreadsheet", Kind("office", "xls", ".xml")),
    ("wordDocument", "http://schemas.microsoft.com/office/word/2003/wordml", "word-2003-xml"),
    ("document", "wordprocessingml", "bare-part"),
)
"""The root of an XML file, what stands in its tag, and what the file is."""

_PDF_WITHIN = 1024
"""So far from the beginning of a PDF its header may stand (ISO 32000-1, Annex H: what readers accept)."""
_MANIFEST = "META-INF/manifest.xml"
_FILE_PASS = 0x2F
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.-]*)(?P<more>[^>]*)")
_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>|<!\[.*?\]>", re.DOTALL | re.IGNORECASE)
_PAGE_TAGS = (
    "html head title meta base link style script body div p table tbody tr td th center font span h1 h2 h3 form b ul ol br"
)
_MAIL_HEADER = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*?)*?Content-Type:\s*multipart/related", re.IGNORECASE)


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind of file that ``data`` is; ``SourceError`` for one that is not read, with the reason."""
    if not data:
        raise SourceError("file-empty", where=name)
    if data.startswith(b"PK"):
        return _of_zip(open_archive(data, name))
    if data.startswith(OLE_MAGIC):
        return _of_ole(read_streams(data, name), name)
    found = next((kind for start, kind in BEGINNINGS if data.startswith(start)), None)
    if found is None and b"%PDF-" in data[:_PDF_WITHIN] and b"endobj" in data:
        found = PDF
    return _checked(found or _of_text(data), name)


def _checked(found: Kind | str, name: str) -> Kind:
    if isinstance(found, str):
        raise SourceError(found, where=name)
    return found


def _of_zip(archive: Archive) -> Kind:
    """Return the kind of a zip: a package of Word or Excel, OpenDocument, or a plain zip of files."""
    has = archive.has
    if has("mimetype") and has("content.xml"):
        return _of_odf(archive)
    if has("[Content_Types].xml") or has("_rels/.rels"):
        folders = {key.partition("/")[0] for key in archive.members if "/" in key}
        if "word" in folders or not folders & {"xl", "ppt", "visio"}:
            return WORD
        if "xl" in folders:
            return Kind("office", "xlsx", ".xlsb") if has("xl/workbook.bin") else WORKBOOK
        raise SourceError("not-a-word-document", where=archive.name)
    if has("mimetype"):  # an electronic book, or some other package
        raise SourceError("unknown-format", where=archive.name)
    if has("OFD.xml"):
        raise SourceError("ofd", where=archive.name)
    return ZIP


def _of_odf(archive: Archive) -> Kind:
    if archive.has(_MANIFEST) and b"encryption-data" in archive.read(_MANIFEST):
        raise SourceError("encrypted", where=archive.name)
    mimetype = archive.read("mimetype")
    return _checked(next((kind for start, kind in ODF_KINDS if mimetype.startswith(start)), "not-a-word-document"), archive.name)


def _of_ole(streams: Mapping[str, Stream], name: str) -> Kind:
    kind = _checked(next((kind for top, kind in TOP_STREAMS if top in streams), "unknown-format"), name)
    start = next(streams[top].start for top, _ in TOP_STREAMS if top in streams)
    if (kind is DOC and _is_encrypted_word(start)) or (kind is XLS and _is_encrypted_excel(start)):
        raise SourceError("encrypted", where=name)
    return kind


def _is_encrypted_word(start: bytes) -> bool:
    """Tell from the flags of the file information block ([MS-DOC] 2.5.2: fEncrypted)."""
    return len(start) > 11 and start[:2] == b"\xec\xa5" and bool(start[11] & 1)


def _is_encrypted_excel(start: bytes) -> bool:
    """Tell whether one of the first records of the workbook is FilePass ([MS-XLS] 2.4.117)."""
    at = 0
    while at + 4 <= len(start):
        kind, length = struct.unpack_from("<HH", start, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False


def _of_text(data: bytes) -> Kind | str:
    """Return the kind of a file that is written in signs: XML of some kind, a web page, or a text."""
    if _MAIL_HEADER.match(data[:LOOKED_AT]):
        return PAGE
    start = _ASIDE.sub("", _decoded(data[:LOOKED_AT])).lstrip("\ufeff \t\r\n")
    root = _ROOT.match(start)
    if root is None:
        return TEXT
    if root["name"].lower() in _PAGE_TAGS.split():
        return PAGE
    found = (kind for name, more, kind in XML_ROOTS if name == root["name"] and more in root["more"])
    return next(found, "unknown-format" if "xmlns" in root["more"] else TEXT)


def _decoded(start: bytes) -> str:
    """Return the beginning of a text, good enough to see its tags."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", errors="replace")
    return start.decode("latin-1").removeprefix("ï»¿")
