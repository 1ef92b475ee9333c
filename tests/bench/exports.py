"""How long exports take: the first in a fresh process, libraries and fonts included, and the next."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.measure import Measure, run_child

_AIMS = {"pdf": ("PDF", 1.0), "docx": ("Word", 0.5), "xlsx": ("Excel", 0.3)}


def measure() -> list[Measure]:
    """Measure PDF, Word and Excel of the sample."""
    from gui.samples import sample_report

    measures = []
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_report(Path(folder))
        for kind, (name, aim) in _AIMS.items():
            first, again = run_child("export", str(sample), kind)
            measures.append(Measure(f"示例导出 {name}，新进程首次", first, "秒", aim))
            measures.append(Measure(f"示例导出 {name}，再次", again, "秒", aim))
    return measures
