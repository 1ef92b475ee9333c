"""Hearing in the midst of setting a long text that the user has cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_PAUSE = 0.1  # seconds from one look to the next

_LISTENER: ContextVar[Callable[[], None] | None] = ContextVar("listener", default=None)


@contextmanager
def listening(look: Callable[[], None]) -> Iterator[None]:
    """Have `listen` call `look` in this thread until the block ends; it raises `CancelledError` to end the work."""
    last = monotonic()

    def look_now_and_then() -> None:
        nonlocal last
        if monotonic() - last >= _PAUSE:
            look()
            last = monotonic()

    token = _LISTENER.set(look_now_and_then)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def listen() -> None:
    """Give whoever waits for the work a chance to end it; to be called every few milliseconds."""
    listener = _LISTENER.get()
    if listener is not None:
        listener()
