"""From entries to the tree of elements and items, with ids from the printed codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from normalize.clauses import read_rules
from normalize.entries import BandEntry, Entry, ItemEntry, NoteEntry, TotalEntry
from normalize.labels import (
    Label,
    PointsCell,
    half_width,
    item_number,
    label_pattern,
    marks_inside,
    on_one_line,
    open_unit,
    parts_of,
    read_label,
    read_points,
    squeeze,
    top_of_range,
    without_continued,
)
from normalize.sidesteps import most_given, rule_of_steps
from normalize.totals import total_rows
from normalize.vocabulary import BONUS_TITLES, BONUS_WORDS, GATE_WORDS, GUARANTEE_WORDS, TAKING_WORDS
from normalize.weights import percent
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Element, Item, Rule, TotalRow
from rubrics.numerals import element_id, plain_code
from rubrics.values import show

_WHOLE = "\0"
"""The index of the one element of a standard that prints none: its title is the document's and holds no code."""


@dataclass(slots=True)
class _Leaf:
    """An item while it grows."""

    place: Place
    requirement: str
    specification: str
    points: str
    inferred: bool
    rules_inside: bool
    steps: tuple[tuple[str, str], ...]
    price: str
    method: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    veto: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Branch:
    """An element while it grows."""

    place: Place
    label: str
    index: str
    level: int = 0
    """The level of its column, 0 where it stands in none."""
    points: str = ""
    weight: str = ""
    elements: list[_Branch] = field(default_factory=list)
    items: list[_Leaf] = field(default_factory=list)
    veto: list[tuple[str, Place]] = field(default_factory=list)
    id: str = ""


@dataclass(slots=True)
class Tree:
    """What the entries of a standard grew into."""

    elements: tuple[Element, ...]
    totals: tuple[TotalRow, ...]
    notes: tuple[str, ...]
    patterns: Mapping[int, str]
    """How most labels of an element column are printed, by its level."""
    diagnostics: tuple[Diagnostic, ...]


def grow(entries: Iterable[Entry], title: str) -> Tree:
    """Return the tree of elements and items; ``title`` names the one element of a standard that prints none."""
    grower = _Grower(title)
    for entry in entries:
        grower.take(entry)
    finisher = _Finisher()
    elements = tuple(finisher.elements(grower.roots, ""))
    found = [(entry, [branch.id for branch in path], last.id if last else None) for entry, path, last in grower.totals]
    totals = tuple(total_rows(found, elements))
    return Tree(elements, totals, tuple(grower.notes), finisher.patterns(), (*grower.diagnostics, *finisher.diagnostics))


class _Grower:
    """Takes entries one by one and hangs them where they belong."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.roots: list[_Branch] = []
        self.open: list[_Branch | None] = []
        self.band: _Branch | None = None
        self.totals: list[tuple[TotalEntry, list[_Branch], _Branch | None]] = []
        self.notes: list[str] = []
        self.specification = ""
        self.leaf: _Leaf | None = None
        self.unlabelled = False
        """whether items stand above the first label of a table that has a column of labels"""
        self.diagnostics: list[Diagnostic] = []

    def take(self, entry: Entry) -> None:
        """Add one entry."""
        if isinstance(entry, BandEntry):
            self._open_band(entry)
        elif isinstance(entry, TotalEntry):
            self.totals.append((entry, [b for b in self.open if b is not None], self.roots[-1] if self.roots else None))
        elif isinstance(entry, NoteEntry):
            self.notes.append(entry.text)
        else:
            self._take_item(entry)

    def _open_band(self, entry: BandEntry) -> None:
        if self.band is not None and _same_label(self.band.label, entry.label):
            return
        self.band = _Branch(entry.place, entry.label, entry.index, points=entry.points)
        self.roots.append(self.band)
        self.open = []
        self._leave()

    def _take_item(self, entry: ItemEntry) -> None:
        if entry.depth is not None and len(self.open) > entry.depth:
            self.open = self.open[: entry.depth]
            self._leave()
        for level, label in enumerate(entry.labels):
            if squeeze(label):
                self._tell_of_rows_above(label, entry)
                self._open_label(level, label, entry)
        self.unlabelled = self.unlabelled or (bool(entry.labels) and not self.open and self.band is None)
        if entry.veto and (entry.veto_is_shared or entry.points == ""):
            self._innermost(entry).veto.append((entry.veto, entry.place))
        if entry.joins and self.leaf is not None:
            self._join(entry)
        elif entry.requirement or entry.points or entry.rules:
            self._add_leaf(entry)

    def _tell_of_rows_above(self, label: str, entry: ItemEntry) -> None:
        if self.unlabelled and not self.open:
            title = on_one_line(label)[:40]
            self.diagnostics.append(Diagnostic("label-below-items", entry.place, None, {"title": title}))
        self.unlabelled = False

    def _open_label(self, level: int, label: str, entry: ItemEntry) -> None:
        """Open a new element at ``level`` unless the label only repeats the one that is open."""
        current = self.open[level] if level < len(self.open) else None
        if current is not None and _same_label(current.label, label):
            return
        branch = _Branch(entry.place, label, entry.index if level == 0 else "", level + 1)
        branch.points = "".join(entry.label_points[level : level + 1])
        branch.weight = "".join(entry.label_weights[level : level + 1])
        parent = next((b for b in reversed(self.open[:level]) if b is not None), self.band)
        (parent.elements if parent is not None else self.roots).append(branch)
        self.open = [*self.open[:level], *([None] * (level - len(self.open))), branch]
        self._leave()

    def _leave(self) -> None:
        self.leaf = None
        self.specification = ""

    def _innermost(self, entry: ItemEntry) -> _Branch:
        """Return the deepest open element; one for the whole standard where none is printed."""
        branch = next((b for b in reversed(self.open) if b is not None), self.band)
        if branch is None:
            branch = self.band = _Branch(entry.place, self.title, _WHOLE)
            self.roots.append(branch)
        return branch

    def _join(self, entry: ItemEntry) -> None:
        leaf = self.leaf
        assert leaf is not None  # noqa: S101 - the caller has looked
        if entry.is_cut:
            self.diagnostics.append(Diagnostic("row-joined", entry.place, None, {"text": on_one_line(entry.requirement)[:40]}))
        if entry.requirement:
            leaf.requirement += "\n" + entry.requirement
        for texts, text in ((leaf.method, entry.method), (leaf.rules, entry.rules)):
            if text:
                texts.append(text)

    def _add_leaf(self, entry: ItemEntry) -> None:
        self.specification = entry.specification or self.specification
        requirement = entry.requirement
        if entry.carries and self.leaf is not None:
            requirement = self.leaf.requirement
        leaf = _Leaf(
            entry.place,
            requirement or entry.specification,
            self.specification,
            entry.points,
            entry.points_inferred,
            entry.rules_inside,
            entry.steps,
            entry.price,
        )
        for texts, text in ((leaf.method, entry.method), (leaf.rules, entry.rules)):
            if text:
                texts.append(text)
        if entry.veto and not entry.veto_is_shared:
            leaf.veto.append(entry.veto)
        if entry.is_sum:
            text = on_one_line(requirement)[:40]
            self.diagnostics.append(Diagnostic("points-twice", entry.place, None, {"points": entry.points, "text": text}))
        self._innermost(entry).items.append(leaf)
        self.leaf = leaf


class _Finisher:
    """Turns grown branches into the rubric's elements, with codes and ids."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._printed: dict[int, Counter[str]] = {}

    def patterns(self) -> dict[int, str]:
        """Return how most of the labels seen so far are printed, by the level of their column; the first of equals."""
        return {level: printed.most_common(1)[0][0] for level, printed in self._printed.items() if level}

    def elements(self, branches: Sequence[_Branch], parent: str) -> Iterator[Element]:
        """Yield the elements of one parent in order."""
        printed = {
            element_id(code, parent) for b in branches if (code := read_label(b.label).code or on_one_line(half_width(b.index)))
        }
        taken: set[str] = set()
        repeats: dict[str, int] = {}
        for position, branch in enumerate(branches, 1):
            label = read_label(branch.label) if branch.index != _WHOLE else Label("", branch.label)
            self._printed.setdefault(branch.level, Counter())[label_pattern(branch.label)] += 1
            code = label.code or on_one_line(half_width(branch.index.strip(_WHOLE)))
            code = code or self._position(position, parent, branch, printed)
            branch.id = own = element_id(code, parent)
            if own in taken:
                self._say("code-repeated", branch.place, own, code=code)
                branch.id = _other_id(own, taken, repeats)
            taken.add(branch.id)
            if not (branch.elements or branch.items or branch.veto):
                self._say("element-empty", branch.place, branch.id, text=on_one_line(branch.label)[:40])
            kind = _kind(label.title, branch)
            points = label.points if label.points is not None else read_points(branch.points).points
            if kind == "scored" and any(word in squeeze(label.title) for word in TAKING_WORDS) and _has_points(branch):
                self._say("penalty-counted", branch.place, branch.id, title=label.title)
            yield Element.model_construct(
                code=code,
                id=branch.id if branch.id != own else None,
                title=label.title,
                points=points,
                weight=label.weight if label.weight is not None else percent(branch.weight),
                kind=kind,
                guarantee=any(word in label.title for word in GUARANTEE_WORDS),
                rules=tuple(self._veto_rules(branch, points)),
                elements=tuple(self.elements(branch.elements, branch.id)),
                items=tuple(self._items(branch)),
                at=str(branch.place),
            )

    def _position(self, position: int, parent: str, branch: _Branch, printed: AbstractSet[str]) -> str:
        """Return the code of an element that prints none: its position, or its title where another prints that code."""
        code = f"{parent}.{position}" if parent else str(position)
        title = on_one_line(branch.label)[:40]
        if code in printed:
            code = plain_code(title).replace(".", "")[:12]
            self._say("code-by-title", branch.place, code, title=title)
            return code
        self._say("code-by-position", branch.place, code, title=title)
        return code

    def _veto_rules(self, branch: _Branch, points: Decimal | None) -> Iterator[Rule]:
        for text, place in branch.veto:
            for rule in read_rules(text, points, veto=True):
                yield rule.model_copy(update={"at": str(place)})

    def _items(self, branch: _Branch) -> Iterator[Item]:
        has_points = any(read_points(leaf.points).points is not None for leaf in branch.items)
        for leaf, number in zip(branch.items, _numbers(branch.items), strict=True):
            name = f"{branch.id}-{number}"
            cell = self._points(leaf, name)
            stars, mark = marks_inside(leaf.requirement)
            if has_points and not leaf.points and cell.points is None:
                self._say("points-missing", leaf.place, name)
            yield Item.model_construct(
                id=name,
                requirement=leaf.requirement or "—",
                specification=leaf.specification or None,
                points=cell.points,
                points_inferred=leaf.inferred or cell.inferred,
                stars=cell.stars or stars,
                mark=cell.mark or mark,
                method="\n".join(leaf.method) or None,
                rules=self._rules(leaf, cell.points, name),
                at=str(leaf.place),
            )

    def _points(self, leaf: _Leaf, name: str) -> PointsCell:
        """Return what the points cell of an item says; what is more than one plain figure is told."""
        cell = read_points(leaf.points)
        if not leaf.points and (most := most_given(rule_of_steps(leaf.steps))) is not None:
            return PointsCell(most)
        if not cell.unread:
            return cell
        text = on_one_line(leaf.points)[:40]
        if (top := top_of_range(leaf.points)) is not None:
            self._say("points-range", leaf.place, name, text=text, points=show(top))
            return PointsCell(top)
        lines = leaf.points.split("\n")
        is_lined_up = 1 < len(lines) == parts_of(leaf.requirement)
        several = [read_points(figure) for figure in (lines if is_lined_up else leaf.points.split("+"))]
        if len(several) > 1 and all(one.points is not None for one in several):
            total = sum((one.points or Decimal(0) for one in several), Decimal(0))
            self._say("points-added", leaf.place, name, text=text, points=show(total))
            return PointsCell(total, mark=next((one.mark for one in several if one.mark), None))
        self._say("points-unread", leaf.place, name, text=text)
        return cell

    def _rules(self, leaf: _Leaf, points: Decimal | None, name: str) -> tuple[Rule, ...]:
        vetoes = tuple(rule for text in leaf.veto for rule in read_rules(text, points, veto=True))
        rules = read_rules("\n".join(leaf.rules), points)
        if leaf.rules_inside and not rules:
            inside = read_rules(leaf.requirement, points)
            rules = inside if any(rule.costs for rule in inside) else ()
        if unit := open_unit(leaf.requirement):
            rules = tuple(self._with_unit(rule, unit, points, leaf.place, name) for rule in rules)
        cost = read_points(leaf.price).points
        prices = (Rule(text=leaf.price, deduct=cost),) if cost is not None else read_rules(leaf.price, points)
        return (*rule_of_steps(leaf.steps), *prices, *rules, *vetoes)

    def _with_unit(self, rule: Rule, unit: str, points: Decimal | None, place: Place, name: str) -> Rule:
        """Return a rule with the unit that stands at the end of the requirement (…，每一种 | 扣2分), or tell that it has none."""
        if rule.deduct is None or rule.per is not None:
            return rule
        read = read_rules(f"{unit}{rule.text}", points)
        if len(read) == 1 and read[0].deduct == rule.deduct and read[0].per is not None:
            return rule.model_copy(update={"per": read[0].per, "every": read[0].every})
        self._say("unit-apart", place, name, unit=unit, text=rule.text)
        return rule

    def _say(self, code: str, place: Place, subject: str, /, **figures: object) -> None:
        self.diagnostics.append(Diagnostic(code, place, subject, figures))


def _other_id(own: str, taken: set[str], repeats: dict[str, int]) -> str:
    """Return an id for an element whose own is taken; ``repeats`` counts up, so that thousands of one code cost no more each."""
    while True:
        repeats[own] = repeats.get(own, 1) + 1
        other = f"{own}~{repeats[own]}"
        if other not in taken:
            return other


def _same_label(one: str, other: str) -> bool:
    """Tell whether a label only repeats the one before it: word for word, or without its points."""
    if squeeze(without_continued(on_one_line(one))) == squeeze(without_continued(on_one_line(other))):
        return True
    first, again = read_label(one), read_label(other)
    if without_continued(on_one_line(other)) != on_one_line(other) and not (first.code or again.code):
        return again.points is None and squeeze(first.title) == squeeze(again.title)  # 路面（60分）, 路面（续）
    return bool(first.code) and (first.code, squeeze(first.title)) == (again.code, squeeze(again.title)) and again.points is None


def _numbers(leaves: Sequence[_Leaf]) -> list[str]:
    """Return the numbers of an element's items: those printed where each has one of its own, else their positions."""
    printed = [item_number(leaf.requirement) for leaf in leaves]
    if None not in printed and len(set(printed)) == len(printed):
        return [number or "" for number in printed]
    return [str(position) for position in range(1, len(leaves) + 1)]


def _has_points(branch: _Branch) -> bool:
    """Tell whether an item below a branch has points."""
    return any(read_points(leaf.points).points is not None for leaf in branch.items) or any(map(_has_points, branch.elements))


def _kind(title: str, branch: _Branch) -> Literal["scored", "gate", "bonus"]:
    plain = squeeze(title)
    if half_width(plain).split("(")[0] in BONUS_TITLES or any(word in plain for word in BONUS_WORDS):
        return "bonus"
    is_scored = _has_points(branch) or bool(branch.elements)
    return "gate" if any(word in plain for word in GATE_WORDS) and not is_scored else "scored"
