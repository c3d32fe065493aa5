"""English and Chinese: every sentence in the catalogue, every figure in its place."""

import re
import string
import subprocess
import sys

import pytest

from rubrics import locale
from rubrics.catalogue.violations import REFUSALS
from rubrics.locale.__main__ import MO, PO, mo_bytes, our_sentences, po_bytes, read_catalogue, template
from rubrics.messages import translate, translate_to, use_language
from rubrics.schema import KINDS, schema, schema_file
from tests.pipeline.conftest import ROOT

assert locale.__doc__
CATALOGUE = read_catalogue()


def figures(sentence):
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_the_compiled_catalogue_is_that_of_the_translators_file():
    assert MO.read_bytes() == mo_bytes(CATALOGUE)


def test_the_translators_file_is_in_the_form_that_the_script_writes():
    assert PO.read_bytes() == po_bytes(CATALOGUE)


def test_every_sentence_has_a_chinese_translation():
    missing = [
        (where, sentence) for sentence, where in our_sentences() if not (found := CATALOGUE.get(sentence)) or not found.string
    ]
    assert missing == []


def test_no_translation_is_left_of_a_sentence_that_is_gone():
    wanted = {message.id for message in template()}
    gone = [
        message.id for message in CATALOGUE if message.id and message.id not in wanted and "click" not in message.auto_comments
    ]
    assert gone == []


def test_a_translation_names_the_same_figures():
    plain = [message for message in CATALOGUE if isinstance(message.id, str) and message.id]
    assert [m.id for m in plain if figures(m.string) != figures(m.id)] == []
    assert [m.id for m in plain if re.findall(r"%\(\w+\)s", m.string) != re.findall(r"%\(\w+\)s", m.id)] == []


def test_a_translation_is_chinese():
    worded = [s for s, _ in our_sentences() if re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", s)) and s != "docx, txt, pdf …"]
    latin = [s for s in worded if not re.search(r"[\u4e00-\u9fff]", translate_to("zh", s))]
    assert latin == []


def test_what_the_models_refuse_stands_in_the_catalogue():
    said = set()
    for name in ("model", "policy", "assessment", "values"):
        text = (ROOT / "rubrics" / f"{name}.py").read_text(encoding="utf-8")
        said |= {words.removesuffix(": ") for words in re.findall(r'raise ValueError\("([^"]+)"', text)}
    assert said <= set(REFUSALS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_that_of_the_models(kind):
    assert schema_file(kind).read_text(encoding="utf-8") == schema(kind)


@pytest.mark.parametrize(
    "words", [("--lang", "zh", "score", "--help"), ("score", "--lang=zh", "--help"), ("score", "--help", "--lang", "zh")]
)
def test_help_is_chinese_wherever_the_language_stands(run, words):
    shown = run(*words).stdout
    assert shown.startswith("用法： dabiao score [选项] RUBRIC")
    assert "按评分记录算出" not in shown
    assert all(word in shown for word in ("示例：", "参数：", "选项：", "评分记录文件"))
    assert not re.search(r"\b(Options|Usage|Example|show)\b", shown)


def test_every_command_is_helped_in_both_languages(run):
    for name in run("--help").stdout.split("Commands:")[1].split("\n"):
        if not (command := name.split()[:1]):
            continue
        english, chinese = run(*command, "--help"), run(*command, "--help", "--lang", "zh")
        assert english.exit_code == chinese.exit_code == 0
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"\S+\.docx|修订对照表", "", english.stdout))
        assert max(len(line.encode("gb18030")) for line in chinese.stdout.splitlines()) <= 80


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.GB18030"}, True),
        ({"LC_ALL": "zh_TW.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "C"}, False),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"}, False),
        ({}, False),
    ],
)
def test_the_language_is_that_of_the_locale(run, monkeypatch, environment, chinese):
    monkeypatch.delenv("LANGUAGE")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("用法" in run("--help").stdout) == chinese


def test_clicks_own_errors_are_chinese_too(run):
    assert run("--lang", "zh", "scor").stderr.startswith("错误：没有命令 'scor'。")
    assert "缺少参数" in run("score", "--lang", "zh").stderr
    assert "缺少选项" in run("import", "x", "--lang", "zh").stderr


def test_errors_in_files_are_chinese_too(run, tmp_path):
    (tmp_path / "r.yaml").write_text("schema: dabiao/rubric/v1\nid: a\ntitle: b\npoints: -1\nmore: 1\n", encoding="utf-8")
    assert run("check", tmp_path / "r.yaml", "--lang", "zh").stderr.splitlines() == [
        f"错误：{tmp_path / 'r.yaml'}:4:1: points：不能小于 0",
        f"错误：{tmp_path / 'r.yaml'}:5:1: 无法识别的键 more；请删去或改正",
    ]


def test_a_sentence_for_a_file_does_not_depend_on_the_language_in_use():
    use_language("en")
    assert translate("review") == "review"
    assert translate_to("zh", "review") == "评审"


def test_windows_is_asked_for_its_language_where_no_variable_names_one(monkeypatch):
    import ctypes
    import locale as locales
    import types

    from rubrics import messages

    kernel = types.SimpleNamespace(kernel32=types.SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x804))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
    monkeypatch.delenv("LANGUAGE")
    assert locales.windows_locale[0x804] == "zh_CN"
    assert messages._windows_language() == "zh_CN"
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert messages._windows_language() is None


def test_the_script_that_updates_the_catalogue_finds_nothing_to_do():
    command = [
        sys.executable,
        "-c",
        "from rubrics.locale.__main__ import *; had = read_catalogue(); print(*[m.id for m in template() if m.id not in had])",
    ]
    assert subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout.strip() == ""
