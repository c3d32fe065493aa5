"""Editions of a standard in a few lines, and assessments of them: an element is ``CODE TITLE POINTS | CLAUSES``, an item below it
``- ID POINTS REQUIREMENT | CLAUSES``; clauses are read as those of a standard are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from normalize.clauses import read_rules
from rubrics import Assessment, Rubric, content_hash
from rubrics.revision import Mapping, compare
from rubrics.revision.crossing import Crossing, crossing
from rubrics.revision.migrating import Migration, migrate
from tests.scoring.notation import assessment

POLICY = {"formula": "percent", "scale": 100, "rounding": {"places": 1}, "not_applicable": "exclude", "pool": "item"}


def edition(text: str, version: str = "1", **policy: Any) -> Rubric:
    """Return the rubric that ``text`` draws."""
    elements: list[dict[str, Any]] = []
    for line in text.strip().splitlines():
        words, _, clauses = line.strip().partition("|")
        if words.startswith("-"):
            _, name, points, requirement = words.split(maxsplit=3)
            worth = Decimal(points)
            item = {"id": name, "requirement": requirement.strip(), "points": worth, "rules": read_rules(clauses.strip(), worth)}
            elements[-1].setdefault("items", []).append(item)
        else:
            code, title, points = words.split()
            rules = read_rules(clauses.strip(), Decimal(points)) if clauses else ()
            elements.append({"code": code, "title": title, "points": Decimal(points), "rules": rules})
    head = {"schema": "dabiao/rubric/v1", "id": "demo", "version": version, "title": "样例评分细则"}
    return Rubric.model_validate({**head, "policy": {**POLICY, **policy}, "elements": elements})


def way(old: Rubric, new: Rubric, mapping: Mapping | None = None) -> Crossing:
    """Return the way from one edition to the other."""
    return crossing(old, new, compare(old, new, mapping))


def migrated(old: Rubric, new: Rubric, *answers: str, **more: Any) -> Migration:
    """Return the answers carried over, as ``tests.scoring.notation`` writes them."""
    given: Assessment = assessment(*answers, rubric_hash=content_hash(old), rubric_version=old.version, **more)
    return migrate(way(old, new), given)


def whys(migration: Migration) -> dict[str, list[str]]:
    """Return why each item is to be assessed again."""
    return {name: [one.why.value for one in asked.reasons] for name, asked in migration.assessment.again.items.items()}
