"""Which element of the new edition is which of the old one: by title, and by the items that went from one to the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rubrics.model import Element, Rubric
from rubrics.numerals import element_id
from rubrics.revision.assignment import Edge
from rubrics.revision.links import Link, assigned, lone_links, one_to_one
from rubrics.revision.model import How
from rubrics.revision.wording import nearness, said

_LEAST = 50
"""Two elements that are less near than this are two."""
_SAME_ID, _OTHER_LEVEL = 10, -15
_SAME_PARENT = 3
_PART_OF_ITS_OWN, _PART_OF_THE_WHOLE = 0.6, 0.25
"""An element is a part of another where so many of its items come from there, and so many of those there went to it;"""
_FEW = 2
"""one item alone merely moved, but where the title of the whole names the part."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element as it is matched: where it stands, its titles from the top down, and the ids of all items below it."""

    id: str
    under: str
    path: tuple[str, ...]
    items: frozenset[str]

    @property
    def title(self) -> str:
        """What its title says."""
        return self.path[-1]


def nodes(rubric: Rubric) -> list[Node]:
    """Return the elements of a rubric in reading order."""
    return [node for element in rubric.elements for node in _nodes(element, "", ())]


def _nodes(element: Element, under: str, above: tuple[str, ...]) -> list[Node]:
    name, path = element.id or element_id(element.code, under), (*above, said(element.title))
    below = [node for inner in element.elements for node in _nodes(inner, name, path)]
    own = {item.id for item in element.items}.union(*(node.items for node in below if node.under == name))
    return [Node(name, under, path, frozenset(own)), *below]


def first_guess(olds: Sequence[Node], news: Sequence[Node], settled: Sequence[Link]) -> dict[str, str]:
    """Return which element became which as far as the titles from the top down tell, before any item is matched."""
    known = {link.old[0]: link.new[0] for link in settled if link.is_single}
    taken = {name for link in settled for name in (*link.old, *(f"\0{new}" for new in link.new))}
    olds, news = [node for node in olds if node.id not in taken], [node for node in news if f"\0{node.id}" not in taken]
    for key in (_whole_path, _own_title):
        of_old, of_new = _grouped(olds, key), _grouped(news, key)
        for words, ours in of_old.items():
            theirs = of_new.get(words, [])
            if len(ours) == len(theirs) and (len(ours) == 1 or key is _whole_path):
                known |= dict(zip(ours, theirs, strict=True))
        olds = [node for node in olds if node.id not in known]
        reached = set(known.values())
        news = [node for node in news if node.id not in reached]
    return known


def _whole_path(node: Node) -> tuple[str, ...]:
    return node.path


def _own_title(node: Node) -> tuple[str, ...]:
    return (str(len(node.path)), node.title)


def _grouped(given: Iterable[Node], key: Callable[[Node], tuple[str, ...]]) -> dict[tuple[str, ...], list[str]]:
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node in given:
        groups[key(node)].append(node.id)
    return groups


def link_elements(
    olds: Sequence[Node], news: Sequence[Node], settled: Sequence[Link], guess: Mapping[str, str], items: Iterable[Link]
) -> list[Link]:
    """Return a link for every element of both editions; ``items`` are the links of the items."""
    flow = _flow(olds, news, items)
    of_old, of_new = {node.id: node for node in olds}, {node.id: node for node in news}
    links = list(settled)
    left_old, left_new = _left(olds, news, links)
    free = {node.id for node in left_new}
    for old in left_old:
        new = of_new.get(guess.get(old.id, ""))
        if new is not None and new.id in free and _confirms(flow, old, new):
            links.append(one_to_one(old.id, new.id, 100))
    left_old, left_new = _left(olds, news, links)
    near, context = _near(left_old, left_new, flow, {link.old[0]: link.new[0] for link in links if link.is_single})
    links += assigned([node.id for node in left_old], [node.id for node in left_new], near, context)
    links = [_in_words(link, of_old, of_new) for link in links]
    parted = [*_with_parts(links, of_old, of_new, flow)]
    left_old, left_new = _left(olds, news, parted)
    return [*parted, *lone_links([node.id for node in left_old], [node.id for node in left_new])]


Flow = Mapping[tuple[str, str], int]
"""How many items went from an old element into a new one, those below counted in."""


def _flow(olds: Iterable[Node], news: Iterable[Node], items: Iterable[Link]) -> Flow:
    above_old, above_new = _holders(olds), _holders(news)
    flow: Counter[tuple[str, str]] = Counter()
    for link in items:
        sources = {name for item in link.old for name in above_old.get(item, ())}
        targets = {name for item in link.new for name in above_new.get(item, ())}
        flow.update((source, target) for source in sources for target in targets)
    return flow


def _holders(given: Iterable[Node]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for node in given:
        for item in node.items:
            found[item].append(node.id)
    return found


def _confirms(flow: Flow, old: Node, new: Node) -> bool:
    """Tell whether the items do not speak against two elements of one title being one."""
    return not (old.items and new.items) or 2 * flow.get((old.id, new.id), 0) >= min(len(old.items), len(new.items))


def _left(olds: Sequence[Node], news: Sequence[Node], links: Iterable[Link]) -> tuple[list[Node], list[Node]]:
    given = list(links)
    old, new = {name for link in given for name in link.old}, {name for link in given for name in link.new}
    return [node for node in olds if node.id not in old], [node for node in news if node.id not in new]


def _near(
    olds: Sequence[Node], news: Sequence[Node], flow: Flow, known: Mapping[str, str]
) -> tuple[dict[Edge, int], dict[Edge, int]]:
    near: dict[Edge, int] = {}
    context: dict[Edge, int] = {}
    for o, old in enumerate(olds):
        for n, new in enumerate(news):
            value = _nearness(old, new, flow)
            if value >= _LEAST:
                near[o, n] = value
                context[o, n] = 1 - _LEAST + _SAME_PARENT * (known.get(old.under, old.under) == new.under)
    return near, context


def _nearness(old: Node, new: Node, flow: Flow) -> int:
    """Return how near two elements are: one of title and items may change altogether, not both."""
    title = nearness(old.title, new.title)
    shared = round(200 * flow.get((old.id, new.id), 0) / max(1, len(old.items) + len(new.items)))
    if not (old.items or new.items):
        shared = title
    beside = _SAME_ID * (old.id == new.id) + _OTHER_LEVEL * (len(old.path) != len(new.path))
    return max(0, min(100, round(0.6 * max(title, shared) + 0.3 * min(title, shared)) + beside))


def _in_words(link: Link, olds: Mapping[str, Node], news: Mapping[str, Node]) -> Link:
    """Return a link with how near the titles are: what it was matched by besides is no wording."""
    if not link.is_single:
        return link
    return replace(link, nearness=nearness(olds[link.old[0]].title, news[link.new[0]].title))


# --- split and merged -------------------------------------------------------------------------------------------------


def _with_parts(
    links: Sequence[Link],
    olds: Mapping[str, Node],
    news: Mapping[str, Node],
    flow: Flow,
) -> Iterator[Link]:
    """Yield the links, those whole from which an element was split off, or into which one was merged."""
    lone_old, lone_new = _left([*olds.values()], [*news.values()], links)
    back = {(new, old): count for (old, new), count in flow.items()}
    free = {link.old[0]: link.new[0] for link in links if link.is_single and link.how is not How.MAPPING}
    split = _parts(lone_new, [olds[name] for name in free], flow)
    merged = _parts(lone_old, [news[name] for name in free.values()], back)
    at_old, at_new = {name: at for at, name in enumerate(olds)}, {name: at for at, name in enumerate(news)}
    for link in links:
        more_new, more_old = split.get(link.old[0], []) if link.old else [], merged.get(link.new[0], []) if link.new else []
        if link.how is How.MAPPING or not link.is_single or bool(more_new) == bool(more_old):
            yield link
        else:
            old, new = (
                sorted([*link.old, *more_old], key=at_old.__getitem__),
                sorted([*link.new, *more_new], key=at_new.__getitem__),
            )
            titles = ["".join(side[name].title for name in names) for side, names in ((olds, old), (news, new))]
            yield Link(tuple(old), tuple(new), link.how, nearness(*titles))


def _parts(lone: Sequence[Node], wholes: Sequence[Node], flow: Flow) -> dict[str, list[str]]:
    """Return which of the elements that are left are parts of which whole; ``flow`` leads from the whole to the part."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in lone:
        for whole in wholes:
            count = flow.get((whole.id, part.id), 0)
            if (
                len(whole.path) == len(part.path)
                and (count >= _FEW or (count and part.title in whole.title))
                and count >= _PART_OF_ITS_OWN * len(part.items)
                and count >= _PART_OF_THE_WHOLE * len(whole.items)
            ):
                found[whole.id].append(part.id)
                break
    return found
