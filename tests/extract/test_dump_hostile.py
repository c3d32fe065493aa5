"""Texts that nobody wrote in good faith: a clear error, or a document, in time that grows with the text."""

from __future__ import annotations

import time

import pytest

from extract.dump import read_dump
from extract.flattened import read_flattened
from extract.limits import MEGABYTE, Limits
from extract.text import read_text
from rubrics.errors import SourceError
from tests.scaling import is_proportional

REFUSED = {
    "a million tabs at line beginnings": "\t\n" * 10**6 + "a",
    "rows of too many cells": "\ta\n\tb\n\n" * Limits().dump_cells,
    "NULs in it": "标题\n\ta\n\t\0\n\n\tb\n\t\n",
    "too many lines": "a\n" * (Limits().lines + 1),
}
READ = {
    "a million empty lines": "\ta\n\tb\n" + "\n" * 10**6 + "\tc\n\td\n",
    "one row of forty thousand cells": "\ta\n" * 40_000 + "\t\n",
    "a cell of a million lines": "\ta\n\tb\n\n\tc\n\td\n" + "e\n" * 10**6,
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_standard_is_refused_in_little_time(text):
    begun = time.process_time()
    with pytest.raises(SourceError, match=r"^x\.txt: "):
        read_text(text.encode(), "x.txt")
    assert time.process_time() - begun < 60


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_what_could_be_one_is_read_in_little_time(text):
    begun = time.process_time()
    assert read_text(text.encode(), "x.txt").blocks
    assert time.process_time() - begun < 60


def test_a_text_of_one_enormous_line_is_a_paragraph():
    assert [len(block.text) for block in read_text("安全".encode() * 10**6, "x.txt").blocks] == [2 * 10**6]
    assert [block.text for block in read_text(b"a" + b"\t" * 10**6, "x.txt").blocks] == ["a"]


@pytest.mark.parametrize(
    ("reader", "text", "code"),
    [
        (read_dump, "\t\n" * (Limits().dump_cells + 1), "text-too-many-cells"),
        (read_flattened, "a\n" * (Limits().lines + 1), "text-too-long"),
    ],
)
def test_the_limits_are_named(reader, text, code):
    with pytest.raises(SourceError) as caught:
        reader(text, "x.txt", "0")
    assert caught.value.code == code
    assert str(caught.value.figures["limit"]) in str(caught.value)


def test_more_bytes_than_any_standard_has_are_refused():
    with pytest.raises(SourceError, match="larger than"):
        read_text(b"a" * (Limits().part * MEGABYTE + 1), "x.txt")


@pytest.mark.parametrize("row", ["\ta\n\n", "\t\n\n", "\ta\n\nb\n", "\ta\n\n\ta\n\tb\n\n\n\tc\n\td\n\te\n\n"])
def test_reading_takes_time_in_proportion(row):
    assert is_proportional(lambda text: read_dump(text, "x", "0"), row * 500, row * 4000, 8)
