"""What is remembered between runs, and what a broken or outdated memory does: nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.settings import Settings


@pytest.fixture
def ini(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def reports(folder: Path, count: int) -> list[Path]:
    made = [folder / f"报告{number}.ziping" for number in range(count)]
    for path in made:
        path.touch()
    return made


def test_recent_reports_come_newest_first_and_once(ini: Path, tmp_path: Path) -> None:
    first, second = reports(tmp_path, 2)
    settings = Settings(ini)
    for path in (first, second, first):
        settings.remember_report(path)
    assert settings.recent_reports() == [first, second]


def test_only_so_many_are_remembered_and_none_that_is_gone(ini: Path, tmp_path: Path) -> None:
    made = reports(tmp_path, 10)
    settings = Settings(ini)
    for path in made:
        settings.remember_report(path)
    assert settings.recent_reports() == made[:1:-1]
    made[-1].unlink()
    assert settings.recent_reports() == made[-2:1:-1]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_what_was_remembered_survives_a_restart(ini: Path, tmp_path: Path, count: int) -> None:
    made = reports(tmp_path, count)
    settings = Settings(ini)
    for path in made:
        settings.remember_report(path)
    settings.remember_folder(tmp_path)
    del settings
    again = Settings(ini)
    assert again.recent_reports() == made[::-1]
    assert again.last_folder() == tmp_path


def test_a_folder_that_is_gone_gives_way_to_the_users_own(ini: Path, tmp_path: Path, home: Path) -> None:
    settings = Settings(ini)
    settings.remember_folder(tmp_path / "没有")
    assert settings.last_folder() == home


@pytest.mark.parametrize(
    "content",
    [b"\x00\xff\xfe", b"[General\nrecent=", b"[General]\nrecent=@Invalid()\ngeometry=1\nlast_folder=@Variant(1)\n"],
)
def test_a_broken_file_counts_as_empty(ini: Path, home: Path, content: bytes) -> None:
    ini.write_bytes(content)
    settings = Settings(ini)
    assert settings.recent_reports() == []
    assert settings.last_folder() == home
    assert settings.geometry() is None
