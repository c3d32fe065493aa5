"""The documentation says what there is."""

import re
import runpy
import tomllib

import click
import pytest

import pipeline
from pipeline import dabiao
from rubrics.library import library_ids
from rubrics.presets import presets
from tests.pipeline.conftest import ROOT

READMES = ("README.md", "README.zh-CN.md")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_reference_of_the_commands_is_up_to_date():
    script = runpy.run_path(str(ROOT / "docs" / "cli_reference.py"))
    assert read("docs/cli.md") == script["reference"]()


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", dabiao.list_commands(click.Context(dabiao)))
def test_every_command_stands_in_the_readmes(readme, command):
    assert f"`dabiao {command}" in read(readme)


@pytest.mark.parametrize("readme", READMES)
def test_the_two_set_up_commands_stand_in_the_readmes_word_for_word(readme):
    text = read(readme)
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/dabiao demo out\n" in text
    tests = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest -n logical --dist loadfile\n"
    assert tests in text
    assert tests.replace("install", "install -q") in read(".ci/run")


@pytest.mark.parametrize("document", [*READMES, *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_links_inside_the_project_lead_somewhere(document):
    folder = (ROOT / document).parent
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", read(document))
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_changelog_names_the_version():
    assert f"## {pipeline.__version__}" in read("CHANGELOG.md")


def test_every_key_of_the_formats_is_documented():
    from rubrics.assessment import Answer, Assessment, ElementAnswer, Finding, ObjectAnswer
    from rubrics.model import Element, Form, Item, Rubric, Rule, Source, Stated
    from rubrics.policy import Bonus, Grade, Policy, Ranking

    for document, models in (
        ("docs/rubric.md", (Rubric, Element, Item, Rule, Policy, Grade, Bonus, Ranking, Stated, Form, Source)),
        ("docs/assessment.md", (Assessment, Answer, ElementAnswer, ObjectAnswer, Finding)),
    ):
        keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
        assert sorted(key for key in keys if f"`{key}`" not in read(document)) == []


def test_every_preset_and_every_library_rubric_is_documented():
    assert [name for name in presets() if f"`{name}`" not in read("docs/rubric.md")] == []
    assert [name for name in library_ids() if f"`{name}`" not in read("README.md")] == []


def test_what_is_installed_is_what_the_stages_import():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert project["scripts"] == {"dabiao": "pipeline:main"}
    named = {re.split(r"[>=\[]", line)[0] for line in project["dependencies"]}
    imported = {"python-docx": "docx", "pyyaml": "yaml"}
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for stage in ("rubrics", "extract", "normalize", "scoring", "render", "batch", "commands")
        for path in (ROOT / stage).rglob("*.py")
    ) + read("pipeline.py")
    unused = [
        name for name in named if not re.search(rf"^\s*(?:from|import) {imported.get(name, name)}\b", sources, re.MULTILINE)
    ]
    assert unused == []
