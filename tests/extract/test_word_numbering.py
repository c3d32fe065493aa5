"""Automatic numbers: the number that Word shows is part of the text."""

from __future__ import annotations

import pytest

from extract.numberformats import written
from tests.wordfile import drawn, read, table, tc, text


def level(
    index: int = 0, look: str = "%1.", fmt: str = "decimal", more: str = "", *, start: int = 1, suff: str = "nothing"
) -> str:
    return f"lvl{{ilvl={index}}}/(start{{val={start}}},numFmt{{val={fmt}}},lvlText{{val={look}}},suff{{val={suff}}}{more})"


def lists(*levels: str, nums: str = "num{numId=1}/abstractNumId{val=7}", more: str = "") -> str:
    return f"abstractNum{{abstractNumId=7}}/({','.join(levels) or level()}){more},{nums}"


def item(words: str, index: int = 0, number: int = 1) -> str:
    return f'p/(pPr/numPr/(ilvl{{val={index}}},numId{{val={number}}}),r/t"{words}")'


def numbered(*blocks: str, numbering: str, styles: str = "") -> list[str]:
    return text(*blocks, numbering=numbering, **({"styles": styles} if styles else {})).split("\n")


def test_paragraphs_of_a_list_are_counted():
    assert numbered(item("甲"), "无", item("乙"), numbering=lists()) == ["1.甲", "无", "2.乙"]


@pytest.mark.parametrize(
    ("fmt", "look", "labels"),
    [
        ("decimal", "%1．", ["1．", "2．"]),
        ("decimalZero", "%1", ["01", "02"]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)"]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("chineseCounting", "%1、", ["一、", "二、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）"]),
        ("taiwaneseCounting", "%1、", ["一、", "二、"]),
        ("japaneseCounting", "第%1条", ["第一条", "第二条"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、"]),
        ("ideographZodiac", "%1、", ["子、", "丑、"]),
        ("ideographDigital", "%1", ["一", "二"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、"]),
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②"]),
        ("decimalEnclosedParen", "%1", ["⑴", "⑵"]),
        ("decimalEnclosedFullstop", "%1", ["⒈", "⒉"]),
        ("decimalFullWidth", "%1．", ["１．", "２．"]),
        ("ordinal", "%1", ["1st", "2nd"]),
        ("numberInDash", "%1", ["- 1 -", "- 2 -"]),
        ("none", "附件", ["附件", "附件"]),
    ],
)
def test_number_formats(fmt, look, labels):
    assert numbered(item("文"), item("文"), numbering=lists(level(look=look, fmt=fmt))) == [f"{label}文" for label in labels]


@pytest.mark.parametrize(
    ("fmt", "number", "shown"),
    [
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 15, "十五"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseCountingThousand", 10_010, "一万零一十"),
        ("chineseCounting", 99, "九十九"),
        ("chineseCounting", 100, "一○○"),
        ("japaneseCounting", 111, "百十一"),
        ("ideographDigital", 20, "二〇"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiacTraditional", 61, "甲子"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedCircleChinese", 11, "11"),
        ("upperLetter", 27, "AA"),
        ("upperLetter", 53, "AAA"),
        ("lowerRoman", 1999, "mcmxcix"),
        ("ordinal", 12, "12th"),
        ("ordinal", 23, "23rd"),
        ("upperRoman", 0, "0"),
        ("chineseCountingThousand", 0, "零"),
        ("chineseCountingThousand", 10**9, "1000000000"),
        ("upperLetter", -3, "-3"),
    ],
)
def test_numbers_beyond_the_first_ones(fmt, number, shown):
    assert written(number, fmt) == shown


def test_an_unknown_format_counts_in_digits_and_is_told():
    document = read(item("文"), numbering=lists(level(fmt="hebrew1")))
    assert document.blocks[0].text == "1.文"
    assert [(d.code, d.figures) for d in document.diagnostics] == [("number-format-unknown", {"format": "hebrew1"})]


def test_a_custom_format_pads_with_zeros():
    fmt = "mc:AlternateContent/(mc:Choice{_Requires=w14}/numFmt{val=custom,format=001\\002},mc:Fallback/numFmt{val=decimal})"
    numbering = lists(f"lvl{{ilvl=0}}/(start{{val=7}},{fmt},lvlText{{val=%1}},suff{{val=space}})").replace("\\", ", ")
    assert numbered(item("文"), numbering=numbering.replace("format=001, 002", "format=001")) == ["007 文"]


THREE = lists(level(0, "%1、", "chineseCountingThousand"), level(1, "%1.%2"), level(2, "%1.%2.%3"))


def test_levels_count_below_each_other():
    found = numbered(item("a"), item("b", 1), item("c", 1), item("d", 2), item("e"), item("f", 1), item("g", 2), numbering=THREE)
    assert found == ["一、a", "一.1b", "一.2c", "一.2.1d", "二、e", "二.1f", "二.1.1g"]


def test_a_legal_level_shows_all_numbers_in_digits():
    numbering = lists(level(0, "%1、", "chineseCountingThousand"), level(1, "%1.%2", "upperRoman", ",isLgl"))
    assert numbered(item("a"), item("b", 1), numbering=numbering) == ["一、a", "1.1b"]


def test_a_level_that_was_not_used_yet_shows_its_start_and_is_told():
    document = read(item("a", 1), item("b"), numbering=THREE)
    assert [paragraph.text for paragraph in document.paragraphs] == ["一.1a", "一、b"]
    assert [(d.code, str(d.place), d.figures) for d in document.diagnostics] == [("number-supposed", "p1", {"number": "一.1"})]


def test_a_level_can_go_on_over_the_levels_above():
    numbering = lists(level(0), level(1, "(%2)", more=",lvlRestart{val=0}"))
    assert numbered(item("a"), item("b", 1), item("c"), item("d", 1), numbering=numbering) == ["1.a", "(1)b", "2.c", "(2)d"]


def test_a_level_can_restart_after_a_certain_level_only():
    numbering = lists(level(0), level(1, "%2)"), level(2, "<%3>", more=",lvlRestart{val=1}").replace("<%3>", "[%3]"))
    found = numbered(
        item("a"), item("b", 1), item("c", 2), item("d", 1), item("e", 2), item("f"), item("g", 2), numbering=numbering
    )
    assert found == ["1.a", "1)b", "[1]c", "2)d", "[2]e", "2.f", "[1]g"]


def test_two_lists_of_one_definition_count_together():
    nums = "num{numId=1}/abstractNumId{val=7},num{numId=2}/abstractNumId{val=7}"
    assert numbered(item("a"), item("b", number=2), item("c"), numbering=lists(nums=nums)) == ["1.a", "2.b", "3.c"]


def test_a_list_can_start_anew():
    nums = "num{numId=1}/abstractNumId{val=7},num{numId=2}/(abstractNumId{val=7},lvlOverride{ilvl=0}/startOverride{val=5})"
    found = numbered(item("a"), item("b"), item("c", number=2), item("d", number=2), numbering=lists(nums=nums))
    assert found == ["1.a", "2.b", "5.c", "6.d"]


def test_a_list_can_define_a_level_anew():
    nums = f"num{{numId=1}}/(abstractNumId{{val=7}},lvlOverride{{ilvl=0}}/({level(look='第%1项')}))"
    assert numbered(item("a"), numbering=lists(nums=nums)) == ["第1项a"]


def test_a_level_starts_where_it_says():
    assert numbered(item("a"), item("b"), numbering=lists(level(start=3))) == ["3.a", "4.b"]


@pytest.mark.parametrize(
    ("look", "suff", "shown"),
    [
        ("%1.", "tab", "1. 文"),
        ("%1", "tab", "1 文"),
        ("(%1)", "tab", "(1) 文"),
        ("%1、", "tab", "1、文"),
        ("（%1）", "tab", "（1）文"),
        ("%1．", "tab", "1．文"),
        ("%1、", "space", "1、 文"),
        ("%1.", "nothing", "1.文"),
    ],
)
def test_what_stands_between_number_and_text(look, suff, shown):
    assert numbered(item("文"), numbering=lists(level(look=look, suff=suff))) == [shown]


def test_an_empty_numbered_paragraph_shows_its_number():
    document = read(table("=n | 甲\n=n | 乙", n="p/pPr/numPr/(ilvl{val=0},numId{val=1})"), numbering=lists(level(suff="tab")))
    assert drawn(next(document.grids)) == "1. | 甲\n2. | 乙"


@pytest.mark.parametrize(
    ("look", "font", "shown"),
    [
        ("\uf06c", "Wingdings", "●"),
        ("\uf0b7", "Symbol", "•"),
        ("n", "Wingdings", "■"),
        ("★", "宋体", "★"),
        ("●", "", "●"),
        ("—", "", "—"),
        ("o", "Courier New", "○"),
        ("\uf099", "", "•"),
    ],
)
def test_bullets_show_their_sign(look, font, shown):
    fonts = f",rPr/rFonts{{ascii={font},hAnsi={font}}}" if font else ""
    assert numbered(item("文"), numbering=lists(level(look=look, fmt="bullet", more=fonts))) == [shown + "文"]


def test_a_picture_bullet_is_a_round_one():
    assert numbered(item("文"), numbering=lists(level(look="", fmt="bullet", more=",lvlPicBulletId{val=0}"))) == ["•文"]


HEADINGS = (
    "style{type=paragraph,styleId=h1}/pPr/numPr/numId{val=1},"
    "style{type=paragraph,styleId=h2}/(basedOn{val=h1},pPr/numPr/(ilvl{val=1},numId{val=1})),"
    "style{type=paragraph,styleId=h3}/basedOn{val=h2}"
)
TIED = lists(level(0, "%1、", "chineseCountingThousand", ",pStyle{val=h1}"), level(1, "%1.%2", more=",pStyle{val=h2}"))


def styled(words: str, style: str, more: str = "") -> str:
    return f'p/(pPr/(pStyle{{val={style}}}{more}),r/t"{words}")'


def test_a_style_numbers_its_paragraphs_on_the_level_tied_to_it():
    found = numbered(styled("a", "h1"), styled("b", "h2"), styled("c", "h3"), styled("d", "h1"), numbering=TIED, styles=HEADINGS)
    assert found == ["一、a", "一.1b", "一.2c", "二、d"]


def test_a_paragraph_can_leave_the_list_of_its_style():
    off = ",numPr/numId{val=0}"
    assert numbered(styled("a", "h1", off), styled("b", "h1"), numbering=TIED, styles=HEADINGS) == ["a", "一、b"]


def test_a_paragraph_can_choose_the_level_and_leave_the_list_to_its_style():
    found = numbered(styled("a", "h1"), styled("b", "h1", ",numPr/ilvl{val=1}"), numbering=TIED, styles=HEADINGS)
    assert found == ["一、a", "一.1b"]


def test_the_default_style_can_number_what_names_no_style():
    styles = "style{type=paragraph,default=1,styleId=a}/pPr/numPr/numId{val=1}"
    assert numbered("甲", "乙", numbering=lists(), styles=styles) == ["1.甲", "2.乙"]


def test_a_list_can_borrow_its_levels_from_a_list_style():
    numbering = (
        "abstractNum{abstractNumId=7}/numStyleLink{val=L},"
        f"abstractNum{{abstractNumId=8}}/(styleLink{{val=L}},{level(look='（%1）')}),"
        "num{numId=1}/abstractNumId{val=7},num{numId=2}/abstractNumId{val=8}"
    )
    styles = "style{type=numbering,styleId=L}/pPr/numPr/numId{val=2}"
    assert numbered(item("a"), item("b", number=2), numbering=numbering, styles=styles) == ["（1）a", "（2）b"]


@pytest.mark.parametrize("paragraph", [item("a", number=99), item("a", index=5), item("a", index=77)])
def test_a_list_that_is_not_there_numbers_nothing(paragraph):
    assert numbered(paragraph, item("b"), numbering=lists()) == ["a", "1.b"]


def test_numbering_without_a_numbering_part_numbers_nothing():
    assert text(item("a")) == "a"


def test_a_hidden_number_is_not_seen():
    assert numbered(item("a"), numbering=lists(level(more=",rPr/vanish"))) == ["a"]


def test_a_former_list_does_not_number():
    former = 'p/(pPr/pPrChange{id=1}/pPr/numPr/(ilvl{val=0},numId{val=1}),r/t"a")'
    assert numbered(former, item("b"), numbering=lists()) == ["a", "1.b"]


def test_a_deleted_paragraph_is_not_counted():
    gone = 'p/(pPr/(numPr/(ilvl{val=0},numId{val=1}),rPr/del{id=1}),del{id=2}/r/delText"旧")'
    assert numbered(item("a"), gone, item("b"), numbering=lists()) == ["1.a", "2.b"]


def test_a_paragraph_in_a_deleted_row_is_not_counted():
    rows = table("=a\n=b\n=c", a=item("a"), b=item("b"), c=item("c")).split("<w:tr>")
    rows[2] = '<w:trPr><w:del w:id="1"/></w:trPr>' + rows[2]
    assert drawn(next(read("<w:tr>".join(rows), numbering=lists()).grids)) == "1.a\n2.c"


def test_a_paragraph_under_a_merged_cell_is_not_counted_but_told():
    rows = (tc(item("a"), merge="restart"), tc("p/pPr/numPr/(ilvl{val=0},numId{val=1})", merge="continue"), tc(item("b")))
    document = read(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>", numbering=lists())
    assert drawn(next(document.grids)) == "1.a\n^\n2.b"
    assert [(d.code, str(d.place)) for d in document.diagnostics] == [("covered-number", "t1r1c1")]


def test_numbers_go_on_through_tables_cell_by_cell():
    grid = table("=a | =b\n=c | 丁", a=item("甲"), b=item("乙"), c=item("丙"))
    document = read(item("前"), grid, item("后"), numbering=lists())
    assert [p.text for p in document.paragraphs] == ["1.前", "5.后"]
    assert drawn(next(document.grids)) == "2.甲 | 3.乙\n4.丙 | 丁"
