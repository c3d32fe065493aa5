"""The binding of an assessment to the edition of the rubric that it was made with: id, version, content hash.

The hash decides where there is one: it says what the rule texts and prices were, which a version on paper does not.
"""

from __future__ import annotations

from typing import TypedDict

from rubrics.assessment import Assessment
from rubrics.model import Rubric
from rubrics.plain import content_hash

_SHORT = len("sha256:") + 8


class Binding(TypedDict):
    """The keys of an assessment that name its edition."""

    rubric: str
    rubric_version: str | None
    rubric_hash: str


def binding(rubric: Rubric) -> Binding:
    """Return what an assessment made with ``rubric`` says of it."""
    return {"rubric": rubric.id, "rubric_version": rubric.version, "rubric_hash": content_hash(rubric)}


def is_bound(assessment: Assessment) -> bool:
    """Tell whether an assessment says which edition it was made with, and not the standard only."""
    return assessment.rubric_hash is not None or assessment.rubric_version is not None


def fits(assessment: Assessment, rubric: Rubric, rubric_hash: str) -> bool:
    """Tell whether an assessment was made with this edition, or does not say with which edition of this standard."""
    if assessment.rubric != rubric.id:
        return False
    if assessment.rubric_hash is not None:
        return assessment.rubric_hash == rubric_hash
    return assessment.rubric_version in (None, rubric.version)


def edition_name(rubric_id: str, version: str | None) -> str:
    """Return the name of an edition in the library.

    >>> edition_name('hotel', '2024'), edition_name('hotel', None)
    ('hotel@2024', 'hotel')
    """
    return rubric_id if version is None else f"{rubric_id}@{version}"


def edition_words(rubric_id: str, version: str | None, content: str | None) -> str:
    """Return an edition as a sentence names it, with the beginning of its hash.

    >>> edition_words('hotel', '2024', 'sha256:0123456789abcdef')
    'hotel@2024 (sha256:01234567)'
    """
    name = edition_name(rubric_id, version)
    return name if content is None else f"{name} ({content[:_SHORT]})"
