"""A Dask cluster on loopback for a test: a scheduler and workers, each a process that can be killed or stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.waiting import PATIENCE, wait_for

ROOT = Path(__file__).parents[3]


@dataclass
class Dask:
    """A running cluster."""

    folder: Path
    patience: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """The scheduler's address."""
        return str(json.loads(self._told.read_text())["address"])

    def start(self, workers: int) -> None:
        """Start a scheduler and workers."""
        quick = {
            "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": f"{self.patience}s",
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s",
        }
        self._call("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self._told), **quick)
        wait_for(self._told.exists)
        for _ in range(workers):
            self.join()
        self._keeper = threading.Thread(target=self._keep)
        self._keeper.start()

    def join(self) -> None:
        """Start one more worker; it dies with its process, nobody starts it again."""
        place = self.folder / f"worker{len(self.processes)}"
        options = ["--scheduler-file", str(self._told), "--nthreads", "1", "--no-nanny", "--local-directory", str(place)]
        self._call("worker", *options)

    def wait_until_joined(self, workers: int) -> None:
        """Wait until the scheduler knows so many workers."""
        from distributed import Client

        with Client(self.address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)

    def kill(self, number: int) -> None:
        """Kill a worker."""
        self.processes[number].send_signal(signal.SIGKILL)
        self.processes[number].wait()

    def cut_off(self, number: int) -> None:
        """Stop a worker where it stands: it neither works nor answers, and its connections stay open."""
        self.processes[number].send_signal(signal.SIGSTOP)

    def rejoin(self, number: int) -> None:
        """Let a worker that was cut off go on."""
        self.processes[number].send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End all of it."""
        self.over.set()
        if self.processes[1:]:
            self._keeper.join()
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait()

    def _keep(self) -> None:
        """Start a worker for each that is gone, as the keeper of a cluster does."""
        replaced = set()
        while not self.over.wait(0.2):
            for number, process in enumerate(self.processes[1:], 1):
                if number not in replaced and process.poll() is not None:
                    replaced.add(number)
                    self.join()

    @property
    def _told(self) -> Path:
        return self.folder / "scheduler.json"

    def _call(self, kind: str, *options: str, **settings: str) -> None:
        command = [sys.executable, "-m", "dask", kind, "--no-dashboard", *options]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.processes.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, **quiet))


@contextmanager
def dask(folder: Path, workers: int, patience: int = 300) -> Iterator[Dask]:
    """Give a cluster, and end it; a worker that gives no sign for ``patience`` seconds is given up."""
    cluster = Dask(folder, patience)
    folder.mkdir()
    try:
        cluster.start(workers)
        yield cluster
    finally:
        cluster.stop()
