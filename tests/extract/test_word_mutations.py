"""Damaged and made-up files: the reader gives a document or a clear error, never anything else."""

from __future__ import annotations

import copy

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from extract.document import Document
from extract.word import read_word
from extract.wordxml import W
from rubrics.catalogue.failures import FAILURES
from rubrics.diagnostics import catalogue
from rubrics.errors import SourceError
from tests.layouts import seeded, unpacked
from tests.scaling import is_proportional
from tests.wordfile import block_xml, docx, package, table, tc, xml

NUMBERING = (
    "abstractNum{abstractNumId=1}/(lvl{ilvl=0}/(start{val=1},numFmt{val=decimal},lvlText{val=%1.},suff{val=space}),"
    "lvl{ilvl=1}/(start{val=1},numFmt{val=bullet},lvlText{val=o},lvlRestart{val=1},rPr/rFonts{ascii=Symbol})),"
    "num{numId=1}/(abstractNumId{val=1},lvlOverride{ilvl=0}/startOverride{val=4})"
)
STYLES = (
    "docDefaults/rPrDefault/rPr,style{type=paragraph,default=1,styleId=a}/name{val=Normal},"
    "style{type=paragraph,styleId=b}/(basedOn{val=a},pPr/numPr/numId{val=1}),style{type=character,styleId=c}/rPr/vanish"
)
BLOCKS = (
    'p/(pPr/pStyle{val=b},r/(rPr/rStyle{val=c},t"旧"),r/t"新",r/footnoteReference{id=1})',
    'p/(r/fldChar{fldCharType=begin},r/instrText" EQ x ",r/fldChar{fldCharType=separate},r/t"果",r/fldChar{fldCharType=end})',
    'p/(pPr/rPr/del{id=1},r/(sym{font=Wingdings,char=F0FE},tab,br),m:oMath/m:f/(m:num/m:r/m:t"1",m:den/m:r/m:t"2"))',
    table("甲 | < | =x\n^ | < | 丁\n1 | 2 | 3", x=block_xml("内") + table("1 | 2\n^ | 3") + "<w:p/>"),
    "<w:tbl><w:tr>"
    + xml("trPr/(gridBefore{val=1},tblHeader)")
    + tc("甲", more="hMerge{val=restart}")
    + tc("", more="hMerge")
    + "</w:tr></w:tbl>",
    'p/r/mc:AlternateContent/(mc:Choice/drawing/wps:txbx/txbxContent/p/r/t"框",mc:Fallback/pict/v:textbox/txbxContent/p/r/t"框")',
    'sdt/(sdtPr/w14:checkbox/w14:checked{w14:val=1},sdtContent/p/(ins/r/t"☑",moveFrom/r/t"旧"))',
)
DATA = docx(*BLOCKS, numbering=NUMBERING, styles=STYLES, footnotes='footnote{id=1}/p/(r/footnoteRef,r/t"注")')
PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml", "word/_rels/document.xml.rels")
VALUES = ("", "0", "-1", "7", "99999999999", "1e400", "nan", "%1%2%9", "restart", "false", "∞", "x" * 500)


def survives(data: bytes) -> None:
    """Read a file; nothing but a document or a known error may come of it."""
    try:
        result: Document | SourceError = read_word(data, "x.docx")
    except SourceError as error:
        result = error
    if isinstance(result, SourceError):
        assert result.code in FAILURES
        assert str(result)
    else:
        assert all(diagnostic.code in catalogue() and diagnostic.sentence for diagnostic in result.diagnostics)


def mutated(part: bytes, seed: int, count: int) -> bytes:
    """Return XML with some elements doubled, moved, dropped, renamed, or given other values."""
    random = seeded(seed)
    root = etree.fromstring(part)
    for _ in range(count):
        elements = list(root.iter())[1:]
        if not elements:
            break
        found, other = random.choice(elements), random.choice(elements)
        action = random.randrange(6)
        if action == 0:
            found.getparent().remove(found)
        elif action == 1:
            found.addnext(copy.deepcopy(found))
        elif action == 2 and other not in found.iter():
            other.append(found)
        elif action == 3:
            found.tag = other.tag
        elif action == 4 and found.attrib:
            found.set(random.choice(list(found.attrib)), random.choice(VALUES))
        elif action == 5:
            found.set(W + "val", random.choice(VALUES))
    return etree.tostring(root)


@settings(max_examples=200, deadline=None)
@given(part=st.sampled_from(PARTS), seed=st.integers(0, 10**9), count=st.integers(1, 12))
def test_xml_that_makes_no_sense_is_read_or_refused(part, seed, count):
    members = unpacked(DATA)
    members[part] = mutated(members[part], seed, count)
    survives(package(members))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_bytes_that_changed_are_read_or_refused(changes):
    data = bytearray(DATA)
    for at, value in changes:
        data[at] = value
    survives(bytes(data))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(DATA)), st.integers(0, len(DATA)))
def test_a_piece_of_a_file_is_refused(start, end):
    survives(DATA[min(start, end) : max(start, end)])


def read(data: bytes) -> None:
    read_word(data, "x")


def test_time_grows_with_the_size_of_a_table_not_faster():
    def tall(rows: int) -> bytes:
        first = f"<w:tr>{tc('甲', merge='restart')}{tc('乙')}</w:tr>"
        other = f"<w:tr>{tc('', merge='continue')}{tc('p/r/(tab,br)')}</w:tr>"
        return docx(f"<w:tbl>{first}{other * rows}</w:tbl>")

    assert is_proportional(read, tall(500), tall(4000), 8)


def test_time_grows_with_the_number_of_special_paragraphs_not_faster():
    def long(count: int) -> bytes:
        numbered = block_xml('p/(pPr/numPr/(ilvl{val=0},numId{val=1}),ins/r/t"甲",r/fldChar{fldCharType=begin})')
        return docx(*[numbered] * count, numbering=NUMBERING)

    assert is_proportional(read, long(500), long(4000), 8)
