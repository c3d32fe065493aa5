"""A part's XML cut at the elements that change, so that everything between them stays byte for byte.

A serialiser may write the same tree in other bytes (quotes, entities, empty tags); so a filled form is put together from slices
of the source. Expat says at which byte an element begins and ends, lxml which element it is: both count elements alike.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

_START_TAG = re.compile(rb"""<(?:[^\s/>:]+:)?(?P<name>[^\s/>:]+)[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_DECLARATION = re.compile(r' xmlns(?::(?P<prefix>[^=\s"]+))?="(?P<name>[^"]*)"')
_READ_AS_IT_IS = frozenset({"UTF-8", "UTF8", "ASCII", "US-ASCII"})


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an element stands in the bytes: its start tag, what is inside, its end tag.

    ``start`` ≤ ``inside`` ≤ ``close`` ≤ ``end``; an empty tag (``<w:p/>``) has ``inside`` = ``close`` = ``end``.
    """

    start: int
    inside: int
    close: int
    end: int

    @property
    def is_empty_tag(self) -> bool:
        """Whether the element is written as one tag."""
        return self.inside == self.end


class Extents:
    """The extents of the elements in some parts of one XML tree; what lies outside of them costs two numbers an element."""

    def __init__(self, xml: bytes, root: etree._Element, around: Iterable[etree._Element]) -> None:
        """Take the bytes of a part, the tree that was read from them (and not changed since), and what is to be asked about.

        ``around`` are the elements whose own extents, and those of the elements in them, will be asked for.
        """
        self.xml = as_utf8(xml, root)
        wanted = set(around)
        self._numbers = {element: number for number, element in enumerate(root.iter("*")) if element in wanted}
        self._starts, self._closes = _scanned(self.xml)
        self._inner: tuple[etree._Element, dict[etree._Element, int]] = (root, {})

    def of(self, element: etree._Element) -> Extent:
        """Return the extent of an element; ``KeyError`` where it stands outside of what was to be asked about."""
        number = self._number(element)
        start, close = self._starts[number], self._closes[number]
        tag = _START_TAG.match(self.xml, start)
        if tag is None or tag["name"].decode() != etree.QName(element).localname:
            raise ValueError("the tree is not that of the bytes")
        if tag[0].endswith(b"/>"):
            return Extent(start, tag.end(), tag.end(), tag.end())
        return Extent(start, tag.end(), close, self.xml.index(b">", close) + 1)

    def _number(self, element: etree._Element) -> int:
        """Return which element of the part this is, in the order of start tags."""
        holder: etree._Element | None = element
        while holder is not None and holder not in self._numbers:
            holder = holder.getparent()
        if holder is None:
            raise KeyError(element.tag)
        if self._inner[0] is not holder:
            self._inner = (holder, {inside: number for number, inside in enumerate(holder.iter("*"))})
        return self._numbers[holder] + self._inner[1][element]


def _scanned(xml: bytes) -> tuple[array[int], array[int]]:
    """Return the bytes at which each element begins and at which its end tag does, in the order of start tags."""
    parser = expat.ParserCreate()
    starts, closes, open_elements = array("Q"), array("Q"), array("Q")

    def start(_name: str, _attributes: dict[str, str]) -> None:
        """Note where an element begins."""
        open_elements.append(len(starts))
        starts.append(parser.CurrentByteIndex)
        closes.append(0)

    def end(_name: str) -> None:
        """Note where the innermost open element is closed."""
        closes[open_elements.pop()] = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)
    return starts, closes


def as_utf8(xml: bytes, root: etree._Element) -> bytes:
    """Return the bytes of a part as they are where they are UTF-8, else written anew in it."""
    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if encoding in _READ_AS_IT_IS and not xml.startswith((b"\xfe\xff", b"\xff\xfe")):
        return xml
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


class Edit(NamedTuple):
    """New bytes for those from ``start`` up to ``end``."""

    start: int
    end: int
    new: bytes


def edited(xml: bytes, start: int, end: int, edits: Iterable[Edit]) -> bytes:
    """Return the slice of ``xml`` from ``start`` to ``end`` with the edits made; edits inside another one are dropped.

    >>> edited(b'abcdef', 1, 5, [Edit(2, 3, b'X'), Edit(4, 4, b'Y')])
    b'bXdYe'
    """
    made, at = [], start
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= at:
            made += [xml[at : edit.start], edit.new]
            at = edit.end
    return b"".join([*made, xml[at:end]])


class Pieces:
    """A part compiled to the pieces between the places that change, so that to change them is to join pieces."""

    def __init__(self, xml: bytes, places: Sequence[tuple[int, int]], always: Iterable[Edit] = ()) -> None:
        """Take the part's bytes, where the places begin and end, and edits that are made every time.

        Of places that overlap the first is kept.
        """
        self._pieces: list[bytes] = []
        self.numbers: dict[tuple[int, int], int] = {}
        """which piece each place is"""
        edits, at = sorted(always), 0
        for start, end in sorted(set(places)):
            if start < at:
                continue
            self.numbers[start, end] = len(self._pieces) + 1
            self._pieces += (
                edited(xml, at, start, _within(edits, at, start)),
                edited(xml, start, end, _within(edits, start, end)),
            )
            at = end
        self._pieces.append(edited(xml, at, len(xml), _within(edits, at, len(xml))))

    def joined(self, changes: Mapping[int, bytes]) -> bytes:
        """Return the part with other bytes for the pieces of these numbers."""
        pieces = self._pieces.copy()
        for number, new in changes.items():
            pieces[number] = new
        return b"".join(pieces)


def _within(edits: Sequence[Edit], start: int, end: int) -> list[Edit]:
    return [edit for edit in edits if start <= edit.start and edit.end <= end]


def fragment(element: etree._Element, holder: etree._Element) -> str:
    """Return an element as XML that can stand inside ``holder``: names that ``holder`` declares are not declared again."""
    known = dict(holder.nsmap)

    def kept(match: re.Match[str]) -> str:
        """Return a declaration as it is written, or nothing where ``holder`` makes the same."""
        return "" if known.get(match["prefix"]) == match["name"] else match[0]

    return _DECLARATION.sub(kept, etree.tostring(element, encoding="unicode", with_tail=False))
