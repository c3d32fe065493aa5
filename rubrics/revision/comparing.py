"""Two editions of a standard compared: what is the same, changed, new, gone, split, merged, moved, renumbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rubrics.errors import ErrorList, MappingError
from rubrics.model import Rubric, walk_elements
from rubrics.plain import content_hash
from rubrics.revision.elements import Node, first_guess, link_elements, nodes
from rubrics.revision.head import head_changes, policy_changes
from rubrics.revision.items import link_items, pieces
from rubrics.revision.links import settled_links
from rubrics.revision.mapping import Mapping as Settled
from rubrics.revision.mapping import Match
from rubrics.revision.model import Edition, Revision
from rubrics.revision.moving import with_moved
from rubrics.revision.pairs import Side, pairs, side
from rubrics.revision.summary import summary


def compare(old: Rubric, new: Rubric, mapping: Settled | None = None) -> Revision:
    """Return what differs between two editions; matches in ``mapping`` hold, the rest is matched by code and wording.

    Compared is what the rubrics say, without their provenance. ``ErrorList`` of ``MappingError`` where the mapping names
    what there is not, or one thing twice.
    """
    settled = mapping or Settled(old=old.id, new=new.id)
    _check(settled, old, new)
    before, after = nodes(old), nodes(new)
    of_elements, of_items = settled_links(settled.elements), settled_links(settled.items)
    guess = first_guess(before, after, of_elements)
    items = link_items(pieces(old), pieces(new), of_items, guess)
    elements = link_elements(before, after, of_elements, guess, items)
    became = {link.old[0]: link.new[0] for link in elements if link.old and link.new}
    element_pairs = with_moved(
        pairs(elements, _elements(old, before), _elements(new, after), elements), old.by_element, new.by_element, became
    )
    item_pairs = with_moved(pairs(items, _items(old), _items(new), elements), old.by_item, new.by_item, became)
    return Revision(
        old=edition(old),
        new=edition(new),
        summary=summary(element_pairs, item_pairs, old, new),
        head=head_changes(old, new, became),
        policy=policy_changes(old, new),
        elements=element_pairs,
        items=item_pairs,
    )


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


def _elements(rubric: Rubric, found: Iterable[Node]) -> Side:
    return side(rubric.by_element, {node.id: node.under for node in found})


def _items(rubric: Rubric) -> Side:
    under = {item.id: name for name, element in walk_elements(rubric.elements) for item in element.items}
    return side(rubric.by_item, under)


def _check(mapping: Settled, old: Rubric, new: Rubric) -> None:
    """Raise where the mapping is of other editions, or names what there is not, or one thing twice."""
    errors: list[MappingError] = []
    for key, named, rubric in (("old", mapping.old, old), ("new", mapping.new, new)):
        if named != rubric.id:
            errors.append(MappingError("mapping-other-edition", path=(key,), named=named, id=rubric.id))
    for key, matches, before, after in (
        ("elements", mapping.elements, old.by_element, new.by_element),
        ("items", mapping.items, old.by_item, new.by_item),
    ):
        errors += _unfit(key, matches, before, after)
    if errors:
        raise errors[0] if len(errors) == 1 else ErrorList([*errors])


def _unfit(key: str, matches: Iterable[Match], old: Mapping[str, object], new: Mapping[str, object]) -> Iterable[MappingError]:
    seen: set[tuple[str, str]] = set()
    for number, match in enumerate(matches):
        for side_, names, known in (("old", match.olds, old), ("new", match.news, new)):
            for name in names:
                if name not in known:
                    yield MappingError("mapping-unknown", path=(key, number, side_), id=name, side=side_)
                elif match.settled and (side_, name) in seen:
                    yield MappingError("mapping-twice", path=(key, number, side_), id=name)
                if match.settled:
                    seen.add((side_, name))
