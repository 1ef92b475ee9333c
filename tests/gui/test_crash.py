"""The border where a bug is caught: it is in the log, said once, and the report is safe."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest

from gui.crash import catch_bugs, log_folder, start_log
from tests.gui.recording_prompts import RecordingPrompts


@pytest.fixture
def border(prompts: RecordingPrompts, monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordingPrompts]:
    """The border as the program sets it up, taken down again afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    log = logging.getLogger("ziping")
    before = list(log.handlers)
    start_log()
    catch_bugs(prompts)
    yield prompts
    for handler in [item for item in log.handlers if item not in before]:
        log.removeHandler(handler)
        handler.close()


def break_down() -> None:
    error = RuntimeError("a bug")
    sys.excepthook(RuntimeError, error, None)


def test_a_bug_is_logged_and_told(border: RecordingPrompts) -> None:
    break_down()
    assert "RuntimeError: a bug" in (log_folder() / "ziping.log").read_text(encoding="utf-8")
    title, text = border.told[0]
    assert title == "程序出了意外"
    assert "没有受影响" in text
    assert str(log_folder()) in text


def test_a_long_log_is_turned_over(border: RecordingPrompts) -> None:
    log = log_folder() / "ziping.log"
    log.write_bytes(b"x" * 1_000_001)
    start_log()
    break_down()
    assert log.stat().st_size < 10_000
    assert (log_folder() / "ziping.old.log").stat().st_size == 1_000_001


def test_without_a_place_for_the_log_the_program_still_starts(border: RecordingPrompts) -> None:
    log_folder().rmdir()
    log_folder().write_bytes(b"")
    start_log()


def test_stopping_by_the_keyboard_is_no_bug(border: RecordingPrompts, capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert border.told == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
