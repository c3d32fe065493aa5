"""Whatever the file: status 2, one or two lines that help, no traceback, nothing written, and no waiting."""

from __future__ import annotations

import shutil
import time
from hashlib import sha256

import pytest
from click.testing import CliRunner

from extract.limits import Limits, using
from pipeline import dabiao
from tests.extract import formats, hostile
from tests.wordfile import docx

ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>'
NAMESPACES = " ".join(f'xmlns:a{number}="u{number}"' for number in range(50_000))
SHEET = formats.book_of("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>")
PAGE = b"<table><tr><td>a<td>b</table>"


def pdf(*objects, trailer="/Root 1 0 R"):
    """Return a PDF of these objects, numbered from 1."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    return body + f"{table}trailer\n<</Size {len(objects) + 1} {trailer}>>\nstartxref\n{len(body)}\n%%EOF\n".encode()


def replaced(data, name, old, new):
    parts = formats.members(data)
    parts[name] = parts[name].replace(old.encode(), new.encode())
    return formats.zipped(parts)


FILES = {
    "empty": b"",
    "one byte": b"P",
    "random": b"".join(sha256(bytes([number])).digest() for number in range(150)),
    "zeros": bytes(100_000),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "half a docx": docx("甲")[: len(docx("甲")) // 2],
    "a docx without its end": docx("甲")[:-5],
    "half a workbook": SHEET[: len(SHEET) // 2],
    "half a flat OPC": formats.flat_opc(docx("甲"))[:900],
    "half a PDF": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog",
    "OLE header only": hostile.OLE,
    "OLE with a loop": hostile.ole(WordDocument=bytes(600)).replace(
        bytes([2, 0, 0, 0, 3, 0, 0, 0]), bytes([2, 0, 0, 0, 2, 0, 0, 0])
    ),
    "encrypted doc": hostile.encrypted_word(),
    "encrypted xls": hostile.encrypted_excel(),
    "encrypted docx": hostile.ole(EncryptedPackage=bytes(600), EncryptionInfo=bytes(600)),
    "all entries the same bytes": hostile.same_bytes_bomb(),
    "entries that quote each other": hostile.quoting_bomb(),
    "a part of zeros": hostile.with_parts(document=bytes(30_000_000)),
    "bzip2": hostile.packed_with(12),
    "lzma": hostile.packed_with(14),
    "climbing name": hostile.stored({**formats.members(docx("甲")), "../../x": b"x"}),
    "absolute name": hostile.stored({**formats.members(docx("甲")), "/etc/x": b"x"}),
    "name with a drive": hostile.stored({**formats.members(docx("甲")), "c:x": b"x"}),
    "zips in zips": hostile.nested_zips(9),
    "entities": hostile.with_parts(document=hostile.body("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", ENTITIES)),
    "entities in an attribute": hostile.with_parts(document=hostile.body('<w:p w:a="&c;"/>', ENTITIES)),
    "entities in UTF-16": hostile.with_parts(document=hostile.body("<w:p/>", ENTITIES).encode("utf-16")),
    "external entity": hostile.with_parts(document=hostile.body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", EXTERNAL)),
    "parameter entity": hostile.with_parts(document=hostile.body("<w:p/>", PARAMETER)),
    "doctype in the relations": hostile.with_parts(rels=ENTITIES + "<Relationships/>"),
    "doctype in a sheet": replaced(SHEET, "xl/a.xml", "<worksheet", ENTITIES + "<worksheet"),
    "doctype in shared texts": replaced(SHEET, "xl/s.xml", "<sst", ENTITIES + "<sst"),
    "doctype in flat OPC": formats.flat_opc(docx("甲")).replace(b"<pkg:package", EXTERNAL.encode() + b"<pkg:package"),
    "deep XML": hostile.with_parts(document="<a>" * 5000),
    "deep tables": hostile.with_parts(document=hostile.body("<w:tbl><w:tr><w:tc>" * 84 + "</w:tc></w:tr></w:tbl>" * 84)),
    "namespaces": hostile.with_parts(document=f"<w:document xmlns:w='x' {NAMESPACES}/>"),
    "another encoding": hostile.with_parts(document='<?xml version="1.0" encoding="x-unknown"?><a/>'),
    "a broken reference": replaced(docx("甲"), "_rels/.rels", "document.xml", "none.xml").replace(
        b"word/document.xml", b"word/d0cument.xml"
    ),
    "deep page": b"<div>" * 100_000,
    "deep tables in a page": b"<table><tr><td>" * 200 + PAGE,
    "a page of tags": b"<p>" * 1_600_000,
    "a page with a long attribute": b"<p title='" + b"a" * 12_000_000 + b"'>" + PAGE,
    "a page of wide cells": b"<table>" + b"<tr><td colspan=1000><td colspan=1000><td colspan=1000>" * 500 + b"</table>",
    "a page of tall cells": b"<table>" + b"<tr><td rowspan=65000><td colspan=1000>" * 3000 + b"</table>",
    "an empty page": b"<html><head><script>x()</script></head></html>",
    "a sheet far away": formats.book_of('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    "a sheet of corners": formats.book_of(
        "<sheetData>"
        + "".join(f'<row r="{n * 400}"><c r="A{n * 400}"><v>1</v></c></row>' for n in range(1, 2600))
        + "</sheetData>"
    ),
    "merges over everything": formats.book_of(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="ZZ99999"><v>1</v></c></row></sheetData>'
        "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:ZZ{n + 90000}"/>' for n in range(1, 9000)) + "</mergeCells>"
    ),
    "a PDF without pages": pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"),
    "a PDF whose pages hold themselves": pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"),
    "a PDF that points to itself": pdf("1 0 R", trailer="/Root 1 0 R/Prev 9"),
    "a PDF of countless pages": pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 2000000000>>"),
    "a PDF of nested lists": pdf("[" * 100_000),
    "text without a table": "这里没有评分表。\n".encode(),
    "binary named text": bytes(range(256)) * 50,
    "one long line": "评".encode() * 1_000_000,
    "tabs": b"\t" * 1_000_000,
    "quotes": b'\t"' * 500_000,
}
NEEDS_LIBREOFFICE = {
    "half a doc": hostile.ole(WordDocument=b"\xec\xa5\xc1\x00" + bytes(500))[:3000],
    "nested RTF": b"{\\rtf1" + b"{" * 200_000,
    "an empty ODT": hostile.stored({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
}


def refused(data, folder):
    source, target = folder / "standard.docx", folder / "rubric.yaml"
    source.write_bytes(data)
    began = time.monotonic()
    with using(Limits(seconds=20)):
        result = CliRunner().invoke(dabiao, ["--lang", "en", "import", str(source), "-o", str(target)])
    assert time.monotonic() - began < 200
    lines = result.stderr.splitlines()
    assert result.exit_code == 2, result.output
    assert 1 <= len(lines) <= 2
    assert lines[-1].startswith("error: ") or lines[0].startswith("error: ")
    assert all("standard.docx" in line for line in lines if line.startswith("error: "))
    assert "Traceback" not in result.output
    assert "went wrong inside" not in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["standard.docx"]


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_costs_two_lines_and_writes_nothing(name, tmp_path):
    refused(FILES[name], tmp_path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (libreoffice-writer-nogui)")
@pytest.mark.parametrize("name", NEEDS_LIBREOFFICE)
def test_a_bad_office_file_costs_two_lines_and_writes_nothing(name, tmp_path):
    refused(NEEDS_LIBREOFFICE[name], tmp_path)
