"""What one assessment puts into the cells of a form: descriptions, scores, deductions, sums. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from render import words
from render.description import Describer, Fault, faults
from rubrics.assessment import Assessment, Finding
from rubrics.model import ColumnRole, Rubric, walk_elements
from rubrics.values import show
from scoring.exact import ZERO
from scoring.scorecard import ItemScore, Scorecard, Status, Step, StepKind
from scoring.total_rows import RowScore, total_rows

_shown = lru_cache(maxsize=4096)(show)
"""Figures as they are written; a form holds the same few again and again."""
_GATE_WORDS = {Status.GATE_MET: words.MET, Status.GATE_FAILED: words.NOT_MET}


@dataclass(frozen=True, slots=True)
class Filled:
    """An assessment and what it came to."""

    assessment: Assessment
    scorecard: Scorecard


@dataclass(frozen=True)
class Figures:
    """The texts for the cells of one filled side. ``describes``: the side has a column for descriptions."""

    filled: Filled
    describer: Describer
    describes: bool

    def items(self, role: ColumnRole, ids: Sequence[str]) -> str:
        """Return what goes into the one cell that these items have in a column; lines are apart by line ends."""
        found = self.filled.scorecard.items
        cards = [found[name] for name in ids if name in found]
        if len(cards) == 1 and role is ColumnRole.DESCRIPTION:
            return self.descriptions[cards[0].id]
        if len(cards) == 1 and not self._is_elements(role, cards):
            return self._figure(role, cards[0])
        if role is ColumnRole.DESCRIPTION:
            return _told_together([self.descriptions[card.id] for card in cards])
        return self._shared(role, cards) if cards else ""

    def own(self, role: ColumnRole) -> Mapping[str, str]:
        """Return what goes into the cells of a column that items have to themselves, by item."""
        if role is ColumnRole.DESCRIPTION:
            return self.descriptions
        cards = self.filled.scorecard.items.values()
        return {
            card.id: self._figure(role, card)
            if self._prints_points or not self._is_elements(role, (card,))
            else self._shared(role, (card,))
            for card in cards
        }

    def total(self, role: ColumnRole, row: int) -> str:
        """Return what goes into the cell of a sum row, by its number in ``form.totals``."""
        score = self._totals[row]
        if role is ColumnRole.DESCRIPTION or score.status is Status.UNASSESSED:
            return ""
        figure = score.score if role is ColumnRole.SCORE else score.deduction
        if figure is None:
            return words.NOTHING if score.status is Status.NOT_APPLICABLE else ""
        return show(figure)

    @property
    def rubric(self) -> Rubric:
        """The rubric that was assessed against."""
        return self.describer.rubric

    @cached_property
    def descriptions(self) -> dict[str, str]:
        """What is written about each item; all at once, for a template of the rubric's own runs in another process."""
        return self.describer.all(self.filled.scorecard.items.values(), self._beside, self._objects)

    def _figure(self, role: ColumnRole, card: ItemScore) -> str:
        figure = card.score if role is ColumnRole.SCORE else card.deduction
        if card.status is Status.SCORED:
            return "" if figure is None else _shown(figure)
        if card.status is Status.UNASSESSED:
            return ""
        if card.status in _GATE_WORDS:
            return words.NOTHING if self.describes or role is not ColumnRole.SCORE else _GATE_WORDS[card.status]
        return words.NOTHING if figure is None else _shown(figure)

    def _shared(self, role: ColumnRole, cards: Sequence[ItemScore]) -> str:
        """Return the figure of a cell that several items share: their element's, where they are all that it has."""
        element = self._element_of.get(frozenset(card.id for card in cards))
        if element is None and self._is_elements(role, cards):
            element = next(
                (name for name, one in self.rubric.by_element.items() if one.items and one.items[0].id == cards[0].id), None
            )
            if element is None:
                return ""
        if element is not None:
            score = self.filled.scorecard.elements[element]
            figure = score.score if role is ColumnRole.SCORE else score.deduction
            if score.status is Status.SCORED and figure is not None:
                return show(figure)
            return words.NOTHING if score.status is Status.NOT_APPLICABLE else ""
        figures = [self._figure(role, card) for card in cards]
        return words.BETWEEN_NAMES.join(figures) if all(figures) else ""

    def _is_elements(self, role: ColumnRole, cards: Sequence[ItemScore]) -> bool:
        """Tell whether a cell is for the score of an element: in a form that prints no points beside its items.

        Where a header comes again within an element, the cell is in parts, and the score stands in the first.
        """
        return not self._prints_points and role is ColumnRole.SCORE and all(card.score is None for card in cards)

    @cached_property
    def _prints_points(self) -> bool:
        return any(column.role is ColumnRole.POINTS for column in self.rubric.form.columns)

    @cached_property
    def _totals(self) -> tuple[RowScore, ...]:
        return total_rows(self.rubric, self.filled.scorecard)

    @cached_property
    def _element_of(self) -> dict[frozenset[str], str]:
        """The innermost element that holds exactly these items, by their ids."""
        return {frozenset(below(self.rubric, name)): name for name in self.rubric.by_element}

    @cached_property
    def _beside(self) -> dict[str, list[Fault]]:
        """Findings about elements, by the item in whose description they are told."""
        told: dict[str, list[Fault]] = {}
        for name, answer in self.filled.assessment.elements.items():
            names = tuple(one.name for one in answer.objects)
            found: list[tuple[Finding, int | None]] = [(finding, None) for finding in answer.findings]
            found += [(finding, number) for number, one in enumerate(answer.objects, 1) for finding in one.findings]
            for finding, number in found:
                home = home_of(self.rubric, name, finding.rule)
                if home is not None:
                    rules = self.rubric.by_element[name].rules
                    told.setdefault(home, []).extend(faults([step_of(finding, number)], rules, names))
        return told

    @cached_property
    def _objects(self) -> dict[str, tuple[str, ...]]:
        """The names of the objects that an item's element was assessed at, by item."""
        answers = self.filled.assessment.elements.items()
        return {item: tuple(one.name for one in answer.objects) for name, answer in answers for item in below(self.rubric, name)}


def figures_of(given: Iterable[Filled], describer: Describer, describes: Callable[[str], bool]) -> dict[str, Figures]:
    """Return the texts of each side by its kind (``self``, ``review``)."""
    return {one.assessment.kind: Figures(one, describer, describes(one.assessment.kind)) for one in given}


def _told_together(descriptions: Sequence[str]) -> str:
    """Return the descriptions of items that share a cell, each on a line of its own and numbered; one where all are alike."""
    if all(descriptions) and len(set(descriptions)) == 1:
        return descriptions[0]
    if len(descriptions) == 1:
        return ""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(descriptions, 1) if text)


def home_of(rubric: Rubric, element: str, rule: int) -> str | None:
    """Return the item in whose row a finding about an element is told: the row where its clause stands, else the first."""
    inner = below(rubric, element)
    rules = rubric.by_element[element].rules if element in rubric.by_element else ()
    row = _row(rules[rule - 1].at) if 0 < rule <= len(rules) else ""
    return next((name for name in inner if row and _row(rubric.by_item[name].at) == row), inner[0] if inner else None)


def _row(at: str | None) -> str:
    return (at or "").partition("c")[0]


def below(rubric: Rubric, element: str) -> list[str]:
    """Return the ids of the items of an element and of all elements in it."""
    top = rubric.by_element.get(element)
    if top is None:
        return []
    return [item.id for _, inner in walk_elements((top,)) for item in inner.items]


def step_of(finding: Finding, number: int | None) -> Step:
    """Return a finding about an element, at one of its objects, as a step that changed no item's figure."""
    return Step(StepKind.FINDING, ZERO, ZERO, finding.rule, finding.count, finding.note, finding.evidence, object=number)
