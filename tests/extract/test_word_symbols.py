"""Signs of symbol fonts: a reader sees ☑ where the file holds a code."""

from __future__ import annotations

import pytest

from tests.wordfile import read, text


def sym(font: str, char: str) -> str:
    return f'p/(r/sym{{font={font},char={char}}},r/t"是")'


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "00FE", "☑"),
        ("wingdings", "F0A8", "□"),
        ("Wingdings", "F06F", "□"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0AB", "★"),
        ("Wingdings", "F06C", "●"),
        ("Wingdings", "F06E", "■"),
        ("Wingdings", "F075", "◆"),
        ("Wingdings", "F081", "①"),
        ("Wingdings", "F0E0", "→"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F0A3", "□"),
        ("Wingdings 2", "F050", "✓"),
        ("Wingdings 2", "F06A", "①"),
        ("Wingdings 3", "F070", "▲"),
        ("Webdings", "F061", "✓"),
        ("Symbol", "F0B7", "•"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0B4", "×"),
        ("Symbol", "F062", "β"),
        ("宋体", "2605", "★"),
        ("Segoe UI Symbol", "2611", "☑"),
    ],
)
def test_symbols_show_what_their_font_draws(font, char, shown):
    document = read(sym(font, char))
    assert document.blocks[0].text == shown + "是"
    assert document.diagnostics == ()


@pytest.mark.parametrize(("font", "char"), [("Wingdings", "F0FF"), ("MT Extra", "F04C"), ("Wingdings", "xyz"), ("Wingdings", "")])
def test_an_unknown_symbol_is_kept_as_a_place_and_told(font, char):
    document = read(sym(font, char))
    assert document.blocks[0].text == "\ufffd是"
    assert [(d.code, str(d.place)) for d in document.diagnostics] == [("symbol-unknown", "p1")]
    assert font in document.diagnostics[0].sentence


def test_text_typed_in_a_symbol_font_shows_its_signs():
    assert text(
        'p/(r/(rPr/rFonts{ascii=Wingdings 2,hAnsi=Wingdings 2},t"R"),r/t"是",r/(rPr/rFonts{ascii=Wingdings 2},t"£"),r/t"否")'
    ) == ("☑是□否")


def test_private_use_characters_show_what_their_font_draws():
    assert text('p/(r/(rPr/rFonts{ascii=Wingdings},t"\uf0fe"),r/t"是")') == "☑是"


def test_chinese_in_a_run_with_a_symbol_font_is_chinese():
    assert text('p/r/(rPr/rFonts{ascii=Wingdings},t"n项目")') == "■项目"


def test_private_use_characters_without_a_symbol_font_are_told():
    document = read('p/r/t"\uf0fe是"')
    assert document.blocks[0].text == "\ufffd是"
    assert [d.code for d in document.diagnostics] == ["symbol-unknown"]


def test_a_style_can_set_a_symbol_font():
    styles = "style{type=character,styleId=w}/rPr/rFonts{ascii=Wingdings,hAnsi=Wingdings}"
    assert text('p/(r/(rPr/rStyle{val=w},t"l"),r/t"要点")', styles=styles) == "●要点"
