"""Whether a report may leave the house: the errors that stand against its final and its public version."""

from __future__ import annotations

from collections.abc import Iterable

from core.document.version import Version
from core.errors import AppError
from core.model.finding import Finding, Severity
from core.model.handout import own_handout
from core.model.naming import title_of
from core.model.report import Report
from core.validation.run import CheckRun, check
from core.validation.waiver import sorted_out

_MOST_NAMED = 5


class OpenErrorsError(AppError):
    """A version was refused for the errors of the report that nobody accepted; `findings` are all of them."""

    def __init__(self, version: Version, report: Report, findings: tuple[Finding, ...]) -> None:
        super().__init__("open_errors", _refusal(version, report, findings))
        self.findings = findings


def errors_among(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those of the open findings that stand against a final version."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def reason_to_stay(report: Report) -> str:
    """Return why a report must not leave the house whatever its findings: it is only a part; empty for a whole one."""
    own = own_handout(report)
    if own is None:
        return ""
    return (
        f"这是交给“{own.office}”填写的一部分，不是完整的报告，只能导出草稿。"
        "填好后把这份文件交回填报人，由填报人并入报告，再导出正式文件。"
    )


def require_releasable(report: Report, version: Version) -> CheckRun | None:
    """Raise `OpenErrorsError` where a version may not leave the house yet, `AppError` (is_part) where it is a part.

    The checks are run over this very snapshot, whatever a caller may know of them; returns their run, `None` for a
    version that needs none.
    """
    if not version.needs_no_errors:
        return None
    reason = reason_to_stay(report)
    if reason:
        raise AppError("is_part", reason)
    run = check(report)
    errors = errors_among(sorted_out(report, run).open)
    if errors:
        raise OpenErrorsError(version, report, errors)
    return run


def _refusal(version: Version, report: Report, findings: tuple[Finding, ...]) -> str:
    lines = [f"还有 {len(findings)} 处错误没有改正，也没有人接受，不能导出{version.word}文件："]
    for finding in findings[:_MOST_NAMED]:
        place = title_of(report.standard, finding.places[0].address)
        lines.append(f"▲ {finding.title}（{place}）")
    if len(findings) > _MOST_NAMED:
        lines.append(f"另有 {len(findings) - _MOST_NAMED} 处。")
    lines.append("没有导出任何文件，原有的文件没有改动。请逐处改正，或接受并说明；要先看样子，可以导出草稿。")
    return "\n".join(lines)
