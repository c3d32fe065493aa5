"""``dabiao import`` of folders and zips: every standard in them, and what is none is told."""

from __future__ import annotations

import shutil
import zipfile

import pytest

from tests.pipeline.conftest import EXAMPLES


@pytest.fixture
def folder(tmp_path):
    """Return a folder with two standards, a letter, a picture and a damaged document's name."""
    given = tmp_path / "given"
    (given / "附件").mkdir(parents=True)
    shutil.copyfile(EXAMPLES / "jiangsu-small-enterprise.docx", given / "jiangsu.docx")
    shutil.copyfile(EXAMPLES / "hangzhou-safety-culture.txt", given / "附件" / "hangzhou.txt")
    (given / "letter.txt").write_text("关于印发评分细则的通知。\n", encoding="utf-8")
    (given / "seal.png").write_bytes(b"\x89PNG\r\n")
    return given


def rubrics(folder):
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".yaml")


def zipped(folder):
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    return target


@pytest.mark.parametrize("given", [lambda folder: folder, zipped])
def test_every_standard_in_a_folder_or_zip_is_written(run, folder, tmp_path, given):
    result = run("import", given(folder), "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert rubrics(tmp_path / "out") == ["hangzhou.yaml", "jiangsu.yaml"]
    left_out = [line for line in result.stderr.splitlines() if line.startswith("left out: ")]
    assert len(left_out) == 2
    assert "seal.png: a picture" in left_out[0]
    assert left_out[1].startswith("left out: letter.txt: ")


def test_a_damaged_document_in_a_folder_ends_the_command_before_anything_is_written(run, folder, tmp_path):
    (folder / "damaged.docx").write_bytes((folder / "jiangsu.docx").read_bytes()[:-50])
    result = run("import", folder, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "damaged.docx: damaged or cut off" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_without_any_standard_says_why(run, folder, tmp_path):
    for path in [*folder.rglob("*.docx"), *folder.rglob("hangzhou.txt")]:
        path.unlink()
    result = run("import", folder, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "error: letter.txt: " in result.stderr


def test_folders_zips_and_files_are_given_together(run, folder, tmp_path):
    result = run("import", zipped(folder / "附件"), folder / "jiangsu.docx", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert rubrics(tmp_path / "out") == ["hangzhou.yaml", "jiangsu.yaml"]


def test_a_limit_can_be_moved_and_a_bad_one_is_told(run, tmp_path):
    source = EXAMPLES / "jiangsu-small-enterprise.docx"
    refused = run("import", source, "-o", tmp_path / "r.yaml", "--limit", "cells=10")
    assert refused.exit_code == 2
    assert "--limit cells=N" in refused.stderr
    assert run("import", source, "-o", tmp_path / "r.yaml", "--limit", "cells=100000").exit_code == 0
    assert "there is no limit cell" in run("import", source, "-o", tmp_path / "r.yaml", "--limit", "cell=1").stderr
