"""A child that stays: the same one does all the work, and another takes over when it is gone."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import AppError
from core.lasting_child import LastingChild
from tests.core import child_work


@pytest.fixture
def child() -> Iterator[LastingChild]:
    lasting = LastingChild()
    yield lasting
    lasting.close()


def test_one_process_does_one_work_after_the_other(child: LastingChild) -> None:
    first = child.run(child_work.own_number)
    assert first != os.getpid()
    assert child.run(child_work.add, 2, 3) == 5
    assert child.run(child_work.own_number) == first


def test_what_the_work_refuses_is_raised_and_the_child_stays(child: LastingChild) -> None:
    first = child.run(child_work.own_number)
    with pytest.raises(AppError, match="太大"):
        child.run(child_work.refuse)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        child.run(child_work.divide)
    assert child.run(child_work.own_number) == first


def test_another_child_takes_over_from_one_that_is_gone(child: LastingChild) -> None:
    first = child.run(child_work.own_number)
    with pytest.raises(ChildProcessError):
        child.run(child_work.break_down)
    assert child.run(child_work.own_number) != first


def test_closing_ends_what_is_being_done(child: LastingChild, tmp_path: Path) -> None:
    traces, ended = tmp_path / "traces", []

    def work() -> None:
        try:
            child.run(child_work.loop, traces)
        except ChildProcessError as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while not (traces.exists() and traces.read_text(encoding="ascii")):
        assert thread.is_alive()
    child.close()
    thread.join()
    assert len(ended) == 1
    with pytest.raises(ChildProcessError):
        child.run(child_work.add, 2, 3)


def test_a_child_that_cannot_be_started_is_said() -> None:
    lasting = LastingChild([str(Path(sys.executable).with_name("no such program"))])
    with pytest.raises(ChildProcessError):
        lasting.run(child_work.add, 2, 3)
