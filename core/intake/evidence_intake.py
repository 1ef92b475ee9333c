"""Taking files in as evidence: each is looked at, hashed and stored, or refused with a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import AppError
from core.intake.evidence_file import Looked, check_file, hashed, look_at
from core.model.evidence_changes import EvidenceFile
from core.progress import Progress
from core.store.contents import Contents

MOST_FILES = 500
_TOGETHER = 20


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the files: stored ones, ones that the report has already, and a sentence for each refused."""

    files: tuple[EvidenceFile, ...]
    repeated: tuple[EvidenceFile, ...]
    refused: tuple[str, ...]

    def notice(self) -> str:
        """Return what the user must be told, a line each; empty where all went as it was asked."""
        lines = [f"“{file.name}”和已有的材料内容完全相同，没有重复添加。" for file in self.repeated]
        return "\n".join([*self.refused, *lines])


def take_in(paths: Sequence[Path], held: Collection[str], contents: Contents, progress: Progress) -> TakenIn:
    """Store the contents of files; `held` are the hashes that the report has already.

    What is stored is part of the report only by `add_evidence`. Raises `CancelledError` once `progress` does, and
    `AppError` for what stops all of them: `too_many_files`, `read_only`, `disk_full` and its like.
    """
    if len(paths) > MOST_FILES:
        raise AppError(
            "too_many_files",
            f"一次最多添加 {MOST_FILES} 个文件，选了 {len(paths)} 个，都没有添加。请分几次添加，或先合并成几个 PDF。",
        )
    refused: list[str] = []
    fit = [path for path in dict.fromkeys(paths) if _is_fit(path, refused)]
    looked: list[tuple[Path, Looked]] = []
    for start in range(0, len(fit), _TOGETHER):
        together = fit[start : start + _TOGETHER]
        looked += zip(together, look_at(together, progress), strict=True)
    files: list[EvidenceFile] = []
    repeated: list[EvidenceFile] = []
    known = set(held)
    for number, (path, answer) in enumerate(looked):
        if isinstance(answer, AppError):
            refused.append(answer.message)
            continue
        step = _Step(progress, number, len(looked))
        try:
            file = hashed(path, *answer, step)
            if file.sha256 in known:
                repeated.append(file)
                continue
            _store(path, file, contents, step)
        except AppError as error:
            if error.code not in _OF_ONE_FILE:
                raise
            refused.append(error.message)
            continue
        known.add(file.sha256)
        files.append(file)
    return TakenIn(tuple(files), tuple(repeated), tuple(refused))


_OF_ONE_FILE = frozenset({"unreadable", "changed_meanwhile", "too_much_evidence"})


def _is_fit(path: Path, refused: list[str]) -> bool:
    try:
        check_file(path)
    except AppError as error:
        refused.append(error.message)
        return False
    return True


def _store(path: Path, file: EvidenceFile, contents: Contents, progress: Progress) -> None:
    try:
        source = path.open("rb")
    except OSError as error:
        raise AppError("unreadable", f"不能读取“{path.name}”（{error.strerror}），没有添加。") from error
    with source:
        contents.add(source, file.name, file.sha256, progress)


class _Step:
    """Progress of one file as a step of that of all."""

    def __init__(self, progress: Progress, number: int, total: int) -> None:
        self._progress, self._number, self._total = progress, number, total

    def report(self, done: int, total: int, message: str) -> None:
        self._progress.report(self._number, self._total, message)
