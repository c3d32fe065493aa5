"""Assessments of any kind that a rubric allows: findings as each rule wants them, figures of one's own, what does not apply."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from render import Filled
from rubrics import Assessment, Rubric
from rubrics.errors import AssessmentError, DabiaoError, ErrorList
from scoring import score
from scoring.plan import Priced, PricedRule, Want
from scoring.preparing import prepare

WORDS = st.text("目标不全；（2处）。A1/，扣分 \n", min_size=1, max_size=12).filter(
    lambda text: any(sign.isalnum() for sign in text)
)
EVIDENCE = st.lists(st.text("会议记录0.pdf", min_size=1, max_size=8), max_size=2)


@st.composite
def assessed(draw: st.DrawFn, rubric: Rubric, kind: str) -> Filled:
    """Return an assessment of every item that the standard allows one of, and what it comes to."""
    plan = prepare(rubric)
    items = {name: draw(_answer(priced)) for name, priced in plan.items.items()}
    fields: dict[str, Any] = {
        "rubric": rubric.id,
        "kind": kind,
        "unit": draw(st.none() | st.text("甲乙公司", min_size=1, max_size=9)),
        "begin": draw(st.none() | st.dates()),
        "leader": draw(st.none() | st.just("张建国")),
        "items": items,
    }
    while True:
        assessment = Assessment.model_validate(fields)
        try:
            return Filled(assessment, score(rubric, assessment))
        except DabiaoError as problem:
            errors = problem.errors if isinstance(problem, ErrorList) else [problem]
            refused = {str(error.path[1]) for error in errors if isinstance(error, AssessmentError)}
            assert refused & items.keys()
            for name in refused:
                items.pop(name, None)


def _answer(priced: Priced) -> st.SearchStrategy[dict[str, Any]]:
    if priced.kind == "gate":
        return st.builds(lambda met, note: {"met": met, "note": note}, st.booleans(), st.none() | WORDS)
    own = st.builds(lambda points, note: {"score": points, "note": note}, st.integers(0, 5), WORDS)
    rules = [rule for rule in priced.rules if rule.want is not Want.NOTHING]
    found = st.lists(st.sampled_from(rules).flatmap(_finding), min_size=1, max_size=3) if rules else st.nothing()
    return st.one_of(
        st.just({}),
        st.builds(lambda note, evidence: {"full": True, "note": note, "evidence": evidence}, st.none() | WORDS, EVIDENCE),
        st.builds(lambda why: {"not_applicable": why}, WORDS),
        own,
        st.builds(lambda findings: {"findings": findings}, found),
    )


def _finding(priced: PricedRule) -> st.SearchStrategy[dict[str, Any]]:
    said = {"rule": st.just(priced.number), "note": st.none() | WORDS, "evidence": EVIDENCE}
    if priced.want is Want.COUNT:
        said["count"] = st.none() | st.integers(1, 4)
    elif priced.want is Want.VALUE:
        said["value"] = st.integers(0, 100)
    elif priced.want is Want.FIGURE:
        said |= {"deduct": st.integers(1, 3), "note": WORDS}
    return st.fixed_dictionaries(said)
