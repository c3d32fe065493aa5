"""What a form carries, believed where its cells still say it: an item that a person changed in Word is read from its cells.

The carried assessment is scored and told once more, and each cell compared with what that would print. So nothing that a form
carries can say what the form itself does not show: another score, other words or another sum always wins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from render import words
from render.celllabels import without_frame
from render.checks import describes
from render.description import Describer
from render.figures import Filled, below, figures_of
from render.form import cell_text
from render.places import Spot
from render.text import clean
from render.verdicts import Tick, fitting, without_boxes
from rubrics.assessment import Assessment, ElementAnswer
from rubrics.binding import fits
from rubrics.diagnostics import Diagnostic
from rubrics.errors import DabiaoError
from rubrics.model import ColumnRole, Rubric
from rubrics.plain import content_hash
from scoring.engine import score

AssessmentKind = Literal["self", "review"]


@dataclass(frozen=True, slots=True)
class Carried:
    """An assessment that a form carries, for one side of it: ``side`` is that of the columns."""

    assessment: Assessment
    side: str | None
    rubric: Rubric
    placed: Rubric
    """the rubric with the places of this very form"""
    spots: Sequence[Spot]
    describer: Describer
    missing: frozenset[str] = frozenset()
    """the items whose rows are gone from the form: nothing says any more what is carried about them"""
    ticks: Mapping[str, Tick] = field(default_factory=dict)
    """what is ticked, by item"""

    def edited(self, assessment: Assessment) -> set[str]:
        """Return the items whose cells say something else than ``assessment`` would print there."""
        given = Filled(assessment, score(self.rubric, assessment))
        sides = figures_of([given], self.describer, lambda kind: describes(self.placed, kind))
        found = {name for name in self.missing if name in assessment.items}
        for spot in self.spots:
            is_ours = any(content.column.side == self.side for content in spot.contents)
            if is_ours and (spot.cell.struck or not _says(spot, cell_text(spot.contents, sides))):
                found |= {item for content in spot.contents for item in content.items}
        return found | {name for name, tick in self.ticks.items() if tick.verdict not in fitting(given.scorecard.items[name])}

    def spread(self, edited: Collection[str]) -> set[str]:
        """Return the edited items, with all of the elements with an answer of their own in which one of them stands."""
        found = set(edited)
        for name in self.assessment.elements:
            inner = below(self.placed, name)
            found |= set(inner) if found & set(inner) else set()
        return found

    def elements(self, edited: Collection[str]) -> dict[str, ElementAnswer]:
        """Return the answers about elements in which nothing was edited."""
        answers = self.assessment.elements.items()
        return {name: answer for name, answer in answers if not set(edited) & set(below(self.placed, name))}

    def fields(
        self, told: Mapping[str, object], before: Mapping[str, object], diagnostics: list[Diagnostic]
    ) -> dict[str, object]:
        """Return the fields of the assessment that the lines around the table say otherwise by now, or no more; each is told.

        ``told`` is what they say, ``before`` what they said when the form was filled.
        """
        changed = {name: value for name, value in told.items() if name not in before or _tight(value) != _tight(before[name])}
        for name, value in changed.items():
            figures = {"text": _shown(value), "before": _shown(before.get(name, ""))}
            diagnostics.append(Diagnostic("read-blank-edited", figures=figures))
        erased = [name for name in before if name not in told]
        diagnostics += [Diagnostic("read-blank-erased", figures={"before": _shown(before[name])}) for name in erased]
        return changed | {name: Assessment.model_fields[name].default for name in erased}


def usable(carried: Sequence[Assessment], rubric: Rubric) -> Iterator[Assessment]:
    """Yield the carried assessments that are of this edition of the rubric, and can be scored."""
    found = content_hash(rubric) if carried else ""
    for one in carried:
        if fits(one, rubric, found) and _can_be_scored(rubric, one):
            yield one


def _can_be_scored(rubric: Rubric, assessment: Assessment) -> bool:
    try:
        score(rubric, assessment)
    except DabiaoError:
        return False
    return True


def _says(spot: Spot, text: str) -> bool:
    """Tell whether a cell says just this, maybe behind the heading that is printed in it."""
    own = without_boxes(spot.cell.text, spot.contents[0].column.heading)
    if own != spot.cell.text:
        return _tight(own) == _tight(text) or (not own.strip() and text == words.FULL)
    shown, wanted = _tight(spot.cell.text), _tight(text)
    roles = {content.column.role for content in spot.contents} - {ColumnRole.DESCRIPTION}
    if any(_tight(without_frame(spot.cell.text, role)) == wanted for role in roles if len(spot.contents) == 1):
        return True
    headings = {_tight(content.column.heading) for content in spot.contents}
    return shown == wanted or any(shown == f"{heading}{colon}{wanted}" for heading in headings for colon in "：:")


def _tight(value: object) -> str:
    """Return what can be seen of a text: a document keeps neither white space as it is nor signs that no font draws."""
    text = clean(_shown(value))[0]
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace() and not "\ue000" <= sign <= "\uf8ff")


def _shown(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)
