"""A manuscript read and checked in a process of its own, which ends in time whatever the file was made to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from core.child import Parent, run_in_child
from core.errors import AppError
from core.intake.file_bytes import UNHARMED
from core.intake.manuscript_file import read_manuscript
from core.intake.source_text import read_source
from core.intake.text import import_text
from core.model.manuscript import Grid, Manuscript, Passage
from core.model.report import Report
from core.progress import Progress, SilentProgress
from core.standard.catalog import find_standard
from core.validation.run import CheckRun, check, check_text
from core.validation.source_numbering import with_numbering

# The reader itself gives up earlier, and can then say what there is too much of.
LONGEST_SECONDS = 8.5
# A long text is given more time, in proportion.
_USUAL_CHARACTERS = 200_000
_CHARACTERS_A_SECOND = 20_000

_Result = TypeVar("_Result")


def check_manuscript(path: Path, progress: Progress | None = None) -> tuple[Manuscript, CheckRun]:
    """Read a file as a manuscript and check what needs no standard.

    Raises `AppError` as `read_manuscript` does, or with the code too_slow or broke_down; `CancelledError` once
    `progress` does.
    """
    return _apart(_read_and_check, path, progress=progress)


def check_by_standard(path: Path, standard_id: str, progress: Progress | None = None) -> CheckRun:
    """Read a file as a report made by a standard and check it; raises as `check_manuscript` does."""
    return _apart(_read_and_check_by, path, standard_id, progress=progress)


def _apart(work: Callable[..., _Result], path: Path, *arguments: Any, progress: Progress | None) -> _Result:
    try:
        return run_in_child(
            work,
            path,
            *arguments,
            seconds=LONGEST_SECONDS,
            message="正在读取文稿…",
            progress=progress or SilentProgress(),
        )
    except TimeoutError as error:
        raise _refusal(path, "too_slow", "太长或太复杂，规定时间内没有校核完，已经停止") from error
    except (MemoryError, ChildProcessError) as error:
        raise _refusal(path, "broke_down", "读不下去，没有校核：文件可能已损坏，也可能内容太多、内存不够") from error


def _refusal(path: Path, code: str, what: str) -> AppError:
    return AppError(code, f"“{path.name}”{what}。{UNHARMED}请在原来的程序里打开它，只留报告正文，另存后再校核。")


def _read_and_check(path: Path, parent: Parent) -> tuple[Manuscript, CheckRun]:
    manuscript = read_manuscript(path)
    _ask_for_time(sum(map(_length, manuscript.blocks)), parent)
    run = check_text(manuscript, parent)
    # Without what it remembers of itself, which cannot be sent.
    return replace(manuscript), run


def _read_and_check_by(path: Path, standard_id: str, parent: Parent) -> CheckRun:
    standard = find_standard(standard_id)
    source = read_source(path)
    _ask_for_time(len(source.text), parent)
    intake = import_text(source.text, standard, path.name)
    run = with_numbering(check(Report(standard, dict(intake.entries))), intake.numbering)
    return replace(run, coverage=replace(run.coverage, unread=source.unread))


def _ask_for_time(characters: int, parent: Parent) -> None:
    more = characters - _USUAL_CHARACTERS
    if more > 0:
        parent.allow(more // _CHARACTERS_A_SECOND)


def _length(block: Passage | Grid) -> int:
    if isinstance(block, Passage):
        return len(block.text)
    return sum(len(cell.text) for row in block.rows for cell in row)
