"""The command line: every ability of the window, scriptable.

Exit codes: 0 fine; 1 the report has findings of severity error; 2 it could not be done (a sentence on stderr).
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from core.cli_words import BAD_CALL, ChineseParser
from core.errors import AppError
from core.export.report import Format, export_report
from core.model import address
from core.model.amount import format_plain
from core.model.change import Entry
from core.model.finding import Finding, Severity
from core.model.naming import title_of
from core.model.report import Report
from core.model.standard import Standard
from core.progress import SilentProgress
from core.scoring.engine import Scorecard, score
from core.scoring.quantities import evaluate_quantity
from core.session import Session
from core.standard.catalog import bundled_standards, find_standard
from core.standard.lint import lint
from core.standard.loader import load_standard
from core.standard.present import lint_lines, list_lines, show_lines
from core.validation.run import CheckRun, check, check_text, run_to_json

FINE, FOUND_ERRORS, COULD_NOT = 0, 1, BAD_CALL
_SUFFIX = ".ziping"
_SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        # A console in another code page shows 〓 for what it lacks, rather than end the command.
        if reconfigure:
            reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except AppError as error:
        print(error.message, file=sys.stderr)
    except BrokenPipeError:
        # Whoever read our output has read enough; Python must not complain again at exit.
        sys.stderr.close()
    except Exception:  # noqa: BLE001 - a border where a bug is caught: shown whole, with the exit code of a failure
        print("程序出了意外，报告没有改动。下面的内容请交给维护人员：", file=sys.stderr)
        traceback.print_exc()
    return COULD_NOT


def _parser() -> argparse.ArgumentParser:
    about = "部门整体支出绩效自评报告：新建、导入、校核、计分、导出"
    parser = ChineseParser(prog="ziping", description=about)
    commands = parser.add_subparsers(required=True, metavar="命令", parser_class=ChineseParser)

    new = _command(commands, "new", "新建一份报告", _new)
    new.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    new.add_argument("--standard", default="", metavar="编号", help="标准编号，见 ziping standards list")
    new.add_argument("--unit", default="", metavar="名称", help="部门名称")
    new.add_argument("--year", default="", metavar="年度", help="评价年度")

    intake = _command(commands, "import", "从文本文稿导入", _import)
    intake.add_argument("source", type=Path, metavar="文稿", help="文本文稿（.txt）")
    intake.add_argument("-o", "--output", type=Path, required=True, metavar="报告", help="导入后的报告文件（.ziping）")
    intake.add_argument("--standard", default="", metavar="编号", help="标准编号")

    checking = _command(commands, "check", "校核报告，或任何文本文稿", _check)
    checking.add_argument("file", type=Path, metavar="文件", help="报告文件（.ziping）或文本文稿（.txt）")
    checking.add_argument("--standard", default="", metavar="编号", help="文稿按哪个标准校核；不写则只校核文中的数字")
    checking.add_argument("--json", action="store_true", help="以 JSON 输出")

    scoring = _command(commands, "score", "计算得分", _score)
    scoring.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    scoring.add_argument("--json", action="store_true", help="以 JSON 输出")

    export = _command(commands, "export", "导出 Excel 和 PDF", _export)
    export.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    export.add_argument("--to", type=Path, required=True, metavar="文件夹", help="导出到哪个文件夹")
    export.add_argument("--xlsx", action="store_true", help="只导出 Excel（可与 --pdf 同用）")
    export.add_argument("--pdf", action="store_true", help="只导出 PDF（可与 --xlsx 同用）")

    standards = _command(commands, "standards", "查看指标体系", None)
    kinds = standards.add_subparsers(required=True, metavar="命令", parser_class=ChineseParser)
    _command(kinds, "list", "列出随程序提供的标准", _standards_list)
    showing = _command(kinds, "show", "查看一个标准", _standards_show)
    showing.add_argument("standard", metavar="标准", help="标准编号")
    linting = _command(kinds, "lint", "检查标准本身的问题", _standards_lint)
    linting.add_argument("standard", metavar="标准", help="标准编号，或标准文件（.toml）")
    return parser


def _command(
    commands: Any, name: str, about: str, run: Callable[[argparse.Namespace], int] | None
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    if run:
        parser.set_defaults(run=run)
    return parser


def _chosen_standard(standard_id: str) -> Standard:
    return find_standard(standard_id) if standard_id else bundled_standards()[0]


def _with_suffix(path: Path) -> Path:
    return path if path.suffix == _SUFFIX else path.with_name(f"{path.name}{_SUFFIX}")


def _new(options: argparse.Namespace) -> int:
    standard = _chosen_standard(options.standard)
    typed = {"reporting_unit": options.unit.strip(), "fiscal_year": options.year.strip() or str(standard.fiscal_year)}
    known = {field.id for field in standard.cover}
    entries = [(address.cover_field(name), Entry(text)) for name, text in typed.items() if text and name in known]
    path = _with_suffix(options.file)
    Session.create(path, standard, entries).close()
    print(f"已新建：{path}（{standard.title}）")
    return FINE


def _import(options: argparse.Namespace) -> int:
    from core.intake.summary import summary_of
    from core.intake.text import import_text
    from core.intake.text_file import read_text_file

    standard = _chosen_standard(options.standard)
    intake = import_text(read_text_file(options.source), standard, options.source.name)
    path = _with_suffix(options.output)
    Session.create(path, standard, intake.entries, title=f"导入“{options.source.name}”").close()
    print(f"已导入：{path}")
    print(summary_of(intake))
    return FINE


def _check(options: argparse.Namespace) -> int:
    if options.file.suffix.lower() == _SUFFIX:
        if options.standard:
            raise AppError("bad_call", "报告文件里已有自己的指标体系，校核时不用再写 --standard。没有校核。")
        with Session.open(options.file, read_only=True) as session:
            report = session.report
        return _show_run(options, check(report), lambda where: title_of(report.standard, where))
    from core.intake.manuscript_text import text_manuscript
    from core.intake.text import import_text
    from core.intake.text_file import read_text_file

    text = read_text_file(options.file)
    if options.standard:
        standard = find_standard(options.standard)
        report = Report(standard, dict(import_text(text, standard, options.file.name).entries))
        return _show_run(options, check(report), lambda where: title_of(standard, where))
    manuscript = text_manuscript(text, options.file.name)
    return _show_run(options, check_text(manuscript), lambda where: manuscript.labels[where])


def _show_run(options: argparse.Namespace, run: CheckRun, name_of: Callable[[str], str]) -> int:
    if options.json:
        _print_json(run_to_json(run))
    else:
        for finding in run.findings:
            print("\n".join(_finding_lines(finding, name_of)), end="\n\n")
        print(_ledger_words(run))
    return FOUND_ERRORS if any(finding.severity == Severity.ERROR for finding in run.findings) else FINE


def _finding_lines(finding: Finding, name_of: Callable[[str], str]) -> list[str]:
    places = list(dict.fromkeys(name_of(place.address) for place in finding.places))
    lines = [f"【{_SEVERITY_WORDS[finding.severity]}】{finding.title}（{finding.rule}）", f"  {finding.message}"]
    if places:
        lines.append(f"  位置：{'；'.join(places)}")
    if finding.todo:
        lines.append(f"  办法：{finding.todo}")
    return lines


def _ledger_words(run: CheckRun) -> str:
    counts = {severity: sum(item.severity == severity for item in run.findings) for severity in Severity}
    found = "，".join(f"{_SEVERITY_WORDS[severity]} {count} 条" for severity, count in counts.items())
    coverage = run.coverage
    lines = [
        f"{found}。",
        f"已校核 {len(coverage.ran)} 项，不适用 {len(coverage.not_applicable)} 项，未能校核 "
        f"{len(coverage.could_not_run)} 项；读出数字 {coverage.numbers_read} 个，"
        f"其中 {coverage.numbers_checked} 个参加了校核。",
    ]
    lines += [f"未能校核 {skipped.rule}：{skipped.why}" for skipped in coverage.could_not_run]
    return "\n".join(lines)


def _score(options: argparse.Namespace) -> int:
    with Session.open(options.file, read_only=True) as session:
        report = session.report
        card = score(report)
        rates = [(item, evaluate_quantity(report, item)) for item in report.standard.quantities]
    if options.json:
        rows = [
            {"id": item.id, "title": item.title, "value": result.text or None, "explanation": result.explanation}
            for item, result in rates
        ]
        _print_json({**_score_json(card), "quantities": rows})
        return FINE
    for line in card.indicators:
        reason = f"  扣分原因：{line.reason}" if line.reason else ""
        points = "未评分" if line.score is None else format_plain(line.score)
        print(f"{line.indicator.title}：{points} / {format_plain(line.max_score)}{reason}")
    grade = f"，等级：{card.grade.name}" if card.grade else ""
    print(f"合计：{card.explanation}（分值合计 {format_plain(card.total_max)}）{grade}")
    for item, result in rates:
        print(f"{item.title}：{result.explanation}")
    return FINE


def _score_json(card: Scorecard) -> dict[str, Any]:
    def points(value: Any) -> str | None:
        return None if value is None else format_plain(value)

    return {
        "total": points(card.total),
        "total_max": points(card.total_max),
        "complete": card.complete,
        "grade": card.grade.name if card.grade else None,
        "explanation": card.explanation,
        "indicators": [
            {
                "id": line.indicator.id,
                "title": line.indicator.title,
                "max_score": points(line.max_score),
                "score": points(line.score),
                "deduction": points(line.deduction),
                "reason": line.reason,
            }
            for line in card.indicators
        ],
    }


def _export(options: argparse.Namespace) -> int:
    chosen = [kind for kind in Format if getattr(options, kind.value)] or list(Format)
    with Session.open(options.file, read_only=True) as session:
        report = session.report
    for path in export_report(report, options.to, chosen, SilentProgress()):
        print(f"已写出：{path}")
    return FINE


def _standards_list(_options: argparse.Namespace) -> int:
    print("\n".join(list_lines(bundled_standards())))
    return FINE


def _standards_show(options: argparse.Namespace) -> int:
    print("\n".join(show_lines(find_standard(options.standard))))
    return FINE


def _standards_lint(options: argparse.Namespace) -> int:
    path = Path(options.standard)
    standard = load_standard(path) if path.suffix == ".toml" else find_standard(options.standard)
    faults = lint(standard)
    print("\n".join(lint_lines(standard, faults)))
    return FOUND_ERRORS if faults else FINE


def _print_json(value: object) -> None:
    # A console that is not in UTF-8 still gets JSON that any reader takes.
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    print(json.dumps(value, ensure_ascii=ascii_only, indent=2))
