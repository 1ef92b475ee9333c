"""The bundled standards, and how one is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import AppError
from core.standard import catalog
from core.standard.catalog import bundled_standards, find_standard
from tests.core.standard.small_standard import SMALL


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in place of the bundled standards'."""
    monkeypatch.setattr(catalog, "resource_path", lambda *parts: tmp_path.joinpath(*parts))
    bundled_standards.cache_clear()
    (tmp_path / "standards").mkdir()
    yield tmp_path / "standards"
    bundled_standards.cache_clear()


def test_foshan_2020_is_bundled() -> None:
    assert find_standard("foshan-2020").place == "佛山市"
    assert find_standard("foshan-2020") in bundled_standards()


def test_standards_are_sorted_by_id(folder: Path) -> None:
    for name, standard_id in (("1.toml", "b-2021"), ("2.toml", "a-2021"), ("3.toml", "a-2020")):
        (folder / name).write_text(SMALL.replace("small-2021", standard_id), "utf-8")
    (folder / "readme.txt").write_text("not a standard", "utf-8")
    assert [standard.id for standard in bundled_standards()] == ["a-2020", "a-2021", "b-2021"]


def test_unknown_standard_is_told_which_there_are(folder: Path) -> None:
    (folder / "small.toml").write_text(SMALL, "utf-8")
    with pytest.raises(AppError) as caught:
        find_standard("foshan-1999")
    assert caught.value.code == "unknown_standard"
    assert caught.value.message == "没有编号为“foshan-1999”的标准。现有的标准：small-2021（小标准）。"


def test_broken_bundled_file_is_an_error(folder: Path) -> None:
    (folder / "good.toml").write_text(SMALL, "utf-8")
    (folder / "broken.toml").write_text("id = 1", "utf-8")
    with pytest.raises(AppError, match=r"标准文件 broken\.toml") as caught:
        bundled_standards()
    assert caught.value.code == "bad_standard"


def test_two_files_of_one_id_are_an_error(folder: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (folder / name).write_text(SMALL, "utf-8")
    with pytest.raises(AppError, match=r"标准文件 two\.toml .*“small-2021”与另一个标准文件重复"):
        bundled_standards()
