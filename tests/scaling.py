"""Whether work takes time in proportion to its size, told so that neither a slow nor a busy machine changes the answer."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

LEAST = 0.005
"""Seconds below which a time says nothing."""
MARGIN = 3
"""How many times as much as in proportion a work may take: memory, caches and noise cost something; a square costs more."""


def is_proportional(work: Callable[[Any], object], small: Any, large: Any, times: int) -> bool:
    """Tell whether ``work(large)`` takes time in proportion to ``work(small)``, of which it is so many ``times`` the size."""
    for _ in range(3):  # a machine may be busy just then
        least = max(min(seconds(work, small) for _ in range(3)), LEAST)
        if seconds(work, large) < MARGIN * times * least:
            return True
    return False


def seconds(work: Callable[[Any], object], given: Any) -> float:
    """Return the processor time of a work, without what the collector of garbage takes for all that other tests have left."""
    gc.disable()
    try:
        began = time.process_time()
        work(given)
        return time.process_time() - began
    finally:
        gc.enable()
