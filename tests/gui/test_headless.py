"""`--sample` on a machine without a screen: the same job, and a picture of the window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    unwanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    environment["PYTHONIOENCODING"] = "utf-8"
    return subprocess.run(
        [sys.executable, "-m", "gui", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=Path.cwd(),
        check=False,
    )


def test_sample_goes_in_and_exports_and_a_picture_come_out(tmp_path: Path) -> None:
    ended = run("--sample", "--out", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    assert "没有图形界面" in ended.stdout
    assert {path.suffix for path in tmp_path.iterdir()} == {".pdf", ".docx", ".xlsx", ".png", ".ziping"}
    picture = QImage(str(next(tmp_path.glob("*.png"))))
    assert (picture.width(), picture.height()) == (1366, 768)


def test_a_window_without_a_screen_is_refused_with_a_sentence() -> None:
    ended = run()
    assert ended.returncode == 2
    assert "没有图形界面" in ended.stderr
