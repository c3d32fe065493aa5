"""Carrying answers over as far as the new edition allows them."""

from __future__ import annotations

from rubrics.assessment import Assessment
from rubrics.binding import edition_words, fits
from rubrics.errors import AssessmentError, DabiaoError, ErrorList
from rubrics.revision.crossing import Crossing
from rubrics.revision.migrating import Migration, migrate, set_aside
from scoring.answers import check_answers
from scoring.plan import Plan


def carry_over(way: Crossing, new: Plan, assessment: Assessment) -> Migration:
    """Return ``assessment`` as one of the new edition; what that does not allow is to be assessed again.

    ``AssessmentError`` where it was made with another edition than the old one.
    """
    if not fits(assessment, way.old, way.old_binding["rubric_hash"]):
        made = edition_words(assessment.rubric, assessment.rubric_version, assessment.rubric_hash)
        given = edition_words(way.old.id, way.old.version, way.old_binding["rubric_hash"])
        raise AssessmentError("migrate-other-edition", path=("rubric",), made=made, given=given)
    found = migrate(way, assessment)
    while refused := check_answers(new, found.assessment):
        mended = set_aside(found, [error.path for error in refused])
        if mended.assessment == found.assessment:
            errors: list[DabiaoError] = [*refused]
            raise ErrorList(errors)
        found = mended
    return found
