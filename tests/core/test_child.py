"""Work in a child: its answer, its refusals, and that nothing it does holds up or harms the process that asked."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import pytest

from core.child import CHILD_FLAG, child_command, run_in_child
from core.child_limits import ExtendedLimits
from core.errors import AppError
from core.progress import CancelledError, Progress, SilentProgress
from tests.core import child_work

_Result = TypeVar("_Result")

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="asks for a process by its number as Unix does")


def ask(
    work: Callable[..., _Result], *arguments: Any, seconds: float = 60, progress: Progress | None = None
) -> _Result:
    return run_in_child(work, *arguments, seconds=seconds, message="正在等", progress=progress or SilentProgress())


class Watcher:
    """Takes note of what is reported, and cancels once it has heard certain words."""

    def __init__(self, cancel_at: str = "") -> None:
        self.heard: list[tuple[int, int, str]] = []
        self._cancel_at = cancel_at

    def report(self, done: int, total: int, message: str) -> None:
        self.heard.append((done, total, message))
        if message == self._cancel_at:
            raise CancelledError


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_answer_and_the_progress_of_a_child_come_back() -> None:
    watcher = Watcher()
    assert ask(child_work.add, 2, 3, progress=watcher) == 5
    assert watcher.heard[-1] == (1, 2, "正在加")
    assert set(watcher.heard[:-1]) <= {(0, 0, "正在等"), (1, 2, "正在加")}


def test_a_child_loads_no_more_than_its_work_needs() -> None:
    loaded = ask(child_work.loaded_modules)
    assert "tests.core.child_work" in loaded
    assert not {name for name in loaded if name.startswith(("PySide6", "gui", "pytest", "core.cli", "core.validation"))}


def test_what_a_child_prints_is_no_answer() -> None:
    assert ask(child_work.print_much) == "答"


def test_a_refusal_is_the_same_on_this_side() -> None:
    with pytest.raises(AppError, match="太大") as caught:
        ask(child_work.refuse)
    assert caught.value.code == "too_large"


def test_a_bug_in_a_child_shows_where_it_is() -> None:
    with pytest.raises(RuntimeError, match=r"child_work\.py.*divide"):
        ask(child_work.divide)


@unix_only
def test_a_child_that_never_ends_is_ended(tmp_path: Path) -> None:
    begun = monotonic()
    with pytest.raises(TimeoutError):
        ask(child_work.loop, tmp_path / "number", seconds=1)
    assert monotonic() - begun < 20
    assert not is_running(int((tmp_path / "number").read_text(encoding="ascii")))


def test_a_child_that_asked_for_more_time_has_it(tmp_path: Path) -> None:
    begun = monotonic()
    trace = tmp_path / "trace"

    class Leaver:
        def report(self, done: int, total: int, message: str) -> None:
            if monotonic() - begun > 1.5:
                trace.touch()

    assert ask(child_work.loop_allowed, trace, seconds=1, progress=Leaver()) > 0


@unix_only
def test_a_child_is_ended_at_once_when_the_user_cancels(tmp_path: Path) -> None:
    begun = monotonic()
    with pytest.raises(CancelledError):
        ask(child_work.loop, tmp_path / "number", progress=Watcher(cancel_at="正在转圈"))
    assert monotonic() - begun < 20
    assert not is_running(int((tmp_path / "number").read_text(encoding="ascii")))


def test_a_child_that_breaks_down_takes_nobody_along() -> None:
    with pytest.raises(ChildProcessError):
        ask(child_work.break_down)


def test_a_child_that_takes_too_much_memory_is_refused_it() -> None:
    with pytest.raises(MemoryError):
        ask(child_work.take_memory)


def test_a_child_that_cannot_be_started_is_said_so() -> None:
    with pytest.raises(ChildProcessError):
        run_in_child(
            child_work.add, 1, 2, seconds=60, message="", progress=SilentProgress(), command=["/nowhere/python"]
        )


@pytest.mark.parametrize("program", ["core", "gui"])
def test_a_frozen_program_starts_itself_as_a_child_without_its_window(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, CHILD_FLAG]
    # What a frozen program is told, told to the same program as it stands here.
    loaded = run_in_child(
        child_work.loaded_modules,
        seconds=60,
        message="",
        progress=SilentProgress(),
        command=[sys.executable, "-m", program, CHILD_FLAG],
    )
    assert not {name for name in loaded if name.startswith(("PySide6", "core.cli"))}


def test_a_folder_that_holds_modules_of_our_names_is_not_imported_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit(3)", encoding="utf-8")
    (tmp_path / "core.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert ask(child_work.add, 2, 3) == 5


def test_the_limits_of_windows_have_the_size_that_it_expects() -> None:
    assert ctypes.sizeof(ExtendedLimits) == (144 if ctypes.sizeof(ctypes.c_void_p) == 8 else 112)
