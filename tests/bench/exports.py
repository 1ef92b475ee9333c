"""How long exports take: first in a process, again, beside LibreOffice on the same report, and ten times longer."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

from tests.bench.measure import Measure, run_child, seconds_of

_AIMS = {"pdf": ("PDF", 1.0), "docx": ("Word", 0.5), "xlsx": ("Excel", 0.3)}
_ROUNDS = 3


def measure() -> list[Measure]:
    """Measure PDF, Word and Excel of the sample, round by round so that a busy machine slows all of them alike."""
    from gui.samples import sample_report

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = sample_report(folder)
        firsts: dict[str, list[float]] = {kind: [] for kind in _AIMS}
        agains: dict[str, list[float]] = {kind: [] for kind in _AIMS}
        run_child("export", str(sample), "docx")
        (word,) = folder.glob("*.docx")
        rival = _Office(folder, word)
        for _ in range(_ROUNDS):
            for kind in _AIMS:
                first, again = run_child("export", str(sample), kind)
                firsts[kind].append(first)
                agains[kind].append(again)
            rival.convert()
        (pdf,) = folder.glob("*.pdf")
        size = pdf.stat().st_size / 1024
        growth, pages = run_child("long", str(sample))
    measures = []
    for kind, (words, aim) in _AIMS.items():
        measures.append(Measure(f"示例导出 {words}，新进程首次", statistics.median(firsts[kind]), "秒", aim))
        measures.append(Measure(f"示例导出 {words}，再次", statistics.median(agains[kind]), "秒", aim))
    measures += rival.measures(firsts)
    measures.append(Measure("示例 PDF 的大小", size, "KB", 600))
    measures.append(Measure("十倍长的报告，页数", pages, "页"))
    measures.append(Measure("十倍长的 PDF 用时 ÷（10 × 示例用时）", growth, "倍", 1.2))
    return measures


class _Office:
    """LibreOffice, if it is installed, turning the same report from Word into PDF, its profile made beforehand."""

    def __init__(self, folder: Path, word: Path) -> None:
        self._program = shutil.which("soffice")
        self._folder, self._word = folder / "office", word
        self._times: list[float] = []
        if self._program:
            self._run()

    def convert(self) -> None:
        if self._program:
            self._times.append(seconds_of(self._run))

    def _run(self) -> None:
        profile = (self._folder / "profile").as_uri()
        options = ["--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir"]
        command = [self._program or "", *options, str(self._folder), str(self._word)]
        subprocess.run(command, check=True, capture_output=True)

    def measures(self, ours: dict[str, list[float]]) -> list[Measure]:
        """Return its time and how ours, each of the same round, compare."""
        if not self._times:
            return []
        ratios = {
            kind: statistics.median(our / its for our, its in zip(times, self._times, strict=True))
            for kind, times in ours.items()
        }
        return [
            Measure("同一报告由 LibreOffice 转成 PDF", statistics.median(self._times), "秒"),
            Measure("首次导出 PDF ÷ LibreOffice", ratios["pdf"], "倍", 0.25),
            Measure("首次导出 Word ÷ LibreOffice", ratios["docx"], "倍"),
            Measure("首次导出 Excel ÷ LibreOffice", ratios["xlsx"], "倍"),
        ]
