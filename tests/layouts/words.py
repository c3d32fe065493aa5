"""The words written otherwise: other runs, wrappers, fields, signs by name, and beside them what nobody sees."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from lxml import etree

from extract.wordxml import PPR, RPR, TBL, TC, TCPR, P, T, W
from tests.layouts.changing import element, layout, runs_of_text, some, wrap


@layout
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


@layout
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


@layout
def make_results_of_fields(root, random):
    for run in some(runs_of_text(root), random, 0.2):
        run.addprevious(element("r/fldChar{fldCharType=begin}"))
        run.addprevious(element('r/instrText" REF x "'))
        run.addprevious(element("r/fldChar{fldCharType=separate}"))
        run.addnext(element("r/fldChar{fldCharType=end}"))


@layout
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


@layout
def add_deleted_paragraphs(root, random):
    for paragraph in some(list(root.iter(P)), random, 0.1):
        paragraph.addprevious(element('p/(pPr/rPr/del{id=1},del{id=2}/r/delText"旧")'))


@layout
def part_paragraphs_with_deleted_marks(root, random):
    for run in some(runs_of_text(root), random, 0.1):
        paragraph = run.getparent()
        if _is_plain(paragraph):
            first = element("p/pPr/rPr/del{id=1}")
            for child in list(paragraph)[: paragraph.index(run)]:
                if child.tag != PPR:
                    first.append(child)
            paragraph.addprevious(first)


@layout
def offer_alternate_content(root, random):
    for run in some(runs_of_text(root), random, 0.2):
        fallback = copy.deepcopy(run)
        wrap(run, "mc:AlternateContent/mc:Choice{_Requires=w14}")
        run.getparent().getparent().append(element("mc:Fallback", fallback))


@layout
def write_symbols_by_font(root, random):
    codes = {"★": "F0AB", "□": "F06F", "☑": "F0FE", "●": "F06C", "■": "F06E", "◆": "F075", "✓": "F0FC", "→": "F0E0"}
    _exploded(root, random, lambda sign: f"sym{{font=Wingdings,char={codes[sign]}}}" if sign in codes else None)


@layout
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


@layout
def break_lines_instead_of_paragraphs(root, random):
    inside = [p for p in root.iter(P) if p.getparent().tag == TC and p.getparent().find(f".//{TBL}") is None]
    for paragraph in some(inside, random):
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


@layout
def keep_former_properties(root, random):
    for run in some(runs_of_text(root), random, 0.2):
        if run.find(RPR) is None:
            run.insert(0, element("rPr/rPrChange{id=1}/rPr/vanish"))
    for cell in some(list(root.iter(TC)), random, 0.2):
        if cell.find(TCPR) is not None:
            cell.find(TCPR).append(element("tcPrChange{id=1}/tcPr/(gridSpan{val=3},vMerge)"))
