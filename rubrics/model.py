"""The rubric: a published scoring standard as data.

A tree of elements with items at its leaves; an item's rules are the clauses of its rules column, each verbatim, with what
was understood of it beside it. ``docs/rubric.md`` explains the format to people, ``rubrics/schema`` to editors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rubrics.numerals import element_id
from rubrics.policy import Policy
from rubrics.values import Count, Identifier, Model, Number, Points, Text, Whole

RUBRIC_SCHEMA = "dabiao/rubric/v1"


class Reach(StrEnum):
    """How far a rule that zeroes goes: its item, the innermost element, the first-level element, or everything."""

    ITEM = "item"
    ELEMENT = "element"
    CATEGORY = "category"
    TOTAL = "total"


class Tier(Model):
    """One step of a tiered price: of the tiers that a measured value meets, the one that takes or gives most counts."""

    label: Text | None = Field(None, description="name of the step, such as A or 优")
    below: Number | None = Field(None, description="holds for measured values less than this")
    at_most: Number | None = Field(None, description="holds for measured values up to and with this")
    above: Number | None = Field(None, description="holds for measured values greater than this")
    at_least: Number | None = Field(None, description="holds for measured values from and with this")
    deduct: Points | None = Field(None, description="points taken in this step")
    award: Points | None = Field(None, description="points given in this step")
    award_percent: Number | None = Field(None, description="percent of the item's points given in this step")
    award_range: tuple[Points, Points] | None = Field(None, description="points given in this step, picked between these two")
    zero: bool = Field(False, description="beside steps that take points: all of the item's points are taken")


class ScoresCondition(Model):
    """A condition on the scores of other elements (前15项…少于该项分值90%)."""

    first: Whole | None = Field(None, ge=1, description="the first so many elements of the first level")
    elements: tuple[Text, ...] = Field((), description="ids of the elements, where they are not the first so many")
    below_percent: Number | None = Field(None, description="it holds where an element has less than this percent of its points")
    below_points: Points | None = Field(None, description="it holds where an element has fewer points than this")
    together: Literal["all", "sum", "mean"] | None = Field(
        None, description="it is about every one of them, about their sum, or about their mean, not about any one of them"
    )
    each: bool = Field(False, description="counted once for each such element, not once in all")

    @model_validator(mode="after")
    def _one_bound(self) -> ScoresCondition:
        if (self.below_percent is None) == (self.below_points is None):
            raise ValueError("one of below_percent and below_points is needed")
        if self.each and self.together is not None:
            raise ValueError("each and together exclude each other")
        return self


class Rule(Model):
    """One clause of a rules column, verbatim, and what it costs or gives.

    At most one effect is set: ``zero``, ``deduct`` (with ``per``, ``every``…), ``range``, ``tiers``, ``award``, ``award_range``,
    ``full``, ``exempt``, ``mandatory``, ``cap_item``, ``once``, ``manual``, ``method`` or ``remark``. A clause without any
    was not looked at yet and counts as ``manual``.
    """

    text: Text = Field(description="the clause, verbatim, without the mark that ends it")

    zero: Reach | None = Field(None, description="sets this to zero: item, element, category or total")
    veto: Text | None = Field(None, description="the rank of the veto as printed: A, B, 一票否决 …")
    deduct: Points | None = Field(None, description="points taken; per unit where `per` is set")
    deduct_percent: Number | None = Field(None, ge=0, le=100, description="percent of the whole standard's points taken")
    range: tuple[Points, Points] | None = Field(None, description="points taken, picked by the assessor between these two")
    tiers: tuple[Tier, ...] = Field((), description="steps by a measured value, or by a label")
    award: Points | Literal["full", "proportional"] | None = Field(
        None, description="points given, all of them, or in proportion"
    )
    award_percent: Number | None = Field(None, ge=0, le=100, description="percent of the item's points given")
    award_range: tuple[Points, Points] | None = Field(None, description="points given, picked by the assessor between these two")
    full: Reach | None = Field(None, description="gives full marks where the condition holds")
    exempt: bool = Field(False, description="nothing is taken where the condition holds")
    mandatory: Text | None = Field(None, description="the level for which the item must score in full, as printed")
    cap_item: Points | None = Field(None, description="the most that all rules of the item take together")
    once: bool = Field(False, description="the same fault is not counted twice")
    manual: bool = Field(False, description="the assessor enters the figure and the reason")
    method: bool = Field(False, description="how the assessor looks; costs nothing")
    remark: bool = Field(False, description="a sentence that costs nothing by itself")

    per: Text | None = Field(None, description="the unit that the price is for, as printed: 处, 人次, 项, % …")
    every: Count | None = Field(None, gt=0, description="the price is for each so many units (1 where it is not set)")
    printed: Points | None = Field(None, description="the figure printed beside a veto: what its element should be worth")
    part_counts: bool = Field(False, description="a part of a step counts as a whole one (不足1%按1%计)")
    below: Number | None = Field(None, description="a rate is counted from here down (每低1%扣1分)")
    above: Number | None = Field(None, description="a rate is counted from here up (每超过1%扣1分)")
    cap: Points | None = Field(None, description="the most that this rule takes or gives")
    further: Points | None = Field(None, description="points taken besides, that run on into the first-level element (追加扣除)")
    overflow: Reach | None = Field(None, description="what is taken beyond the item's points runs on into this")
    scores: ScoresCondition | None = Field(None, description="the engine itself sees whether the condition holds")
    doubt: tuple[Text, ...] = Field((), description="codes of what made the reading doubtful")
    group: Text | None = Field(None, description="alternatives of one tiered price share a group: only the dearest counts")
    end: str | None = Field(None, description="the mark that ended the clause in print, where it is not ； (。 for the last)")
    at: str | None = Field(None, description="the cell of the source, where it is not in the item's own row")

    @property
    def effect(self) -> str:
        """The name of the one effect that is set; ``unread`` where none is.

        >>> Rule(text='未建档的，扣2分', deduct=2).effect
        'deduct'
        """
        given = self.model_fields_set
        return next((name for name in EFFECTS if name in given and _is_set(getattr(self, name))), "unread")

    @property
    def costs(self) -> bool:
        """Whether a finding under this rule can take or give points, or zero something."""
        return self.effect not in SILENT

    @model_validator(mode="after")
    def _one_effect(self) -> Rule:
        effects = [name for name in EFFECTS if _is_set(getattr(self, name))]
        if len(effects) > 1:
            raise ValueError("two effects: " + ", ".join(effects))
        _refuse_turned(self.range, "range")
        _refuse_turned(self.award_range, "award_range")
        return self


def _refuse_turned(figures: tuple[Decimal, Decimal] | None, name: str) -> None:
    if figures is not None and figures[0] > figures[1]:
        raise ValueError(f"{name}: the smaller figure comes first")


def _is_set(value: object) -> bool:
    """Tell whether a field of a rule was given (a price of 0 was; that 0 equals ``False`` must not hide it)."""
    return value is not None and value is not False and value != ()


EFFECTS = (
    "zero",
    "deduct",
    "deduct_percent",
    "range",
    "tiers",
    "award",
    "award_percent",
    "award_range",
    "full",
    "exempt",
    "mandatory",
    "cap_item",
    "once",
    "manual",
    "method",
    "remark",
)
"""The effects that a rule can have, one at most."""

SILENT = frozenset({"mandatory", "cap_item", "once", "method", "remark"})
"""Effects under which an assessor records no finding: they shape the item, or say nothing about points."""


class Item(Model):
    """The smallest thing that is assessed: a requirement with its points and rules."""

    id: Identifier = Field(description="from the printed codes; stays the same when the standard is imported again")
    requirement: Text = Field(description="what is required, verbatim")
    specification: Text | None = Field(None, description="the basic norm (基本规范要求) that the requirement spells out")
    points: Points | None = Field(None, description="what the item is worth; absent where only elements have points")
    points_inferred: bool = Field(False, description="the points were lost in the source and follow from a subtotal")
    stars: Whole | None = Field(None, ge=1, le=9, description="how many ★ stand beside the points")
    mark: Text | None = Field(None, description="another mark beside the points or requirement: 关键项, 否决项 …")
    method: Text | None = Field(None, description="how the assessor looks, from a column of its own, verbatim")
    rules: tuple[Rule, ...] = Field((), description="the clauses of the rules column in order; number 1 is the first")
    at: str | None = Field(None, description="the row of the source (t2r14: table 2, row 14; l40: line 40)")


class Element(Model):
    """A node of the tree above the items."""

    code: Text = Field(description="as printed: 一, 1.2, 2 …; a position where none is printed")
    id: Identifier | None = Field(None, description="where the codes alone do not tell it apart; else it follows from them")
    title: Text = Field(description="as printed, without the code and the points")
    points: Points | None = Field(None, description="as printed; the items or elements below must add up to it")
    weight: Number | None = Field(None, ge=0, description="weight in the total, as printed (70% is 70)")
    kind: Literal["scored", "gate", "bonus"] = Field(
        "scored", description="gate: a condition of entry; bonus: points above the total"
    )
    guarantee: bool = Field(False, description="a guarantee part (保证项目), see policy.guarantee")
    at: str | None = Field(None, description="the cell of the source")
    rules: tuple[Rule, ...] = Field((), description="rules about the element as a whole, such as vetoes")
    elements: tuple[Element, ...] = ()
    items: tuple[Item, ...] = ()


class ColumnRole(StrEnum):
    """What a column of a scoring table holds."""

    INDEX = "index"
    ELEMENT = "element"
    SPECIFICATION = "specification"
    REQUIREMENT = "requirement"
    POINTS = "points"
    METHOD = "method"
    RULES = "rules"
    VETO = "veto"
    DESCRIPTION = "description"
    DEDUCTION = "deduction"
    SCORE = "score"
    IGNORED = "ignored"


FILLED = frozenset({ColumnRole.DESCRIPTION, ColumnRole.DEDUCTION, ColumnRole.SCORE})
"""The roles of columns that a form leaves empty to be filled."""


class Column(Model):
    """One column of the scoring table, as a reader sees it."""

    heading: str = Field(description="as printed, without white space; of a two-row header, upper/lower")
    role: ColumnRole
    level: Whole | None = Field(None, ge=1, description="for element columns: the level of the tree, 1 at the top")
    side: Literal["self", "review"] | None = Field(None, description="for columns to fill: whose; absent where for either")
    pattern: Text | None = Field(None, description="for element columns: how most labels are printed, {code}、{title}")


class TotalRow(Model):
    """A computed row: 小计, 合计, 总计."""

    label: Text
    code: Text | None = Field(None, description="the number that the row itself has in the sequence of the elements")
    of: Text | None = Field(None, description="id of the element whose scores it adds up")
    through: Text | None = Field(None, description="id of the last first-level element that it adds up, from ``since`` on")
    since: Text | None = Field(None, description="id of the first one that it adds up; absent where it adds up all of them")
    points: Points | None = Field(None, description="the printed figure")
    at: str | None = Field(None, description="the row of the source")

    def renamed(self, ids: Mapping[str, str]) -> TotalRow:
        """Return the row about the elements that ``ids`` gives for those that it names; it keeps the names that it lacks."""
        named = {part: getattr(self, part) for part in ("of", "since", "through")}
        return self.model_copy(update={part: ids.get(name, name) for part, name in named.items() if name is not None})


BlankField = Literal["unit", "period", "date", "leader", "members", "score", "grade", "other"]
"""What a blank asks for."""


class Blank(Model):
    """A place above or below the table that a person fills in: unit, dates, leader, members."""

    label: Text = Field(description="as printed before the blank")
    field: BlankField
    at: str | None = Field(None, description="the paragraph or cell of the source")


class TablePlace(Model):
    """Where one Word table of the form stands, and at which grid column each column of the form begins."""

    table: Whole = Field(ge=1)
    columns: tuple[Whole, ...] = Field(description="grid column of the source for each column of the form, from 1")


class Form(Model):
    """How the official form looks: what is needed to fill it, and to build it anew."""

    columns: tuple[Column, ...] = ()
    totals: tuple[TotalRow, ...] = ()
    blanks: tuple[Blank, ...] = ()


class Stated(Model):
    """Figures that the document states about itself, to be compared with what it holds."""

    points: Points | None = Field(None, description="the total (共计600分)")
    elements: tuple[Whole, ...] = Field((), description="declared numbers of elements by level")
    items: Whole | None = Field(None, ge=0, description="the declared number of items")


class Heading(Model):
    """A line that the source prints between others and that says nothing of its own: 附件3, 评审说明, the title once more."""

    text: Text
    before: Literal["title", "notes", "blanks"] = Field(description="what it stands above")


class Source(Model):
    """Where the rubric comes from."""

    file: Text | None = Field(None, description="the file's name, without folders")
    format: Text | None = Field(None, description="docx, txt, pdf …")
    sha256: Text | None = Field(None, description="of the file's bytes")
    tables: tuple[TablePlace, ...] = ()
    headings: tuple[Heading, ...] = Field((), description="lines that are printed again where the form is built anew")
    imported: Text | None = Field(None, description="marks of what the import gave, by which edits by hand are told (--update)")


class Issue(Model):
    """A diagnostic of the import, kept so that whoever opens the rubric sees it."""

    code: Text
    at: str | None = None
    subject: str | None = None
    figures: dict[str, int | Decimal | str] = Field(default_factory=dict)


class Rubric(Model):
    """A published scoring standard as data."""

    schema_: Annotated[Literal["dabiao/rubric/v1"], Field(alias="schema")] = "dabiao/rubric/v1"
    id: Identifier
    title: Text
    subtitle: Text | None = Field(None, description="a line under the title, such as （三级）")
    version: Text | None = None
    date: Text | None = Field(None, description="day of issue, YYYY-MM-DD")
    effective: Text | None = Field(None, description="day from which it applies (施行), YYYY-MM-DD")
    issuer: Text | None = None
    supersedes: Text | None = Field(None, description="id or name of the standard that this one replaces")
    points: Points | None = Field(None, description="the total that the percent is taken of, bonus not counted")
    stated: Stated = Stated()
    policy: Policy = Policy()
    notes: tuple[Text, ...] = Field((), description="the paragraphs between the title and the table, verbatim")
    notes_below: tuple[Text, ...] = Field((), description="the paragraphs below the last table, verbatim")
    elements: tuple[Element, ...] = ()
    form: Form = Form()
    source: Source | None = None

    def __copy__(self) -> Self:
        """Return a copy without the indexes below: ``model_copy`` may then change what they are made of."""
        copied = super().__copy__()
        for index in ("by_element", "by_item"):
            copied.__dict__.pop(index, None)
        return copied

    @cached_property
    def by_element(self) -> dict[str, Element]:
        """Every element by its id, in reading order."""
        return dict(walk_elements(self.elements))

    @cached_property
    def by_item(self) -> dict[str, Item]:
        """Every item by its id, in reading order."""
        return {item.id: item for _, element in walk_elements(self.elements) for item in element.items}


def walk_elements(elements: tuple[Element, ...], parent: str = "") -> Iterator[tuple[str, Element]]:
    """Yield each element with its id (the codes in Arabic numerals from the top: ``2``, ``2.3``), parents first."""
    for element in elements:
        own = element.id or element_id(element.code, parent)
        yield own, element
        yield from walk_elements(element.elements, own)
