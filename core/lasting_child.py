"""A child that stays for the next piece of work: what is asked again and again need not be loaded again."""

from __future__ import annotations

import pickle
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from core.child import NO_WINDOW, child_command
from core.errors import AppError

_Result = TypeVar("_Result")


class LastingChild:
    """Does one piece of work after the other; it is started with the first one, and again after it broke down.

    Its limits are those of every child, for all its work together: one that has used up its processor time is gone,
    and the next one takes over.
    """

    def __init__(self, command: Sequence[str] = ()) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._working = threading.Lock()
        self._guard = threading.Lock()
        self._is_closed = False

    def run(self, work: Callable[..., _Result], *arguments: Any) -> _Result:
        """Return `work(*arguments, parent)`, done in the child; `work` is a function of a module.

        One thread waits for another's work. Raises `AppError` as the work does, `MemoryError`, and `ChildProcessError`
        when the child could not be started, broke down twice, or was closed meanwhile.
        """
        request = pickle.dumps((work, arguments))
        with self._working:
            used = self._process is not None
            try:
                answer = self._ask(request)
            except ChildProcessError:
                if not used:
                    raise
                answer = self._ask(request)
        match answer:
            case ("done", result):
                done: _Result = result
                return done
            case ("refused", code, sentence):
                raise AppError(code, sentence)
            case ("failed", trace):
                raise RuntimeError(trace)
            case _:
                raise MemoryError

    def _ask(self, request: bytes) -> tuple[Any, ...]:
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(request)
            process.stdin.flush()
            answer = ("progress",)
            while answer[0] in ("progress", "allow"):
                answer = pickle.load(process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            self._end()
            raise ChildProcessError("the child is gone") from error
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        with self._guard:
            if self._is_closed:
                raise ChildProcessError("closed")
            if self._process is None:
                try:
                    self._process = subprocess.Popen(
                        self._command or child_command(),
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        creationflags=NO_WINDOW,
                    )
                except OSError as error:
                    raise ChildProcessError(error.strerror) from error
            return self._process

    def close(self) -> None:
        """End the child, whatever it is doing; may be called from any thread."""
        with self._guard:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()
        # The thread that still waits for an answer learns that there is none, and lets go of the pipes.
        with self._working:
            self._end()

    def _end(self) -> None:
        with self._guard:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError), process:
            pass
