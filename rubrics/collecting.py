"""How often Python looks for cycles of garbage: seldom, where many small things are made and hardly a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 50_000
"""After so many new objects cycles are looked for. Rubrics, documents and pages are trees, in which there are none to find;
looking for them after every 700, as Python does, costs a fifth of the time of a large comparison."""


@contextmanager
def hardly_collecting() -> Iterator[None]:
    """Let Python look for cycles less often during a block; where it does not look at all, it stays so."""
    first, *further = gc.get_threshold()
    gc.set_threshold(max(first, _OBJECTS) if first else 0, *further)
    try:
        yield
    finally:
        gc.set_threshold(first, *further)
