"""An edited copy of an exported Word file read back: what it would change in its report, and what it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.child import Parent, run_in_child
from core.document.build import build_document, source_of
from core.document.copy_base import CopyBase
from core.document.printed import Printed, digest_of, printed_values
from core.errors import AppError
from core.intake.copy_changes import CopyProposal
from core.intake.copy_outline import outline_of
from core.intake.copy_paragraphs import changed_paragraphs
from core.intake.copy_values import changed_values
from core.intake.docx_figures import marked_text
from core.intake.word_copy import WordCopy, read_word_copy
from core.model.report import Report
from core.progress import Progress, SilentProgress

LONGEST_SECONDS = 8.5
# A report has about a hundred.
MOST_PARAGRAPHS = 3_000
_UNHARMED = "报告没有改动。"


def read_back(report: Report, path: Path, progress: Progress | None = None) -> CopyProposal:
    """Read an edited copy in a process of its own and compare it with its report.

    Raises `AppError`: not_found, is_folder, unreadable, too_large, encrypted, too_slow, broke_down, other_standard,
    not_an_export; `CancelledError` once `progress` does.
    """
    try:
        copy = run_in_child(
            _read,
            path,
            seconds=LONGEST_SECONDS,
            message="正在读取 Word 文稿…",
            progress=progress or SilentProgress(),
        )
    except TimeoutError as error:
        raise _refusal(path, "too_slow", "太长或太复杂，规定时间内没有读完，已经停止") from error
    except (MemoryError, ChildProcessError) as error:
        raise _refusal(path, "broke_down", "读不下去：文件可能已损坏，也可能内容太多、内存不够") from error
    return proposal_of(report, copy)


def _read(path: Path, _parent: Parent) -> WordCopy:
    if path.suffix.lower() not in {".docx", ".docm"}:
        raise AppError(
            "not_word",
            f"“{path.name}”不是 Word 文稿（.docx），没有读回。{_UNHARMED}"
            "请在 Word 或 WPS 里另存为 .docx，再选那个文件。",
        )
    return read_word_copy(path)


def _refusal(path: Path, code: str, what: str) -> AppError:
    return AppError(code, f"“{path.name}”{what}。{_UNHARMED}请在 Word 或 WPS 里打开它，另存后再选那个文件。")


def proposal_of(report: Report, copy: WordCopy) -> CopyProposal:
    """Compare a copy with its report; raises `AppError`: too_large, other_standard, not_an_export."""
    if len(copy.paragraphs) > MOST_PARAGRAPHS:
        raise AppError(
            "too_large",
            f"“{copy.name}”超过 {MOST_PARAGRAPHS} 段，不像一份报告，没有读回。{_UNHARMED}"
            "请只保留报告正文，另存后再选那个文件。",
        )
    document = build_document(report)
    printed = printed_values(document)
    _check_origin(report, printed, copy)
    base = copy.base
    captions = (text for table in document.tables() for text in (table.title, table.unit, *table.notes))
    words = base.words if base else frozenset(map(digest_of, (*captions, document.title)))
    values, notes = changed_values(report, printed, copy)
    outline = outline_of(report, printed, copy, words)
    changes = [*values, *changed_paragraphs(report, outline, base, copy.name)]
    changes.sort(key=lambda change: not change.conflict)
    return CopyProposal(
        copy.name,
        tuple(changes),
        (*_state_notes(printed, copy), *notes, *outline.notes),
        _doubt(report, base),
    )


def _check_origin(report: Report, printed: Mapping[str, Printed], copy: WordCopy) -> None:
    if copy.base is not None and copy.base.standard != report.standard.id:
        raise AppError(
            "other_standard",
            f"“{copy.name}”是按另一套指标体系的报告导出的（{copy.base.unit}{copy.base.fiscal_year}年度），"
            f"不能读回到这份报告里。{_UNHARMED}请打开当初导出它的那份报告，再读回。",
        )
    if copy.base is None and not any(marked_text(copy.marked, where) is not None for where in printed):
        raise AppError(
            "not_an_export",
            f"“{copy.name}”不是从自评导出的 Word 文稿，没有读回。{_UNHARMED}"
            "请选择从“导出报告”得到、后来修改过的那份文稿；别处写的文稿，请用“导入文稿”。",
        )


def _doubt(report: Report, base: CopyBase | None) -> str:
    if base is None:
        return (
            "文稿里没有导出时的记录（可能被别的程序去掉了），分不清是文稿改了，还是导出以后报告改了。"
            "请逐处核对，再勾选要采纳的。"
        )
    now = source_of(report)
    if (base.unit, base.fiscal_year) != (now.unit, now.fiscal_year):
        return (
            f"文稿是从“{base.unit or '（部门名称）'}”{base.fiscal_year}年度的报告导出的，"
            f"这份报告是“{now.unit or '（部门名称）'}”{now.fiscal_year}年度。请先确认没有选错文件，再勾选要采纳的。"
        )
    return ""


def _state_notes(printed: Mapping[str, Printed], copy: WordCopy) -> list[str]:
    notes = []
    if copy.base is not None:
        then = copy.base.values
        since = sum(where in then and then[where].digest != digest_of(value.text) for where, value in printed.items())
        if since:
            notes.append(f"导出以后，报告里有 {since} 处已与导出时不同；文稿没有动过的地方，一律保留报告现在的内容。")
    if copy.has_tracked_changes:
        notes.append("文稿里有尚未接受的修订，按接受以后的样子读取。")
    if copy.comments:
        notes.append(f"文稿里有 {copy.comments} 条批注，批注不会读回，请在文稿里查看。")
    return notes
