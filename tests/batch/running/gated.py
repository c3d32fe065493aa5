"""A job that stops in the middle until a test says that it may go on, so that something can happen to its workers there."""

from __future__ import annotations

from functools import cached_property

from batch.job import Job
from batch.storage import Storage
from tests.waiting import wait_for

SHUT, GATE = 20, "gate"
"""How many scorecards are written before the gate; the file in OUT that opens it."""


class GatedStorage(Storage):
    """Writes some files, and the others when the gate is open."""

    def write(self, name: str, data: bytes) -> None:
        """Write, perhaps after waiting."""
        out = self.local
        assert out is not None
        wait_for(lambda: (out / GATE).exists() or len(list(out.glob("scorecards/*"))) < SHUT)
        super().write(name, data)


class GatedJob(Job):
    """A job whose storage waits."""

    @cached_property
    def storage(self) -> Storage:
        """The storage that waits."""
        return GatedStorage(self.out)
