"""What the standard says as a whole, in both editions: title, points, notes, the form, and how scores become a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rubrics.model import Column, Rubric, TotalRow
from rubrics.policy import Grade, Policy
from rubrics.revision.fields import changed, leaves
from rubrics.revision.links import assigned
from rubrics.revision.model import Change, Tendency
from rubrics.revision.policies import grade_tendency, policy_tendency
from rubrics.revision.wording import nearness, said

_ELSEWHERE = frozenset({"schema_", "id", "stated", "policy", "notes", "notes_below", "elements", "form", "source"})
_FIELDS = tuple(name for name in Rubric.model_fields if name not in _ELSEWHERE)
_NEAR = 60
"""Two paragraphs that are less near than this are two."""

Elements = Mapping[str, str]


def head_changes(old: Rubric, new: Rubric, elements: Elements) -> tuple[Change, ...]:
    """Return what differs in title, points, notes and form; ``elements`` says which old element became which."""
    plain = changed({name: getattr(old, name) for name in _FIELDS}, {name: getattr(new, name) for name in _FIELDS})
    stated = changed(*(dict(leaves(one.stated.model_dump(exclude_none=True), "stated")) for one in (old, new)))
    changes = [Change(field=field, old=before, new=after, tendency=_weigh(field)) for field, before, after in (*plain, *stated)]
    for field, ours, theirs in (
        ("notes", old.notes, new.notes),
        ("notes_below", old.notes_below, new.notes_below),
        ("form.blanks", [blank.label for blank in old.form.blanks], [blank.label for blank in new.form.blanks]),
    ):
        changes += _list_changes(field, ours, theirs)
    changes += _column_changes(old.form.columns, new.form.columns)
    return (*changes, *_total_changes(old.form.totals, new.form.totals, elements))


def _weigh(field: str) -> Tendency:
    return Tendency.UNCLEAR if field == "points" else Tendency.NEITHER


def _list_changes(field: str, old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Return the paragraphs that are new, gone, or say something else."""
    left_old, left_new = _without(old, new), _without(new, old)
    near = {(o, n): nearness(said(a), said(b)) for o, a in enumerate(left_old) for n, b in enumerate(left_new)}
    near = {edge: value for edge, value in near.items() if value >= _NEAR}
    names_old, names_new = [str(n) for n in range(len(left_old))], [str(n) for n in range(len(left_new))]
    links = assigned(names_old, names_new, near, dict.fromkeys(near, 1 - _NEAR))
    pairs = {int(link.old[0]): int(link.new[0]) for link in links}
    changes = [Change(field=field, old=text, new=left_new[pairs[o]] if o in pairs else None) for o, text in enumerate(left_old)]
    return [*changes, *(Change(field=field, new=text) for n, text in enumerate(left_new) if n not in pairs.values())]


def _without(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the texts that do not stand among the others, as often as they do not."""
    there = [said(other) for other in others]
    left = []
    for text in texts:
        if said(text) in there:
            there.remove(said(text))
        else:
            left.append(text)
    return left


def _column_changes(old: Sequence[Column], new: Sequence[Column]) -> Iterator[Change]:
    """Yield the columns that are new, gone, or of another heading or role, and the order where that is another one."""
    keys_old, keys_new = [_key(column) for column in old], [_key(column) for column in new]
    known_old, known_new = dict(zip(keys_old, old, strict=True)), dict(zip(keys_new, new, strict=True))
    for change in _list_changes("form.columns", keys_old, keys_new):
        before, after = known_old.get(str(change.old)), known_new.get(str(change.new))
        if before is None or after is None or before.heading != after.heading:
            yield Change(field="form.columns", old=before and before.heading, new=after and after.heading)
        if before is not None and after is not None:
            fields = changed(*({name: getattr(column, name) for name in ("role", "level", "side")} for column in (before, after)))
            yield from (Change(field=f"form.columns.{after.heading}.{name}", old=a, new=b) for name, a, b in fields)
    stayed_old, stayed_new = [key for key in keys_old if key in keys_new], [key for key in keys_new if key in keys_old]
    if stayed_old != stayed_new:
        orders = (
            " | ".join(known[key].heading for key in keys) for known, keys in ((known_old, stayed_old), (known_new, stayed_new))
        )
        yield Change(field="form.order", **dict(zip(("old", "new"), orders, strict=True)))


def _key(column: Column) -> str:
    """Return what tells a column from the others: 自评分 (score, self)."""
    about = [column.role.value, str(column.level) if column.level else "", column.side or ""]
    return f"{column.heading} ({', '.join(word for word in about if word)})"


def _total_changes(old: Sequence[TotalRow], new: Sequence[TotalRow], elements: Elements) -> Iterator[Change]:
    """Yield what differs in the computed rows, each known by what it adds up."""
    ours = _by_key((row, tuple(name and elements.get(name, name) for name in _names(row))) for row in old)
    theirs = _by_key((row, _names(row)) for row in new)
    for key in dict.fromkeys((*ours, *theirs)):
        before, after = ours.get(key), theirs.get(key)
        if before is None or after is None:
            yield Change(field="form.totals", old=before and _total(before), new=after and _total(after))
            continue
        names = ("label", "points")
        fields = changed(*({name: getattr(row, name) for name in names} for row in (before, after)))
        yield from (Change(field=f"form.totals.{_total(after)}.{field}", old=a, new=b) for field, a, b in fields)


def _names(row: TotalRow) -> tuple[str | None, ...]:
    return row.of, row.since, row.through


def _by_key(rows: Iterable[tuple[TotalRow, tuple[str | None, ...]]]) -> dict[tuple[object, ...], TotalRow]:
    found: dict[tuple[object, ...], TotalRow] = {}
    for row, names in rows:
        key: tuple[object, ...] = names if any(names) else (said(row.label),)
        while key in found:
            key = (*key, 1)
        found[key] = row
    return found


def _total(row: TotalRow) -> str:
    """Return a computed row in words: 小计 (2)."""
    return f"{row.label} ({row.of or row.through})" if row.of or row.through else row.label


# --- policies ---------------------------------------------------------------------------------------------------------


def policy_changes(old: Rubric, new: Rubric) -> tuple[Change, ...]:
    """Return what differs in how scores become a result."""
    fields = [*changed(_policy(old.policy), _policy(new.policy))]
    about_result = {field for field, _, _ in fields if field in ("formula", "scale")}
    changes = [Change(field=f"policy.{name}", old=a, new=b, tendency=policy_tendency(name, a, b)) for name, a, b in fields]
    for before, after in _grades(old.policy.grades, new.policy.grades):
        changes += _grade_changes(before, after, is_comparable=not about_result)
    return (*changes, *_list_changes("policy.source", _own_sentences(old), _own_sentences(new)))


def _policy(policy: Policy) -> dict[str, Any]:
    data = policy.model_dump(exclude_none=True, exclude={"grades", "facts", "source"})
    facts = {f"facts.{fact.id}": fact.question for fact in policy.facts}
    return dict(leaves(data)) | facts


def _grades(old: Sequence[Grade], new: Sequence[Grade]) -> Iterator[tuple[Grade | None, Grade | None]]:
    """Yield each grade in both editions: by its name, or by its place where it was only renamed."""
    ours, theirs = {grade.name: grade for grade in old}, {grade.name: grade for grade in new}
    renamed: dict[str, str] = {}
    if len(old) == len(new):
        renamed = {b.name: a.name for a, b in zip(old, new, strict=True) if a.name not in theirs and b.name not in ours}
    for name, grade in theirs.items():
        yield ours.get(renamed.get(name, name)), grade
    yield from ((grade, None) for name, grade in ours.items() if name not in theirs and name not in renamed.values())


def _grade_changes(old: Grade | None, new: Grade | None, *, is_comparable: bool) -> Iterator[Change]:
    way = f"policy.grades.{(new or old).name}"  # type: ignore[union-attr]
    if old is None or new is None:
        yield Change(field=way, old=old and old.name, new=new and new.name, tendency=Tendency.UNCLEAR)
        for name, before, after in changed(*(dict(_leaves(grade)) if grade else {} for grade in (old, new))):
            if name != "name":
                yield Change(field=f"{way}.{name}", old=before, new=after, tendency=Tendency.UNCLEAR)
        return
    fields = [*changed({**dict(_leaves(old)), "of": old.of}, {**dict(_leaves(new)), "of": new.of})]
    comparable = is_comparable and old.of == new.of
    for name, before, after in fields:
        yield Change(field=f"{way}.{name}", old=before, new=after, tendency=grade_tendency(name, old, new, comparable=comparable))


def _leaves(grade: Grade) -> Iterator[tuple[str, Any]]:
    return leaves(grade.model_dump(exclude_none=True, exclude_defaults=True))


def _own_sentences(rubric: Rubric) -> list[str]:
    """Return the sentences on which the policy rests that do not stand in the notes anyway."""
    notes = "".join(said(note) for note in (*rubric.notes, *rubric.notes_below))
    return [sentence for sentence in rubric.policy.source if said(sentence) not in notes]
