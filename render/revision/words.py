"""Fields and values of a change as a person reads them, and texts with the changed signs marked."""

from __future__ import annotations

from decimal import Decimal

import click

from rubrics.catalogue.revising import FIELDS, INNER, REVISION, TENDENCIES, VALUES
from rubrics.messages import translate
from rubrics.revision.model import Change, Tendency, Value
from rubrics.revision.spans import Span, spans
from rubrics.values import show
from rubrics.widths import one_line

AROUND = 12
"""So many signs are shown around a change in a text that is not shown in full."""
TEXTS = frozenset({"requirement", "specification", "method", "text", "title", "notes", "notes_below", "policy.source"})
"""Fields that hold words, in which changed signs are marked."""


def say(name: str, **figures: object) -> str:
    """Return a sentence of the catalogue in the language in use."""
    return translate(REVISION[name]).format(**figures)


def field_words(field: str, *, in_rule: bool = False) -> str:
    """Return a field in words; what stands behind its known beginning stands behind it."""
    if in_rule and field == "method":
        return translate(FIELDS["method-rule"])
    parts = field.split(".")
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        if name in FIELDS:
            rest = [translate(INNER.get(part, part)) for part in parts[length:]]
            return " ".join([translate(FIELDS[name]), *rest])
    return field


def value_words(value: Value | None) -> str:
    """Return a value in words, — where there is none."""
    if value is None:
        return "—"
    if isinstance(value, Decimal):
        return show(value)
    if isinstance(value, tuple):
        return "–".join(value_words(one) for one in value)
    return translate(VALUES[str(value)]) if str(value) in VALUES else one_line(str(value))


def change_line(change: Change, *, every: bool, in_rule: bool = False) -> str:
    """Return a change on one line: what it was and is, or the text with its changed signs marked."""
    field = field_words(change.field, in_rule=in_rule)
    if change.field in TEXTS and isinstance(change.old or "", str) and isinstance(change.new or "", str):
        said = say("text", field=field, text=marked(str(change.old or ""), str(change.new or ""), every=every))
    else:
        said = say("change", field=field, old=value_words(change.old), new=value_words(change.new))
    return noted(say("part", part=change.of, said=said) if change.of else said, change.tendency)


def noted(said: str, tendency: Tendency) -> str:
    """Return what is said with whether it is stricter or milder, where that is something to say."""
    if tendency in (Tendency.NEITHER, Tendency.UNCLEAR):
        return said
    return say("note", said=said, tendency=translate(TENDENCIES[tendency.value]))


def marked(old: str, new: str, *, every: bool) -> str:
    """Return two texts as one, what is gone in [-…-] and what is new in {+…+}; far from changes only … unless ``every``."""
    runs = spans(one_line(old), one_line(new))
    return "".join(_run(run, at == 0, at == len(runs) - 1, every=every) for at, run in enumerate(runs))


def _run(run: Span, first: bool, last: bool, *, every: bool) -> str:  # noqa: FBT001 - where it stands
    if run.kind == "gone":
        return click.style(f"[-{run.text}-]", fg="red")
    if run.kind == "new":
        return click.style(f"{{+{run.text}+}}", fg="green")
    if every or len(run.text) <= 2 * AROUND:
        return run.text
    head, tail = ("" if first else run.text[:AROUND]), ("" if last else run.text[-AROUND:])
    return f"{head}…{tail}"
