"""What a row of a filled form says about its item: the answer that an assessment holds, and what a person must look at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from render.reading.cells import Text
from render.reading.figures import Kind, Written, read_figure
from render.reading.findings import Recovery
from render.reading.vocabulary import (
    ENOUGH_ALONE,
    MET_WORDS,
    NO_REASON,
    NOT_APPLICABLE_WORDS,
    NOT_MET_WORDS,
    NOT_TAKEN,
    STOPS,
    TAKEN_IN_WORDS,
)
from render.verdicts import Tick, Verdict
from render.words import NOT_APPLICABLE_ELSE
from rubrics.assessment import Answer
from rubrics.diagnostics import Diagnostic, Place
from rubrics.model import ColumnRole, Item
from rubrics.values import show

_TAKEN, _NOT_TAKEN = re.compile(TAKEN_IN_WORDS), re.compile(NOT_TAKEN)
_NO_FIGURE = frozenset({Kind.EMPTY, Kind.NOTHING})
_ALL = frozenset({Kind.FULL, Kind.TICK, Kind.MET})
_NONE = Text()


@dataclass(slots=True)
class Row:
    """One item's row while it is read."""

    item: Item
    is_gate: bool
    texts: Mapping[ColumnRole, Text]
    recovery: Recovery
    shared_points: Decimal | None = None
    """The points of all items together with which this one shares a cell for figures, where it does."""
    tick: Tick | None = None
    """What is ticked in its row."""
    has_siblings: bool = False
    """Whether its element has other items too."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The description."""
        return self.texts.get(ColumnRole.DESCRIPTION, _NONE).text.strip()

    @property
    def is_shared(self) -> bool:
        """Whether its figure stands in one cell with that of other items."""
        return any(self.text(role).shared for role in (ColumnRole.SCORE, ColumnRole.DEDUCTION))

    def is_of_several(self, role: ColumnRole) -> bool:
        """Tell whether the figure of a role is that of several items, so that it says nothing against this one alone."""
        is_elements = role is ColumnRole.SCORE and self.item.points is None and self.has_siblings
        return bool(self.text(role).shared) or is_elements

    def text(self, role: ColumnRole) -> Text:
        """Return what stands in the column of a role."""
        return self.texts.get(role, _NONE)

    def is_ticked(self, verdict: Verdict) -> bool:
        """Tell whether the box for this is ticked, and no other."""
        return self.tick is not None and self.tick.verdict is verdict

    def say(self, code: str, place: Place | None = None, **figures: object) -> None:
        """Add something that a person should look at."""
        where = place or next((text.place for text in self.texts.values() if text.place is not None), None)
        self.diagnostics.append(Diagnostic(code, where, self.item.id, figures))


def read_row(row: Row) -> Answer | None:
    """Return the answer of a row; ``None`` where nothing is written, an answer with a note only where no figure is certain."""
    score, taken = (_figure(row, role) for role in (ColumnRole.SCORE, ColumnRole.DEDUCTION))
    if not row.words and score.kind is Kind.EMPTY and taken.kind is Kind.EMPTY and row.tick is None:
        return None
    if row.tick is not None and row.tick.verdict is None:
        row.say("read-ticks-several", text=row.tick.label)
    reason = _why_not_applicable(row, score, taken)
    if reason is not None:
        return Answer(not_applicable=reason)
    if row.is_gate:
        return _gate(row, score)
    value = _value(row, score, taken)
    if value is None:
        return _without_figure(row, score, taken)
    return _answer(row, value)


def _figure(row: Row, role: ColumnRole) -> Written:
    """Return what the cell of a role says; no figure where it is struck through, or a sum from other points than the item's."""
    written = read_figure(row.text(role).text)
    points = row.shared_points if row.is_shared else row.item.points
    is_certain = written.of in (None, points) and not (row.text(role).struck and written.kind is not Kind.EMPTY)
    return written if is_certain else Written(Kind.UNREAD, written.text)


def _why_not_applicable(row: Row, score: Written, taken: Written) -> str | None:
    """Return why an item does not apply, where the form says that it does not."""
    plain = row.words
    is_said_by_figure = Kind.NOT_APPLICABLE in (score.kind, taken.kind)
    is_ticked = row.is_ticked(Verdict.NOT_APPLICABLE)
    own = ((score, ColumnRole.SCORE), (taken, ColumnRole.DEDUCTION))
    free = all(one.kind in {*_NO_FIGURE, Kind.NOT_APPLICABLE} or row.is_of_several(role) for one, role in own)
    for word in NOT_APPLICABLE_WORDS:
        if plain.startswith(word):
            rest = plain[len(word) :]
            if not rest or rest[0] in STOPS or word in ENOUGH_ALONE:
                reason = rest[1:].strip() or plain if rest[:1] in ("：", ":") else plain
                return reason if free or _is_what_it_counts(row, score, taken) else _contradicted(row, plain, score, taken)
    if not is_said_by_figure and not is_ticked:
        return None
    in_figures = (written.text for written in (score, taken) if written.kind is Kind.NOT_APPLICABLE)
    said = plain or next(in_figures, row.tick.label if row.tick is not None else "")
    return said if free else _contradicted(row, said, score, taken)


def _is_what_it_counts(row: Row, score: Written, taken: Written) -> bool:
    """Tell whether the figures are what the standard gives an item that does not apply: some count it in full."""
    card = row.recovery.card(row.item, Answer(not_applicable=NOT_APPLICABLE_ELSE))
    if card is None or card.score is None or row.item.points is None:
        return False
    by_score, by_taken = score.as_score(row.item.points), taken.as_deduction(row.item.points)
    return by_score in (None, card.score) and by_taken in (None, card.deduction) and (by_score, by_taken) != (None, None)


def _contradicted(row: Row, text: str, score: Written, taken: Written) -> str | None:
    """Say that an item which does not apply has a figure all the same; so it has no reason why it does not."""
    figure = next(written.text for written in (score, taken) if written.kind not in {*_NO_FIGURE, Kind.NOT_APPLICABLE})
    row.say("read-not-applicable-scored", text=text, figure=figure)
    return None


def _gate(row: Row, score: Written) -> Answer:
    """Return the answer about a condition of entry."""
    plain = unicodedata.normalize("NFKC", row.words)
    word = next((word for word in re.split(f"[{STOPS}]", plain, maxsplit=1)), "")
    is_met = {True: word in MET_WORDS, False: word in NOT_MET_WORDS}
    met = next((told for told, holds in is_met.items() if holds), None)
    note = row.words[len(word) + 1 :].strip() if met is not None else row.words
    if met is None:
        met = {Kind.MET: True, Kind.TICK: True, Kind.FULL: True, Kind.NOT_MET: False}.get(score.kind)
    if met is None:
        met = True if row.is_ticked(Verdict.MET) else False if row.is_ticked(Verdict.NOT_MET) else None
    if met is None:
        row.say("read-gate-unread", text=row.words or score.text)
    return Answer(met=met, note=note or None)


def _value(row: Row, score: Written, taken: Written) -> Decimal | None:
    """Return the item's score as the form gives it, ``None`` where it gives none that is certain."""
    points = row.item.points
    for written, role in ((score, ColumnRole.SCORE), (taken, ColumnRole.DEDUCTION)):
        if written.kind in (Kind.UNREAD, Kind.MET, Kind.NOT_MET) and (role, written.kind) != (ColumnRole.SCORE, Kind.MET):
            row.say("read-figure-unread", row.text(role).place, text=written.text)
    if points is None:
        return None
    if row.is_shared:
        return points if _is_shared_full(row, score, taken) else None
    by_score, by_taken = _score_of(row, score, points), _taken_of(row, taken, points)
    if by_score is not None and by_taken is not None and by_score + by_taken != points:
        figures = {"score": show(by_score), "deduction": show(by_taken), "points": show(points)}
        row.say("read-row-differs", row.text(ColumnRole.SCORE).place, **figures)
    value = by_score if by_score is not None else None if by_taken is None else points - by_taken
    if value is None:
        value = _from_words(row, score, taken, points)
    elif score.kind is Kind.UNREAD:
        return None
    if value is not None and not 0 <= value <= points:
        row.say("read-figure-outside", figure=show(value), points=show(points))
        return None
    return value


def _is_shared_full(row: Row, score: Written, taken: Written) -> bool:
    """Tell whether the figures of a cell that several items share say that nothing was taken from any of them."""
    points = row.shared_points
    if points is None:
        return False
    by_score, by_taken = _score_of(row, score, points), _taken_of(row, taken, points)
    told = {by_score, None if by_taken is None else points - by_taken} - {None}
    return told == {points}


def _score_of(row: Row, score: Written, points: Decimal) -> Decimal | None:
    """Return the score that its cell gives, of these ``points``."""
    place, value = row.text(ColumnRole.SCORE).place, score.as_score(points)
    if score.kind in (Kind.TICK, Kind.MET):
        row.say("read-tick-as-full", place, text=score.text, points=show(points))
    elif score.kind is Kind.DEDUCTION and value is not None:
        row.say("read-deduction-as-score", place, text=score.text, score=show(value))
    return value


def _taken_of(row: Row, taken: Written, points: Decimal) -> Decimal | None:
    """Return what the cell for the deduction takes from these ``points``."""
    value = taken.as_deduction(points)
    if taken.kind is Kind.SCORE and value is not None:
        row.say("read-score-as-deduction", row.text(ColumnRole.DEDUCTION).place, text=taken.text, deduction=show(value))
    return value


def _from_words(row: Row, score: Written, taken: Written, points: Decimal) -> Decimal | None:
    """Return the score that follows from the description alone, where the cells for figures were left empty."""
    if score.kind is not Kind.EMPTY or taken.kind is not Kind.EMPTY:
        return None
    if row.words.rstrip("。") in MET_WORDS:
        row.say("read-words-as-full", text=row.words, points=show(points))
        return points
    if not row.words and row.is_ticked(Verdict.MET) and row.tick is not None:
        row.say("read-tick-as-full", text=row.tick.label, points=show(points))
        return points
    plain = unicodedata.normalize("NFKC", row.words)
    figures = [Decimal(match["figure"]) for match in _TAKEN.finditer(plain)]
    if len(figures) != 1 or figures[0] > points or _NOT_TAKEN.search(plain):
        return None
    row.say("read-words-as-figure", text=row.words, score=show(points - figures[0]))
    return points - figures[0]


def _without_figure(row: Row, score: Written, taken: Written) -> Answer | None:
    """Return what is left of a row whose score is not known: what its deduction and words say, else the words as a note."""
    if row.item.points is None or row.is_shared:
        answer = _by_words(row, score, taken)
        if answer is not None:
            return answer
    if not any(diagnostic.code in _TOLD for diagnostic in row.diagnostics):
        row.say("read-without-figure", text=row.words or row.text(ColumnRole.SCORE).text or row.text(ColumnRole.DEDUCTION).text)
    return Answer(note=row.words) if row.words else None


def _by_words(row: Row, score: Written, taken: Written) -> Answer | None:
    """Return the answer for an item whose score stands nowhere alone: findings, or full marks where nothing was taken."""
    found = row.recovery.findings(row.item, row.words, None)
    if found is not None:
        return found
    is_met = row.words.rstrip("。") in MET_WORDS or (not row.words and row.is_ticked(Verdict.MET))
    alone = not row.text(ColumnRole.DEDUCTION).shared
    if is_met or score.kind in _ALL or (alone and _takes_nothing(taken)):
        return Answer(full=True, note=None if is_met else row.words or None)
    alike = row.recovery.alike(row.item, row.words)
    if alike:
        rules = "、".join(str(finding.rule) for answer in alike for finding in answer.findings)
        row.say("read-rule-chosen", rules=rules, text=row.words)
        return alike[0]
    return None


def _takes_nothing(taken: Written) -> bool:
    """Tell whether the cell for the deduction says that there is none, however many points there are."""
    return taken.kind is Kind.FULL or (taken.kind in (Kind.FIGURE, Kind.DEDUCTION) and taken.value == 0)


_TOLD = frozenset({"read-figure-unread", "read-figure-outside", "read-not-applicable-scored"})


def _answer(row: Row, value: Decimal) -> Answer:
    """Return the answer for a known score."""
    points = row.item.points or Decimal(0)
    _compare_tick(row, value, points)
    answer = row.recovery.findings(row.item, row.words, value)
    if answer is not None:
        return answer
    _compare_words(row, points - value)
    if value == points:
        return Answer(full=True, note=None if row.words.rstrip("。") in MET_WORDS else row.words or None)
    if not row.words or row.words.rstrip("。") in MET_WORDS:
        row.say("read-without-reason", deduction=show(points - value))
    return Answer(score=value, note=row.recovery.note(row.item, row.words, value) or NO_REASON)


def _compare_tick(row: Row, value: Decimal, points: Decimal) -> None:
    """Say so where the box that is ticked says something else than the score."""
    unlike = Verdict.MET if value < points else Verdict.NOT_MET
    if row.tick is not None and (row.is_ticked(unlike) or (value in (0, points) and row.is_ticked(Verdict.PARTLY))):
        row.say("read-tick-differs", text=row.tick.label, score=show(value), points=show(points))


def _compare_words(row: Row, deduction: Decimal) -> None:
    """Say so where the figures in the words of a description do not come to what was taken."""
    figures = [Decimal(match["figure"]) for match in _TAKEN.finditer(unicodedata.normalize("NFKC", row.words))]
    if figures and deduction not in (sum(figures), figures[-1]):
        row.say("read-words-differ", told="＋".join(map(show, figures)), deduction=show(deduction))
