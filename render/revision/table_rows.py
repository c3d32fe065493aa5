"""The rows of the comparison table: what stood, what stands, what became of it, with the changed signs of both told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from render.revision import table_words as words
from render.revision.words import TEXTS, field_words, value_words
from rubrics.model import Element, Item, Rubric, Rule
from rubrics.revision.model import Change, Kind, Pair, Revision, RuleAt, RulePair
from rubrics.revision.spans import Span, spans
from rubrics.values import show

Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table; one with a ``band`` has that alone, over the whole width."""

    clause: tuple[str, ...] = ()
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()
    band: str = ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in both editions; ``None`` where there is none, which leaves its line out."""

    old: str | None
    new: str | None


def table_rows(revision: Revision, old: Rubric, new: Rubric) -> list[TableRow]:
    """Return the rows: the standard as a whole, then element by element in the order of the new edition."""
    whole = [_change_row(change) for change in (*revision.head, *revision.policy)]
    rows = [TableRow(band=words.WHOLE), *whole] if whole else []
    told: set[int] = set()
    for group in _by_first_level(revision):
        inner = [row for pair in group for row in _element_rows(pair, revision, old, new, told)]
        if inner:
            rows += [TableRow(band=_name(group[0], old, new)), *inner]
    left = [_item_row(pair, old, new) for pair in revision.items if id(pair) not in told and not pair.is_plain]
    return [*rows, *left]


def _by_first_level(revision: Revision) -> list[list[Pair]]:
    groups: list[list[Pair]] = []
    for pair in revision.elements:
        is_first = (pair.new_in if pair.new else pair.old_in) is None
        if is_first or not groups:
            groups.append([])
        groups[-1].append(pair)
    return groups


def _element_rows(pair: Pair, revision: Revision, old: Rubric, new: Rubric, told: set[int]) -> Iterator[TableRow]:
    """Yield what became of an element itself and of the items in it."""
    if _is_to_tell(pair):
        yield _element_row(pair, old, new)
    for item in revision.items:
        is_here = item.new_in in pair.new if item.new else item.old_in in pair.old
        if is_here and id(item) not in told:
            told.add(id(item))
            if _is_to_tell(item):
                yield _item_row(item, old, new)


def _is_to_tell(pair: Pair) -> bool:
    """Tell whether something became of a part; what only has another number is no revision."""
    return pair.kind is not Kind.SAME or pair.moved or pair.doubtful


# --- rows


def _change_row(change: Change) -> TableRow:
    old, new = (None if value is None else _value(change.field, value) for value in (change.old, change.new))
    before, after = _marked([_Text(old, new)])
    remarks = (words.KINDS["new"] if old is None else words.KINDS["gone"] if new is None else words.KINDS["changed"],)
    part = f"{change.of}：" if change.of else ""
    nothing: tuple[Line, ...] = ((Span("same", words.NONE),),)
    return TableRow(
        (part + field_words(change.field),), before or nothing, after or nothing, (*remarks, *_tendency(change.tendency.value))
    )


def _element_row(pair: Pair, old: Rubric, new: Rubric) -> TableRow:
    before, after = ([side.by_element[name] for name in ids] for side, ids in ((old, pair.old), (new, pair.new)))
    texts = [_Text(_labels(before), _labels(after)), *_fields(pair, {"title", "points", "code"})]
    return _row(pair, (_name(pair, old, new),), [*texts, *_rules(pair, old.by_element, new.by_element)], old)


def _item_row(pair: Pair, old: Rubric, new: Rubric) -> TableRow:
    before, after = ([side.by_item[name] for name in ids] for side, ids in ((old, pair.old), (new, pair.new)))
    home = new.by_element.get(pair.new_in or "") if pair.new else old.by_element.get(pair.old_in or "")
    here = after or before
    numbers = "、".join(str(_number(item, home)) for item in here)
    clause = (
        f"{home.code} {home.title}" if home is not None else "",
        words.ITEM.format(number=numbers),
        "、".join(i.id for i in here),
    )
    texts = [_Text(_joined(before), _joined(after)), *_worth(pair, before, after), *_fields(pair, {"requirement", "points"})]
    return _row(pair, tuple(filter(None, clause)), [*texts, *_rules(pair, old.by_item, new.by_item)], old)


def _row(pair: Pair, clause: tuple[str, ...], texts: Sequence[_Text], old: Rubric) -> TableRow:
    before, after = _marked(texts)
    nothing: tuple[Line, ...] = ((Span("same", words.NONE),),)
    return TableRow(clause, before if pair.old else nothing, after if pair.new else nothing, tuple(_remarks(pair, old)))


def _name(pair: Pair, old: Rubric, new: Rubric) -> str:
    elements = [new.by_element[name] for name in pair.new] or [old.by_element[name] for name in pair.old]
    return " / ".join(f"{element.code} {element.title}" for element in elements)


def _labels(elements: Sequence[Element]) -> str | None:
    said = [
        f"{element.code} {element.title}{words.POINTS.format(points=show(element.points)) if element.points is not None else ''}"
        for element in elements
    ]
    return "\n".join(said) or None


def _joined(items: Sequence[Item]) -> str | None:
    return "\n".join(item.requirement for item in items) or None


def _worth(pair: Pair, before: Sequence[Item], after: Sequence[Item]) -> Iterator[_Text]:
    """Yield the points where they changed, and of what is new, gone, split or merged."""
    old, new = (_points(items) for items in (before, after))
    if old != new or pair.kind in (Kind.SPLIT, Kind.MERGED):
        yield _Text(old, new)


def _points(items: Sequence[Item]) -> str | None:
    known = [show(item.points) for item in items if item.points is not None]
    return words.WORTH.format(points="、".join(known)) if known else None


def _number(item: Item, home: Element | None) -> int:
    return next((n for n, one in enumerate(home.items if home is not None else (), 1) if one.id == item.id), 1)


def _fields(pair: Pair, told: set[str]) -> Iterator[_Text]:
    for change in pair.changes:
        if change.field not in told:
            sides = (None if value is None else _value(change.field, value) for value in (change.old, change.new))
            old, new = (None if v is None else words.FIELD.format(field=field_words(change.field), value=v) for v in sides)
            yield _Text(old, new)


def _value(field: str, value: object) -> str:
    return str(value) if field in TEXTS and isinstance(value, str) else value_words(value)  # type: ignore[arg-type]


# --- clauses


def _rules(
    pair: Pair, old: Mapping[str, Element] | Mapping[str, Item], new: Mapping[str, Element] | Mapping[str, Item]
) -> Iterator[_Text]:
    """Yield the clauses that changed, came or went; … for those between that did not."""
    is_whole = not (pair.old and pair.new)
    omitted = False
    for one in pair.rules:
        if one.kind is Kind.SAME and not one.moved and not is_whole:
            omitted = True
            continue
        if omitted:
            yield _Text(words.OMITTED, words.OMITTED)
        omitted = False
        yield from _clause(one, _rule(old, one.old), _rule(new, one.new))
    if omitted:
        yield _Text(words.OMITTED, words.OMITTED)


def _rule(parts: Mapping[str, Element] | Mapping[str, Item], at: RuleAt | None) -> Rule | None:
    return parts[at.of].rules[at.number - 1] if at is not None else None


def _clause(pair: RulePair, old: Rule | None, new: Rule | None) -> Iterator[_Text]:
    sides = ((old, pair.old), (new, pair.new))
    before, after = (
        words.CLAUSE.format(number=at.number, text=rule.text) if rule is not None and at is not None else None
        for rule, at in sides
    )
    yield _Text(before, after)
    if before is not None and after is not None and old is not None and new is not None and old.text == new.text:
        for change in pair.changes:  # the words are the same: only what is understood of them differs
            field = field_words(change.field, in_rule=True)
            one, other = (words.FIELD.format(field=field, value=value_words(value)) for value in (change.old, change.new))
            yield _Text(one, other)


# --- marks and remarks


def _marked(texts: Iterable[_Text]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines of both columns, the signs apart that went or came."""
    before: list[Line] = []
    after: list[Line] = []
    for text in texts:
        runs = spans(text.old or "", text.new or "")
        if text.old is not None:
            before += _lines(run for run in runs if run.kind != "new")
        if text.new is not None:
            after += _lines(run for run in runs if run.kind != "gone")
    return tuple(before), tuple(after)


def _lines(runs: Iterable[Span]) -> list[Line]:
    """Return runs line by line."""
    lines: list[list[Span]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(Span(run.kind, first))
        lines += [[Span(run.kind, part)] for part in rest]
    return [tuple(span for span in line if span.text) for line in lines]


def _remarks(pair: Pair, old: Rubric) -> Iterator[str]:
    kind = words.KINDS[pair.kind.value].format(count=max(len(pair.old), len(pair.new)))
    if kind:
        yield kind
    if pair.moved:
        home = old.by_element.get(pair.old_in or "") if pair.elsewhere else None
        yield words.MOVED_FROM.format(element=f"{home.code} {home.title}") if home is not None else words.REORDERED
    if pair.renumbered and pair.old and pair.new:
        yield words.RENUMBERED.format(old="、".join(pair.old))
    points = next((change for change in pair.changes if change.field == "points"), None)
    if points is not None and isinstance(points.old, Decimal) and isinstance(points.new, Decimal):
        yield words.WORTH_CHANGED.format(old=show(points.old), new=show(points.new))
    yield from _moved_clauses(pair)
    if pair.old and pair.new:
        yield from _tendency(pair.tendency.value)
    yield from _doubts(pair)


def _moved_clauses(pair: Pair) -> Iterator[str]:
    """Yield which clauses went into another item, and which came from one."""
    for rule in pair.rules:
        for said, at, to in ((words.CLAUSE_WENT, rule.old, rule.went), (words.CLAUSE_CAME, rule.new, rule.came)):
            if at is not None and to is not None:
                yield said.format(number=at.number, item=to.of, to=to.number)


def _tendency(name: str) -> tuple[str, ...]:
    said = words.TENDENCIES[name]
    return (said,) if said else ()


def _doubts(pair: Pair) -> Iterator[str]:
    if pair.doubtful:
        yield words.UNSURE.format(nearness=pair.nearness)
        for rival in pair.rivals:
            old = words.OLD.format(ids=rival.old) if rival.old else words.NO_MATCH
            yield words.RIVAL.format(old=old, new=words.NEW.format(ids=rival.new) if rival.new else words.NO_MATCH)
    for rule in pair.rules:
        at = rule.new or rule.old
        if rule.doubtful and at is not None:
            yield words.CLAUSE_UNSURE.format(number=at.number)
