"""``python -m tests.rubrics.pinning`` pins the hashes and results of the examples anew, after a rubric of the library changed.

Who does so says that assessments made with the former rubric are refused from now on, and have to be migrated: look at the
differences before they are committed.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from rubrics import content_hash, load_assessment
from rubrics.library import EXAMPLES, library_ids, open_library
from rubrics.values import show
from scoring import score

PINNED = Path(__file__).with_name("pinned.json")


def found() -> dict[str, dict[str, Any]]:
    """Return the content hashes of the rubrics, and what the assessments come to: hash, score, result, grade."""
    rubrics = {name: content_hash(open_library(name)) for name in library_ids()}
    return {"rubrics": rubrics, "assessments": {path.name: _result(path) for path in sorted(EXAMPLES.glob("*.yaml"))}}


def _result(path: Path) -> list[str | None]:
    assessment, _ = load_assessment(path)
    card = score(open_library(assessment.rubric), assessment)
    return [card.assessment_hash, _shown(card.total.score), _shown(card.total.result), card.grade]


def _shown(figure: Decimal | None) -> str | None:
    return None if figure is None else show(figure)


if __name__ == "__main__":
    PINNED.write_text(json.dumps(found(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
