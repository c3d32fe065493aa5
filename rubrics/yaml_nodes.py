"""A YAML text as a tree of nodes that know where they stand in it, and its comments: what a textual patch needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(eq=False)
class Node:
    """A value: its signs ``start`` to ``end`` (half open), its kind, whether it is written in flow style, and what is in it."""

    kind: str
    start: int
    end: int
    is_flow: bool
    is_literal: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def stop(self) -> int:
        """Where its last sign stands, white space and comments behind it left out."""
        if self.kind == "scalar" or self.is_flow or not self.entries:
            return self.end
        return self.entries[-1].node.stop


@dataclass(eq=False)
class Entry:
    """A key and its value, or one value of a list; ``start`` is where the key or the dash stands."""

    key: str | int
    start: int
    node: Node


@dataclass(frozen=True)
class Comment:
    """A comment without the line break behind it."""

    start: int
    text: str


def read_nodes(text: str) -> Node:
    """Return the tree of a text that ``read_yaml`` takes."""
    builder = _Builder(text)
    for event in yaml.parse(text, Loader=_LOADER):
        builder.take(event)
    return builder.root


def comments_of(text: str, root: Node) -> list[Comment]:
    """Return the comments of a text, in order."""
    found: list[Comment] = []
    at = 0
    for scalar in sorted(_scalars(root, text)):
        found += _comments(text, at, scalar[0])
        at = scalar[1]
    return [*found, *_comments(text, at, len(text))]


def _scalars(node: Node, text: str) -> Iterator[tuple[int, int]]:
    """Yield where keys and scalars stand: there a # is no comment, but behind the mark of a literal text."""
    if node.kind == "scalar":
        head = text.find("\n", node.start, node.end) if node.is_literal else node.start
        yield (node.start if head < 0 else head, node.end)
    for entry in node.entries:
        if node.kind == "map":
            yield (entry.start, _end_of_key(text, entry))
        yield from _scalars(entry.node, text)


def _end_of_key(text: str, entry: Entry) -> int:
    """Return where a key ends: behind its closing quote, or with its last sign."""
    quote = text[entry.start]
    if quote in "'\"":
        at = entry.start + 1
        while text[at] != quote or (quote == "'" and text[at + 1 : at + 2] == quote):
            at += 2 if text[at] == "\\" or text[at] == quote else 1
        return at + 1
    return entry.start + len(str(entry.key))


def _comments(text: str, start: int, stop: int) -> Iterator[Comment]:
    at = start
    while (at := text.find("#", at, stop)) >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield Comment(at, text[at:end].rstrip())
        at = end


def _at(mark: Any) -> int:
    """Return the number of a sign in the text."""
    return int(mark.index) if mark is not None else 0


class _Builder:
    """Turns parser events into nodes, without recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Node("map", 0, 0, is_flow=False)
        self._open: list[Node] = []
        self._key: list[tuple[str, int] | None] = []

    def take(self, event: yaml.Event) -> None:
        """Add what one event says."""
        if isinstance(event, yaml.ScalarEvent):
            node = Node("scalar", _at(event.start_mark), _at(event.end_mark), is_flow=False, is_literal=event.style in ("|", ">"))
            if node.is_literal and "+" not in self.text[node.start : node.start + 3]:
                node.end = node.start + len(self.text[node.start : node.end].rstrip())
            if self._open and self._open[-1].kind == "map" and self._key[-1] is None:
                self._key[-1] = (event.value, node.start)
            else:
                self._add(node)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            node = Node(kind, _at(event.start_mark), _at(event.end_mark), is_flow=bool(event.flow_style))
            self._add(node)
            self._open.append(node)
            self._key.append(None)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop().end = _at(event.end_mark)
            self._key.pop()

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        holder = self._open[-1]
        if holder.kind == "list":
            start = node.start if holder.is_flow else self._dash(holder, node)
            holder.entries.append(Entry(len(holder.entries), start, node))
            return
        key = self._key[-1] or ("", node.start)
        self._key[-1] = None
        holder.entries.append(Entry(key[0], key[1], node))

    def _dash(self, holder: Node, node: Node) -> int:
        """Return where the dash of a value in a list stands: below that of the first one."""
        if not holder.entries:
            return holder.start
        line = self.text.rfind("\n", 0, holder.start) + 1
        indent = holder.start - line
        at = self.text.find("\n", holder.entries[-1].node.stop) + 1
        while at < node.start and not (self.text.startswith("-", at + indent) and not self.text[at : at + indent].strip()):
            at = self.text.find("\n", at) + 1
        return at + indent
