"""Two editions of a standard compared: what is the same, changed, new, gone, split, merged, moved, renumbered."""

from __future__ import annotations

from rubrics.model import Rubric
from rubrics.plain import content_hash
from rubrics.revision.mapping import Mapping
from rubrics.revision.model import Edition, Revision


def compare(old: Rubric, new: Rubric, mapping: Mapping | None = None) -> Revision:  # noqa: ARG001 - not yet
    """Return what differs between two editions; matches in ``mapping`` hold, the rest is matched by code and wording.

    Compared is what the rubrics say, without their provenance. ``ErrorList`` of ``MappingError`` where the mapping names
    what there is not.
    """
    return Revision(old=edition(old), new=edition(new))


def edition(rubric: Rubric) -> Edition:
    """Return what tells an edition from another."""
    return Edition(
        id=rubric.id,
        title=rubric.title,
        subtitle=rubric.subtitle,
        version=rubric.version,
        date=rubric.date,
        issuer=rubric.issuer,
        content=content_hash(rubric),
        points=rubric.points,
        elements=len(rubric.by_element),
        items=len(rubric.by_item),
    )
