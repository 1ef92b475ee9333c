"""How soon a report with much evidence opens, and what taking it in costs."""

from __future__ import annotations

import hashlib
import io
import random
import tempfile
from pathlib import Path

from core.model.change import Entry
from core.model.evidence import EvidenceKind
from core.model.evidence_changes import EvidenceFile, add_evidence
from core.progress import SilentProgress
from core.session import Session
from tests.bench.measure import Measure, median_seconds, seconds_of

_FILES, _SIZE = 10, 5_000_000
_STEPS = 500
_RUNS = 5


def measure() -> list[Measure]:
    """Measure a report with 50 MB of evidence and 500 steps in its log against the same without evidence."""
    from gui.samples import sample_report

    contents = [random.Random(number).randbytes(_SIZE) for number in range(_FILES)]
    with tempfile.TemporaryDirectory() as folder:
        path = sample_report(Path(folder))
        with Session.open(path) as session:
            for number in range(_STEPS):
                session.put("修改", {"cover/preparer": Entry(f"填报人{number}")})
        without = median_seconds(lambda: Session.open(path).close(), _RUNS)
        with Session.open(path) as session:
            taken = seconds_of(lambda: _attach(session, contents))
        loaded = median_seconds(lambda: Session.open(path).close(), _RUNS)
    return [
        Measure("打开 500 步修改记录、50 MB 佐证材料的报告", loaded, "秒", 0.5),
        Measure("同上 ÷ 没有佐证材料", loaded / without, "倍"),
        Measure("存入 50 MB 佐证材料", taken, "秒"),
    ]


def _attach(session: Session, contents: list[bytes]) -> None:
    files = []
    for number, content in enumerate(contents):
        name, sha256 = f"材料{number}.pdf", hashlib.sha256(content).hexdigest()
        session.contents.add(io.BytesIO(content), name, sha256, SilentProgress())
        files.append(EvidenceFile(name, sha256, len(content), EvidenceKind.PDF, 1))
    session.apply(add_evidence(session.report, files))
