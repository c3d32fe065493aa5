"""A Word package in one XML file is the package; a bad one is refused."""

from __future__ import annotations

import pytest

from extract.flatopc import package_of
from extract.word import open_word
from rubrics.errors import SourceError
from tests.extract import formats
from tests.wordfile import docx, table

FLAT = formats.flat_opc(docx("甲", table("乙 | 丙")))


def code(data):
    with pytest.raises(SourceError) as caught:
        open_word(data, "x.xml")
    assert str(caught.value).startswith("x.xml")
    return caught.value.code


def test_it_gives_the_same_package_each_time_with_its_binary_parts():
    data = formats.flat_opc(formats.macro_enabled(docx("甲")))
    assert package_of(data, "x") == package_of(data, "x")
    parts = formats.members(package_of(data, "x"))
    assert parts["word/vbaProject.bin"] == b"\xcc\x61\xff\xff\x00\x00"
    assert b'PartName="/word/document.xml"' in parts["[Content_Types].xml"]


def test_it_is_filled_like_any_other_and_saved_as_a_package():
    word = open_word(FLAT, "x.xml")
    assert word.document.format == "flat-opc"
    cell = word.cell(next(word.document.grids).cells[0].place)
    next(cell.iter("{*}t")).text = "丁"
    assert open_word(word.save(), "x.docx").document.grids.__next__().cells[0].text == "丁"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"/word/document.xml", b"/word/other.xml", "no-main-part"),
        (b"/word/document.xml", b"", "member-name"),
        (b"/word/document.xml", b"/../x", "member-name"),
        (b"/_rels/.rels", b"/word/DOCUMENT.xml", "member-name"),
        (b"<w:sectPr/>", b"<w:sectPr>", "xml-broken"),
        (b"<pkg:package", b'<!DOCTYPE a [<!ENTITY x "y">]><pkg:package', "xml-doctype"),
        (b"</pkg:package>", b'<pkg:part pkg:name="/a"/></pkg:package>', "part-missing"),
        (b"</pkg:package>", b'<pkg:part pkg:name="/a"><pkg:xmlData/></pkg:part></pkg:package>', "part-missing"),
        (
            b"</pkg:package>",
            b'<pkg:part pkg:name="/a"><pkg:binaryData>a</pkg:binaryData></pkg:part></pkg:package>',
            "part-damaged",
        ),
        (b"</pkg:package>", b"", "xml-broken"),
    ],
)
def test_a_bad_one_is_refused(old, new, expected):
    assert old in FLAT
    assert code(FLAT.replace(old, new)) == expected


def test_a_picture_of_many_megabytes_is_no_problem():
    data = FLAT.replace(
        b"</pkg:package>", b'<pkg:part pkg:name="/a"><pkg:binaryData>%s</pkg:binaryData></pkg:part></pkg:package>'
    )
    assert open_word(data % (b"QUFB" * 3_000_000), "x").document.blocks[0].text == "甲"
