"""A corrected source brought into a rubric that a person has worked on: ids and hand-made edits stay, conflicts are told.

A three-way merge: what the import gave before is known from the marks in the rubric (``rubrics.revision.marks``), and field by
field from the old source where that is still there. What only a person changed stays, what only the source changed is taken,
what both changed is a conflict: the rubric's stays until the person settles it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rubrics.diagnostics import Diagnostic
from rubrics.model import Rubric
from rubrics.numerals import element_id
from rubrics.plain import plain_data, without_provenance
from rubrics.revision.comparing import compare
from rubrics.revision.marks import FORM, HEAD, marked, own_fields, stripped
from rubrics.revision.merging import Part, Telling, merged_fields, merged_rules
from rubrics.revision.model import Kind, Pair
from rubrics.revision.placing_back import MarkedOrder
from rubrics.revision.threeway import Before, Choice, choose
from rubrics.yaml_patching import is_same
from rubrics.yaml_reading import Path_


@dataclass(frozen=True)
class Update:
    """The rubric with the corrections of its source, what there is to say, and how many conflicts are left to settle."""

    rubric: Rubric
    diagnostics: tuple[Diagnostic, ...]
    conflicts: int


def updated(rubric: Rubric, again: Rubric, base: Rubric | None = None, where: Callable[[Path_], str] | None = None) -> Update:
    """Return ``rubric`` with what ``again``, its corrected source, says otherwise than before.

    ``base`` is what the old source gives, where it is there; ``where`` names the place of a value in the rubric's file.
    """
    marks = rubric.source.imported if rubric.source is not None else None
    telling = Telling(where or (lambda path: ".".join(map(str, path))))
    if marks is None and base is None:
        telling.tell("update-without-base", None, name=(rubric.source.file if rubric.source is not None else None) or "?")
    tree = _Tree(rubric, again, base, marks.split() if marks is not None else None, telling)
    data = tree.merged()
    made = Rubric.model_validate(data).model_copy(update={"source": marked(again).source})
    return Update(made, tuple(telling.said), telling.conflicts)


@dataclass(frozen=True)
class _Ours:
    """An element or item of the rubric: its data, its way of keys, and the id of the element around it."""

    data: Mapping[str, Any]
    path: Path_
    parent: str


class _Tree:
    """The trees of the rubric, the corrected source and the old one, and which parts of them are the same."""

    def __init__(self, ours: Rubric, theirs: Rubric, base: Rubric | None, marks: Sequence[str] | None, telling: Telling) -> None:
        self.telling = telling
        self.marks = frozenset(marks) if marks is not None else None
        self.data, self.new = plain_data(ours), plain_data(theirs)
        self.old = plain_data(base) if base is not None else None
        self.known = {one: dict(_walked(self.data, one)) for one in ("element", "item")}
        now = compare(ours, theirs)
        self.pairs = {"element": _pairs(now.elements), "item": _pairs(now.items)}
        self.before: dict[str, dict[str, tuple[Pair, Mapping[str, Any]]]] = {"element": {}, "item": {}}
        if base is not None and self.old is not None:
            was = compare(base, ours)
            for kind, pairs in (("element", was.elements), ("item", was.items)):
                parts = dict(_walked(self.old, kind))
                both = [(pair, pair.old[0], pair.new[0]) for pair in pairs if len(pair.old) == len(pair.new) == 1]
                both += [
                    (pair, pair.new[0], pair.new[0]) for pair in pairs if pair.kind is Kind.NEW and _is_gone(pair.new, pairs)
                ]
                self.before[kind] = {own: (pair, parts[old].data) for pair, old, own in both}
        self.ids = self._ids()
        self.order = MarkedOrder(theirs, marks) if marks is not None else None
        self.own_order = MarkedOrder(ours, marks) if marks is not None else None
        self.homes = dict(self._homes())

    def merged(self) -> dict[str, Any]:
        """Return the data of the updated rubric."""
        made: dict[str, Any] = {"schema": self.data["schema"], "id": self.data["id"]}
        made |= {name: value for name in HEAD if (value := self._chosen(name, self.data, self.new, self.old)) is not None}
        ours, theirs = (data.get("policy", {}) for data in (self.data, self.new))
        old = self.old.get("policy", {}) if self.old is not None else None
        policy = {name: self._chosen(name, ours, theirs, old, under="policy.") for name in dict.fromkeys((*theirs, *ours))}
        made["policy"] = {name: value for name, value in policy.items() if value is not None}
        made["elements"] = self._elements(self.new.get("elements", ()), "", "")
        made["form"] = self._form()
        return made

    # --- the whole

    def _chosen(
        self, name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], old: Mapping[str, Any] | None, *, under: str = ""
    ) -> Any:
        values = (ours.get(name), theirs.get(name))
        choice = choose(under + name, name, *values, Before(old, self.marks))
        part = Part(None, (), None, ours, theirs)
        path = (*((under[:-1],) if under else ()), name)
        self.telling.chosen(choice, part, under + name, values, path)
        return values[1] if choice is Choice.THEIRS else values[0]

    def _form(self) -> dict[str, Any]:
        """Return the form: its places are those of the corrected source, its sum rows name the elements by the ids they keep."""
        ours, theirs = (data.get("form", {}) for data in (self.data, self.new))
        old = {name: stripped(without_provenance(self.old.get("form", {}).get(name, ()))) for name in FORM} if self.old else None
        made: dict[str, Any] = {}
        for name in FORM:
            one, other = (stripped(without_provenance(form.get(name, ()))) or None for form in (ours, theirs))
            choice = choose(f"form.{name}", name, one, other, Before(old, self.marks))
            self.telling.chosen(choice, Part(None, (), None, ours, theirs), f"form.{name}", (one, other), ("form", name))
            entries = theirs.get(name, ()) if choice in (Choice.SAME, Choice.THEIRS) else ours.get(name, ())
            is_theirs = choice in (Choice.SAME, Choice.THEIRS)
            if entries:
                made[name] = [self._renamed(entry) if is_theirs else entry for entry in entries]
        return made

    def _renamed(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        ids = self.ids["element"]
        return {key: ids.get(value, value) if key in ("of", "since", "through") else value for key, value in entry.items()}

    # --- ids

    def _ids(self) -> dict[str, dict[str, str]]:
        """Return the id in the updated rubric of each element and item of the corrected source."""
        ids: dict[str, dict[str, str]] = {}
        for kind in ("element", "item"):
            taken = set(self.known[kind])
            ids[kind] = {}
            for name, _ in _walked(self.new, kind):
                pair = self.pairs[kind].get(name)
                own = pair.old[0] if pair is not None else _free(name, taken)
                taken.add(own)
                ids[kind][name] = own
        return ids

    # --- elements and items

    def _elements(self, elements: Sequence[Mapping[str, Any]], parent: str, kept: str) -> list[dict[str, Any]]:
        """Return merged elements; ``parent`` is the id around them in the corrected source, ``kept`` the one it has."""
        made = []
        for element in elements:
            name = element.get("id") or element_id(element["code"], parent)
            merged = self._element(element, name, kept)
            if merged.get("items") or merged.get("elements") or not self._was_removed("element", name, element):
                made.append((self.ids["element"][name], merged))
        return self._with_own("element", self._in_order("element", made, kept), kept)

    def _element(self, theirs: Mapping[str, Any], name: str, parent: str) -> dict[str, Any]:
        own = self.ids["element"][name]
        made = self._part("element", name, theirs)
        if element_id(made["code"], parent) != own:
            made["id"] = own
        merged = [(key, self._item(item, key)) for key, item in self.homes.get(own, ())]
        made["items"] = self._with_own("item", self._in_order("item", [one for one in merged if one[1]], own), own)
        made["elements"] = self._elements(theirs.get("elements", ()), name, own)
        return {key: value for key, value in made.items() if value != []}

    def _item(self, theirs: Mapping[str, Any], own: str) -> dict[str, Any]:
        """Return a merged item; nothing for one that a person has removed."""
        name = theirs["id"]
        return {} if self._was_removed("item", name, theirs) else {"id": own, **self._part("item", name, theirs)}

    def _part(self, kind: str, name: str, theirs: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields and rules of an element or item."""
        pair = self.pairs[kind].get(name)
        own = self.ids[kind][name]
        place = {"at": theirs["at"]} if "at" in theirs else {}
        if pair is None:
            self.telling.tell("update-new", own, theirs.get("at"))
            return {**own_fields(theirs), **place, "rules": list(theirs.get("rules", ()))}
        if own != name:
            self.telling.tell("update-same-id", own, theirs.get("at"), source=name)
        if pair.doubtful:
            self.telling.tell("update-doubtful", own, theirs.get("at"), source=name)
        ours = self.known[kind][own]
        part = Part(own, ours.path, theirs.get("at"), ours.data, theirs)
        was = self.before[kind].get(own)
        before = Before(own_fields(was[1]) | {"rules": was[1].get("rules", ())} if was is not None else None, self.marks)
        fields = merged_fields(kind, part, before, self.telling)
        numbers = {one.new.number - 1: one.old.number - 1 for one in pair.rules if one.old and one.new and one.old.of == own}
        known = was[0].rules if was is not None else ()
        base = {one.new.number - 1: was[1]["rules"][one.old.number - 1] for one in known if was and one.old and one.new}
        return {**fields, **place, "rules": merged_rules(part, numbers, before, base, self.telling)}

    def _homes(self) -> Iterator[tuple[str, list[tuple[str, Mapping[str, Any]]]]]:
        """Yield the items of the corrected source, with their ids, under each element in which they are to stand.

        An item stands where the source has it, but one that a person has moved stands where that person put it.
        """
        homes: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
        for name, item in _walked(self.new, "item"):
            own, element = self.ids["item"][name], self.ids["element"][item.parent]
            ours = self.known["item"].get(own)
            home = ours.parent if ours is not None and self._was_moved(own, ours, item, element) else element
            homes.setdefault(home, []).append((own, item.data))
        yield from homes.items()

    def _was_moved(self, own: str, ours: _Ours, item: _Ours, element: str) -> bool:
        """Tell whether a person has moved an item; where that is not known it stays where it is, and is told."""
        if ours.parent == element or ours.parent not in self.ids["element"].values():
            return False
        was = self.before["item"].get(own)
        if was is not None:
            return was[0].kind is not Kind.NEW and was[0].elsewhere
        if self.order is not None and self.order.stood_here(item.data["id"]):
            return True
        if self.own_order is not None and self.own_order.stood_here(own):
            return False
        place, path = item.data.get("at"), self.telling.where(ours.path)
        self.telling.tell("update-conflict-moved", own, place, path=path, rubric=ours.parent, source=element)
        return True

    def _was_removed(self, kind: str, name: str, theirs: Mapping[str, Any]) -> bool:
        """Tell, and say, whether a person has removed a part that the import gave before."""
        if name in self.pairs[kind]:
            return False
        plain = own_fields(without_provenance(theirs))
        old = _walked(self.old, kind) if self.old is not None else ()
        kept = {id(data) for _, data in self.before[kind].values()}
        gone = (one.data for _, one in old if id(one.data) not in kept)
        if Before(None, self.marks).gave(kind, plain) or any(is_same(own_fields(without_provenance(one)), plain) for one in gone):
            self.telling.tell("update-left-out", name, theirs.get("at"))
            return True
        return False

    def _in_order(self, kind: str, made: list[tuple[str, dict[str, Any]]], parent: str) -> list[tuple[str, dict[str, Any]]]:
        """Return merged parts in the order of the corrected source, or in a person's where the source has not changed it."""
        ours = [name for name, one in self.known[kind].items() if one.parent == parent]
        both = [name for name, _ in made if name in set(ours)]
        wanted = [name for name in ours if name in set(both)]
        if both == wanted or len(both) != len(wanted) or not self._order_is_mine(kind, both, parent):
            return made
        parts = dict(made)
        order = iter(wanted)
        return [(name, parts[name]) for name in (next(order) if one in set(both) else one for one, _ in made)]

    def _order_is_mine(self, kind: str, names: Sequence[str], parent: str) -> bool:
        """Tell whether a person has changed the order of parts; where that is not known theirs stays, and is told."""
        old_names = {own: name for name, own in self.ids[kind].items()}
        if self.old is not None:
            places = {id(one.data): n for n, (_, one) in enumerate(_walked(self.old, kind))}
            was = {own: places[id(data)] for own, (_, data) in self.before[kind].items()}
            known = [was[name] for name in names if name in was]
            return known == sorted(known)
        if self.order is not None:
            return self.order.is_old(kind, [old_names[name] for name in names])
        path = self.telling.where(self.known[kind][names[0]].path)
        self.telling.tell("update-conflict-moved", parent or None, path=path, rubric="another order", source=", ".join(names[:8]))
        return True

    def _with_own(self, kind: str, made: list[tuple[str, dict[str, Any]]], parent: str) -> list[dict[str, Any]]:
        """Return merged parts with those that the rubric alone has behind what they stood behind."""
        matched = {pair.old[0] for pair in self.pairs[kind].values()}
        before: str | None = None
        for name, ours in self.known[kind].items():
            if ours.parent != parent:
                continue
            kept = self._kept(kind, name, ours) if name not in matched else None
            if kept is not None:
                at = next((n for n, (other, _) in enumerate(made) if other == before), -1 if before is None else len(made) - 1)
                made.insert(at + 1, (name, kept))
            before = name
        return [part for _, part in made]

    def _kept(self, kind: str, name: str, ours: _Ours) -> dict[str, Any] | None:
        """Return a part that the corrected source does not have as it stays in the rubric; ``None`` where it goes."""
        was = self.before[kind].get(name)
        is_edited = not self._is_unedited(kind, ours.data, was[1] if was is not None else None)
        data = {key: value for key, value in ours.data.items() if key not in ("at", "items", "elements")}
        if kind == "element":
            data["items"] = self._with_own("item", [], name)
            data["elements"] = self._with_own("element", [], name)
            is_edited = is_edited or bool(data["items"] or data["elements"])
        if not is_edited:
            self.telling.tell("update-gone", name)
            return None
        is_own = was is None and (self.old is not None or (self.marks is not None and not self._has_marks(kind, ours.data)))
        path = self.telling.where(ours.path)
        self.telling.tell("update-own" if is_own else "update-conflict-gone", name, None, **({} if is_own else {"path": path}))
        return {key: value for key, value in data.items() if value != []}

    def _is_unedited(self, kind: str, ours: Mapping[str, Any], was: Mapping[str, Any] | None) -> bool:
        plain = without_provenance(ours)
        rules = plain.get("rules", ())
        before = Before(None, self.marks)
        if before.gave(kind, own_fields(plain)) and all(before.gave("rule", rule) for rule in rules):
            return True
        base = without_provenance(was) if was is not None else None
        return base is not None and is_same(own_fields(base), own_fields(plain)) and is_same(base.get("rules", ()), rules)

    def _has_marks(self, kind: str, ours: Mapping[str, Any]) -> bool:
        """Tell whether the import gave anything of a part."""
        plain, before = without_provenance(ours), Before(None, self.marks)
        return before.gave(kind, own_fields(plain)) or any(before.gave("rule", rule) for rule in plain.get("rules", ()))


def _is_gone(name: Sequence[str], pairs: Sequence[Pair]) -> bool:
    """Tell whether what had an id is matched with nothing: all its words were edited, and its id says what it was."""
    return any(pair.kind is Kind.GONE and pair.old == name for pair in pairs)


def _pairs(pairs: Sequence[Pair]) -> dict[str, Pair]:
    """Return for each part of the corrected source the pair that it is in; of a split or merger the first on either side."""
    return {pair.new[0]: pair for pair in pairs if pair.old and pair.new}


def _free(name: str, taken: set[str]) -> str:
    """Return ``name``, or where it is taken the next number behind it that is free: 3.2-4, 3.2-5; 3.2, 3.2b."""
    if name not in taken:
        return name
    head, dash, number = name.rpartition("-")
    if dash and number.isdecimal():
        return next(f"{head}-{n}" for n in range(int(number) + 1, int(number) + len(taken) + 2) if f"{head}-{n}" not in taken)
    letters = (f"{name}{chr(code)}" for code in range(ord("b"), ord("z") + 1))
    return next(one for one in (*letters, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _walked(data: Mapping[str, Any], kind: str) -> Iterator[tuple[str, _Ours]]:
    """Yield each element or item with its id, in reading order."""
    yield from _below(data.get("elements", ()), ("elements",), "", kind)


def _below(elements: Sequence[Mapping[str, Any]], path: Path_, parent: str, kind: str) -> Iterator[tuple[str, _Ours]]:
    for number, element in enumerate(elements):
        name = element.get("id") or element_id(element["code"], parent)
        here = (*path, number)
        if kind == "element":
            yield name, _Ours(element, here, parent)
        else:
            items = enumerate(element.get("items", ()))
            yield from ((item["id"], _Ours(item, (*here, "items", at), name)) for at, item in items)
        yield from _below(element.get("elements", ()), (*here, "elements"), name, kind)
