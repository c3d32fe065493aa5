"""Opening what claims to be a Word file: every bad one costs a clear error."""

from __future__ import annotations

import io
import zipfile

import pytest

from extract import read, read_bytes
from extract.limits import Limits, using
from extract.word import read_word
from rubrics.catalogue.failures import FAILURES
from rubrics.errors import SourceError
from tests.wordfile import NAMESPACES, docx, package, table, xml


def parts(*blocks: str) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(docx(*blocks or ("甲",)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(**members: str | bytes | None) -> bytes:
    """Return the package with members replaced (``document`` is the main part), or left out for ``None``."""
    names = {"document": "word/document.xml", "rels": "_rels/.rels", "document_rels": "word/_rels/document.xml.rels"}
    found = parts()
    for key, content in members.items():
        found.pop(names[key], None)
        if content is not None:
            found[names[key]] = content
    return package(found)


def code(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_word(data, "x.docx")
    assert caught.value.code in FAILURES
    assert str(caught.value).startswith("x.docx")
    return caught.value.code


def refused(data: bytes, **moved: int) -> str:
    with using(Limits(**moved)):
        return code(data)


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "not-a-package"),
        (b"hello", "not-a-package"),
        (b"PK", "package-damaged"),
        (b"PK\3\4" + bytes(100), "package-damaged"),
        (docx("甲")[:-30], "package-damaged"),
        (docx("甲")[:200], "package-damaged"),
        (OLE + bytes(1000), "not-a-package"),
        (package({"a.txt": "x"}), "no-main-part"),
        (changed(document=None), "no-main-part"),
        (changed(document="<a/>"), "not-a-word-document"),
        (changed(document=f"<w:document xmlns:w='{NAMESPACES['w']}'/>"), "not-a-word-document"),
        (changed(document=""), "xml-broken"),
        (changed(document="<w:document"), "xml-broken"),
        (changed(document=b"\xff\xfe\x00\x00"), "xml-broken"),
        (changed(rels="<Relationships"), "xml-broken"),
        (changed(document="<!DOCTYPE a><a/>"), "xml-doctype"),
        (changed(document='<?xml version="1.0"?><!-- <a> --><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "xml-doctype"),
        (changed(document='<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")), "xml-doctype"),
        (changed(document='<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), "xml-doctype"),
        (changed(document="<a>" * 400 + "</a>" * 400), "xml-too-deep"),
        (package({**parts(), "../evil": "x"}), "member-name"),
        (package({**parts(), "word/../../evil": "x"}), "member-name"),
        (package({**parts(), "WORD/Document.xml": "x"}), "member-name"),
    ],
)
def test_bad_files_are_refused(data, expected):
    assert code(data) == expected


def test_a_part_that_swells_is_refused_before_it_is_unpacked():
    assert code(changed(document=b" " * 3_000_000)) == "part-too-dense"


def test_a_part_that_is_too_large_is_refused():
    noise = "".join(f"{number * 7919 % 99991:05}" for number in range(300_000))
    assert "part-too-large" in refused(changed(document=f"<a>{noise}</a>"), part=1)


def test_a_part_that_lies_about_its_size_is_refused():
    data = bytearray(changed(document=b"<a>" + b"b" * 2_000_000 + b"</a>"))
    real, lie = (2_000_007).to_bytes(4, "little"), (50).to_bytes(4, "little")
    assert data.count(real) == 2
    assert refused(bytes(data.replace(real, lie)), part=1) in {"part-damaged", "part-too-large"}


def test_a_part_of_too_many_tags_is_refused():
    noise = "".join(f"<w:p w:rsidR='{number * 7919 % 99991:05}'/>" for number in range(Limits().tags // 2 + 1))
    body = changed(document=f"<w:document xmlns:w='{NAMESPACES['w']}'><w:body>{noise * 2}</w:body></w:document>")
    assert code(body) == "xml-too-many-signs"


def test_a_file_that_is_too_large_is_refused():
    padded = package({**parts(), "noise.bin": bytes(2_000_000)}, zipfile.ZIP_STORED)
    assert refused(padded, file=1) == "file-too-large"


def test_a_package_of_too_many_parts_is_refused():
    assert refused(docx("甲"), entries=3) == "too-many-members"


def test_a_member_with_a_password_is_refused():
    data = bytearray(docx("甲"))
    at = data.rfind(b"PK\1\2", 0, data.rfind(b"word/document.xml"))
    data[at + 8] |= 1
    assert code(bytes(data)) == "encrypted"


def test_a_damaged_part_is_refused():
    data = bytearray(docx("甲" * 500))
    at = data.find(b"word/document.xml") + 40
    data[at : at + 20] = bytes(20)
    assert code(bytes(data)) in {"part-damaged", "xml-broken"}


@pytest.mark.parametrize("wrapper", ["sdt/sdtContent", "smartTag", "ins{id=1}", "hyperlink"])
def test_wrappers_that_stand_too_deep_in_each_other_are_refused(wrapper):
    deep = "甲"
    opening, closing = xml(wrapper + "/p").split("<w:p/>")
    count = 120 // wrapper.count("/") if "/" in wrapper else 120
    deep = f"<w:p>{opening * count}<w:r><w:tab/></w:r>{closing * count}</w:p>"
    assert code(docx(deep)) == "nested-too-deep"


def test_tables_that_stand_too_deep_in_each_other_are_refused():
    deep = "<w:p/>"
    for _ in range(70):
        deep = f"<w:tbl><w:tr><w:tc>{deep}<w:p/></w:tc></w:tr></w:tbl>"
    assert code(docx(deep)) == "nested-too-deep"


def test_formulas_that_stand_too_deep_in_each_other_are_refused():
    deep = "m:r/m:t" + '"x"'
    for _ in range(100):
        deep = f"m:box/m:e/{deep}"
    assert code(docx(f"p/m:oMath/{deep}")) == "nested-too-deep"


def test_a_table_of_absurd_width_is_refused():
    assert code(docx("<w:tbl><w:tr>" + xml("tc/(tcPr/gridSpan{val=2000000000},p)") + "</w:tr></w:tbl>")) == "table-too-wide"


def test_an_absurd_shift_or_width_is_no_problem():
    shifted = xml("tr/(trPr/gridBefore{val=99999999},tc/(tcPr/tcW{w=1e999,type=dxa},p))")
    assert code(docx(f"<w:tbl>{shifted}</w:tbl>")) == "table-too-wide"


def test_styles_that_are_based_on_each_other_are_no_problem():
    styles = "style{type=paragraph,styleId=a}/basedOn{val=b},style{type=paragraph,styleId=b}/basedOn{val=a}"
    assert read_word(docx('p/(pPr/pStyle{val=a},r/t"甲")', styles=styles), "x").blocks[0].text == "甲"


def test_a_missing_part_that_is_not_needed_is_not_missed():
    assert read_word(changed(document_rels=None), "x").blocks[0].text == "甲"


def test_the_strict_kind_of_the_format_is_read():
    old, new = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    main = parts("甲", table("乙"))["word/document.xml"].decode().replace(old, new)
    assert read_word(changed(document=main), "x").blocks[0].text == "甲"


def test_a_document_in_utf_16_is_read():
    main = parts()["word/document.xml"].decode().replace("UTF-8", "UTF-16")
    assert read_word(changed(document=main.encode("utf-16")), "x").blocks[0].text == "甲"


def test_the_reader_is_picked_by_what_a_file_is_not_by_its_name(tmp_path):
    path = tmp_path / "standard.txt"
    path.write_bytes(docx("甲"))
    assert read(path).format == "docx"


def test_an_empty_file_is_refused():
    with pytest.raises(SourceError) as caught:
        read_bytes(b"", "x")
    assert caught.value.code == "file-empty"


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SourceError) as caught:
        read(tmp_path / "none.docx")
    assert caught.value.code == "no-such-file"
