"""Every run speaks English unless a test says otherwise."""

import pytest

from tests.batch.running.small import given


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def folder(tmp_path):
    """Return a folder with twelve assessments, two of them broken, and their rubric."""
    given(tmp_path, 12, broken=(3, 7))
    return tmp_path
