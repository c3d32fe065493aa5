"""Flattened texts that nobody wrote in good faith are walked through in time that grows with the text."""

from __future__ import annotations

import time

import pytest

from tests.normalize.flattening import table_of

HEADINGS = "一级要素\n二级\n要素\n企业达标标准\n标准分值\n评分方式\n"
BEGUN = HEADINGS + "一、目标\n1.1目标\n"
HOSTILE = {
    "one cell of numbered rules": BEGUN + "制定制度\n2\n不得分;\n" + "".join(f"{n % 90 + 1}.查看;\n" for n in range(15_000)),
    "one requirement": BEGUN + "制定制度。\n" * 15_000,
    "brackets that never close": BEGUN + "制定制度\n2\n" + "(不得分;\n" * 15_000,
    "items without points": BEGUN + "制定制度\n不得分\n" * 8_000 + "得分小计\n9999\n",
    "labels without end": HEADINGS
    + "".join(f"一、目标（20分）\n1.{n % 20 + 1}目标（10分）\n制定\n不得分\n" for n in range(4_000)),
    "headings without end": HEADINGS * 3_000 + "一、目标\n制定制度\n2\n不得分\n",
    "a line of two million signs": BEGUN + "制定制度，" * 400_000 + "\n2\n不得分\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_walked_through_in_little_time(text):
    begun = time.process_time()
    assert table_of(text).rows
    assert time.process_time() - begun < 60
