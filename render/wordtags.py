"""Jinja tags in a Word document, made fit for rendering: whole again, unescaped, and hoisted out of the rows that they repeat.

Word cuts typed text into runs wherever it likes, writes curly quotes, and has no place for a loop around a table row. So a tag is
put together in the text element in which it begins; a paragraph that holds only tags like ``{% for … %}`` or ``{% endif %}``
stands for those; and a loop that begins in one cell of a row and ends in another is around the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.wordxml import TC, TR, P, T
from rubrics.errors import FormError

VARIABLE, BLOCK = ("\U0010fff0", "\U0010fff1"), ("\U0010fff2", "\U0010fff3")
"""What tags are written with while they are rendered: private signs, so that braces anywhere else are only braces."""
COMMENT = ("\U0010fff4", "\U0010fff5")
_PRIVATE = re.compile("[\U0010fff0-\U0010fff5]")
_TAG = re.compile(r"\{\{(?P<variable>.*?)\}\}|\{%-?(?P<block>.*?)-?%\}|\{#.*?#\}", re.DOTALL)
_WORD = re.compile(r"\s*(?P<word>\w+)")
_OPENING, _CLOSING, _BETWEEN = {"for": "endfor", "if": "endif"}, {"endfor", "endif"}, {"else", "elif"}
_ALONE = {"set"}
_TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK = re.compile(r"<!--dabiao (?P<number>\d+)-->")
_WRITTEN = re.compile(f"[{VARIABLE[0]}{BLOCK[0]}].*?[{VARIABLE[1]}{BLOCK[1]}]", re.DOTALL)
_IDS = re.compile(r"\{[^}]*\}(?:paraId|textId)$")


@dataclass(frozen=True, slots=True)
class _Block:
    """One tag that controls: its word, how it is written, and the paragraph that it stands in."""

    word: str
    written: str
    paragraph: etree._Element


def template_text(root: etree._Element, where: str) -> str:
    """Return a part of a Word document as the text of a Jinja template; the tree is changed.

    ``FormError`` where a tag has no end, or stands where nothing can be repeated.
    """
    if any(_PRIVATE.search(str(text)) for text in root.itertext()):
        raise FormError("word-template-broken", where=where, problem="U+10FFF0")
    etree.strip_tags(root, etree.Comment)
    for element in root.iter("*"):
        for name in [name for name in element.attrib if _IDS.search(str(name))]:
            del element.attrib[name]  # what is repeated may not repeat an id
    blocks: dict[etree._Element, list[_Block]] = {}
    for paragraph in root.iter(P):
        blocks[paragraph] = _put_together(paragraph)
    marks: list[str] = []
    for row in list(root.iter(TR)):
        _hoist_row(row, blocks, marks, where)
    for paragraph in list(root.iter(P)):
        _hoist_paragraph(paragraph, blocks.get(paragraph, []), marks, where)
    text = etree.tostring(root, encoding="unicode")
    text = _MARK.sub(lambda match: marks[int(match["number"])], text)
    return _WRITTEN.sub(lambda match: _unescaped(match[0]), text)


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    """Return the text elements of a paragraph, not those of paragraphs in boxes inside it."""
    return [t for t in paragraph.iter(T) if next(t.iterancestors(P)) is paragraph]


def _put_together(paragraph: etree._Element) -> list[_Block]:
    """Write each tag of a paragraph into the text element in which it begins; return those that control."""
    elements = _texts(paragraph)
    whole = "".join(element.text or "" for element in elements)
    found = list(_TAG.finditer(whole))
    for match in reversed(found):
        at, new = 0, _written(match)
        for element in elements:
            text = element.text or ""
            begin, end = max(match.start() - at, 0), min(match.end() - at, len(text))
            at += len(text)
            if begin < end:
                element.text = text[:begin] + new + text[end:]
                element.set(_SPACE, "preserve")
                new = ""
    return [_Block(_word(match), _written(match), paragraph) for match in found if match["block"] is not None]


def _written(match: re.Match[str]) -> str:
    if match["variable"] is not None:
        return VARIABLE[0] + match["variable"].translate(_TYPED) + VARIABLE[1]
    return "" if match["block"] is None else BLOCK[0] + match["block"].translate(_TYPED) + BLOCK[1]


def _word(match: re.Match[str]) -> str:
    found = _WORD.match(match["block"])
    return found["word"] if found else ""


def _unescaped(tag: str) -> str:
    return tag.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _hoist_row(row: etree._Element, blocks: dict[etree._Element, list[_Block]], marks: list[str], where: str) -> None:
    """Move the tags out of a row that holds nothing else, and those that begin in one of its cells and end in another."""
    own = [paragraph for paragraph in row.iter(P) if next(paragraph.iterancestors(TR)) is row]
    inside = [block for paragraph in own for block in blocks.get(paragraph, [])]
    if not inside:
        return
    if not _left("".join(t.text or "" for t in row.iter(T))) and any(_unmatched(inside)):
        row.addprevious(_mark(inside, marks))
        parent = row.getparent()
        if parent is not None:
            parent.remove(row)
        return
    around = [pair for pair in _pairs(inside, where) if _cell(pair[0]) is not _cell(pair[1])]
    for opening, closing in around:
        for block in (opening, closing):
            _take_out(block)
            blocks[block.paragraph].remove(block)
    if around:
        row.addprevious(_mark([opening for opening, _ in around], marks))
        row.addnext(_mark([closing for _, closing in reversed(around)], marks))


def _hoist_paragraph(paragraph: etree._Element, inside: Sequence[_Block], marks: list[str], where: str) -> None:
    """Put the tags of a paragraph that holds nothing else in its place; any other has to hold their ends too."""
    loose = list(_unmatched(inside))
    if not loose:
        return
    if _left("".join(t.text or "" for t in _texts(paragraph))):
        raise FormError("word-template-broken", where=where, problem=_shown(loose[0]))
    parent = paragraph.getparent()
    if parent is None:
        return
    paragraph.addprevious(_mark(inside, marks))
    parent.remove(paragraph)
    if parent.tag == TC and (len(parent) == 0 or parent[-1].tag != P):
        parent.append(etree.Element(P))


def _mark(blocks: Sequence[_Block], marks: list[str]) -> etree._Element:
    """Return a comment that stands for tags until the part is text."""
    marks.append("".join(block.written for block in blocks))
    return etree.Comment(f"dabiao {len(marks) - 1}")


def _left(text: str) -> str:
    """Return what is left of a text without its tags."""
    return re.sub(f"{BLOCK[0]}.*?{BLOCK[1]}", "", text, flags=re.DOTALL).strip()


def _unmatched(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """Yield the tags whose beginning or end is not among them."""
    waiting: list[_Block] = []
    for block in blocks:
        if block.word in _OPENING:
            waiting.append(block)
        elif block.word in _CLOSING:
            if waiting and _OPENING[waiting[-1].word] == block.word:
                waiting.pop()
            else:
                yield block
        elif block.word in _BETWEEN and not waiting:
            yield block
    yield from waiting


def _pairs(blocks: Sequence[_Block], where: str) -> Iterator[tuple[_Block, _Block]]:
    """Yield the tags that begin and end something; the outer ones after those inside them."""
    loose = next(_unmatched(blocks), None)
    if loose is not None:
        raise FormError("word-template-broken", where=where, problem=_shown(loose))
    found, waiting = [], []
    for block in blocks:
        if block.word in _OPENING:
            waiting.append(block)
        elif block.word in _CLOSING:
            found.append((waiting.pop(), block))
        elif block.word not in _BETWEEN | _ALONE:
            raise FormError("word-template-broken", where=where, problem=_shown(block))
    yield from reversed(found)


def _cell(block: _Block) -> etree._Element | None:
    return next(block.paragraph.iterancestors(TC), None)


def _take_out(block: _Block) -> None:
    for element in _texts(block.paragraph):
        if block.written in (element.text or ""):
            element.text = (element.text or "").replace(block.written, "", 1)
            return


def _shown(block: _Block) -> str:
    return "{%" + block.written[1:-1] + "%}"
