"""How a standard turns item scores into a result: its policies, as data.

What a document does not say stays ``None`` (left open); nothing is assumed in silence. ``rubrics/presets.yaml`` holds the
policies of well-known families of standards, each with its source.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from rubrics.values import Identifier, Model, Number, Points, Text, Whole

NotApplicable = Literal["exclude", "rescale", "zero", "full", "forbidden"]


class Rounding(Model):
    """To how many places the result is rounded; half up (四舍五入), or cut off."""

    places: Whole = Field(ge=0, le=6)
    mode: Literal["half-up", "down"] = "half-up"


class Guarantee(Model):
    """JGJ59: a guarantee item at zero, or the guarantee part under a figure, zeroes the table."""

    item_zero: bool = Field(True, description="a guarantee item that scores zero zeroes the first-level element")
    subtotal_below: Points | None = Field(None, description="guarantee items that add up to less zero it too")


class Bonus(Model):
    """What bonus points count for, and how many at most."""

    counts_in: tuple[Literal["result", "ranking"], ...] = Field(
        ("ranking",), description="result: the figure that grades are taken of"
    )
    cap: Points | None = Field(None, description="the most bonus points in all")


class ElementMinimum(Model):
    """A minimum that every element of a level must reach."""

    level: Whole = Field(1, ge=1)
    at_least: Number | None = None
    more_than: Number | None = Field(None, description="0: no element may come to nothing (无零分)")
    of: Literal["percent", "points"] = "percent"

    @model_validator(mode="after")
    def _one_minimum(self) -> ElementMinimum:
        if (self.at_least is None) == (self.more_than is None):
            raise ValueError("one of at_least and more_than is needed")
        return self


class Fact(Model):
    """Something outside the table that the assessor states, and on which grades depend."""

    id: Identifier
    question: Text = Field(description="put so that yes (true) is the good answer")


class Grade(Model):
    """One grade and all that it takes; grades stand from the highest to the lowest."""

    name: Text
    at_least: Number | None = None
    more_than: Number | None = None
    of: Literal["percent", "points", "result"] = Field(
        "result", description="percent: of the points that apply; points: obtained; result: after the formula and rounding"
    )
    mandatory_stars: Whole | None = Field(None, ge=1, description="items with at least so many ★ must score in full")
    mandatory_level: Text | None = Field(None, description="items whose rules say 必须得满分 for this level must score in full")
    elements: ElementMinimum | None = None
    facts: tuple[Identifier, ...] = Field((), description="facts that must be true")
    no_zero_items: bool = Field(False, description="no item that applies may come to nothing")
    not_applicable_at_most: Points | None = Field(
        None, description="the most points that may not apply (各空项分之和超过200分的…)"
    )

    @model_validator(mode="after")
    def _one_threshold(self) -> Grade:
        if self.at_least is not None and self.more_than is not None:
            raise ValueError("at_least and more_than exclude each other")
        return self


class Ranking(Model):
    """By what enterprises are ranked."""

    by: Literal["result", "with_bonus"] = "result"
    grade: Text | None = Field(None, description="only those that reach this grade are ranked")


class Policy(Model):
    """How item scores become a result. ``None``: the document does not say."""

    preset: Identifier | None = Field(None, description="the preset that filled what the document leaves open")
    source: tuple[Text, ...] = Field((), description="the sentences of the standard that say so, verbatim")
    formula: Literal["percent", "points", "weighted"] | None = Field(
        None,
        description=(
            "percent: obtained ÷ (total − not applicable) × scale; points: obtained; weighted: Σ weight × element percent"
        ),
    )
    scale: Number | None = Field(None, gt=0, description="what the ratio is multiplied with: 100, 1000")
    rounding: Rounding | None = None
    not_applicable: NotApplicable | None = Field(
        None, description="exclude: from both sides; rescale: the rest of its element counts in full; zero; full; forbidden"
    )
    pool: Literal["item", "element", "category"] | None = Field(None, description="the level at whose points deductions stop")
    objects: Literal["mean", "lowest"] | None = Field(None, description="several objects of one kind")
    once: bool | None = Field(None, description="the same fault may be counted only once in the whole standard")
    guarantee: Guarantee | None = None
    bonus: Bonus | None = None
    gates: Literal["fail", "report"] | None = Field(None, description="a gate that is not met fails the whole, or is only told")
    facts: tuple[Fact, ...] = ()
    grades: tuple[Grade, ...] = ()
    below_all: Text | None = Field(None, description="what the result is called below the lowest grade")
    ranking: Ranking | None = None
