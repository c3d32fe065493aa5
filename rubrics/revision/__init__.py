"""When the rules change: two editions of a standard compared, and what that does to answers. Imports no stage.

The names below are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rubrics.revision.comparing import compare
    from rubrics.revision.mapping import Mapping, Match
    from rubrics.revision.model import Change, Edition, How, Kind, Pair, Revision, RuleAt, RulePair, Tendency

__all__ = [
    "Change",
    "Edition",
    "How",
    "Kind",
    "Mapping",
    "Match",
    "Pair",
    "Revision",
    "RuleAt",
    "RulePair",
    "Tendency",
    "compare",
]
_HOMES = {
    "comparing": ("compare",),
    "mapping": ("Mapping", "Match"),
    "model": ("Change", "Edition", "How", "Kind", "Pair", "Revision", "RuleAt", "RulePair", "Tendency"),
}


def __getattr__(name: str) -> object:
    """Return a public name from the module that defines it."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"rubrics.revision.{module}"), name)
    raise AttributeError(f"module 'rubrics.revision' has no attribute {name!r}")
