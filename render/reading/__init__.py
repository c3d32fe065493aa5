"""A form that people filled by hand becomes assessments: scores and words by item, the sums checked against the rubric.

The form is read like a published standard; so its rows are found wherever they stand now. What it says is then checked by the
scoring stage, which works out every sum anew: a figure that people got wrong is told with its place, and both figures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.document import Document
from extract.word import open_word
from render.carried import Descriptions, carried_in, descriptions_in
from render.description import describer
from render.elementrows import with_element_rows
from render.figures import Filled
from render.itemboxes import box_cells
from render.places import Located, Spot, locate
from render.reading.answers import Row, read_row
from render.reading.around import compare_blanks, printed_fields, read_blanks
from render.reading.blanking import blanked
from render.reading.cells import Side, Text, add_column_ticks, add_ticks, sides_of, whose_columns, with_side
from render.reading.elementfindings import set_apart, with_elements
from render.reading.elsewhere import words_elsewhere
from render.reading.findings import Recovery
from render.reading.placing import placed_in
from render.reading.sums import accepted, compare_shared, compare_sum_cells, compare_totals
from render.reading.unedited import AssessmentKind, Carried, usable
from render.sumtables import sum_cells
from render.templating import OwnTemplate
from render.tickcolumns import tick_rows, ticks_in, with_tick_columns
from rubrics.assessment import Answer, Assessment, Finding
from rubrics.binding import binding
from rubrics.diagnostics import Diagnostic
from rubrics.errors import FormError
from rubrics.model import FILLED, ColumnRole, Rubric
from scoring.engine import score
from scoring.preparing import prepare

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ReadForm:
    """The assessments that a form holds, and what a person should look at before using them."""

    assessments: tuple[Assessment, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_form(
    form: bytes,
    rubric: Rubric,
    *,
    name: str = "form.docx",
    kind: AssessmentKind | None = None,
    template: OwnTemplate | None = None,
) -> ReadForm:
    """Return what a Word form holds that was filled for ``rubric``: an assessment for each side that has something written.

    ``kind`` says whose assessment it is where the form's columns do not; ``self`` where neither does, and a diagnostic says
    so. ``template`` composed the descriptions, where it was not the standard one. ``FormError`` where the form is about another
    standard or has nothing to fill; ``SourceError`` where it cannot be read.
    """
    word = open_word(form, name)
    carried = carried_in(word.package), descriptions_in(word.package)
    return read_document(word.document, rubric, kind=kind, carried=carried, template=template)


def read_document(
    document: Document,
    rubric: Rubric,
    *,
    kind: AssessmentKind | None = None,
    carried: tuple[Sequence[Assessment], Descriptions] = ((), {}),
    template: OwnTemplate | None = None,
) -> ReadForm:
    """Return the assessments that a document holds; see ``read_form``.

    ``carried`` are those that its file carries, with the descriptions that it carries of a template that is not given.
    """
    assessments_carried, descriptions = carried
    there = placed_in(document, rubric)
    placed = with_tick_columns(with_element_rows(there.rubric, blanked(document, rubric)))
    if not any(column.role in FILLED for column in placed.form.columns):
        raise FormError("no-columns-to-fill", title=rubric.title)
    placed, located, sides = _located(placed, document, kind)
    unread: list[Diagnostic] = []
    add_column_ticks(sides, ticks_in(tick_rows(placed, document), unread))
    diagnostics = [*unread, *there.diagnostics, *(one for one in located.diagnostics if one.subject not in there.missing)]
    blanks = rubric.form.blanks or placed.form.blanks
    diagnostics += [_struck(spot) for spot in located.spots if spot.cell.struck]
    sums = sum_cells(placed, document, is_filled=True)[0]
    summed = [f"t{one.cell.place.table}r{one.cell.place.row}" for one in sums]
    diagnostics += words_elsewhere(placed, document, located.spots, (*there.unknown, *summed))
    told, figures, about_blanks = read_blanks(blanks, document)
    known = {one.kind: one for one in usable(assessments_carried, rubric)}
    before = printed_fields(blanks, {one.kind: Filled(one, score(rubric, one)) for one in known.values()})
    if len(known) < len(assessments_carried):
        diagnostics.append(Diagnostic("read-carried-other"))
    written = {side: one for side, one in sides.items() if not one.is_blank or side in known} or dict(list(sides.items())[:1])
    assessments = []
    for side, one in written.items():
        whose = _kind(side, kind or next(iter(known), None), diagnostics)
        if kind is not None and whose != kind:
            continue
        if whose in known:
            told_by = describer(placed, template)
            if template is None and whose in descriptions:
                told_by = replace(told_by, told=descriptions[whose])
                diagnostics.append(Diagnostic("read-own-words"))
            missing = frozenset(there.missing)
            unedited = Carried(known[whose], side, rubric, placed, located.spots, told_by, missing, one.ticks)
            assessments.append(_read_again(unedited, one, told[whose], before[whose], diagnostics))
            continue
        empty = Assessment.model_validate({"rubric": rubric.id, "kind": whose, **told[whose]})
        read = _read_side(placed, one, empty, diagnostics)
        assessments.append(read.model_copy(update=dict(binding(rubric))))
    given: dict[str, Filled] = {one.kind: Filled(one, score(rubric, one)) for one in assessments} if figures or sums else {}
    differing = (*compare_blanks(figures, given), *compare_sum_cells(placed, sums, given))
    return ReadForm(tuple(assessments), (*diagnostics, *about_blanks, *differing))


def _located(placed: Rubric, document: Document, kind: AssessmentKind | None) -> tuple[Rubric, Located, dict[str | None, Side]]:
    """Return where what is filled stands, and what each side wrote there; with the rubric, whose columns then name their side."""
    located = locate(placed, document)
    sides = sides_of(placed, located.spots)
    add_ticks(sides, box_cells(placed, document)[0])
    named = whose_columns(placed, sides)
    if named is None or kind not in (None, named):
        return placed, located, sides
    return _located(with_side(placed, named), document, kind)


def _struck(spot: Spot) -> Diagnostic:
    return Diagnostic("read-struck", spot.cell.place, spot.contents[0].subject, {"text": " ".join(spot.cell.text.split())})


def _read_again(
    carried: Carried, side: Side, told: Mapping[str, object], before: Mapping[str, object], diagnostics: list[Diagnostic]
) -> Assessment:
    """Return a carried assessment, with what was edited in the form since; ``told`` and ``before``: see ``Carried.fields``."""
    filled = carried.assessment
    edited = carried.spread(carried.edited(filled))
    fields = carried.fields(told, before, diagnostics)
    if not edited:
        diagnostics += compare_totals(carried.placed, score(carried.rubric, filled), side)
        return filled.model_copy(update=fields)
    while True:  # an edited item can change what others come to: of their element, or that wait for its score
        said: list[Diagnostic] = []
        items = {name: answer for name, answer in filled.items.items() if name not in edited}
        kept = filled.model_copy(update={**fields, "elements": carried.elements(edited), "items": items})
        read = _read_side(carried.placed, side, kept, said, edited)
        more = carried.spread(carried.edited(read) - edited) - edited
        if not more:
            break
        edited |= more
    shown = [name for name in carried.placed.by_item if name in edited]
    diagnostics.append(Diagnostic("read-edited", figures={"count": len(shown), "items": _shortened(shown)}))
    diagnostics += said
    return read


def _kind(side: str | None, asked: AssessmentKind | None, diagnostics: list[Diagnostic]) -> AssessmentKind:
    if side is not None:
        return "review" if side == "review" else "self"
    if asked is None:
        diagnostics.append(Diagnostic("read-kind-assumed"))
    return asked or "self"


def _read_side(
    placed: Rubric, side: Side, known: Assessment, diagnostics: list[Diagnostic], only: Collection[str] | None = None
) -> Assessment:
    """Return the assessment of one side, its figures compared with what they come to.

    ``known`` says what is known of it before; ``only``: just these items are read, the others are known.
    """
    plan = prepare(placed)
    told_by = describer(placed)
    answers: dict[str, Answer] = dict(known.items)
    elements: dict[str, list[Finding]] = {}
    with_siblings = {item.id for element in placed.by_element.values() if len(element.items) > 1 for item in element.items}
    asked = [name for name in side.items if only is None or name in only]
    for name in sorted(asked, key=lambda name: name in plan.waiting):  # those that wait for others' scores come last
        apart = set_apart(placed, name, side.items[name].get(ColumnRole.DESCRIPTION, Text()).text)
        texts = {
            role: text if role is not ColumnRole.DESCRIPTION else replace(text, text=apart.words)
            for role, text in side.items[name].items()
        }
        for element, finding in apart.findings.items():
            elements.setdefault(element, []).append(finding)
        recovery = Recovery(plan, told_by, known.kind, dict(answers) if name in plan.waiting else {})
        row = Row(
            placed.by_item[name],
            plan.items[name].kind == "gate",
            texts,
            recovery,
            _shared_points(placed, texts),
            side.ticks.get(name),
            name in with_siblings,
        )
        answer = read_row(row)
        diagnostics += row.diagnostics
        if answer is not None:
            answers[name] = answer
    _tell_unanswered([name for name in asked if name not in answers or not answers[name].is_given], diagnostics)
    in_order = {name: answers[name] for name in placed.by_item if name in answers}
    whole = known.model_copy(update={"elements": {**known.elements, **with_elements(elements)}, "items": in_order})
    assessment, card = accepted(plan, whole, side, diagnostics)
    diagnostics += compare_totals(placed, card, side)
    diagnostics += compare_shared(placed, card, side)
    return assessment


def _shared_points(rubric: Rubric, texts: Mapping[ColumnRole, Text]) -> Decimal | None:
    """Return the points of all items that one cell for figures is about."""
    names = next((text.shared for role, text in texts.items() if text.shared and role is not ColumnRole.DESCRIPTION), ())
    points = [rubric.by_item[name].points for name in names]
    known = [one for one in points if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(points) else None


def _tell_unanswered(names: Sequence[str], diagnostics: list[Diagnostic]) -> None:
    if names:
        diagnostics.append(Diagnostic("read-unanswered", figures={"count": len(names), "items": _shortened(names)}))


def _shortened(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
