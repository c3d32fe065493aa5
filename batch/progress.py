"""How far a run is: a bar with the rate and the time left on a terminal, a plain line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from rubrics.catalogue.batching import SAID
from rubrics.messages import translate

EVERY = 10.0
"""Seconds between two lines in a log."""

Step = Callable[[int, int], None]
"""Called with how many more are done, and how many of these failed."""


@contextmanager
def watching(total: int) -> Iterator[Step]:
    """Show on stderr how far the block is that calls what it is given after each piece of work."""
    with _bar(total) if sys.stderr.isatty() else _lines(total) as step:
        yield step


@contextmanager
def _bar(total: int) -> Iterator[Step]:
    """Draw a bar, with the rate and the failures behind it."""
    began, failed = time.monotonic(), 0
    with click.progressbar(length=total, file=sys.stderr, show_eta=True, show_pos=True, item_show_func=lambda item: item) as bar:

        def step(done: int, bad: int) -> None:
            """Move the bar on."""
            nonlocal failed
            failed += bad
            rate = (bar.pos + done) / max(time.monotonic() - began, 0.001)
            bar.update(done, translate(SAID["rate"]).format(rate=f"{rate:.0f}", failed=failed))

        yield step


@contextmanager
def _lines(total: int) -> Iterator[Step]:
    """Write a line every ten seconds."""
    began = said = time.monotonic()
    done = failed = 0

    def step(more: int, bad: int) -> None:
        """Count on, and write a line where it is time."""
        nonlocal said, done, failed
        done, failed = done + more, failed + bad
        now = time.monotonic()
        if now - said >= EVERY:
            said = now
            rate = done / (now - began)
            left = _time((total - done) / rate) if rate else "?"
            words = translate(SAID["so-far"])
            click.echo(words.format(done=done, total=total, rate=f"{rate:.0f}", left=left, failed=failed), err=True)

    yield step


def _time(seconds: float) -> str:
    """Return a time as hours, minutes and seconds.

    >>> _time(3725.4)
    '1:02:05'
    """
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
