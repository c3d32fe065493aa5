"""What differs between two editions of a standard, as data: pairs of elements and items, and the changes in each.

Made by ``rubrics.revision.comparing``; ``docs/revision.md`` explains it to people, ``rubrics/schema`` to programs.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from rubrics.values import Identifier, Model, Number, Points, Text

REVISION_SCHEMA = "dabiao/revision/v1"


class Kind(StrEnum):
    """What became of something from the old edition to the new one."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    SPLIT = "split"
    MERGED = "merged"


class How(StrEnum):
    """By what two things were taken for one: wording under the same id, wording under another, or a person's word."""

    CODE = "code"
    WORDING = "wording"
    MAPPING = "mapping"


class Tendency(StrEnum):
    """Whether who is assessed loses more or less by a change, all else equal; only what follows is stated.

    ``neither``: it costs and gives nothing. ``unclear``: it may do either.
    """

    STRICTER = "stricter"
    MILDER = "milder"
    NEITHER = "neither"
    UNCLEAR = "unclear"


Value = StrictBool | Number | str | tuple[Number | str, ...]
"""What a field held: a truth value, an exact number, a text, or a short list of them."""


class Change(Model):
    """One field that says something else. On the side where the field was not set, there is no value."""

    field: Text = Field(description="name of the field in the rubric, inner ones with dots: points, policy.grades.三级.at_least")
    old: Value | None = None
    new: Value | None = None
    of: Text | None = Field(None, description="in a split or merger: id of the part that it is about")
    tendency: Tendency = Tendency.NEITHER


class RuleAt(Model):
    """A rule by the item or element that it belongs to and its number there, from 1."""

    of: Text
    number: int = Field(ge=1)


class RulePair(Model):
    """A rule in both editions, or in one; ``kind`` is same, changed, new or gone.

    A clause that went into another item is gone from the one, which says where it ``went``, and new in the other, which says
    from where it ``came``, and what it says otherwise.
    """

    old: RuleAt | None = Field(None, description="absent where the rule is new")
    new: RuleAt | None = Field(None, description="absent where the rule is gone")
    kind: Kind
    moved: bool = Field(False, description="stands in another order among the rules that stayed")
    nearness: int = Field(100, ge=0, le=100, description="how near the wordings are, 100 where they are the same")
    doubtful: bool = Field(False, description="another pairing is nearly as good")
    went: RuleAt | None = Field(None, description="of one that is gone here: where it stands in the new edition")
    came: RuleAt | None = Field(None, description="of one that is new here: where it stood in the old edition")
    changes: tuple[Change, ...] = Field((), description="fields are those of a rule: text, deduct, per, cap, zero, veto …")
    tendency: Tendency = Tendency.NEITHER

    @property
    def is_elsewhere(self) -> bool:
        """Whether it went into another item, or came from one."""
        return self.went is not None or self.came is not None


class Rival(Model):
    """What a doubtful pair could have been instead; with one side only: that this one is matched with nothing."""

    old: Text | None = None
    new: Text | None = None
    nearness: int = Field(0, ge=0, le=100)


class Pair(Model):
    """An element or item in both editions, or in one.

    ``old`` and ``new`` are ids; several stand on the new side of a split and on the old side of a merger, in reading order.
    """

    old: tuple[Text, ...] = Field((), description="ids in the old edition; none where it is new")
    new: tuple[Text, ...] = Field((), description="ids in the new edition; none where it is gone")
    kind: Kind
    old_in: Text | None = Field(None, description="id of the element in which the first old one stands; absent at the top")
    new_in: Text | None = Field(None, description="id of the element in which the first new one stands")
    moved: bool = Field(False, description="stands in another element, or in another order among those that stayed")
    elsewhere: bool = Field(False, description="moved, and stands in another element: not only its number is another one")
    renumbered: bool = Field(False, description="has another id")
    how: How | None = Field(None, description="by what it was matched; absent where there is nothing to match")
    nearness: int = Field(100, ge=0, le=100, description="how near the wordings are, 100 where they are the same")
    doubtful: bool = Field(False, description="the match is not certain; a person should settle it in a mapping file")
    rivals: tuple[Rival, ...] = Field((), description="for doubtful matches: what else was nearly as good, best first")
    changes: tuple[Change, ...] = Field(
        (), description="what the fields say otherwise; of a split or merger the sum of points, and each part beside the whole"
    )
    rules: tuple[RulePair, ...] = Field((), description="every rule of all that stand in the pair, in the new order")
    tendency: Tendency = Field(Tendency.NEITHER, description="of all changes and rules together; new and gone ones have none")

    @property
    def is_single(self) -> bool:
        """Whether it is one with one."""
        return len(self.old) == len(self.new) == 1

    @property
    def is_plain(self) -> bool:
        """Whether nothing is to be said about it: the same in both, in its place, under its id, and certain."""
        return self.kind is Kind.SAME and not (self.moved or self.renumbered or self.doubtful)


class Edition(Model):
    """One of the two editions."""

    id: Identifier
    title: Text
    subtitle: Text | None = None
    version: Text | None = None
    date: Text | None = None
    issuer: Text | None = None
    content: Text = Field(description="content hash of the rubric, sha256:…")
    points: Points | None = None
    elements: int = Field(0, ge=0, description="how many elements of all levels")
    items: int = Field(0, ge=0)


class Counts(Model):
    """How many pairs there are of each kind; moved, renumbered and doubtful ones are counted beside their kind.

    A clause that went into another item is one that moved, and neither gone nor new.
    """

    same: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0
    split: int = 0
    merged: int = 0
    moved: int = 0
    renumbered: int = 0
    doubtful: int = 0


class Tendencies(Model):
    """How many changed, split or merged items cost more, cost less, or cannot be told."""

    stricter: int = 0
    milder: int = 0
    unclear: int = 0


class PointsOf(Model):
    """What the elements of the first level are worth in each edition: where points went."""

    old: tuple[Text, ...] = ()
    new: tuple[Text, ...] = ()
    title: Text = Field(description="in the new edition; of one that is gone, in the old")
    old_points: Points | None = Field(None, description="as printed, else the sum of what is below")
    new_points: Points | None = None


class Summary(Model):
    """What a person wants to know first."""

    elements: Counts = Counts()
    items: Counts = Counts()
    rules: Counts = Counts()
    tendencies: Tendencies = Tendencies()
    points: tuple[PointsOf, ...] = Field((), description="every element of the first level, in the order of the pairs")
    printed: int = Field(0, ge=0, description="texts that differ in spaces, in the width of signs, or in their number only")


class Revision(Model):
    """Two editions of a standard, compared.

    Pairs stand in the reading order of the new edition; what is gone stands where it stood among what stayed.
    """

    schema_: Annotated[Literal["dabiao/revision/v1"], Field(alias="schema")] = "dabiao/revision/v1"
    old: Edition
    new: Edition
    summary: Summary = Summary()
    head: tuple[Change, ...] = Field((), description="title, version, points, notes, form columns, total rows")
    policy: tuple[Change, ...] = Field((), description="formula, scale, rounding, grades …")
    elements: tuple[Pair, ...] = ()
    items: tuple[Pair, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two editions say the same."""
        return not (self.head or self.policy) and all(pair.is_plain for pair in (*self.elements, *self.items))

    @cached_property
    def by_old_item(self) -> dict[str, Pair]:
        """The pair of each item of the old edition."""
        return {name: pair for pair in self.items for name in pair.old}

    @cached_property
    def by_new_item(self) -> dict[str, Pair]:
        """The pair of each item of the new edition."""
        return {name: pair for pair in self.items for name in pair.new}

    @cached_property
    def by_old_element(self) -> dict[str, Pair]:
        """The pair of each element of the old edition."""
        return {name: pair for pair in self.elements for name in pair.old}

    @cached_property
    def by_new_element(self) -> dict[str, Pair]:
        """The pair of each element of the new edition."""
        return {name: pair for pair in self.elements for name in pair.new}
