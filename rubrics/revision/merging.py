"""Fields and rules of one part brought together from the rubric and the corrected source, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rubrics.diagnostics import Diagnostic, Place
from rubrics.plain import without_provenance
from rubrics.revision.marks import own_fields
from rubrics.revision.threeway import Before, Choice, choose, choose_whole
from rubrics.values import show
from rubrics.yaml_patching import is_same
from rubrics.yaml_reading import Path_

_LONGEST = 60
"""Signs of a value in a sentence."""


@dataclass(frozen=True)
class Part:
    """One part of the rubric and the same of the corrected source: what it is about, and where it stands in both."""

    subject: str | None
    path: Path_
    at: str | None
    ours: Mapping[str, Any]
    theirs: Mapping[str, Any]


@dataclass
class Telling:
    """Collects what there is to say; ``where`` names the place of a value in the rubric's file."""

    where: Callable[[Path_], str]
    said: list[Diagnostic] = field(default_factory=list)
    conflicts: int = 0

    def tell(self, code: str, subject: str | None, at: str | None = None, **figures: str) -> None:
        """Say something about a part."""
        self.conflicts += code.startswith("update-conflict")
        self.said.append(Diagnostic(code, Place.parse(at) if at else None, subject, figures))

    def chosen(self, choice: Choice, part: Part, key: str, values: tuple[Any, Any], path: Path_) -> None:
        """Say what holds for a field, where the two differ."""
        code = {Choice.OURS: "update-kept", Choice.THEIRS: "update-taken", Choice.CONFLICT: "update-conflict"}.get(choice)
        if code is not None:
            rubric, source = (word(value) for value in _differing(*values))
            figures = {"key": key, "path": self.where(path), "rubric": rubric, "source": source}
            self.tell(code, part.subject, part.at, **figures)


def merged_fields(kind: str, part: Part, before: Before, telling: Telling) -> dict[str, Any]:
    """Return the own fields of an element or item; a conflict keeps the rubric's."""
    ours, theirs = (own_fields(without_provenance(data)) for data in (part.ours, part.theirs))
    whole = choose_whole(kind, ours, theirs, before)
    data = Before(before.data, None)
    fields: dict[str, Any] = {}
    for name in dict.fromkeys((*theirs, *ours)):
        values = (ours.get(name), theirs.get(name))
        choice = Choice.SAME if is_same(*values) else whole or choose(kind, name, *values, data)
        telling.chosen(choice, part, name, values, (*part.path, name))
        value = values[1] if choice is Choice.THEIRS else values[0]
        if value is not None:
            fields[name] = value
    return fields


def merged_rules(
    part: Part, pairs: Mapping[int, int], before: Before, base: Mapping[int, Mapping[str, Any]], telling: Telling
) -> list[Any]:
    """Return the rules of an element or item in the order of the source, those of the rubric alone among them.

    ``pairs`` are the numbers (from 0) of rules that are the same in the source and the rubric; ``base`` what a rule of the
    rubric was in the old source.
    """
    ours, theirs = (list(data.get("rules", ())) for data in (part.ours, part.theirs))
    kept: list[tuple[int | None, Any]] = []
    for number, rule in enumerate(theirs):
        twin = pairs.get(number)
        if twin is not None:
            kept.append((twin, _rule(part, twin, (ours[twin], rule), Before(base.get(twin), before.marks), telling)))
        elif not _was_removed(rule, before):
            telling.tell("update-new", part.subject, part.at)
            kept.append((None, rule))
    for number, rule in enumerate(ours):
        if number not in pairs.values() and _stays(part, number, before, base.get(number), telling):
            at = next((n for n, (twin, _) in enumerate(kept) if twin == number - 1), len(kept) - 1 if number else -1)
            kept.insert(at + 1, (number, _without_place(rule)))
    return [rule for _, rule in kept]


def _rule(part: Part, number: int, rules: tuple[Any, Any], before: Before, telling: Telling) -> Any:
    """Return which of two rules holds, as a whole: a price means nothing without its clause."""
    ours, theirs = (without_provenance(rule) for rule in rules)
    choice = choose_whole("rule", ours, theirs, before)
    if choice is None:
        base = without_provenance(before.data) if before.data is not None else None
        known = base is not None and (is_same(ours, base), is_same(theirs, base))
        choice = Choice.CONFLICT if not known or not any(known) else Choice.THEIRS if known[0] else Choice.OURS
    telling.chosen(choice, part, f"rules.{number + 1}", (ours, theirs), (*part.path, "rules", number))
    if choice in (Choice.SAME, Choice.THEIRS):
        return rules[1]
    return {**_without_place(rules[0]), **({"at": rules[1]["at"]} if "at" in rules[1] else {})}


def _was_removed(rule: Mapping[str, Any], before: Before) -> bool:
    """Tell whether the import gave a rule before, so that a person has removed it."""
    plain = without_provenance(rule)
    gave = (without_provenance(one) for one in (before.data or {}).get("rules", ()))
    return before.gave("rule", plain) or any(is_same(one, plain) for one in gave)


def _stays(part: Part, number: int, before: Before, base: Mapping[str, Any] | None, telling: Telling) -> bool:
    """Tell whether a rule that the source does not have stays: one of a person's own, or edited."""
    plain = without_provenance(part.ours["rules"][number])
    if before.gave("rule", plain) or (base is not None and is_same(without_provenance(base), plain)):
        telling.tell("update-gone", part.subject, part.at)
        return False
    if base is None and (before.data is not None or before.marks is not None):
        telling.tell("update-own", part.subject)
    else:
        telling.tell("update-conflict-gone", part.subject, part.at, path=telling.where((*part.path, "rules", number)))
    return True


def _without_place(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in rule.items() if key != "at"}


def _differing(ours: Any, theirs: Any) -> tuple[Any, Any]:
    """Return two values, of two mappings only what they say otherwise."""
    if not (isinstance(ours, Mapping) and isinstance(theirs, Mapping)):
        return ours, theirs
    keys = [key for key in dict.fromkeys((*ours, *theirs)) if not is_same(ours.get(key), theirs.get(key))]
    mine, other = ({key: one[key] for key in keys if key in one} for one in (ours, theirs))
    return mine or None, other or None


def word(value: Any) -> str:
    """Return a value as it stands in a sentence: — where there is none, a rule by its clause and effect."""
    text = _word(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _word(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, Mapping):
        return "{" + _joined(f"{key}: {_word(one)}" for key, one in value.items()) + "}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return show(Decimal(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + _joined(map(_word, value)) + "]"
    return " ".join(str(value).split())


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)
