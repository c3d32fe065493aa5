"""The assessment: who looked, when, and what was found at each item."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rubrics.values import Count, Day, Identifier, Model, Number, Points, Text, Whole

ASSESSMENT_SCHEMA = "dabiao/assessment/v1"


class Finding(Model):
    """One fault (or merit) that was seen, under one rule."""

    rule: Whole = Field(ge=1, description="the rule's number within the item or element")
    count: Count | None = Field(None, description="how many; 1 where it is not set")
    value: Number | None = Field(None, description="what was measured, for rules about a rate or a proportion")
    tier: Text | None = Field(None, description="the label of the tier, for tiers without a measured value")
    deduct: Points | None = Field(None, description="the figure that the assessor picked, for a range or a manual rule")
    award: Points | None = Field(None, description="the figure that the assessor gives, where the rule leaves a range")
    note: Text | None = Field(None, description="what was seen, in the assessor's words")
    fault: Text | None = Field(None, description="a name for the fault, where it is seen under several rules and counts once")
    evidence: tuple[Text, ...] = ()


class Answer(Model):
    """What was found at one item: findings, or full marks, or a figure with a reason, or not applicable with a reason."""

    findings: tuple[Finding, ...] = ()
    full: Literal[True] | None = Field(None, description="nothing was found: full marks")
    score: Points | None = Field(None, description="the assessor's own figure; `note` gives the reason")
    not_applicable: Text | None = Field(None, description="why the item does not apply")
    met: bool | None = Field(None, description="for gates: whether the condition is met")
    objects: tuple[Answer, ...] = Field((), description="one answer for each object of the kind")
    note: Text | None = Field(None, description="the reason, or what else is to be said; printed in the form")
    evidence: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one_answer(self) -> Answer:
        given = [
            name
            for name in ("findings", "full", "score", "not_applicable", "met", "objects")
            if getattr(self, name) not in (None, ())
        ]
        if len(given) > 1:
            raise ValueError("two answers: " + ", ".join(given))
        if self.score is not None and self.note is None:
            raise ValueError("a score of one's own needs a note that gives the reason")
        return self

    @property
    def is_given(self) -> bool:
        """Whether the item was assessed at all."""
        return bool(self.findings or self.full or self.objects) or (
            self.score is not None or self.not_applicable is not None or self.met is not None
        )


class ObjectAnswer(Model):
    """What was found at one object (one crane, one site), where an element is assessed once for each."""

    name: Text = Field(description="which object")
    findings: tuple[Finding, ...] = ()
    items: dict[str, Answer] = Field(default_factory=dict, description="by item id, the items of the element")


class ElementAnswer(Model):
    """Findings about an element as a whole, such as vetoes; or the answers for each object of a kind."""

    findings: tuple[Finding, ...] = ()
    not_applicable: Text | None = Field(None, description="why no item of the element applies")
    objects: tuple[ObjectAnswer, ...] = Field((), description="for a first-level element that is assessed once for each object")
    note: Text | None = None

    @model_validator(mode="after")
    def _one_answer(self) -> ElementAnswer:
        given = [name for name in ("findings", "not_applicable", "objects") if getattr(self, name) not in (None, ())]
        if len(given) > 1:
            raise ValueError("two answers: " + ", ".join(given))
        return self


class Why(StrEnum):
    """Why an answer of an earlier edition does not answer what stands in the new one."""

    NEW = "new"
    REQUIREMENT = "requirement"
    CLAUSE = "clause"
    UNIT = "unit"
    MEASURE = "measure"
    CLAUSE_NEW = "clause-new"
    CLAUSE_GONE = "clause-gone"
    CLAUSE_MOVED = "clause-moved"
    SPLIT = "split"
    MERGED = "merged"
    DOUBTFUL = "doubtful"
    OWN_FIGURE = "own-figure"
    PLACE = "place"
    REFUSED = "refused"


class Reason(Model):
    """One reason to assess something again; of a clause with its number."""

    why: Why
    rule: Whole | None = Field(None, ge=1, description="number of the clause in the new edition")
    was: Whole | None = Field(None, ge=1, description="number of the clause in the old edition")


class OldAnswer(Model):
    """An answer as it was given under an earlier edition, ids and rule numbers those of that edition."""

    item: Text
    element: Text | None = Field(None, description="the element as a whole that the answer was given for")
    object: Text | None = Field(None, description="the object that it was about")
    edition: Text | None = Field(None, description="the edition that it was given under, where not the one migrated from last")
    answer: Answer


class OldElementAnswer(Model):
    """An answer about an element as a whole as it was given under an earlier edition."""

    element: Text
    edition: Text | None = Field(None, description="the edition that it was given under, where not the one migrated from last")
    answer: ElementAnswer


class AgainItem(Model):
    """An item to be assessed again: why, and what the answer was. Once `items` answers it, it is settled."""

    reasons: tuple[Reason, ...] = ()
    old: tuple[OldAnswer, ...] = ()


class AgainElement(Model):
    """Rules of an element as a whole to be judged again. Settled by findings or a note under `elements`, or by removing this."""

    reasons: tuple[Reason, ...] = ()
    old: tuple[OldElementAnswer, ...] = ()


class Again(Model):
    """What is to be assessed again after the standard changed, by ids of the new edition."""

    facts: dict[Identifier, bool] = Field(default_factory=dict, description="facts whose question changed, as answered before")
    elements: dict[str, AgainElement] = Field(default_factory=dict, description="by element id")
    items: dict[str, AgainItem] = Field(default_factory=dict, description="by item id")


class Appendix(Model):
    """Answers to what an edition no longer holds; they are kept, and count for nothing."""

    rubric: Identifier = Field(description="id of the edition that they were given under")
    rubric_version: Text | None = None
    rubric_hash: Text | None = None
    facts: dict[Identifier, bool] = Field(default_factory=dict)
    elements: tuple[OldElementAnswer, ...] = ()
    items: tuple[OldAnswer, ...] = ()


class Origin(Model):
    """The edition that an assessment was migrated from, and the assessment as it was."""

    rubric: Identifier
    rubric_version: Text | None = None
    rubric_hash: Text
    assessment_hash: Text = Field(description="content hash of the assessment before")


class Assessment(Model):
    """One assessment of one unit against one rubric."""

    schema_: Annotated[Literal["dabiao/assessment/v1"], Field(alias="schema")] = "dabiao/assessment/v1"
    rubric: Identifier
    rubric_version: Text | None = Field(None, description="version of the rubric that it was made with")
    rubric_hash: Text | None = Field(None, description="content hash of the rubric that it was made with")
    kind: Literal["self", "review"]
    unit: Text | None = Field(None, description="the unit that is assessed")
    reviewer: Text | None = Field(None, description="the unit that reviews it (评审单位); for a review")
    begin: Day | None = Field(None, description="first day of the assessment")
    end: Day | None = Field(None, description="last day of the assessment")
    leader: Text | None = None
    members: tuple[Text, ...] = ()
    facts: dict[Identifier, bool] = Field(default_factory=dict, description="answers to the facts that the policy asks for")
    elements: dict[str, ElementAnswer] = Field(default_factory=dict, description="by element id")
    items: dict[str, Answer] = Field(default_factory=dict, description="by item id")
    again: Again = Field(Again(), description="what is to be assessed again after a migration; counts for nothing until it is")
    migrated_from: tuple[Origin, ...] = Field((), description="the editions that it was migrated from, the first one first")
    appendix: tuple[Appendix, ...] = Field((), description="answers to what later editions no longer hold, the oldest first")

    @property
    def open_elements(self) -> tuple[str, ...]:
        """The elements whose own rules are to be judged again, and are not yet (what was said of objects does not tell)."""
        said = {name: answer for name, answer in self.elements.items() if not answer.objects}
        answered = {name for name, one in said.items() if one.findings or one.not_applicable or one.note}
        return tuple(name for name in self.again.elements if name not in answered)
