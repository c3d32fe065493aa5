"""What answers at once loads nothing heavy."""

import subprocess
import sys

import pytest

import pipeline
from tests.pipeline.conftest import ROOT

HEAVY = {"pydantic", "lxml", "yaml", "docx", "jinja2", "pdfplumber", "rich", "extract", "normalize", "scoring", "render"}


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["score", "--help", "--lang", "zh"], ["scor"]])
def test_version_help_and_bad_usage_load_no_stage_and_no_model(words):
    code = (
        f"import sys, pipeline\ntry: pipeline.dabiao.main({words})\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert HEAVY.isdisjoint(result.stderr.splitlines()[-1].split())


def test_the_version_is_the_one_constant(run):
    assert run("--version").stdout == f"dabiao, version {pipeline.__version__}\n"


def test_the_module_runs_like_the_command(run):
    result = subprocess.run([sys.executable, "-m", "pipeline", "--help"], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout.splitlines()[0] == run("--help").stdout.splitlines()[0] == "Usage: dabiao [OPTIONS] COMMAND [ARGS]..."


def test_without_words_the_help_is_shown(run):
    assert (run().exit_code, run().stdout) == (0, run("--help").stdout)
