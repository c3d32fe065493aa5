"""Elements that print one code many times: each keeps an id of its own, and thousands of them cost no more each than a few."""

from __future__ import annotations

from normalize.entries import ItemEntry
from normalize.tree import grow
from rubrics.diagnostics import Place


def grown(count):
    entries = [ItemEntry(Place(table=n, row=2), (f"一、甲{n}",), requirement="建立制度", points="1") for n in range(1, count + 1)]
    return grow(entries, "某标准")


def test_a_repeated_code_is_told_and_numbered():
    tree = grown(3)
    assert [element.id for element in tree.elements] == [None, "1~2", "1~3"]
    assert [d.code for d in tree.diagnostics] == ["code-repeated", "code-repeated"]


def test_ten_thousand_repeated_codes_are_ten_thousand_elements():
    tree = grown(10_100)
    assert len({element.id or "1" for element in tree.elements}) == 10_100
