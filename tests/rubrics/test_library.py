"""Several editions of one standard in a library of one's own: which one a name means."""

from pathlib import Path

import pytest

from rubrics.errors import RubricError
from rubrics.library import library_editions, library_ids, open_library, rubric_path


@pytest.fixture
def library(tmp_path, monkeypatch):
    """Return a function that puts an edition into a library of one's own."""
    monkeypatch.setenv("DABIAO_LIBRARY", str(tmp_path))

    def put(file, *, name="hotel", **said):
        head = "".join(f"{key}: '{value}'\n" for key, value in said.items())
        text = f"schema: dabiao/rubric/v1\nid: {name}\ntitle: 标准\n{head}elements: []\n"
        (tmp_path / file).write_text(text, encoding="utf-8")

    return put


def test_an_id_alone_means_the_edition_with_the_latest_date(library):
    library("a.yaml", version="2019", date="2019-03-01")
    library("b.yaml", version="2024", date="2024-03-01")
    library("c.yaml", version="old")
    assert open_library("hotel").version == "2024"
    assert [open_library(f"hotel@{version}").version for version in ("2019", "2024", "old")] == ["2019", "2024", "old"]
    assert open_library("hotel@2019-03-01").version == "2019"


def test_an_edition_that_another_supersedes_is_not_the_newest_whatever_its_date(library):
    library("a.yaml", version="一", supersedes="二")
    library("b.yaml", version="二", date="2030-01-01")
    assert open_library("hotel").version == "一"


def test_where_nothing_tells_the_newest_the_editions_are_named(library, tmp_path):
    library("a.yaml", version="一")
    library("b.yaml", version="二")
    with pytest.raises(RubricError, match="hotel can mean several editions") as told:
        open_library("hotel")
    assert f"hotel@一 ({tmp_path / 'a.yaml'})" in str(told.value)
    assert open_library("hotel@二").version == "二"


def test_an_edition_that_is_not_there_is_told_with_those_that_are(library):
    library("a.yaml", version="2019")
    with pytest.raises(RubricError, match="no edition hotel@2020 in the library; there are: hotel@2019"):
        open_library("hotel@2020")
    with pytest.raises(RubricError, match=r"no rubric motel in the library; there are: .*garage-level3, .*hotel"):
        open_library("motel")


def test_a_version_may_look_like_a_path(library):
    library("a.yaml", version="DB32/T 4321.1-2022")
    assert rubric_path(Path("hotel@DB32/T 4321.1-2022")).name == "a.yaml"


def test_an_edition_of_ones_own_stands_beside_that_of_dabiao(library):
    library("a.yaml", name="garage-level3", version="2024", date="2024-03-01")
    assert open_library("garage-level3").version == "2024"
    assert [edition.version for edition in library_editions() if edition.id == "garage-level3"] == [None, "2024"]
    assert len(library_ids()) == 5


def test_what_is_no_rubric_is_passed_over(library, tmp_path):
    library("a.yaml", version="2019")
    (tmp_path / "self.yaml").write_text("schema: dabiao/assessment/v1\nid: x\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("schema: [dabiao", encoding="utf-8")
    (tmp_path / "list.yaml").write_text("- id\n- x\n", encoding="utf-8")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    assert len(library_editions()) == len(library_ids()) + 1


def test_a_file_or_a_path_is_taken_as_it_is(library, tmp_path):
    library("hotel", version="2019")
    assert rubric_path(tmp_path / "hotel") == tmp_path / "hotel"
    assert rubric_path(Path("hotel@2019.yaml")) == Path("hotel@2019.yaml")
    assert rubric_path(Path("there/hotel")) == Path("there/hotel")


def test_a_library_that_is_not_there_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("DABIAO_LIBRARY", str(tmp_path / "nowhere"))
    with pytest.raises(RubricError, match="DABIAO_LIBRARY names this folder, and it is not there"):
        open_library("garage-level3")
