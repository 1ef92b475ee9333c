"""Work that is done in a process of its own, so that it can be ended whatever it is doing.

A library in C that loops, breaks down or takes all memory cannot be stopped within a process; a process can. It is
started afresh, with no copy of ours: that works alike on Windows, from a worker thread and without loading Qt.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, BinaryIO, Protocol, TypeVar

from core.child_limits import limit_this_process
from core.errors import AppError
from core.progress import Progress

# How a program that was frozen into one file is told to be a child.
CHILD_FLAG = "--ziping-child"
_START = "import sys; sys.path[:] = sys.argv[1:]; from core.child import serve; serve()"
_LOOK_EVERY = 0.05
if sys.platform == "win32":
    # A console program that a windowed one starts would otherwise show its console for a moment.
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    _NO_WINDOW = 0
# The answer that needs no memory any more to be made.
_NO_MEMORY = pickle.dumps(("memory",))

_Result = TypeVar("_Result")


class Parent(Progress, Protocol):
    """What work in a child tells the process that waits for it."""

    def allow(self, seconds: int) -> None:
        """Ask for more time: there turned out to be more to do than is usual."""


def run_in_child(
    work: Callable[..., _Result],
    *arguments: Any,
    seconds: float,
    message: str,
    progress: Progress,
    command: Sequence[str] = (),
) -> _Result:
    """Return `work(*arguments, parent)`, done in a child; `work` is a function of a module, and all can be pickled.

    `progress` is told `message` until the work says something itself. Raises what the user can act on (`AppError`, and
    `CancelledError` when `progress` does), `TimeoutError` when the child takes longer than `seconds` and what it was
    allowed on top, or says nothing for nearly as long, `MemoryError`, and `ChildProcessError` when it could not be
    started or broke down. The child is gone in every case.
    """
    try:
        process = subprocess.Popen(
            command or child_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        )
    except OSError as error:
        raise ChildProcessError(error.strerror) from error
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        answers: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
        listener = threading.Thread(target=_listen, args=(process.stdout, answers), daemon=True)
        listener.start()
        try:
            # A child that is gone already has closed its end; the listener says so.
            with suppress(OSError):
                process.stdin.write(pickle.dumps((work, arguments)))
                process.stdin.close()
            result: _Result = _wait(answers, seconds, message, progress)
            return result
        finally:
            process.kill()
            listener.join()


def _listen(stream: BinaryIO, answers: queue.SimpleQueue[tuple[Any, ...]]) -> None:
    """Pass on what a child says, and at last that it says no more."""
    # What a child that breaks down leaves behind is cut off anywhere.
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            answers.put(pickle.load(stream))
    answers.put(("lost",))


def _wait(answers: queue.SimpleQueue[tuple[Any, ...]], seconds: float, message: str, progress: Progress) -> Any:
    said = (0, 0, message)
    heard = monotonic()
    until = heard + seconds
    silence = seconds
    while monotonic() < min(until, heard + silence):
        # Said again and again: it is how a user's wish to cancel is heard.
        progress.report(*said)
        try:
            kind, *content = answers.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            continue
        heard = monotonic()
        match kind, content:
            case "progress", [done, total, words]:
                said = (done, total, words)
            case "allow", [more]:
                until += more
                # No single step takes most of the time.
                silence += more / 2
            case "done", [result]:
                progress.report(*said)
                return result
            case "refused", [code, sentence]:
                raise AppError(code, sentence)
            case "failed", [trace]:
                raise RuntimeError(trace)
            case "memory", []:
                raise MemoryError
            case _:
                raise ChildProcessError
    raise TimeoutError


def child_command() -> list[str]:
    """Return the command that starts a child: this very program, with the same places to import from."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    # Isolated: neither the working directory nor the environment adds a place of its own.
    return [sys.executable, "-I", "-c", _START, *map(os.path.abspath, sys.path)]


def serve_if_asked() -> None:
    """Be a child and end, if a frozen program was started as one; to be called before anything large is loaded."""
    if sys.argv[1:] == [CHILD_FLAG]:
        serve()
        sys.exit()


def serve() -> None:
    """Do the work that stands on standard input, and answer on standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not stand among the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limit_this_process()
    link = _Link(answers)
    link.send(_answer(link))


def _answer(parent: Parent) -> bytes:
    try:
        with os.fdopen(0, "rb", closefd=False) as request:
            work, arguments = pickle.load(request)
        return pickle.dumps(("done", work(*arguments, parent)))
    except AppError as error:
        return pickle.dumps(("refused", error.code, error.message))
    except MemoryError:
        return _NO_MEMORY
    except Exception:  # noqa: BLE001 - the border of this process: the other side raises it again
        return pickle.dumps(("failed", traceback.format_exc()))


class _Link:
    """The way back to the parent."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers

    def report(self, done: int, total: int, message: str) -> None:
        self.send(pickle.dumps(("progress", done, total, message)))

    def allow(self, seconds: int) -> None:
        self.send(pickle.dumps(("allow", seconds)))

    def send(self, answer: bytes) -> None:
        """Send an answer, and end where nobody is left to read it."""
        try:
            self._answers.write(answer)
            self._answers.flush()
        except OSError:
            os._exit(1)
