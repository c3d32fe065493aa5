"""Conditions that are awaited: a test never sleeps for as long as something ought to take."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 300
"""Seconds after which even the slowest machine would have been through."""


def wait_for(look: Callable[[], T]) -> T:
    """Return what ``look`` finds, as soon as it finds something."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)
    return found
