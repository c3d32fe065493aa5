"""Typed numbers written as automatic ones."""

from __future__ import annotations

import re
from random import Random

from lxml import etree

from extract.numberformats import CIRCLED
from extract.numberformats import written as numeral
from extract.wordxml import PPR, RPR, P, R, T, W
from tests.layouts.changing import MAIN, Members, element, layout_of_package, some, written
from tests.wordfile import NAMESPACES, OFFICE, package

LISTS = "word/numbering.xml"
RELATIONS = "word/_rels/document.xml.rels"
FIRST_ID = 5000
NUMBERED = re.compile(
    r"(\d{1,2})([.．、])(?=[^\d.．])|([（(])(\d{1,2})([）)])|(\d{1,2})([）)])|[①-⑳]|([一二三四五六七八九十]{1,3})(、)"
)


@layout_of_package
def number_automatically(members: Members, random: Random) -> bytes:
    """Let Word count what is typed: each number becomes that of a list of its own, which starts there."""
    root, numbering = etree.fromstring(members[MAIN]), _numbering(members)
    known = numbering.xpath("//w:abstractNum/@w:abstractNumId", namespaces=NAMESPACES)
    identity = max([FIRST_ID, *(int(number) + 1 for number in known)])
    for paragraph in some(list(root.iter(P)), random, 0.5):
        lists = _numbered(paragraph, identity)
        numbering.extend(lists)
        identity += bool(lists)
    return package({**members, MAIN: written(root), LISTS: written(numbering)})


def _numbering(members: Members) -> etree._Element:
    """Return the root of the numbering part; where there is none, a new one, and the relation to it."""
    if LISTS in members:
        return etree.fromstring(members[LISTS])
    relations = etree.fromstring(members[RELATIONS])
    tag = f"{{{relations.nsmap[None]}}}Relationship"
    etree.SubElement(relations, tag, Id="rNumbering", Type=f"{OFFICE}/numbering", Target="numbering.xml")
    members[RELATIONS] = written(relations)
    return element("numbering")


def _numbered(paragraph: etree._Element, identity: int) -> list[etree._Element]:
    """Take the number off the text of a paragraph; return the list that shows it instead, nothing where there is none."""
    t = next(paragraph.iter(T), None)
    if t is None or t.getparent().getparent() is not paragraph or paragraph.find(f"{PPR}/{RPR}") is not None:
        return []
    match = NUMBERED.match(t.text or "")
    others = [child for child in paragraph if child.tag not in (PPR, R)]
    label = _label(match[0]) if match and len(match[0]) < len(t.text) else None
    if label is None or others or paragraph.find(f"{PPR}/{W}numPr") is not None:
        return []
    number, number_format, look = label
    if paragraph.find(PPR) is None:
        paragraph.insert(0, element("pPr"))
    paragraph.find(PPR).insert(0, element(f"numPr/(ilvl{{val=0}},numId{{val={identity}}})"))
    t.text = t.text[len(match[0]) :]
    level = f"lvl{{ilvl=0}}/(start{{val={number}}},numFmt{{val={number_format}}},suff{{val=nothing}},lvlText{{val={look}}})"
    return [
        element(f"abstractNum{{abstractNumId={identity}}}/{level}"),
        element(f"num{{numId={identity}}}/abstractNumId{{val={identity}}}"),
    ]


def _label(text: str) -> tuple[int, str, str] | None:
    """Return the number, its format, and what stands around it, for a typed number."""
    if text in CIRCLED:
        return CIRCLED.index(text) + 1, "decimalEnclosedCircle", "%1"
    digits = re.search(r"\d+", text)
    if digits is not None:
        return (int(digits[0]), "decimal", text.replace(digits[0], "%1")) if not digits[0].startswith("0") else None
    words = re.search("[一二三四五六七八九十]+", text)[0]
    number = next((n for n in range(1, 100) if numeral(n, "chineseCountingThousand") == words), None)
    return None if number is None else (number, "chineseCountingThousand", text.replace(words, "%1"))
