"""Text boxes, footnotes, and what is only told: pictures, objects, other files."""

from __future__ import annotations

import pytest

from tests.wordfile import block_xml, drawn, read, table


def box(content: str) -> str:
    drawing = f"drawing/wp:anchor/a:graphic/a:graphicData/wps:wsp/wps:txbx/txbxContent/({content})"
    fallback = f"pict/v:shape/v:textbox/txbxContent/({content})"
    return f"r/mc:AlternateContent/(mc:Choice{{_Requires=wps}}/{drawing},mc:Fallback/{fallback})"


VML = 'r/pict/v:shape/v:textbox/txbxContent/(p/r/t"框")'


def test_a_text_box_is_read_once_after_the_paragraph_that_it_hangs_on():
    document = read(f'p/(r/t"甲",{box("p/r/t" + chr(34) + "框" + chr(34))},r/t"乙")', "丙")
    assert [(p.text, str(p.place)) for p in document.paragraphs] == [("甲乙", "p1"), ("框", "p2"), ("丙", "p3")]


def test_a_text_box_of_an_old_document_is_read():
    assert [p.text for p in read(f"p/({VML})").paragraphs] == ["框"]


def test_a_text_box_in_a_cell_is_text_of_the_cell():
    found = read(table("=x | 乙", x=f'p/(r/t"甲",{VML}),p/r/t"丙"'))
    assert drawn(next(found.grids)) == "甲/框/丙 | 乙"


def test_a_table_in_a_text_box_is_a_grid():
    written = block_xml(f"p/({box('p')})").replace("<w:p/>", table("1 | 2"))
    document = read("前", written)
    assert [drawn(grid) for grid in document.grids] == ["1 | 2"]


def test_a_text_box_in_a_text_box_is_read_once():
    inner = f'p/(r/t"外",{box("p/r/t" + chr(34) + "内" + chr(34))})'
    assert [p.text for p in read(f"p/({box(inner)})").paragraphs] == ["外", "内"]


def test_a_hidden_text_box_is_not_seen():
    assert read(f"p/({VML.replace('r/', 'r/(rPr/vanish,', 1)}))").blocks == ()


def notes(kind: str, *texts: str) -> str:
    separator = f"{kind}{{id=-1,type=separator}}/p/r/separator"
    return ",".join([separator, *(f'{kind}{{id={n}}}/p/(r/{kind}Ref,r/t" {text}")' for n, text in enumerate(texts, 1))])


def test_footnotes_stand_at_the_end_with_the_place_of_their_reference():
    grid = table("=x | 乙", x='p/(r/t"甲",r/footnoteReference{id=2})')
    document = read('p/(r/t"前",r/footnoteReference{id=1})', grid, footnotes=notes("footnote", "注一", "注二"))
    assert (document.blocks[0].text, drawn(next(document.grids))) == ("前", "甲 | 乙")
    assert [(note.text, str(note.place)) for note in document.footnotes] == [(" 注一", "p1"), (" 注二", "t1r1c1")]


def test_endnotes_come_after_footnotes():
    document = read(
        'p/(r/endnoteReference{id=1},r/t"前",r/footnoteReference{id=1})',
        footnotes=notes("footnote", "脚"),
        endnotes=notes("endnote", "尾"),
    )
    assert [note.text.strip() for note in document.footnotes] == ["脚", "尾"]


def test_a_note_of_two_paragraphs_is_one_note():
    note = 'footnote{id=1}/(p/r/t"一",p/(r/t"二",r/tab,del{id=1}/r/delText"旧"))'
    assert [n.text for n in read("p/r/footnoteReference{id=1}", footnotes=note).footnotes] == ["一\n二\t"]


def test_the_mark_that_an_author_typed_for_a_note_is_no_text():
    document = read('p/(r/t"前",r/(footnoteReference{id=1,customMarkFollows=1},t"*"),r/t"后")', footnotes=notes("footnote", "注"))
    assert document.blocks[0].text == "前后"


def test_notes_that_nothing_refers_to_or_that_are_missing_are_left_out():
    assert read('p/(r/t"前",r/footnoteReference{id=9})', footnotes=notes("footnote", "无")).footnotes == ()
    assert read('p/(r/t"前",r/footnoteReference{id=1})').footnotes == ()


@pytest.mark.parametrize(
    ("block", "code", "place"),
    [
        ("altChunk", "imported-part", "None"),
        ("p/r/object", "embedded-object", "p1"),
    ],
)
def test_what_cannot_be_read_is_told(block, code, place):
    assert [(d.code, str(d.place)) for d in read(block).diagnostics] == [(code, place)]


def test_an_object_in_a_cell_is_told_with_its_place():
    document = read(table("甲 | =x", x='p/(r/object,r/t"乙")'))
    assert [(d.code, str(d.place)) for d in document.diagnostics] == [("embedded-object", "t1r1c2")]


def test_pictures_are_told_once_with_their_number():
    document = read("p/(r/drawing/wp:inline,r/pict/v:shape)", "p/r/drawing/wp:inline")
    assert [(d.code, d.figures) for d in document.diagnostics] == [("pictures-unread", {"count": 3})]
