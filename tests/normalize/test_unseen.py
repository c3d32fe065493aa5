"""Standards never seen before, in the layouts of many authorities: each is read as its author meant it.

They stand in ``unseen.txt`` (which says how it is written), ``unseen_with_columns.txt`` and ``unseen_in_other_layouts.txt``,
composed for these tests: points, codes and texts are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import Document
from normalize.standard import Import, normalize_all
from rubrics.errors import NoStandardError
from tests.normalize.drawn import document, drawn, outline, outline_with_columns


def chapters(name: str) -> dict[str, tuple[str, ...]]:
    """Return the documents of a file with what each is to be read as, by name."""
    found = re.split(r"^## ", (Path(__file__).parent / name).read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {title: tuple(text.strip("\n").split("\n---\n")) for title, text in (chapter.split("\n", 1) for chapter in found)}


UNSEEN = chapters("unseen.txt")
WITH_COLUMNS = chapters("unseen_with_columns.txt") | chapters("unseen_in_other_layouts.txt")
_OF_RULES = ("item-without", "rule-")


@pytest.mark.parametrize(("source", "expected"), UNSEEN.values(), ids=UNSEEN.keys())
def test_a_standard_never_seen_is_read_as_its_author_meant_it(source, expected):
    assert read(source) == expected


@pytest.mark.parametrize(("source", "expected"), WITH_COLUMNS.values(), ids=WITH_COLUMNS.keys())
def test_its_total_and_its_columns_are_read_as_well(source, expected):
    assert read(source, outline_with_columns) == expected


def test_every_figure_of_the_sums_is_the_one_that_is_printed():
    """The other way round: of these standards only the one that does is said to contradict itself."""
    contradicting = {"points-sum", "total-sum", "stated-total", "code-repeated"}
    assert [name for name, (source, _) in UNSEEN.items() if contradicting & set(read(source).split())] == ["misprinted-total"]


def read(source: str, drawing: Callable[[Import], str] = outline) -> str:
    """Return the trees that a source is read as, with what is told about it."""
    try:
        return "\n====\n".join(told(one, drawing) for one in normalize_all(made(source), id="test"))
    except NoStandardError as problem:
        return f"!! {problem.code}"


def made(source: str) -> Document:
    """Return the document of a drawing: runs of lines with | are tables, other lines paragraphs."""
    blocks = [line.strip("\n") for line in re.findall(r"(?:^.*\|.*$\n?)+|^[^|\n]+$", source, flags=re.MULTILINE)]
    return document(*(drawn(block) if "|" in block else block for block in blocks))


def told(one: Import, drawing: Callable[[Import], str]) -> str:
    """Return the outline of a rubric, and a line for each thing that a person is told beyond what its rules are like."""
    telling = [
        f"! {d.code} {d.place or ''}".rstrip()
        for d in one.diagnostics
        if d.severity != "info" and not d.code.startswith(_OF_RULES)
    ]
    return "\n".join([drawing(one), *telling])
