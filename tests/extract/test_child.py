"""A reader in a process of its own: its result comes back, and whatever becomes of it is an error of the file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract import limits
from extract.child import in_child
from extract.document import Document
from extract.limits import Limits, using
from extract.word import read_word
from rubrics.catalogue.failures import FAILURES
from rubrics.errors import SourceError
from tests.waiting import wait_for
from tests.wordfile import docx

ROOT = Path(__file__).parents[2]


def code(function, *args, **how):
    with pytest.raises(SourceError) as caught:
        in_child(function, *args, where="x.pdf", **how)
    assert caught.value.code in FAILURES
    assert str(caught.value).startswith("x.pdf: ")
    return caught.value.code


def limits_there():
    bounds = limits.current()
    return (bounds.pages, bounds.seconds)


def say_hello():
    print("hello", flush=True)  # noqa: T201
    os.write(1, b"hello")
    return "done"


def kill_itself(number):
    os.kill(os.getpid(), number)


def leave():
    os._exit(0)


def start_another(link):
    """Start a process that would outlive this one, tell its number in the name of a link, and wait."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    Path(link).symlink_to(str(process.pid))
    time.sleep(3600)


def give_something_else():
    return Path("x")


def write_a_file(path):
    Path(path).write_text("x" * 100, encoding="utf-8")


def recurse(depth=0):
    return recurse(depth + 1)


def test_the_document_comes_back_as_it_is():
    data = docx("甲", "乙")
    document = in_child(read_word, data, "x.docx")
    assert isinstance(document, Document)
    assert document == read_word(data, "x.docx")


def test_an_error_of_the_file_comes_back_with_its_figures():
    with using(Limits(entries=1)), pytest.raises(SourceError) as caught:
        in_child(read_word, docx("甲"), "x.docx")
    assert (caught.value.code, caught.value.where, caught.value.figures) == ("too-many-members", "x.docx", {"limit": 1})


def test_the_limits_of_the_run_hold_there():
    with using(Limits(pages=7)):
        assert in_child(limits_there, seconds=30) == (7, Limits().seconds)


def test_what_a_library_prints_does_no_harm():
    assert in_child(say_hello) == "done"


def test_time_is_limited_inside_c_code():
    began = time.monotonic()
    assert code(pow, 10, 10**10, seconds=1) == "too-slow"
    assert time.monotonic() - began < 60


@pytest.mark.skipif(sys.platform != "linux", reason="address space is bounded on Linux")
def test_memory_is_limited():
    assert code(bytes, 4 * 2**30, megabytes=1024) == "too-much-memory"


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL] if os.name != "nt" else [])
def test_a_crash_is_told(number):
    assert code(kill_itself, int(number)) == "reader-died"


def test_an_end_without_an_answer_is_told():
    assert code(leave) == "reader-died"


def test_an_unexpected_error_is_told_with_its_traceback_for_debugging():
    with pytest.raises(SourceError) as caught:
        in_child(int, "x", where="x.pdf")
    assert caught.value.code == "reader-failed"
    assert "ValueError" in str(caught.value)
    assert "Traceback" in caught.value.__notes__[0]


def test_endless_nesting_is_told():
    assert code(recurse) == "nested-too-deep"


def test_an_answer_of_other_things_than_documents_is_not_taken():
    assert code(give_something_else) == "reader-died"


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_it_writes_no_files(tmp_path):
    assert code(write_a_file, str(tmp_path / "x")) == "reader-failed"
    assert not (tmp_path / "x").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="process groups of POSIX")
def test_nothing_that_it_started_is_left(tmp_path):
    link = tmp_path / "link"
    for seconds in (1, 5, 60):  # until it comes so far as to start another
        if not link.is_symlink():
            assert code(start_another, str(link), seconds=seconds) == "too-slow"
    wait_for(lambda: not is_alive(int(link.readlink().name)))


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2] != "Z"
