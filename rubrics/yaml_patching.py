"""Changes written into a YAML text that a person has worked on: comments stay, and so does every line that says the same.

A library for round trips would lay the whole text out anew; here a change replaces the signs of its own value alone. What cannot
be changed inside (a list in one line, a text that becomes many lines) is written anew as a whole, its comments above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from rubrics.yaml_nodes import Comment, Entry, Node, comments_of, read_nodes
from rubrics.yaml_writing import written_entry, written_item, written_value

_NAMES = ("id", "code", "text", "label", "heading", "name", "table")
"""Keys by which two mappings in lists are taken for the same, in this order."""
_OWN = frozenset({"id", "code"})


def patched(text: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Return ``text``, which says ``old``, saying ``new``; both are plain data, defaults left out.

    What ``text`` says beyond ``old`` (a default written out) stays.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    text += "" if text.endswith("\n") else "\n"
    patch = _Patch(text)
    patch.map(patch.root, old, new)
    made = patch.applied()
    return made if ending == "\n" else made.replace("\n", ending)


class _Patch:
    """Collects the changes of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = read_nodes(text)
        self.comments = comments_of(text, self.root)
        self._edits: list[tuple[int, int, bool, str]] = []

    def applied(self) -> str:
        """Return the text with the changes in it; of two changes that lie in each other the outer one holds."""
        made, at = [], 0
        for start, end, _, new in sorted(self._edits, key=lambda edit: edit[:3]):
            made += [self.text[at:start], new]
            at = max(at, end)
        return "".join([*made, self.text[at:]])

    def map(self, node: Node, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
        """Change a mapping in block style; ``False`` where it has to be written anew as a whole."""
        entries = {str(entry.key): entry for entry in node.entries}
        gone = [name for name in old if name not in new and name in entries]
        if node.is_flow or len(gone) == len(entries) or any(self._shares_line(entries[name]) for name in gone):
            return False
        for name in gone:
            self._remove(entries[name])
        anchor = next(entry for entry in node.entries if entry.key not in gone)
        indent = self._column(node.entries[0].start)
        for name, entry in entries.items():
            if name in new and (name not in old or not is_same(old[name], new[name])):
                self._change(entry, name, old.get(name), new[name])
        for name, value in new.items():  # only now: what is new inside an entry ends where what follows it begins
            if name in entries:
                anchor = entries[name]
            else:
                self._insert(self._end(anchor), written_entry(name, value, indent))
        return True

    def _change(self, entry: Entry, name: str, old: Any, new: Any) -> None:
        node = entry.node
        if isinstance(old, Mapping) and isinstance(new, Mapping) and node.kind == "map" and self.map(node, old, new):
            return
        if _is_list(old) and _is_list(new) and node.kind == "list" and self._list(node, name, list(old), list(new)):
            return
        inline = written_value(new, name)
        if node.kind == "scalar" and not node.is_literal and inline is not None:
            self._replace(node.start, node.end, inline if node.end > node.start else f" {inline}")
            return
        self._rewrite(entry, written_entry(name, new, self._column(entry.start)))

    def _list(self, node: Node, name: str, old: list[Any], new: list[Any]) -> bool:
        """Change a list in block style; ``False`` where it has to be written anew as a whole."""
        if node.is_flow or not new or len(node.entries) != len(old) or any(map(self._shares_line, node.entries[1:])):
            return False
        if self._shares_line(node.entries[0]):
            return False
        indent = self._column(node.entries[0].start)
        for kind, a, b, c, d in SequenceMatcher(
            None, list(map(_token, old)), list(map(_token, new)), autojunk=False
        ).get_opcodes():
            paired = b - a if kind == "equal" else min(b - a, d - c) if not _have_names(old[a:b] + new[c:d]) else 0
            for entry, before, now in zip(node.entries[a : a + paired], old[a : a + paired], new[c : c + paired], strict=True):
                if not is_same(before, now):
                    self._change_item(entry, name, before, now)
            for entry in node.entries[a + paired : b]:
                self._remove(entry)
            at = self._end(node.entries[a + paired - 1]) if a + paired else self._line(node.entries[0].start)
            for value in new[c + paired : d]:
                self._insert(at, written_item(value, name, indent))
        return True

    def _change_item(self, entry: Entry, name: str, old: Any, new: Any) -> None:
        node = entry.node
        if isinstance(old, Mapping) and isinstance(new, Mapping) and node.kind == "map" and self.map(node, old, new):
            return
        self._rewrite(entry, written_item(new, name, self._column(entry.start), flow=node.is_flow or None))

    # --- changes of the text

    def _rewrite(self, entry: Entry, written: str) -> None:
        """Put an entry in the place of another, whose comments go above it."""
        line = self._line(entry.start)
        end = self._end(entry)
        self._insert(line, self._kept(entry.start, end, self._column(line)), is_above=True)
        self._replace(entry.start, end, written.lstrip(" "))

    def _remove(self, entry: Entry) -> None:
        line, end = self._line(entry.start), self._end(entry)
        self._replace(line, end, self._kept(line, end, self._column(entry.start)))

    def _kept(self, start: int, end: int, indent: int) -> str:
        """Return the comments between two places as lines of their own."""
        inside: list[Comment] = [comment for comment in self.comments if start <= comment.start < end]
        return "".join(f"{' ' * indent}{comment.text}\n" for comment in inside)

    def _replace(self, start: int, end: int, new: str) -> None:
        self._edits.append((start, end, False, new))

    def _insert(self, at: int, new: str, *, is_above: bool = False) -> None:
        """Put lines at a place; ``is_above``: right above what follows, below what else is put there."""
        if new:
            self._edits.append((at, at, is_above, new))

    # --- places

    def _line(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _column(self, at: int) -> int:
        line = self._line(at)
        return at - line if at > line else len(self.text[line:]) - len(self.text[line:].lstrip(" "))

    def _end(self, entry: Entry) -> int:
        """Return where the line ends in which the last sign of an entry stands."""
        return self.text.find("\n", max(entry.node.stop - 1, entry.start)) + 1

    def _shares_line(self, entry: Entry) -> bool:
        """Tell whether something else stands in front of an entry in its line."""
        return bool(self.text[self._line(entry.start) : entry.start].strip())


def is_same(one: Any, other: Any) -> bool:
    """Tell whether two pieces of plain data say the same; ``true`` is no 1, a tuple is a list.

    >>> is_same((1, 2), [1, 2]), is_same(True, 1)
    (True, False)
    """
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if _is_list(one) and _is_list(other):
        return len(one) == len(other) and all(map(is_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _token(value: Any) -> tuple[str, str]:
    """Return by what a value of a list is known again."""
    if isinstance(value, Mapping):
        name = next((name for name in _NAMES if name in value), "")
        return name, str(value.get(name))
    return "", str(value)


def _have_names(values: Sequence[Any]) -> bool:
    """Tell whether the values are elements or items, which are never taken for each other."""
    return any(isinstance(value, Mapping) and not _OWN.isdisjoint(value) for value in values)
