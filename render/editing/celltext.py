"""The text of a printed cell or paragraph changed in place: what stays keeps its runs, fonts and breaks."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lxml import etree

from extract.plaintext import SPACE_ATTRIBUTE
from extract.wordxml import DEL, MOVE_FROM, PPR, RPR, TBL, P, R, T, W, unwrapped

NUMBERING = W + "numPr"
_GONE = frozenset({DEL, MOVE_FROM})
_NOT_REPEATED = frozenset({W + "sectPr", W + "pPrChange"})


def set_cell_text(cell: etree._Element, printed: str, text: str) -> None:
    """Let a cell say ``text`` that says ``printed``, line by line: only the lines that differ change."""
    paragraphs = [p for p in unwrapped(cell, (P, TBL)) if p.tag == P]
    if not paragraphs:
        paragraphs = [etree.SubElement(cell, P)]
    while len(paragraphs) > 1 and not shown(paragraphs[-1]).strip():
        drop(paragraphs.pop())
    while len(paragraphs) > 1 and not shown(paragraphs[0]).strip():
        drop(paragraphs.pop(0))
    old, new = printed.split("\n"), text.split("\n")
    if len(old) != len(paragraphs):  # breaks within a paragraph
        _rewrite(paragraphs, new)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            _replace(paragraphs, (a, b), old[a:b], new[c:d])


def set_line(paragraph: etree._Element, printed: str, text: str) -> None:
    """Let a paragraph say ``text``; of its number from a list, which no run holds, only what is left is written."""
    own = shown(paragraph)
    number = printed[: len(printed) - len(own)] if own and printed.endswith(own) else ""
    if number and text.startswith(number):
        text = text[len(number) :]
    elif number or (not own and printed):
        _forget_number(paragraph)
    _change(paragraph, text)


def shown(paragraph: etree._Element) -> str:
    """Return the characters of a paragraph that are there, deleted ones aside."""
    return "".join(t.text or "" for t in _texts(paragraph))


def like(paragraph: etree._Element, text: str) -> etree._Element:
    """Return a new paragraph that looks like another and says ``text``."""
    made = copy.deepcopy(paragraph)
    properties = made.find(PPR)
    for child in list(properties) if properties is not None else ():
        if child.tag in _NOT_REPEATED:
            properties.remove(child)  # type: ignore[union-attr]
    for name in [name for name in made.attrib if str(name).endswith(("}paraId", "}textId"))]:
        del made.attrib[name]
    _change(made, text)
    return made


def drop(element: etree._Element) -> None:
    """Remove an element from its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _replace(paragraphs: Sequence[etree._Element], span: tuple[int, int], old: Sequence[str], new: Sequence[str]) -> None:
    """Let the paragraphs from ``span`` say the lines ``new``; more lines get paragraphs of the same look, fewer lose them."""
    start, stop = span
    for number, text in enumerate(new[: stop - start]):
        set_line(paragraphs[start + number], old[number], text)
    for gone in paragraphs[start + len(new) : stop]:
        _change(gone, "")
        if len(paragraphs) > 1:
            drop(gone)
    if len(new) <= stop - start:
        return
    last = max(min(stop, len(paragraphs)) - 1, 0)
    behind = paragraphs[last]
    added = [like(behind, text) for text in new[stop - start :]]
    for paragraph in added if start or stop else reversed(added):
        if start or stop:
            behind.addnext(paragraph)
            behind = paragraph
        else:
            paragraphs[0].addprevious(paragraph)


def _rewrite(paragraphs: Sequence[etree._Element], lines: Sequence[str]) -> None:
    first = paragraphs[0]
    for other in paragraphs[1:]:
        drop(other)
    for line_break in [*first.iter(W + "br", W + "cr")]:
        drop(line_break)
    _forget_number(first)
    _change(first, lines[0])
    for line in reversed(lines[1:]):
        first.addnext(like(first, line))


def _forget_number(paragraph: etree._Element) -> None:
    for mark in [*paragraph.iterfind(f"{PPR}/{NUMBERING}")]:
        drop(mark)


def _change(paragraph: etree._Element, text: str) -> None:
    """Let the runs of a paragraph say ``text``: characters that stay remain in their runs, new ones join the run before."""
    texts = list(_texts(paragraph))
    if not texts:
        if text:
            _add_run(paragraph, text)
        return
    homes = [number for number, t in enumerate(texts) for _ in t.text or ""]
    old = "".join(t.text or "" for t in texts)
    pieces = ["" for _ in texts]
    for kind, a, b, c, d in SequenceMatcher(None, old, text, autojunk=False).get_opcodes():
        if kind == "equal":
            for sign, home in zip(old[a:b], homes[a:b], strict=True):
                pieces[home] += sign
        elif d > c:
            pieces[homes[a] if kind == "replace" else homes[a - 1] if a else homes[0] if homes else 0] += text[c:d]
    for t, piece in zip(texts, pieces, strict=True):
        t.text = piece
        if piece != piece.strip():
            t.set(SPACE_ATTRIBUTE, "preserve")


def _add_run(paragraph: etree._Element, text: str) -> None:
    run = etree.SubElement(paragraph, R)
    mark = paragraph.find(f"{PPR}/{RPR}")
    if mark is not None:
        run.append(copy.deepcopy(mark))
    etree.SubElement(run, T).text = text


def _texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the text elements of a paragraph in order, those of deleted runs and of text boxes aside."""
    for run in unwrapped(paragraph, (R,)):
        yield from run.iterchildren(T)
