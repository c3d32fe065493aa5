"""A cell that is to be filled: where in its bytes the text goes, and what has to give way to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from extract.document import Cell
from extract.plaintext import shown_text
from extract.wordxml import ALTERNATE, TBL, TC, TR, TRPR, P, R, T, W, unwrapped
from render.celllabels import cell_label, figure_room
from render.gaps import ROOM, Page, line_slot
from render.lines import LineSlot
from render.runs import Looks, Typed, typed_text
from render.signs import shown, signs_of
from render.splice import Edit, Extents, edited
from render.text import written

SDT, SDT_CONTENT, SDT_PROPERTIES = W + "sdt", W + "sdtContent", W + "sdtPr"
PLACEHOLDER, BINDING = W + "showingPlcHdr", W + "dataBinding"
ROW_HEIGHT, HEIGHT_RULE = W + "trHeight", W + "hRule"
_FIGURE = (0, "figure")
_ROOM = frozenset({T, W + "tab", W + "br", W + "cr", W + "lastRenderedPageBreak"})
_DRAWN = frozenset({W + "drawing", W + "pict", W + "object", W + "sym", ALTERNATE})


@dataclass(frozen=True, slots=True)
class CellSlot:
    """A cell's bytes cut where its text goes: ``before`` and ``after`` the first line, ``rest`` behind its paragraph."""

    start: int
    end: int
    before: bytes
    after: bytes
    rest: bytes
    typed: Typed

    def filled(self, text: str) -> tuple[bytes, int]:
        """Return the cell with ``text`` in it, and how many of its characters XML cannot hold.

        The first line stands in the cell's paragraph, the others in paragraphs like that one.
        """
        first, further, removed = typed_text(self.typed, text)
        return b"".join((self.before, first, self.after, further, self.rest)), removed


def printed_text(tc: etree._Element, cell: Cell) -> str:
    """Return what is printed in a cell, as a reader sees it; placeholders of content controls are no text, a picture is."""
    if cell.grids or any(True for _ in tc.iter(*_DRAWN)):
        return cell.text.strip() or "…"
    if not cell.text.strip(ROOM + "\n") or not any(True for _ in _placeholders(tc)):
        return cell.text.strip() if cell.text.strip(ROOM + "\n") else ""
    inside = {t for control in _placeholders(tc) for t in control.iter(T)}
    return "".join(shown_text(t) for p in unwrapped(tc, (P,)) for t in p.iter(T) if t not in inside).strip()


def cell_slot(tc: etree._Element, extents: Extents, looks: Looks) -> CellSlot | None:
    """Return the slot of a cell that is empty or holds a label; ``None`` if it has no paragraph that can take text."""
    control = next(_placeholders(tc), None)
    paragraph = _target(tc, control)
    if paragraph is None:
        return None
    holder = _holder(paragraph, control)
    gone = [run for run in unwrapped(holder, (R,)) if control is not None or _is_room(run)]
    edits = [_cut(extents, element) for element in [*gone, *_control_marks(control)]]
    outer = control if control is not None and tc in set(control.iter(TC)) else tc
    typed = looks.at(paragraph, _model(paragraph, gone))
    return _slot(extents, (outer, paragraph, holder), edits, typed)


@dataclass(frozen=True, slots=True)
class RoomSlot:
    """The line of a cell that has room for a figure among its print (____分)."""

    line: LineSlot

    @property
    def start(self) -> int:
        """The byte at which the line begins."""
        return self.line.start

    @property
    def end(self) -> int:
        """The byte at which the line ends."""
        return self.line.end

    def filled(self, text: str) -> tuple[bytes, int]:
        """Return the line with a figure in its room, and how many of its characters XML cannot hold."""
        lines, removed = written(text)
        return self.line.filled({_FIGURE: "".join(lines)}), removed


def room_slot(tc: etree._Element, page: Page) -> RoomSlot | None:
    """Return the slot of a cell in which a figure has room among print; ``None`` where its print is on several lines."""
    lines = [(p, text) for p in unwrapped(tc, (P,)) if (text := shown(signs_of(p))).strip()]
    room = figure_room(lines[0][1]) if len(lines) == 1 else None
    return None if room is None else RoomSlot(line_slot(lines[0][0], {}, page, {_FIGURE: room}))


Slot = CellSlot | RoomSlot
"""Where a cell takes text."""


def slot_of(tc: etree._Element, cell: Cell, page: Page, looks: Looks) -> tuple[Slot | None, str]:
    """Return where a cell takes text, if it does, and what is printed in it."""
    printed = printed_text(tc, cell)
    if not printed or printed.endswith(("：", ":")):
        return cell_slot(tc, page.extents, looks) if not printed or cell_label(printed) is not None else None, printed
    return room_slot(tc, page) if cell_label(printed) is not None else None, printed


def row_heights(tc: etree._Element, extents: Extents) -> Iterator[Edit]:
    """Yield the edits by which rows of a fixed height grow with the text of a cell in them."""
    for row in tc.iterancestors(TR):
        height = row.find(f"{TRPR}/{ROW_HEIGHT}")
        if height is not None and height.get(HEIGHT_RULE) == "exact":
            extent = extents.of(height)
            tag = extents.xml[extent.start : extent.inside]
            for quote in (b'"', b"'"):
                tag = tag.replace(quote + b"exact" + quote, quote + b"atLeast" + quote)
            yield Edit(extent.start, extent.inside, tag)


def _placeholders(tc: etree._Element) -> Iterator[etree._Element]:
    """Yield the content controls that show a prompt: the one around the cell alone, then those in it."""
    content = tc.getparent()
    around = content.getparent() if content is not None and content.tag == SDT_CONTENT and len(content) == 1 else None
    for control in [*([around] if around is not None else []), *tc.iter(SDT)]:
        if control.find(f"{SDT_PROPERTIES}/{PLACEHOLDER}") is not None:
            yield control


def _target(tc: etree._Element, control: etree._Element | None) -> etree._Element | None:
    """Return the paragraph that takes the text: the prompt's, the last one with a label, or the first."""
    if control is not None and tc in set(control.iterancestors(TC)):
        inside = next(unwrapped(control, (P,)), None)
        return inside if inside is not None else next(control.iterancestors(P), None)
    paragraphs = list(unwrapped(tc, (P, TBL)))
    paragraphs = [p for p in paragraphs if p.tag == P]
    labelled = [p for p in paragraphs if any(shown_text(t).strip() for t in p.iter(T))]
    found = labelled[-1:] or paragraphs[:1]
    return found[0] if found else None


def _holder(paragraph: etree._Element, control: etree._Element | None) -> etree._Element:
    """Return what holds the runs: the content of a prompt inside the paragraph, else the paragraph."""
    content = None if control is None or next(unwrapped(control, (P,)), None) is not None else control.find(SDT_CONTENT)
    return paragraph if content is None else content


def _is_room(run: etree._Element) -> bool:
    """Tell whether a run holds nothing but white space."""
    content = [child for child in run.iterchildren("*") if child.tag != W + "rPr"]
    return all(child.tag in _ROOM for child in content) and not "".join(shown_text(t) for t in run.iterchildren(T)).strip(
        ROOM + "\n"
    )


def _control_marks(control: etree._Element | None) -> list[etree._Element]:
    """Return what says that a content control shows its prompt, or takes its text from elsewhere in the file."""
    properties = None if control is None else control.find(SDT_PROPERTIES)
    return [] if properties is None else [child for child in properties if child.tag in (PLACEHOLDER, BINDING)]


def _model(paragraph: etree._Element, gone: Sequence[etree._Element]) -> etree._Element | None:
    """Return the run whose looks the text takes: of the room that gives way, else of the label before it."""
    if gone:
        return gone[0]
    with_text = [run for run in unwrapped(paragraph, (R,)) if any(shown_text(t).strip() for t in run.iterchildren(T))]
    return with_text[-1] if with_text else None


def _cut(extents: Extents, element: etree._Element) -> Edit:
    extent = extents.of(element)
    return Edit(extent.start, extent.end, b"")


def _slot(
    extents: Extents, elements: tuple[etree._Element, etree._Element, etree._Element], edits: list[Edit], typed: Typed
) -> CellSlot:
    """Return the slot between the cell, the paragraph in it, and what in that holds the runs."""
    xml = extents.xml
    whole, line, inner = (extents.of(element) for element in elements)
    close = b""
    if inner.is_empty_tag:
        tag = xml[inner.start : inner.inside]
        edits = [*edits, Edit(inner.start, inner.inside, tag[:-2].rstrip() + b">")]
        close = b"</" + tag[1:-2].split()[0] + b">"
    at = inner.close
    return CellSlot(
        whole.start,
        whole.end,
        edited(xml, whole.start, at, [edit for edit in edits if edit.end <= at]),
        close + edited(xml, at, line.end, [edit for edit in edits if at <= edit.start < line.end]),
        edited(xml, line.end, whole.end, [edit for edit in edits if edit.start >= max(at, line.end)]),
        typed,
    )
