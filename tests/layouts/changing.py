"""What layouts are made of: packages taken apart and packed again, elements written short, cells and their properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import wraps
from random import Random

from lxml import etree

from extract.wordxml import TBL, TC, TCPR, TR, VAL, P, R, T, W
from tests.wordfile import NAMESPACES, package, xml

Layout = Callable[[bytes, Random], bytes]
Members = dict[str, bytes]
MAIN = "word/document.xml"


def layout(change: Callable[[etree._Element, Random], None]) -> Layout:
    """Make a layout of a function that changes the root of the main part."""

    @wraps(change)
    def changed(data: bytes, random: Random) -> bytes:
        members = unpacked(data)
        root = etree.fromstring(members[MAIN])
        change(root, random)
        return package({**members, MAIN: written(root)})

    return changed


def layout_of_package(change: Callable[[Members, Random], bytes]) -> Layout:
    """Make a layout of a function that packs the members of a package anew."""

    @wraps(change)
    def changed(data: bytes, random: Random) -> bytes:
        return change(unpacked(data), random)

    return changed


def unpacked(data: bytes) -> Members:
    """Return the members of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(root: etree._Element) -> bytes:
    """Return the bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def element(notation: str, *children: etree._Element) -> etree._Element:
    """Return an element written short, with more children."""
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    made = etree.fromstring(f"<x{declared}>{xml(notation)}</x>")[0]
    made.extend(children)
    return made


def wrap(target: etree._Element, wrapper: str) -> None:
    """Put an element into a wrapper written short; it goes into the innermost element of that."""
    outer = element(wrapper)
    target.addprevious(outer)
    inner = outer
    while len(inner):
        inner = inner[-1]
    inner.append(target)


def some(elements: list[etree._Element], random: Random, share: float = 0.3) -> Iterator[etree._Element]:
    return (found for found in elements if random.random() < share)


def runs_of_text(root: etree._Element) -> list[etree._Element]:
    """Return the runs that hold text and stand right in a paragraph."""
    return [run for run in root.iter(R) if run.getparent().tag == P and run.find(T) is not None]


def rows_of(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table]


def cells_of(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(TC) if next(cell.iterancestors(TR)) is row]


def property_of(cell: etree._Element, name: str) -> etree._Element | None:
    return cell.find(f"{TCPR}/{W}{name}")


def set_property(cell: etree._Element, notation: str) -> None:
    """Replace a property of a cell, or give it; the order of the schema is kept."""
    made = element(notation)
    properties = cell.find(TCPR)
    if properties is None:
        properties = element("tcPr")
        cell.insert(0, properties)
    for old in properties.findall(made.tag):
        properties.remove(old)
    order = [W + name for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge")]
    at = sum(1 for child in properties if child.tag in order and order.index(child.tag) < order.index(made.tag))
    properties.insert(at, made)


def span_of(cell: etree._Element) -> int:
    span = property_of(cell, "gridSpan")
    return 1 if span is None else int(span.get(VAL))
