"""A user's own Word document with Jinja tags, filled with a result: a letter, a certificate, a report in the house's own look.

docxtpl does the same and is licensed under the LGPL-2.1, which the house does not take; and it cannot keep a stranger's template
from running whatever it likes. Here a template runs in Jinja's sandbox, in a process of its own with bounds on time and memory,
and what it writes is text: nothing that people wrote can become XML. The data are those of the papers (``render.result``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from extract.child import in_child
from extract.package import open_package, parse_xml
from render.figures import Filled
from render.result import result_of
from render.runs import prefixed
from render.templating import died, in_short, tame
from render.text import clean
from render.wordtags import BLOCK, COMMENT, VARIABLE, template_text
from rubrics.errors import FormError, SourceError
from rubrics.model import Rubric

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

SECONDS, MEGABYTES = 30, 1024
"""What filling one template may take."""
MOST_WRITTEN = 50_000_000
"""Signs that one part may come to."""
_ALSO = ("header", "footer", "footnotes", "endnotes")
"""Kinds of the parts beside the document that may hold tags."""
_RAW = ("safe", "xmlattr", "urlize", "tojson")
"""Filters by which a text could pass for XML."""


def fill_template(template: bytes, rubric: Rubric, filled: Sequence[Filled], *, name: str = "template.docx") -> bytes:
    """Return a user's Word document with its tags replaced: by the first result, all of which are in ``results``.

    Raises ``FormError`` where a tag is broken or names what there is not, ``SourceError`` where it is no Word document.
    """
    package = open_package(template, name)
    results = [asdict(result_of(rubric, one)) for one in filled]
    values = {**(results[0] if results else {}), "results": results}
    others = [one.target for one in package.relationships(package.main_part).values() if one.kind in _ALSO]
    parts = dict.fromkeys([package.main_part, *(part for part in others if package.has(part))])
    changed = {}
    for part in parts:
        source = package.read(part).decode("utf-8", "replace")
        if "{" not in source and "&#" not in source:
            continue
        root = package.xml(part)
        text = template_text(root, f"{name}: {part}")
        changed[part] = _rendered(text, values, prefixed(root, ""), name)
    return package.save(changed)


def _rendered(text: str, values: Mapping[str, object], prefix: str, name: str) -> bytes:
    try:
        answer = in_child(render_part, text, dict(values), prefix, where=name, seconds=SECONDS, megabytes=MEGABYTES)
    except SourceError as problem:
        raise died(problem, name, SECONDS, MEGABYTES) from problem
    if isinstance(answer, tuple):
        raise FormError("word-template-failed", where=name, problem=answer[0])
    data = answer.encode()
    try:
        parse_xml(data, name)
    except SourceError as problem:
        raise FormError("word-template-failed", where=name, problem=str(problem)) from problem
    return b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n" + data


def render_part(text: str, values: Mapping[str, object], prefix: str) -> str | tuple[str]:
    """Return a part of the document with its tags replaced, or in a tuple why it cannot be; in a process of its own."""
    try:
        pieces, size = [], 0
        for piece in _environment(prefix).from_string(text).generate(values):
            pieces.append(piece)
            size += len(piece)
            if size > MOST_WRITTEN:
                return (f"more than {MOST_WRITTEN} signs",)
        return "".join(pieces)
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 - a stranger's program raises what it likes
        return (in_short(problem),)


def _environment(prefix: str) -> SandboxedEnvironment:
    from jinja2 import StrictUndefined  # noqa: PLC0415 - Jinja2 is needed only when a template is filled
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415
    from markupsafe import Markup, escape  # noqa: PLC0415

    line_end = f'</{prefix}t><{prefix}br/><{prefix}t xml:space="preserve">'

    def written(value: Any) -> Any:
        """Return a value as the text of a run, its lines apart by breaks."""
        if isinstance(value, StrictUndefined):
            return value
        if isinstance(value, Markup):
            return Markup(clean(value)[0])  # noqa: S704 - escaped before
        lines = clean("" if value is None else str(value))[0].split("\n")
        return Markup(line_end).join(map(escape, lines))  # noqa: S704 - of our own tags

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=True,
        keep_trailing_newline=True,
        finalize=written,
        variable_start_string=VARIABLE[0],
        variable_end_string=VARIABLE[1],
        block_start_string=BLOCK[0],
        block_end_string=BLOCK[1],
        comment_start_string=COMMENT[0],
        comment_end_string=COMMENT[1],
    )
    tame(environment)
    for name in _RAW:
        del environment.filters[name]
    return environment
