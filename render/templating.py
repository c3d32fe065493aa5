"""A rubric's own template for descriptions: a stranger's program, so it runs in a sandbox, in another process, within bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.child import in_child
from render.text import bare
from rubrics.errors import FormError, SourceError

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

ENDING = ".j2"
MAX_TEMPLATE, MAX_DESCRIPTION = 64 * 1024, 10_000
"""Bytes of a template; signs that it may write about one item."""
SECONDS, MEGABYTES = 10, 512
"""What all descriptions of a form may take."""


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A Jinja2 template that was read and can be compiled: where it came from, and its text."""

    where: str
    text: str


def read_template(path: Path) -> OwnTemplate:
    """Return the template in a file; ``FormError`` where it cannot be read, is too long, or is no template."""
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - Jinja2 is needed only when a form is filled

    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise FormError("template-unreadable", where=str(path), problem=str(problem)) from problem
    if len(data) > MAX_TEMPLATE:
        raise FormError("template-too-long", where=str(path), limit=MAX_TEMPLATE // 1024)
    try:
        _environment().parse(text)
    except TemplateSyntaxError as problem:
        raise FormError("template-broken", where=f"{path}:{problem.lineno}", problem=problem.message or "?") from problem
    except RecursionError as problem:
        raise FormError("template-broken", where=str(path), problem="nested too deeply") from problem
    return OwnTemplate(str(path), text)


def template_beside(folder: Path, rubric: str) -> OwnTemplate | None:
    """Return the template that stands beside a rubric under its id, where there is one."""
    path = folder / f"{rubric}{ENDING}"
    return read_template(path) if path.is_file() else None


def described_by(template: OwnTemplate, values: Sequence[Mapping[str, object]]) -> list[str]:
    """Return what a template says about each item.

    ``FormError`` where it names what there is not, fails, writes too much, or takes more time or memory than a description may.
    """
    if not values:
        return []
    try:
        said = in_child(render_all, template.text, list(values), where=template.where, seconds=SECONDS, megabytes=MEGABYTES)
    except SourceError as problem:
        raise died(problem, template.where, SECONDS, MEGABYTES) from problem
    for number, text in enumerate(said):
        if isinstance(text, tuple):
            raise FormError("template-failed-at", where=template.where, item=str(values[number]["item"]), problem=text[0])
    return [str(text) for text in said]


def render_all(text: str, values: Sequence[Mapping[str, object]]) -> list[str | tuple[str]]:
    """Return what a template says about each item, or in a tuple why it does not; in a process of its own."""
    said: list[str | tuple[str]] = []
    try:
        template = _environment().from_string(text)
        for one in values:
            told = template.render(one).strip()
            said.append(told if len(told) <= MAX_DESCRIPTION else (f"more than {MAX_DESCRIPTION} signs",))
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 - a stranger's program raises what it likes
        said.append((in_short(problem),))
    return said


def in_short(problem: Exception) -> str:
    """Return what a template tripped over, on one line."""
    return " ".join(str(problem).split())[:200] or type(problem).__name__


def died(problem: SourceError, where: str, seconds: int, megabytes: int) -> FormError:
    """Return the error for a template whose process came to no end within these bounds, which no option of a command moves."""
    if problem.code == "too-slow":
        return FormError("template-too-slow", where=where, limit=seconds)
    if problem.code == "too-much-memory":
        return FormError("template-too-large", where=where, limit=megabytes)
    return FormError("template-failed", where=where, problem=str(problem.figures.get("problem", problem.code)))


def tame(environment: SandboxedEnvironment) -> None:
    """Take away what gives other words each time: the same form has the same bytes."""
    del environment.filters["random"], environment.globals["lipsum"]


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined  # noqa: PLC0415 - see above
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters["bare"] = bare
    tame(environment)
    return environment
