"""Jobs that harm the process which does them at one of their assessments."""

from __future__ import annotations

import os
import signal
from functools import cached_property

from batch.job import Job
from batch.storage import Storage

HARMFUL = "0005"


class DeadlyStorage(Storage):
    """Kills its process when a certain file is written, as a system without memory does."""

    def write(self, name: str, data: bytes) -> None:
        """Write, or be killed."""
        if HARMFUL in name:
            os.kill(os.getpid(), signal.SIGKILL)
        super().write(name, data)


class DeadlyJob(Job):
    """A job whose storage kills."""

    @cached_property
    def storage(self) -> Storage:
        """The storage that kills."""
        return DeadlyStorage(self.out)


class ForgetfulStorage(Storage):
    """Finds no memory when a certain file is written."""

    def write(self, name: str, data: bytes) -> None:
        """Write, or find no memory."""
        if HARMFUL in name:
            raise MemoryError
        super().write(name, data)


class ForgetfulJob(Job):
    """A job whose storage finds no memory."""

    @cached_property
    def storage(self) -> Storage:
        """The storage that finds none."""
        return ForgetfulStorage(self.out)
