"""What was split or merged: a new one whose words were cut out of an old one that another new one continues, and the reverse."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rubrics.revision.links import SURE, Link
from rubrics.revision.model import How
from rubrics.revision.wording import grams

_IN_WHOLE = 0.5
"""So much of a part stands in the whole,"""
_IN_REST = 0.4
"""so much of it in what the other part leaves of the whole,"""
_SHARE = 0.12
"""and so much of the whole does it make up."""
_LEAST = 6
"""Fewer shared runs of three signs are chance."""

Words = Mapping[str, tuple[str, str]]
"""By id: all that an item says, and what it requires; the clauses of one part often repeat what the other requires."""
_VIEWS = (0, 1)


def with_parts(links: Sequence[Link], old: Words, new: Words) -> list[Link]:
    """Return ``links``, those of several parts whole; ``old`` and ``new`` are the words by id, in reading order.

    What would be split and merged at once stays one with one: what became of what cannot be told.
    """
    open_links = [link for link in links if link.is_single and link.how is not How.MAPPING and link.nearness < 100]
    lone_old = _without(old, (name for link in links for name in link.old))
    lone_new = _without(new, (name for link in links for name in link.new))
    pairs = {link.old[0]: link.new[0] for link in open_links}
    split = _parts({**pairs, **dict.fromkeys(lone_old)}, lone_new, old, new)
    merged = _parts({**{n: o for o, n in pairs.items()}, **dict.fromkeys(lone_new)}, lone_old, new, old)
    both = {o for o, n in pairs.items() if o in split and n in merged}
    parted = [*_split_links(split, pairs, both, new)]
    parted += [Link(link.new, link.old) for link in _split_links(merged, {n: o for o, n in pairs.items()}, both, old)]
    return [*_untouched(links, parted), *(_judged(link, links, old, new) for link in parted)]


def _without(words: Words, taken: Iterable[str]) -> list[str]:
    gone = set(taken)
    return [name for name in words if name not in gone]


def _parts(wholes: Mapping[str, str | None], lone: Sequence[str], words: Words, part_words: Words) -> dict[str, list[str]]:
    """Return the parts among ``lone`` that were cut out of each whole; ``wholes`` names the part that is known of each."""
    found: dict[str, list[str]] = defaultdict(list)
    left = [*lone]
    for view in _VIEWS if lone else ():
        seen, part_seen = ({name: texts[view] for name, texts in side.items()} for side in (words, part_words))
        cut_out = _cut_out(wholes, left, seen, part_seen)
        for part, whole in cut_out.items():
            found[whole].append(part)
        left = [part for part in left if part not in cut_out]
    return {whole: parts for whole, parts in found.items() if wholes[whole] is not None or len(parts) > 1}


def _cut_out(
    wholes: Mapping[str, str | None], lone: Sequence[str], words: Mapping[str, str], part_words: Mapping[str, str]
) -> dict[str, str]:
    """Return from which whole each part was cut out, for those that were; the words are those of one view."""
    holders: dict[str, list[str]] = defaultdict(list)
    for whole, known in wholes.items():
        for gram in grams(words[whole]) - (grams(part_words[known]) if known is not None else frozenset()):
            holders[gram].append(whole)
    found: dict[str, str] = {}
    for part in lone:
        shared = Counter(chain.from_iterable(holders.get(gram, ()) for gram in grams(part_words[part])))
        best = max(shared, key=lambda whole: (shared[whole], whole), default=None)
        if best is not None and _is_part(part_words[part], words[best], shared[best]):
            found[part] = best
    return found


def _is_part(part: str, whole: str, shared: int) -> bool:
    """Tell whether a text was cut out of another, of whose rest it shares so many runs of signs."""
    ours, theirs = grams(part), grams(whole)
    return (
        shared >= _LEAST
        and shared >= _IN_REST * len(ours)
        and shared >= _SHARE * len(theirs)
        and len(ours & theirs) >= _IN_WHOLE * len(ours)
    )


def _split_links(split: Mapping[str, list[str]], pairs: Mapping[str, str], torn: set[str], order: Words) -> Iterator[Link]:
    at = {name: number for number, name in enumerate(order)}
    for whole, parts in split.items():
        known = [pairs[whole]] if whole in pairs else []
        if not torn & {whole, *known}:
            yield Link((whole,), tuple(sorted([*known, *parts], key=at.__getitem__)))


def _untouched(links: Sequence[Link], parted: Sequence[Link]) -> list[Link]:
    old, new = {name for link in parted for name in link.old}, {name for link in parted for name in link.new}
    return [link for link in links if not (old.intersection(link.old) or new.intersection(link.new))]


def _judged(link: Link, before: Sequence[Link], old: Words, new: Words) -> Link:
    """Return a link of several parts with how near they are together, doubtful where that is not near or something rivals it."""
    ours = frozenset[str]().union(*(grams(old[name][0]) for name in link.old))
    theirs = frozenset[str]().union(*(grams(new[name][0]) for name in link.new))
    near = min(99, round(200 * len(ours & theirs) / max(1, len(ours) + len(theirs))))
    rivals = tuple(
        rival
        for one in before
        if one.is_single and (one.old[0] in link.old and one.new[0] in link.new)
        for rival in one.rivals
        if not (rival.old in link.old and rival.new in link.new)
    )
    how = How.CODE if set(link.old) & set(link.new) else How.WORDING
    return Link(link.old, link.new, how, near, near < SURE or bool(rivals), rivals)
