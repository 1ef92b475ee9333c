"""One measured figure, and how functions and child processes are timed."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measure:
    """A figure with its aim, where it has one; every aim is an upper bound."""

    name: str
    value: float
    unit: str
    aim: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the aim was met; `None` without an aim."""
        return None if self.aim is None else self.value <= self.aim

    @property
    def aim_words(self) -> str:
        """The aim as the table shows it."""
        return "" if self.aim is None else f"≤ {self.aim:g} {self.unit}"


def median_seconds(act: Callable[[], object], runs: int) -> float:
    """Return the median duration of `act`."""
    return statistics.median(seconds_of(act) for _ in range(runs))


def seconds_of(act: Callable[[], object]) -> float:
    """Return the duration of one call."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def run_child(mode: str, *arguments: str) -> list[float]:
    """Run one mode of `tests.bench.child` in a fresh process and return the figures that it printed.

    The child is told when it was started (seconds of the monotonic clock), so that it can say how long it took.
    """
    with tempfile.TemporaryDirectory() as home:
        # Compiled modules are kept as on any machine in use, whatever this shell says, and away from the checkout.
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": home,
            "XDG_DATA_HOME": home,
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "ziping-bench-compiled"),
        }
        command = [sys.executable, "-m", "tests.bench.child", mode, str(time.monotonic()), *arguments]
        ended = subprocess.run(
            command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True, cwd=Path.cwd()
        )
        return [float(line) for line in ended.stdout.split()]
