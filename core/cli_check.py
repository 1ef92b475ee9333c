"""The command that checks: a report, or a manuscript of any kind."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from core.cli_words import FINE, FOUND_ERRORS, REPORT_SUFFIX, Commands, add_command, print_json
from core.document.check_report import Checked
from core.document.check_words import (
    SEVERITY_WORDS,
    NameOf,
    count_words,
    coverage_words,
    lapsed_words,
    signature,
    title_of_rule,
)
from core.errors import AppError
from core.export.check_report import export_check_report
from core.model.finding import Finding, Severity
from core.model.naming import title_of
from core.model.standard import Standard
from core.session import Session
from core.standard.catalog import find_standard
from core.validation.run import CheckRun, check
from core.validation.run_json import run_to_json
from core.validation.waiver import Judged, sorted_out


def add_commands(commands: Commands) -> None:
    """Add check."""
    checking = add_command(commands, "check", "校核报告，或任何文稿", _check)
    checking.add_argument(
        "file", type=Path, metavar="文件", help="报告文件（.ziping），或 Word、PDF、文本文稿（.docx、.pdf、.txt）"
    )
    checking.add_argument("--standard", default="", metavar="编号", help="文稿按哪个标准校核；不写则只校核文中的数字")
    checking.add_argument("--json", action="store_true", help="以 JSON 输出")
    checking.add_argument("--report", type=Path, metavar="文件夹", help="另把校核报告（PDF 和 Excel）写到这个文件夹")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A run over a file; nobody can accept the findings of one that is no report."""

    checked: Checked
    run: CheckRun
    judged: Judged


def _check(options: argparse.Namespace) -> int:
    is_report = options.file.suffix.lower() == REPORT_SUFFIX
    outcome = _check_report(options) if is_report else _check_manuscript(options)
    judged = outcome.judged
    # Written first: what cannot be written is said before a long list scrolls by.
    written = (
        export_check_report(outcome.checked, outcome.run, judged, options.report) if options.report is not None else []
    )
    if options.json:
        print_json(run_to_json(outcome.run, judged if is_report else None))
    else:
        _print_run(outcome.run, judged, outcome.checked.name_of)
        for path in written:
            print(f"已写出：{path}")
    return FOUND_ERRORS if any(finding.severity == Severity.ERROR for finding in judged.open) else FINE


def _check_report(options: argparse.Namespace) -> _Outcome:
    if options.standard:
        raise AppError("bad_call", "报告文件里已有自己的指标体系，校核时不用再写 --standard。没有校核。")
    with Session.open(options.file, read_only=True) as session:
        report = session.report
    run = check(report)
    return _Outcome(_checked(options, report.standard, report.title()), run, sorted_out(report, run))


def _check_manuscript(options: argparse.Namespace) -> _Outcome:
    from core.intake.manuscript_check import check_by_standard, check_manuscript

    name = options.file.stem
    if options.standard:
        standard = find_standard(options.standard)
        run = check_by_standard(options.file, standard.id)
        return _Outcome(_checked(options, standard, name), run, Judged(run.findings))
    manuscript, run = check_manuscript(options.file)
    labels = manuscript.labels
    checked = Checked(
        name=name, source=options.file.name, standard=None, at=options.clock(), name_of=labels.__getitem__
    )
    return _Outcome(checked, run, Judged(run.findings))


def _checked(options: argparse.Namespace, standard: Standard, name: str) -> Checked:
    return Checked(
        name=name,
        source=options.file.name,
        standard=standard,
        at=options.clock(),
        name_of=lambda where: title_of(standard, where),
    )


def _print_run(run: CheckRun, judged: Judged, name_of: NameOf) -> None:
    for finding, waiver in judged.accepted:
        said = f"  接受的理由：{waiver.reason}（{signature(waiver)}）"
        print("\n".join([*_finding_lines(finding, name_of, "已接受的"), said]), end="\n\n")
    for finding in judged.open:
        lines = _finding_lines(finding, name_of)
        former = judged.former_waiver_of(finding)
        if former:
            lines.append(f"  {lapsed_words(former)}")
        print("\n".join(lines), end="\n\n")
    accepted = f"；另有 {len(judged.accepted)} 条已接受并说明" if judged.accepted else ""
    print(f"{count_words(judged.open)}{accepted}。")
    print(coverage_words(run))
    for sentence in run.coverage.unread:
        print(f"注意：{sentence}")
    for skipped in run.coverage.could_not_run:
        print(f"未能校核“{title_of_rule(skipped.rule)}”（{skipped.rule}）：{skipped.why}")


def _finding_lines(finding: Finding, name_of: NameOf, lead: str = "") -> list[str]:
    places = list(dict.fromkeys(name_of(place.address) for place in finding.places))
    lines = [f"【{lead}{SEVERITY_WORDS[finding.severity]}】{finding.title}（{finding.rule}）", f"  {finding.message}"]
    if places:
        lines.append(f"  位置：{'；'.join(places)}")
    if finding.todo and not lead:
        lines.append(f"  办法：{finding.todo}")
    return lines
