"""The mapping file in and out: what a person has to settle, with the words beside it.

Its comments are in Chinese, the language of the standards: the file is the same in every locale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rubrics.catalogue.revising import MAPPING
from rubrics.files import SCHEMA_FILES, parse
from rubrics.messages import translate_to
from rubrics.model import Element, Item, Rubric
from rubrics.revision.mapping import MAPPING_SCHEMA
from rubrics.revision.mapping import Mapping as Settled
from rubrics.revision.model import How, Pair, Revision, Rival
from rubrics.skeleton import yaml_key
from rubrics.widths import shorten
from rubrics.yaml_reading import Loaded, read_file, read_yaml

_WIDTH = 80
Parts = Mapping[str, Item] | Mapping[str, Element]


def load_mapping(path: Path) -> tuple[Settled, Loaded]:
    """Return the matches in a mapping file, and where each stands in it (for errors found later)."""
    loaded = read_yaml(read_file(path), str(path))
    return parse(loaded, Settled, MAPPING_SCHEMA), loaded


def dump_mapping(revision: Revision, old: Rubric, new: Rubric) -> str:
    """Return the matches that are doubtful, were found by wording, or were settled, as YAML with the words as comments.

    What is doubtful is not settled: read again as it is, it stays doubtful. What was matched under its code or word by word is
    left out.
    """
    lines = [f"# yaml-language-server: $schema={SCHEMA_FILES[MAPPING_SCHEMA]}", *(f"# {_say(name)}" for name in _HOW)]
    lines += [f"schema: {MAPPING_SCHEMA}", f"old: {yaml_key(old.id)}", f"new: {yaml_key(new.id)}"]
    lines += _section("elements", revision.elements, old.by_element, new.by_element)
    lines += _section("items", revision.items, old.by_item, new.by_item)
    return "\n".join(lines) + "\n"


_HOW = ("how", "how-unsettled", "how-lone")


def _say(name: str, **figures: object) -> str:
    return translate_to("zh", MAPPING[name]).format(**figures)


def _section(key: str, pairs: Iterable[Pair], old: Parts, new: Parts) -> Iterator[str]:
    """Yield the matches of elements or items: the doubtful ones first, then the others, then what goes with nothing."""
    given = [*pairs]
    told = [pair for pair in given if pair.old and pair.new and _is_telling(pair)]
    lone = [pair for pair in given if not (pair.old and pair.new)]
    if not told and not lone:
        return
    yield ""
    yield f"{key}:" if told else f"{key}: []"
    for pair in sorted(told, key=lambda pair: not pair.doubtful):
        yield from _match(pair, old, new)
    for pair in lone:
        name, part, said = (pair.old, old, "gone") if pair.old else (pair.new, new, "new")
        yield f"# {_say(said)} {name[0]}: {shorten(_words(part[name[0]]), _WIDTH)}"


def _is_telling(pair: Pair) -> bool:
    """Tell whether somebody may want to say otherwise: not where code or words are the same."""
    return pair.doubtful or not pair.is_single or pair.how is How.MAPPING or (pair.nearness < 100 and pair.how is How.WORDING)


def _match(pair: Pair, old: Parts, new: Parts) -> Iterator[str]:
    yield f"# {_say('nearness', nearness=pair.nearness)}"
    for said, names, parts in (("old", pair.old, old), ("new", pair.new, new)):
        yield from (f"#   {_say(said)} {name}: {shorten(_words(parts[name]), _WIDTH)}" for name in names)
    yield from (f"#   {_rival(rival, old, new)}" for rival in pair.rivals)
    unsettled = ", settled: false" if pair.doubtful else ""
    yield f"- {{old: {_ids(pair.old)}, new: {_ids(pair.new)}{unsettled}}}"


def _rival(rival: Rival, old: Parts, new: Parts) -> str:
    ids = ", ".join(f"{side}: {_quoted(name)}" for side, name in (("old", rival.old), ("new", rival.new)) if name)
    words = " / ".join(_words(parts[name]) for parts, name in ((old, rival.old), (new, rival.new)) if name)
    return f"{_say('rival', nearness=rival.nearness)} {{{ids}}}  {shorten(words, _WIDTH)}"


def _words(part: Item | Element) -> str:
    return part.requirement if isinstance(part, Item) else part.title


def _ids(names: tuple[str, ...]) -> str:
    """Return one id, or a list of several."""
    quoted = [_quoted(name) for name in names]
    return quoted[0] if len(quoted) == 1 else f"[{', '.join(quoted)}]"


def _quoted(name: str) -> str:
    """Return an id as it stands in a flow mapping."""
    return yaml_key(name) if not set(name) & set(",[]{}#&*!|>%@`") else "'" + name.replace("'", "''") + "'"
