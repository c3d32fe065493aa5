"""A text without tables: every line a paragraph, and nothing interpreted."""

from __future__ import annotations

from pathlib import Path

from extract import read
from extract.flattened import read_flattened

NOTES = Path(__file__).parents[2] / "examples" / "small-enterprise-notes.txt"


def test_every_line_with_something_in_it_is_a_paragraph_with_its_line():
    document = read_flattened("一级要素\n\n二级\n  要素 \n", "x", "0")
    assert [(p.text, p.place.line) for p in document.paragraphs] == [("一级要素", 1), ("二级", 3), ("要素", 4)]
    assert document.format == "flattened"


def test_control_characters_are_not_seen():
    document = read_flattened("\x0c一、目标\x07\n\ufeff\n", "x", "0")
    assert [p.text for p in document.paragraphs] == ["一、目标"]


def test_the_example_keeps_all_its_lines_and_its_half_width_marks():
    document = read(NOTES)
    lines = NOTES.read_text(encoding="utf-8").split("\n")
    assert document.format == "flattened"
    assert [p.text for p in document.paragraphs] == [line.strip() for line in lines if line.strip()]
    assert document.diagnostics == ()
