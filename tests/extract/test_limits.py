"""The limits of what is read: each refuses with an error of its own that says how to raise it, and each can be moved."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from extract import limits, read, read_bytes
from extract.limits import CEILINGS, Limits, changed, from_environment, using
from extract.readers import SMALL_WORD
from rubrics.catalogue.failures import FAILURES
from rubrics.errors import DabiaoError, SourceError
from tests.extract import formats, hostile
from tests.wordfile import docx

ROOT = Path(__file__).parents[2]
NOISE = "".join(f"{number * 7919 % 99991:05}" for number in range(450_000))


def deep_tables(levels):
    """Return tables in each other, each beside a word (a table of one column would only be a frame)."""
    return "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * levels + "<w:p/></w:tc></w:tr></w:tbl>" * levels


WIDE = "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 30 + "</w:tr></w:tbl>"
ROWS = "".join(f"<row><c><v>{number}</v></c><c><v>5</v></c></row>" for number in range(100_000))
TAGS = "".join(f"<w:p w:rsidR='{number * 7919 % 99991:05}'/>" for number in range(60_000))

REFUSED = {  # limit: (a file, the limit moved down, the error)
    "file": (hostile.stored({**formats.members(docx("甲")), "x.bin": bytes(1_200_000)}), 1, "file-too-large"),
    "entries": (docx("甲"), 3, "too-many-members"),
    "part": (hostile.with_parts(document=f"<a>{NOISE}</a>"), 1, "part-too-large"),
    "unpacked": (hostile.stored({**formats.members(docx("甲")), "x.bin": bytes(1_200_000)}), 1, "package-unpacked"),
    "ratio": (hostile.with_parts(document=hostile.body("<w:p/>" * 200_000)), 10, "part-too-dense"),
    "overall_ratio": (hostile.with_parts(**{f"a{n}": bytes(900_000) for n in range(40)}), 50, "package-too-dense"),
    "tags": (hostile.with_parts(document=hostile.body(TAGS)), 50_000, "xml-too-many-signs"),
    "depth": (hostile.with_parts(document=hostile.body(deep_tables(9))), 20, "xml-too-deep"),
    "nesting": (hostile.with_parts(document=hostile.body(deep_tables(9))), 5, "nested-too-deep"),
    "columns": (docx(WIDE), 29, "table-too-wide"),
    "cells": (docx(WIDE), 29, "too-many-cells"),
    "dump_cells": ("\t甲\n\t乙\n\n\t丙\n\t\n".encode(), 3, "text-too-many-cells"),
    "lines": ("甲\n乙\n丙\n".encode(), 2, "text-too-long"),
    "text": (docx("甲" * 100), 99, "document-too-long"),
    "pages": ((ROOT / "examples" / "hangzhou-safety-culture.pdf").read_bytes(), 1, "pdf-too-many-pages"),
    "pdf_objects": ((ROOT / "examples" / "hangzhou-safety-culture.pdf").read_bytes(), 5, "pdf-too-much-drawn"),
    "memory": (formats.book_of(f"<sheetData>{ROWS}</sheetData>"), 120, "too-much-memory"),
}
ELSEWHERE = {"sources", "seconds", "pdf_segments", "pdf_forms", "pdf_rules", "pdf_fields"}
"""Tried in test_sources.py, test_child.py and test_pdf_hostile.py."""


def code(data, **moved):
    with using(Limits(**moved)), pytest.raises(SourceError) as caught:
        read_bytes(data, "x")
    return caught.value


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_over_a_limit_is_refused_and_says_how_to_raise_it(name):
    data, low, expected = REFUSED[name]
    error = code(data, **{name: low})
    assert error.code in ((expected, "reader-died") if name == "memory" else (expected,))
    assert str(error).startswith("x")
    if error.code == expected:
        assert f"--limit {name.replace('_', '-')}=N" in str(error)


def test_every_limit_is_tried():
    assert set(REFUSED) | ELSEWHERE == set(asdict(Limits()))


def test_what_is_refused_by_default_is_read_when_the_limits_are_raised():
    levels = 90
    data = hostile.with_parts(document=hostile.body(deep_tables(levels)))
    assert code(data).code == "xml-too-deep"
    assert code(data, depth=500).code == "nested-too-deep"
    with using(Limits(depth=500, nesting=100)):
        assert len(list(read_bytes(data, "x").grids)) == levels


def test_the_environment_moves_limits():
    assert from_environment({"DABIAO_LIMIT_PAGES": "7", "DABIAO_LIMIT_OVERALL_RATIO": "9", "HOME": "/"}) == Limits(
        pages=7, overall_ratio=9
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("page=5", "limit-unknown"),
        ("", "limit-unknown"),
        ("pages", "limit-value"),
        ("pages=", "limit-value"),
        ("pages=0", "limit-value"),
        ("pages=-1", "limit-value"),
        ("pages=1.5", "limit-value"),
        ("pages=٣", "limit-value"),
        ("pages=99999999999999999999", "limit-value"),
        ("nesting=101", "limit-value"),
    ],
)
def test_a_word_that_moves_no_limit_is_refused(word, expected):
    with pytest.raises(DabiaoError) as caught:
        changed(Limits(), [word])
    assert caught.value.code == expected
    assert str(caught.value)


def test_limits_hold_for_their_block_only():
    before = limits.current()
    with using(Limits(pages=1)):
        assert limits.current().pages == 1
    assert limits.current() is before


def test_a_large_word_document_is_read_by_a_process_of_its_own(tmp_path, monkeypatch):
    noise = "".join(f"<w:p><w:r><w:t>{number * 7919 % 99991:05}</w:t></w:r></w:p>" for number in range(SMALL_WORD // 30))
    path = tmp_path / "large.docx"
    path.write_bytes(hostile.with_parts(document=hostile.body(noise)))
    asked = []
    monkeypatch.setattr("extract.child.in_child", lambda function, *args, **_: asked.append(args[1]) or function(*args))
    assert len(read(path).blocks) == SMALL_WORD // 30
    assert asked == ["large.docx"]


def test_the_documentation_lists_every_limit_with_its_default():
    text = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([0-9,]+)", text, re.MULTILINE))
    assert {name.replace("-", "_"): int(value.replace(",", "")) for name, value in rows.items()} == asdict(Limits())
    for name, most in CEILINGS.items():
        assert re.search(rf"^\| `{name}` .*\b{most}\b", text, re.MULTILINE)


def test_the_errors_of_limits_are_in_the_catalogue():
    assert {expected for _, _, expected in REFUSED.values()} <= FAILURES.keys()
