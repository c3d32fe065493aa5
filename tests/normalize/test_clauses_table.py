"""Every clause of the hand-made table means what a reader wrote beside it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from normalize.clauses import read_rules

HERE = Path(__file__).parent
TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "clause_table.yaml").read_text(encoding="utf-8"))
FIELD: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "clauses_in_the_field.yaml").read_text(encoding="utf-8"))
ALL = TABLE | FIELD
CASES = [pytest.param(case, id=f"{form}: {case['cell'][:40]}") for form, cases in ALL.items() for case in cases]


def exact(value: Any) -> Any:
    """Return what YAML read with its decimals exact, in the shapes that a rule dumps."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Decimal(str(value))
    if isinstance(value, dict):
        return {key: exact(inner) for key, inner in value.items()}
    return tuple(exact(inner) for inner in value) if isinstance(value, list | tuple) else value


def meaning(rule: Any) -> dict[str, Any]:
    dumped = rule.model_dump(exclude_defaults=True, exclude={"text", "end"}, mode="python")
    return exact({key: str(value) if hasattr(value, "value") else value for key, value in dumped.items()})


@pytest.mark.parametrize("case", CASES)
def test_a_clause_means_what_a_reader_wrote_beside_it(case):
    points = Decimal(case["points"]) if "points" in case else None
    expected = case["means"] if isinstance(case["means"], list) else [case["means"]]

    read = read_rules(case["cell"], points, veto=case.get("veto", False))

    assert [meaning(rule) for rule in read] == [exact(one) for one in expected]


def test_the_table_holds_more_than_250_clauses_in_at_least_four_spellings_each():
    assert sum(len(cases) for cases in TABLE.values()) >= 250
    assert all(len(cases) >= 4 for cases in TABLE.values())


def test_no_clause_stands_twice_in_the_table():
    cells = [(case["cell"], case.get("points")) for cases in (*TABLE.values(), *FIELD.values()) for case in cases]
    assert len(cells) == len(set(cells))
