"""A table with hundreds of columns of elements is nobody's standard; it costs a sentence, never a traceback."""

from __future__ import annotations

import pytest

from normalize.standard import normalize_all
from rubrics.errors import SourceError
from tests.normalize.drawn import document, drawn


def levels(count):
    head = " | ".join([*["一级要素"] * count, "达标标准", "标准分值", "评分标准"])
    return document(drawn(head + "\n" + " | ".join([*(f"{n}、甲{n}" for n in range(1, count + 1)), "乙", "5", "扣1分"])))


def test_twenty_levels_are_read():
    assert len(normalize_all(levels(20))[0].rubric.by_element) == 20


def test_a_thousand_levels_are_told():
    with pytest.raises(SourceError, match="hundreds of levels"):
        normalize_all(levels(1000))
