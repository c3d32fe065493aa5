"""Cells that are added to a published table: they look like the one beside them, and are written as Word writes them."""

from __future__ import annotations

import copy

from lxml import etree

from extract.wordxml import PPR, RPR, TCPR, VAL, P, R, T, W, integer, unwrapped

_SPAN, _MERGE, _OLD_MERGE, WIDTH = W + "gridSpan", W + "vMerge", W + "hMerge", W + "tcW"
_KEPT = frozenset({W + "jc", W + "spacing", W + "pStyle", W + "ind", W + "rPr"})
"""What a paragraph of a new cell takes over from the one beside it."""


def span_of(cell: etree._Element) -> int:
    """Return how many columns of the grid a cell covers."""
    span = cell.find(f"{TCPR}/{_SPAN}")
    return 1 if span is None else max(integer(span.get(VAL), 1), 1)


def set_span(cell: etree._Element, span: int) -> None:
    """Let a cell cover so many columns of the grid."""
    properties = cell.find(TCPR)
    if properties is None:
        properties = etree.Element(TCPR)
        cell.insert(0, properties)
    mark = properties.find(_SPAN)
    if mark is None:
        mark = new_element("gridSpan")
        width = properties.find(WIDTH)
        properties.insert(0 if width is None else properties.index(width) + 1, mark)
    mark.set(VAL, str(span))


def new_cell(
    model: etree._Element, text: str, width: int, merge: str | None, *, span: int = 1, is_centred: bool = False
) -> etree._Element:
    """Return a cell that looks like ``model``: its borders, the layout of its paragraphs, the font of its text."""
    cell: etree._Element = new_element("tc")
    properties = model.find(TCPR)
    own: etree._Element = copy.deepcopy(properties) if properties is not None else new_element("tcPr")
    for child in [child for child in own if child.tag in (_SPAN, _MERGE, _OLD_MERGE, WIDTH)]:
        own.remove(child)
    added = [new_element("tcW", w=str(width), type="dxa")]
    added += [new_element("gridSpan", val=str(span))] if span > 1 else []
    added += [new_element("vMerge", val=merge) if merge == "restart" else new_element("vMerge")] if merge else []
    at = 1 if len(own) and own[0].tag == W + "cnfStyle" else 0
    own[at:at] = added
    cell.append(own)
    cell.append(_paragraph(model, text if merge != "continue" else "", is_centred=is_centred))
    return cell


def _paragraph(model: etree._Element, text: str, *, is_centred: bool) -> etree._Element:
    paragraph: etree._Element = new_element("p")
    first = next(unwrapped(model, (P,)), None)
    properties = first.find(PPR) if first is not None else None
    own: etree._Element = new_element("pPr")
    for child in properties if properties is not None else ():
        if child.tag in _KEPT and not (is_centred and child.tag in (W + "jc", W + "ind")):
            own.append(copy.deepcopy(child))
    if is_centred:
        mark = own.find(RPR)
        own.insert(len(own) if mark is None else own.index(mark), new_element("jc", val="center"))
    if len(own):
        paragraph.append(own)
    if text:
        run = etree.SubElement(paragraph, R)
        printed = next((found for r in unwrapped(model, (R,)) if (found := r.find(RPR)) is not None), None)
        if printed is not None:
            run.append(copy.deepcopy(printed))
        etree.SubElement(run, T).text = text
    return paragraph


def new_element(name: str, **attributes: str) -> etree._Element:
    """Return a WordprocessingML element with attributes of that namespace."""
    made: etree._Element = etree.Element(W + name)
    for key, value in attributes.items():
        made.set(W + key, value)
    return made
