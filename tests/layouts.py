"""Changes to a Word file that Word shows the same: other XML, other layout, the same words in the same cells.

Each layout is a function (file, random numbers) -> file. ``LAYOUTS`` holds all by name, ``LAYOUTS_OF_GRIDS`` those that
change how columns are written, of which only one at a time keeps its meaning. ``NESTED`` puts everything into the one cell of
an outer table and therefore moves what stood outside tables.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import wraps
from random import Random

from lxml import etree

from extract.numberformats import CIRCLED, written
from extract.wordxml import BODY, PPR, RPR, TBL, TC, TCPR, TR, TRPR, VAL, P, R, T, W
from tests.wordfile import NAMESPACES, OFFICE, package, xml

Layout = Callable[[bytes, Random], bytes]
Change = Callable[[etree._Element, Random], None]
Members = dict[str, bytes]

LAYOUTS: dict[str, Layout] = {}
LAYOUTS_OF_GRIDS: dict[str, Layout] = {}
NUMBERED = re.compile(
    r"(\d{1,2})([.．、])(?=[^\d.．])|([（(])(\d{1,2})([）)])|(\d{1,2})([）)])|[①-⑳]|([一二三四五六七八九十]{1,3})(、)"
)


def laid_out(data: bytes, names: list[str], seed: int) -> bytes:
    """Return a file after several layouts, by their names, with random numbers from ``seed``."""
    random = seeded(seed)
    for name in names:
        data = {**LAYOUTS, **LAYOUTS_OF_GRIDS}[name](data, random)
    return data


def seeded(seed: int) -> Random:
    """Return random numbers that are the same in every run of a test."""
    return Random(seed)  # noqa: S311 - nothing here is secret


def layout_of_document(change: Change) -> Layout:
    """Make a layout of a function that changes the root of the main part."""

    @wraps(change)
    def layout(data: bytes, random: Random) -> bytes:
        members = unpacked(data)
        root = etree.fromstring(members["word/document.xml"])
        change(root, random)
        members["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return package(members)

    LAYOUTS[change.__name__] = layout
    return layout


def layout_of_grids(change: Change) -> Layout:
    """Make a layout of a function that changes how a document's tables write their columns."""
    layout = layout_of_document(change)
    LAYOUTS_OF_GRIDS[change.__name__] = LAYOUTS.pop(change.__name__)
    return layout


def layout_of_package(change: Callable[[Members, Random], bytes]) -> Layout:
    """Make a layout of a function that packs the members of a package anew."""

    @wraps(change)
    def layout(data: bytes, random: Random) -> bytes:
        return change(unpacked(data), random)

    LAYOUTS[change.__name__] = layout
    return layout


def unpacked(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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


# the words: other runs, wrappers, and what nobody sees


@layout_of_document
def split_runs(root, random):
    for run in some(runs_of_text(root), random):
        t = run.find(T)
        if len(t.text or "") > 1 and len(run.findall(T)) == 1:
            at = random.randrange(1, len(t.text))
            second = copy.deepcopy(run)
            second.find(T).text = t.text[at:]
            t.text = t.text[:at]
            for part in (run, second):
                part.find(T).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addnext(second)


@layout_of_document
def wrap_runs(root, random):
    wrappers = (
        "ins{id=1}",
        "moveTo{id=1}",
        "smartTag",
        "hyperlink",
        "customXml",
        "fldSimple{instr=DATE}",
        "sdt/(sdtPr,sdtContent)",
    )
    for run in some(runs_of_text(root), random):
        wrap(run, random.choice(wrappers))


@layout_of_document
def make_results_of_fields(root, random):
    for run in some(runs_of_text(root), random, 0.2):
        run.addprevious(element("r/fldChar{fldCharType=begin}"))
        run.addprevious(element('r/instrText" REF x "'))
        run.addprevious(element("r/fldChar{fldCharType=separate}"))
        run.addnext(element("r/fldChar{fldCharType=end}"))


@layout_of_document
def add_what_nobody_sees(root, random):
    unseen = (
        'del{id=1}/r/delText"旧"',
        'moveFrom{id=1}/r/t"旧"',
        'r/(rPr/vanish,t"旧")',
        "bookmarkStart{id=1,name=x}",
        "proofErr{type=spellStart}",
        "commentRangeStart{id=1}",
        "r/commentReference{id=1}",
        "r/lastRenderedPageBreak",
        "r/softHyphen",
        "r/br{type=page}",
        'r/(fldChar{fldCharType=begin}),r/instrText" XE x ",r/fldChar{fldCharType=end}',
    )
    for paragraph in some(list(root.iter(P)), random):
        at = random.randint(1 if paragraph.find(PPR) is not None else 0, len(paragraph))
        made = element(f"p/({random.choice(unseen)})")
        for child in reversed(list(made)):
            paragraph.insert(at, child)


@layout_of_document
def add_deleted_paragraphs(root, random):
    for paragraph in some(list(root.iter(P)), random, 0.1):
        paragraph.addprevious(element('p/(pPr/rPr/del{id=1},del{id=2}/r/delText"旧")'))


@layout_of_document
def part_paragraphs_with_deleted_marks(root, random):
    for run in some(runs_of_text(root), random, 0.1):
        paragraph = run.getparent()
        if _is_plain(paragraph):
            first = element("p/pPr/rPr/del{id=1}")
            for child in list(paragraph)[: paragraph.index(run)]:
                if child.tag != PPR:
                    first.append(child)
            paragraph.addprevious(first)


@layout_of_document
def offer_alternate_content(root, random):
    for run in some(runs_of_text(root), random, 0.2):
        fallback = copy.deepcopy(run)
        wrap(run, "mc:AlternateContent/mc:Choice{_Requires=w14}")
        run.getparent().getparent().append(element("mc:Fallback", fallback))


@layout_of_document
def write_symbols_by_font(root, random):
    codes = {"★": "F0AB", "□": "F06F", "☑": "F0FE", "●": "F06C", "■": "F06E", "◆": "F075", "✓": "F0FC", "→": "F0E0"}
    _exploded(root, random, lambda sign: f"sym{{font=Wingdings,char={codes[sign]}}}" if sign in codes else None)


@layout_of_document
def write_signs_as_elements(root, random):
    _exploded(root, random, {"-": "noBreakHyphen", "\t": "tab"}.get)


def _exploded(root: etree._Element, random: Random, write: Callable[[str], str | None]) -> None:
    """Write some signs of the text as elements of their runs."""
    for run in runs_of_text(root):
        for t in run.findall(T):
            signs = list(t.text or "")
            if not any(write(sign) for sign in signs):
                continue
            for sign in signs:
                notation = write(sign) if random.random() < 0.8 else None
                made = element(notation or "t")
                if notation is None:
                    made.text = sign
                t.addprevious(made)
            run.remove(t)


@layout_of_document
def break_lines_instead_of_paragraphs(root, random):
    for paragraph in some([p for p in root.iter(P) if p.getparent().tag == TC], random):
        following = paragraph.getnext()
        if following is not None and following.tag == P and _is_plain(paragraph) and _is_plain(following):
            paragraph.append(element("r/br"))
            for child in list(following):
                if child.tag != PPR:
                    paragraph.append(child)
            following.getparent().remove(following)


def _is_plain(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph has no number and nothing is said of its mark."""
    return paragraph.find(f"{PPR}/{W}numPr") is None and paragraph.find(f"{PPR}/{RPR}") is None


@layout_of_document
def keep_former_properties(root, random):
    for run in some(runs_of_text(root), random, 0.2):
        if run.find(RPR) is None:
            run.insert(0, element("rPr/rPrChange{id=1}/rPr/vanish"))
    for cell in some(list(root.iter(TC)), random, 0.2):
        if cell.find(TCPR) is not None:
            cell.find(TCPR).append(element("tcPrChange{id=1}/tcPr/(gridSpan{val=3},vMerge)"))


# blocks: wrappers, revisions, merges


@layout_of_document
def wrap_blocks(root, random):
    wrappers = ("sdt/(sdtPr,sdtContent)", "customXml", "sdt/(sdtPr,sdtContent/customXml)")
    for tag, share in ((P, 0.1), (TC, 0.1), (TR, 0.2), (TBL, 0.5)):
        for found in some(list(root.iter(tag)), random, share):
            wrap(found, random.choice(wrappers))


@layout_of_document
def add_deleted_rows(root, random):
    for row in some(list(root.iter(TR)), random, 0.1):
        deleted = element("tr/trPr/del{id=1}")
        deleted.extend(element('tc/p/r/t"旧"') for _ in cells_of(row))
        row.addnext(deleted)


@layout_of_document
def leave_out_where_merges_start(root, random):
    """Drop the mark of first cells, or say that they go on: the latter not under a merged cell, which they would join."""
    for table in root.iter(TBL):
        merged_above: set[tuple[int, int]] = set()
        for row in rows_of(table):
            merged = {edges: cell for edges, cell in _edges(row).items() if property_of(cell, "vMerge") is not None}
            for edges, cell in merged.items():
                mark = property_of(cell, "vMerge")
                has_words = any((t.text or "").strip() for t in cell.iter(T))
                if mark.get(VAL) != "restart" or not has_words or random.random() < 0.3:
                    continue
                if edges in merged_above or random.random() < 0.5:
                    mark.getparent().remove(mark)
                else:
                    del mark.attrib[VAL]
            merged_above = set(merged)


def _edges(row: etree._Element) -> dict[tuple[int, int], etree._Element]:
    """Return the cells of a row by their left and right edge."""
    found, left = {}, 0
    for cell in cells_of(row):
        found[left, left + span_of(cell)] = cell
        left += span_of(cell)
    return found


@layout_of_document
def number_automatically(root, random):
    """Let Word count what is typed: each number becomes that of a list of its own, which starts there."""
    lists = root.makeelement("lists")
    for paragraph in some(list(root.iter(P)), random, 0.5):
        first = next(paragraph.iter(T), None)
        if first is None or first.getparent().getparent() is not paragraph or paragraph.find(f"{PPR}/{RPR}") is not None:
            continue
        _number(paragraph, first, lists)
    root.append(lists)


def _number(paragraph: etree._Element, t: etree._Element, lists: etree._Element) -> None:
    match = NUMBERED.match(t.text or "")
    before = [child for child in paragraph if child.tag not in (PPR, R)]
    if match is None or before or len(match[0]) == len(t.text) or paragraph.find(f"{PPR}/{W}numPr") is not None:
        return
    label = _label(match[0])
    if label is None:
        return
    number, number_format, look = label
    identity = 5000 + len(lists) // 2
    properties = paragraph.find(PPR)
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    properties.insert(0, element(f"numPr/(ilvl{{val=0}},numId{{val={identity}}})"))
    level = f"lvl{{ilvl=0}}/(start{{val={number}}},numFmt{{val={number_format}}},suff{{val=nothing}},lvlText{{val={look}}})"
    lists.append(element(f"abstractNum{{abstractNumId={identity}}}/{level}"))
    lists.append(element(f"num{{numId={identity}}}/abstractNumId{{val={identity}}}"))
    t.text = t.text[len(match[0]) :]


def _label(text: str) -> tuple[int, str, str] | None:
    """Return the number, its format, and what stands around it, for a typed number."""
    if text in CIRCLED:
        return CIRCLED.index(text) + 1, "decimalEnclosedCircle", "%1"
    digits = re.search(r"\d+", text)
    if digits is not None:
        return (int(digits[0]), "decimal", text.replace(digits[0], "%1")) if not digits[0].startswith("0") else None
    words = re.search("[一二三四五六七八九十]+", text)[0]
    number = next((n for n in range(1, 100) if written(n, "chineseCountingThousand") == words), None)
    return None if number is None else (number, "chineseCountingThousand", text.replace(words, "%1"))


_numbered_document = LAYOUTS["number_automatically"]


def _with_lists(data: bytes, random: Random) -> bytes:
    """Move the lists that ``number_automatically`` left in the document to the numbering part."""
    members = unpacked(_numbered_document(data, random))
    root = etree.fromstring(members["word/document.xml"])
    lists = root.find("lists")
    root.remove(lists)
    members["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if "word/numbering.xml" in members:
        numbering = etree.fromstring(members["word/numbering.xml"])
        known = numbering.xpath("//w:abstractNum/@w:abstractNumId", namespaces=NAMESPACES)
        if any(int(identity) >= 5000 for identity in known):
            return data
    else:
        numbering = element("numbering")
        relations = etree.fromstring(members["word/_rels/document.xml.rels"])
        etree.SubElement(
            relations,
            f"{{{relations.nsmap[None]}}}Relationship",
            Id="rNumbering",
            Type=f"{OFFICE}/numbering",
            Target="numbering.xml",
        )
        members["word/_rels/document.xml.rels"] = etree.tostring(relations)
    numbering.extend(list(lists))
    members["word/numbering.xml"] = etree.tostring(numbering)
    return package(members)


LAYOUTS["number_automatically"] = _with_lists


# grids: the same columns, written otherwise


@layout_of_grids
def write_three_grid_columns_for_one(root, _random):
    for table in root.iter(TBL):
        for column in table.findall(f"{W}tblGrid/{W}gridCol"):
            width = int(column.get(W + "w"))
            for part in (width // 3, width // 3):
                column.addprevious(element(f"gridCol{{w={part}}}"))
            column.set(W + "w", str(width - 2 * (width // 3)))
        for row in rows_of(table):
            for cell in cells_of(row):
                set_property(cell, f"gridSpan{{val={3 * span_of(cell)}}}")


@layout_of_grids
def let_edges_wander(root, random):
    """Give each inner edge three places within a millimetre, and let each row choose one."""
    for table in root.iter(TBL):
        columns = table.findall(f"{W}tblGrid/{W}gridCol")
        widths = [int(column.get(W + "w")) for column in columns]
        if len(widths) < 2 or min(widths) < 300:
            continue
        step = random.randint(1, 28)
        for column, width in zip(columns[:-1], widths[:-1], strict=True):
            column.set(W + "w", str(width - (step if column is columns[0] else 2 * step)))
            column.addnext(element(f"gridCol{{w={step}}}"))
            column.addnext(element(f"gridCol{{w={step}}}"))
        columns[-1].set(W + "w", str(widths[-1] - step))
        for row in rows_of(table):
            _choose_edges(row, len(widths), random)


def _choose_edges(row: etree._Element, columns: int, random: Random) -> None:
    old, new = 0, 0
    for cell in cells_of(row):
        old += span_of(cell)
        right = 3 * old - 2 + (0 if old == columns else random.randint(0, 2))
        set_property(cell, f"gridSpan{{val={right - new}}}")
        new = right


@layout_of_grids
def shift_rows_to_the_right(root, random):
    for table in root.iter(TBL):
        table.find(f"{W}tblGrid").insert(0, element(f"gridCol{{w={random.randint(1, 900)}}}"))
        table.find(f"{W}tblGrid").append(element("gridCol{w=100}"))
        for row in rows_of(table):
            if row.find(TRPR) is None:
                row.insert(0, element("trPr"))
            row.find(TRPR).insert(0, element("gridBefore{val=1}"))
            row.find(TRPR).insert(1, element("gridAfter{val=1}"))


@layout_of_grids
def leave_out_the_grid(root, _random):
    for grid in list(root.iter(W + "tblGrid")):
        grid.getparent().remove(grid)


@layout_of_grids
def write_all_grid_columns_alike(root, _random):
    for column in root.iter(W + "gridCol"):
        del column.attrib[W + "w"]


@layout_of_grids
def merge_across_in_the_old_way(root, _random):
    for cell in [cell for cell in root.iter(TC) if span_of(cell) > 1 and property_of(cell, "vMerge") is None]:
        count = span_of(cell)
        property_of(cell, "gridSpan").getparent().remove(property_of(cell, "gridSpan"))
        set_property(cell, "hMerge{val=restart}")
        for _ in range(count - 1):
            cell.addnext(element("tc/(tcPr/hMerge{val=continue},p)"))


# the package


@layout_of_package
def store_the_members(members, _random):
    return package(members, zipfile.ZIP_STORED)


@layout_of_package
def rename_the_main_part(members, _random):
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"word/document.xml", b"word/main.xml")
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(b"/word/document.xml", b"/word/main.xml")
    for old, new in (("word/document.xml", "word/main.xml"), ("word/_rels/document.xml.rels", "word/_rels/main.xml.rels")):
        members[new] = members.pop(old)
    return package(members)


LAYOUTS_OF_THE_MAIN_PART = {"rename_the_main_part": LAYOUTS.pop("rename_the_main_part")}
"""A layout after which the others do not find the main part any more: only as the last one."""


@layout_of_package
def encode_in_utf_16(members, _random):
    root = etree.fromstring(members["word/document.xml"])
    members["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-16")
    return package(members)


@layout_of_package
def name_namespaces_otherwise(members, _random):
    main = members["word/document.xml"]
    root = etree.fromstring(main)
    text = etree.tostring(root, encoding="unicode").replace("xmlns:w=", "xmlns:ns0=")
    text = text.replace("<w:", "<ns0:").replace("</w:", "</ns0:")
    members["word/document.xml"] = re.sub(r" w:(?=[\w]+=\")", " ns0:", text).encode()
    return package(members)


@layout_of_package
def use_the_strict_namespaces(members, _random):
    old, new = NAMESPACES["w"].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    root = etree.fromstring(members["word/document.xml"])
    members["word/document.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True).replace(old, new)
    return package(members)


LAYOUTS_OF_THE_MAIN_PART["use_the_strict_namespaces"] = LAYOUTS.pop("use_the_strict_namespaces")


# one table around everything


def nest_all(data: bytes, _random: Random) -> bytes:
    """Put everything into the one cell of an outer table: what stood outside tables becomes text of that cell."""
    members = unpacked(data)
    root = etree.fromstring(members["word/document.xml"])
    body = root.find(BODY)
    outer = element("tbl/(tblPr,tblGrid/gridCol{w=9000},tr/tc/tcPr/tcW{w=9000,type=dxa})")
    cell = next(outer.iter(TC))
    cell.extend([child for child in body if child.tag != W + "sectPr"])
    cell.append(element("p"))
    body.insert(0, outer)
    members["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package(members)


def nest_tables(data: bytes, _random: Random) -> bytes:
    """Put each table into the one cell of a table of its own."""
    members = unpacked(data)
    root = etree.fromstring(members["word/document.xml"])
    for table in [table for table in root.iter(TBL) if next(table.iterancestors(TBL), None) is None]:
        wrap(table, "tbl/(tblPr,tblGrid/gridCol{w=9000},tr/tc)")
        table.addnext(element("p"))
    members["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package(members)


NESTED: dict[str, Layout] = {"nest_all": nest_all, "nest_tables": nest_tables}
