"""The sums of an edited rubric: what a published figure adds up is worked out again where it was right before the edit.

A published standard can itself be wrong: a figure that was no sum in the source stays what it is, and ``dabiao check`` tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rubrics.check import sum_below, sum_of_total, sum_through
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import Element, Rubric, TotalRow
from rubrics.numerals import element_id
from rubrics.revision.vocabulary import figure_in_words
from rubrics.values import show

_AROUND = 10
"""So many signs of a note are told around a figure."""


def resummed(rubric: Rubric, found: Rubric | None) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    """Return the rubric with every sum worked out again, and which figures are new: of elements, sum rows, and the whole.

    ``found`` is what the source says: a figure that was no sum there, or that a person has changed, stays. Without it every
    figure that is no sum is replaced.
    """
    sums = _Sums(found)
    made = rubric.model_copy(update={"elements": tuple(sums.element(element) for element in rubric.elements)})
    changes = sums.whole(made)
    rows = _rows(made, found, sums.said)
    if not sums.said:
        return rubric, ()
    form = rubric.form.model_copy(update={"totals": rows})
    whole = made.model_copy(update={**changes, "form": form})
    return whole, (*sums.said, *_left_in_notes(rubric, whole))


def _left_in_notes(before: Rubric, after: Rubric) -> Iterator[Diagnostic]:
    """Yield the notes that still name the old total: words stay as they were published until a person changes them."""
    old, new = ((one.points if one.points is not None else one.stated.points) for one in (before, after))
    if old is None or new is None or old == new:
        return
    for key, notes in (("notes", after.notes), ("notes_below", after.notes_below)):
        for number, note in enumerate(notes, 1):
            found = figure_in_words(old).search(note)
            if found is not None:
                text = note[max(0, found.start() - _AROUND) : found.end() + _AROUND]
                yield Diagnostic("sum-in-notes", None, f"{key}.{number}", {"text": text, "stated": show(old), "sum": show(new)})


def _rows(rubric: Rubric, found: Rubric | None, said: list[Diagnostic]) -> tuple[TotalRow, ...]:
    known = {_key(row): (row.points, sum_of_total(found, row)) for row in found.form.totals} if found is not None else None
    rows = []
    for row in rubric.form.totals:
        total = sum_of_total(rubric, row)
        if total is not None and _follows(row.points, total, known.get(_key(row)) if known is not None else None, known is None):
            said.append(_says(row.label, row.at, row.of, row.points, total))
            row = row.model_copy(update={"points": total})  # noqa: PLW2901 - the row with its sum
        rows.append(row)
    return tuple(rows)


class _Sums:
    """Works the sums of elements out, from below."""

    def __init__(self, found: Rubric | None) -> None:
        self.found = found
        self.said: list[Diagnostic] = []

    def element(self, element: Element, parent: str = "") -> Element:
        """Return an element whose points, and those of all below it, are the sums that they claim to be."""
        name = element.id or element_id(element.code, parent)
        below = tuple(self.element(child, name) for child in element.elements)
        made = element.model_copy(update={"elements": below})
        total = sum_below(made)
        twin = self.found.by_element.get(name) if self.found is not None else None
        known = (twin.points, sum_below(twin)) if twin is not None else None
        if total is None or not _follows(element.points, total, known, self.found is None):
            return made
        self.said.append(_says(f"{element.code} {element.title}", element.at, name, element.points, total))
        return made.model_copy(update={"points": total})

    def whole(self, rubric: Rubric) -> dict[str, object]:
        """Return the total and the stated total where they are to be other ones."""
        total, changes = sum_through(rubric, None), dict[str, object]()
        before = sum_through(self.found, None) if self.found is not None else None
        if total is None:
            return changes
        if _follows(rubric.points, total, (self.found.points, before) if self.found is not None else None, self.found is None):
            self.said.append(_says("points", None, None, rubric.points, total))
            changes["points"] = total
        stated = rubric.stated.points
        if _follows(stated, total, (self.found.stated.points, before) if self.found is not None else None, self.found is None):
            self.said.append(_says("stated.points", None, None, stated, total))
            changes["stated"] = rubric.stated.model_copy(update={"points": total})
        return changes


def _follows(points: Decimal | None, total: Decimal, known: tuple[Decimal | None, Decimal | None] | None, is_alone: bool) -> bool:  # noqa: FBT001
    """Tell whether a figure is to become ``total``: it is no sum now, but was one in the source, and nobody changed it."""
    if points is None or points == total:
        return False
    return is_alone or (known is not None and known[0] == known[1] == points)


def _says(label: str, at: str | None, subject: str | None, stated: Decimal | None, total: Decimal) -> Diagnostic:
    figures = {"label": label, "stated": show(stated or Decimal(0)), "sum": show(total)}
    return Diagnostic("sum-follows", Place.parse(at) if at else None, subject, figures)


def _key(row: TotalRow) -> tuple[str, str, str, str]:
    return row.of or "", row.since or "", row.through or "", row.label
