"""A pytest plugin under which PySide6 cannot be imported: `pytest -p no:pytest-qt -p tests.without_qt tests/core`.

It shows that the tests of `core` pass on a machine without Qt, whatever happens to be installed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

_BLOCKED = ("PySide6", "shiboken6")


class _Blocker:
    """A finder that is asked before all others."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Raise for a blocked module; leave every other to the next finder."""
        if name.partition(".")[0] in _BLOCKED:
            raise ModuleNotFoundError(f"{name} is blocked in this run", name=name)
        return None


if loaded := [name for name in _BLOCKED if name in sys.modules]:
    raise RuntimeError(f"imported before it could be blocked: {loaded}")
sys.meta_path.insert(0, _Blocker)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Accept the settings of pytest-qt, which is off in this run and would have declared them."""
    parser.addini("qt_api", "not used")
    parser.addini("qt_log_level_fail", "not used")
    parser.addini("qt_log_ignore", "not used", type="linelist")


def pytest_report_header() -> str:
    """Say what is special about this run."""
    return "without Qt: PySide6 cannot be imported"
