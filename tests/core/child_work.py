"""What children are given to do in tests; it lies apart, so that they need not load the tests."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import NoReturn

from core.child import Parent
from core.errors import AppError


def add(one: int, other: int, parent: Parent) -> int:
    parent.report(1, 2, "正在加")
    return one + other


def own_number(parent: Parent) -> int:
    return os.getpid()


def loaded_modules(parent: Parent) -> set[str]:
    return set(sys.modules)


def print_much(parent: Parent) -> str:
    os.write(1, b"\x80\x04noise" * 100_000)
    sys.stdout.write("noise")
    return "答"


def refuse(parent: Parent) -> NoReturn:
    raise AppError("too_large", "太大。")


def divide(parent: Parent) -> float:
    return 1 / 0


def loop(traces: Path, parent: Parent) -> NoReturn:
    """Leave one's number and never end, as a library in C does that is caught in a loop."""
    traces.write_text(str(os.getpid()), encoding="ascii")
    parent.report(0, 1, "正在转圈")
    while True:
        ctypes.pythonapi.Py_GetVersion()


def loop_allowed(traces: Path, parent: Parent) -> int:
    """Take a time that must be asked for, saying now and then that it goes on."""
    parent.allow(60)
    for number in range(100_000_000):
        if number % 10_000 == 0:
            parent.report(number, 0, "还在转圈")
            if traces.exists():
                return number
    return 0


def break_down(parent: Parent) -> str:
    return ctypes.string_at(1).decode()


def take_memory(parent: Parent) -> int:
    return len(bytes(8 * 1024 * 1024 * 1024))
