"""A disk that is full ends the run with a clear error and without half of a file; with room again it goes on."""

from __future__ import annotations

import errno
import os
import subprocess

import pytest

from batch.run import run
from batch.work import Output
from rubrics.errors import DabiaoError
from tests.batch.running.small import files_of, given, half_files, order

OUTPUTS = (Output.FORM, Output.SCORECARD)


@pytest.fixture
def disk(tmp_path):
    """Mount a disk of a few hundred kilobytes."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk, and not in every container")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_full_ends_the_run_and_one_with_room_lets_it_go_on(tmp_path, disk):
    given(tmp_path, 60, broken=(3,))
    with pytest.raises(DabiaoError, match=r"(No space left on device|disk is full|disk I/O error)"):
        run(order(tmp_path, disk / "out", *OUTPUTS))
    assert half_files(disk / "out") == []
    with pytest.raises(DabiaoError):
        run(order(tmp_path, disk / "out", *OUTPUTS))
    subprocess.run(["mount", "-o", "remount,size=40m", str(disk)], check=True)
    run(order(tmp_path, disk / "out", *OUTPUTS))
    run(order(tmp_path, tmp_path / "whole", *OUTPUTS))
    assert files_of(disk / "out") == files_of(tmp_path / "whole")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_disk_that_is_full_for_the_database_ends_the_run(tmp_path, disk, jobs):
    given(tmp_path, 60)
    subprocess.run(["mount", "-o", "remount,size=120k", str(disk)], check=True)
    with pytest.raises(DabiaoError):
        run(order(tmp_path, tmp_path / "out", jobs=jobs, database=str(disk / "results.sqlite"), state=disk / "state"))
    subprocess.run(["mount", "-o", "remount,size=40m", str(disk)], check=True)
    tally = run(
        order(tmp_path, tmp_path / "out", jobs=jobs, database=str(disk / "results.sqlite"), state=disk / "state", force=True)
    )
    assert tally.done + tally.unchanged == 60


@pytest.mark.parametrize("allowed", [0, 1, 7, 20])
def test_a_write_that_fails_leaves_what_was_there_and_no_part(folder, allowed, monkeypatch):
    from batch import storage

    writes, really = iter(range(1000)), storage._write_here

    def fails(place, name, write):
        def halfway(temporary):
            if next(writes) >= allowed:
                temporary.write_bytes(b"half")
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write(temporary)

        really(place, name, halfway)

    with monkeypatch.context() as patched:
        patched.setattr(storage, "_write_here", fails)
        with pytest.raises(DabiaoError, match=r"No space left on device.*goes on where it stopped"):
            run(order(folder, folder / "out", *OUTPUTS))
    assert half_files(folder / "out") == []
    assert list((folder / "out" / ".dabiao" / "parts").iterdir()) == []
    run(order(folder, folder / "out", *OUTPUTS))
    run(order(folder, folder / "whole", *OUTPUTS))
    assert files_of(folder / "out") == files_of(folder / "whole")
