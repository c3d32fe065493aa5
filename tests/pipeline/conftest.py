"""A command line run inside the test process, in English unless a test says otherwise."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import dabiao

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def run():
    """Return what a command line gives: exit_code, stdout, stderr."""

    def run(*words: object) -> Result:
        language = {"LANGUAGE": os.environ.get("LANGUAGE")}  # put back after each command, whatever its --lang
        return CliRunner().invoke(dabiao, [str(word) for word in words], env=language)

    return run


@pytest.fixture
def jiangsu(tmp_path, run):
    """Return a folder with the Jiangsu rubric, its source document and the example assessment."""
    folder = tmp_path / "jiangsu"
    folder.mkdir()
    for name in ("jiangsu-small-enterprise.docx", "jiangsu-small-enterprise.self.yaml"):
        shutil.copyfile(EXAMPLES / name, folder / name)
    assert run("import", folder / "jiangsu-small-enterprise.docx", "-o", folder / "rubric.yaml").exit_code == 0
    return folder
