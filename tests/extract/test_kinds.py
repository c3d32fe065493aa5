"""What a file is, is told by its bytes."""

from __future__ import annotations

import pytest

from extract import read, read_bytes
from extract.kinds import kind_of
from rubrics.errors import SourceError
from tests.extract import formats, hostile
from tests.wordfile import docx

ODF = "application/vnd.oasis.opendocument."
FLAT_ODF = '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="' + ODF


def odf(kind, manifest=""):
    return hostile.stored({"mimetype": ODF + kind, "content.xml": "<a/>", "META-INF/manifest.xml": manifest or "<a/>"})


@pytest.mark.parametrize(
    ("data", "reader", "name"),
    [
        (docx("甲"), "word", "docx"),
        (formats.strict(docx("甲")), "word", "docx"),
        (formats.flat_opc(docx("甲")), "flat-opc", "flat-opc"),
        (b"\xef\xbb\xbf" + formats.flat_opc(docx("甲")), "flat-opc", "flat-opc"),
        (formats.book_of("<sheetData/>"), "workbook", "xlsx"),
        (formats.zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"x"}), "office", "xlsx"),
        (odf("text"), "office", "odt"),
        (odf("text-template"), "office", "odt"),
        (odf("spreadsheet"), "office", "ods"),
        (f'<?xml version="1.0"?>\n{FLAT_ODF}text"/>'.encode(), "office", "odt"),
        (f'<?xml version="1.0"?>\n{FLAT_ODF}spreadsheet"/>'.encode(), "office", "ods"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "office", "xls"),
        (hostile.ole(WordDocument=b"\xec\xa5\xc1\x00" + bytes(500)), "office", "doc"),
        (hostile.ole(WORDDOCUMENT=b"\xec\xa5\xc1\x00" + bytes(500)), "office", "doc"),
        (hostile.ole(Workbook=bytes(500)), "office", "xls"),
        (hostile.ole(Book=bytes(500)), "office", "xls"),
        (hostile.ole(MatOST=bytes(500)), "office", "wps"),
        (b"{\\rtf1 x}", "office", "rtf"),
        (b"\xdb\xa5\x2d\x00", "office", "doc"),
        (b"%PDF-1.4\n", "pdf", "pdf"),
        (b"@PJL SET\n%PDF-1.4\n1 0 obj endobj", "pdf", "pdf"),
        (b"<html><body>", "page", "html"),
        (b"\n <!-- saved from url=x --><!DOCTYPE html PUBLIC '-//W3C'>\n<HTML>", "page", "html"),
        ("<table><tr><td>甲".encode("gb18030"), "page", "html"),
        ("<html>甲".encode("utf-16"), "page", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', "page", "html"),
        (b"From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n", "page", "html"),
        ("一、安全目标".encode(), "text", "flattened"),
        ("<安全目标> 5分".encode(), "text", "flattened"),
        (b"a < b\n<c", "text", "flattened"),
        (formats.zipped({"a.docx": docx("甲")}), "zip", "docx"),
    ],
)
def test_a_file_is_told_by_its_bytes(data, reader, name):
    kind = kind_of(data, "x")
    assert (kind.reader, kind.format) == (reader, name)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"Rar!\x1a\x07", "other-archive"),
        (b"7z\xbc\xaf\x27\x1c", "other-archive"),
        (b"\x1f\x8b\x08", "other-archive"),
        (b"CAJViewer", "unknown-format"),
        (hostile.OLE + bytes(100), "package-damaged"),
        (hostile.ole(), "unknown-format"),
        (hostile.ole(PowerPoint_Document=bytes(500)), "not-a-word-document"),
        (hostile.ole(EncryptedPackage=bytes(500)), "encrypted"),
        (hostile.encrypted_word(), "encrypted"),
        (hostile.encrypted_excel(), "encrypted"),
        (odf("text", "<a><encryption-data/></a>"), "encrypted"),
        (odf("presentation"), "not-a-word-document"),
        (formats.zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"}), "not-a-word-document"),
        (formats.zipped({"OFD.xml": "<a/>", "Doc_0/Document.xml": "<a/>"}), "ofd"),
        (formats.zipped({"mimetype": "application/epub+zip", "a.html": "x"}), "unknown-format"),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "word-2003-xml",
        ),
        (formats.members(docx("甲"))["word/document.xml"], "bare-part"),
        (b'<?xml version="1.0"?><a xmlns="http://example.org/"/>', "unknown-format"),
    ],
)
def test_a_file_that_is_not_read_is_refused_with_the_reason(data, code):
    with pytest.raises(SourceError) as caught:
        kind_of(data, "x")
    assert caught.value.code == code
    assert str(caught.value).startswith("x: ")


@pytest.mark.parametrize("name", ["standard.doc", "standard.txt", "standard", "standard.pdf", "標準.DOCX"])
def test_the_name_says_nothing(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(docx("甲"))
    document = read(path)
    assert (document.format, document.name) == ("docx", name)


def test_the_hash_is_that_of_the_file():
    flat = formats.flat_opc(docx("甲"))
    assert read_bytes(flat, "x").sha256 != read_bytes(docx("甲"), "x").sha256
