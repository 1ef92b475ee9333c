"""Files appear whole or not at all, and the old one stays whatever happens."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from core.document.version import Version
from core.errors import AppError
from core.export.atomic import atomic_target
from core.export.report import Format, file_name, safe_stem
from core.progress import CancelledError


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "报告.pdf"
    path.write_text("旧", encoding="utf-8")
    return path


def test_a_finished_file_takes_the_place_of_the_old_one(target: Path) -> None:
    with atomic_target(target) as path:
        path.write_text("新", encoding="utf-8")
        assert target.read_text(encoding="utf-8") == "旧"
    assert target.read_text(encoding="utf-8") == "新"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("error", [CancelledError(), RuntimeError("意外")])
def test_an_unfinished_file_leaves_nothing_behind(target: Path, error: Exception) -> None:
    with pytest.raises(type(error)), atomic_target(target) as path:  # noqa: PT012 - the block is what is tested
        path.write_text("半", encoding="utf-8")
        raise error
    assert target.read_text(encoding="utf-8") == "旧"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EACCES, "cannot_write"), (errno.EIO, "cannot_write")]
)
def test_what_the_system_refuses_is_said(target: Path, number: int, code: str) -> None:
    with pytest.raises(AppError) as caught, atomic_target(target):
        raise OSError(number, os.strerror(number))
    assert caught.value.code == code
    assert "没有改动" in caught.value.message or "换一个位置" in caught.value.message
    assert target.read_text(encoding="utf-8") == "旧"


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "报告.pdf").mkdir()
    with pytest.raises(AppError) as caught, atomic_target(tmp_path / "报告.pdf") as path:
        path.write_text("新", encoding="utf-8")
    assert caught.value.code == "is_folder"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught, atomic_target(tmp_path / "没有" / "报告.pdf"):
        pass
    assert caught.value.code == "no_folder"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX systems")
def test_others_may_read_the_file_as_the_users_settings_say(tmp_path: Path) -> None:
    with atomic_target(tmp_path / "报告.pdf") as path:
        path.write_text("新", encoding="utf-8")
    plain = tmp_path / "普通"
    plain.write_text("", encoding="utf-8")
    assert (tmp_path / "报告.pdf").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("某局2020年度报告", "某局2020年度报告"),
        ('a<b>:"/\\|?*c', "abc"),
        ("  结尾. ", "结尾"),
        ("", "自评报告"),
        ("CON", "报告CON"),
        ("长" * 300, "长" * 100),
    ],
)
def test_file_names_are_legal_everywhere(title: str, stem: str) -> None:
    assert safe_stem(title) == stem
    assert file_name(title, Format.PDF, Version.FINAL) == f"{stem}.pdf"
    assert file_name(title, Format.PDF, Version.DRAFT) == f"{stem}（草稿）.pdf"
    assert file_name(title, Format.PDF, Version.PUBLIC) == f"{stem}（公开）.pdf"
