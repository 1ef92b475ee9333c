"""The commands that make, fill, score and export a report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from core.cli_words import FINE, REPORT_SUFFIX, Commands, add_command, print_json
from core.document.version import Version, version_named
from core.export.pdf.system_fonts import OPTION
from core.export.report import Format, export_report
from core.model import address
from core.model.amount import format_plain
from core.model.change import Entry
from core.model.standard import Standard
from core.progress import SilentProgress
from core.scoring.engine import Scorecard, score
from core.scoring.quantities import evaluate_quantity
from core.session import Session
from core.standard.catalog import bundled_standards, find_standard


def add_commands(commands: Commands) -> None:
    """Add new, import, score and export."""
    new = add_command(commands, "new", "新建一份报告", _new)
    new.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    new.add_argument("--standard", default="", metavar="编号", help="标准编号，见 ziping standards list")
    new.add_argument("--unit", default="", metavar="名称", help="部门名称")
    new.add_argument("--year", default="", metavar="年度", help="评价年度")

    intake = add_command(commands, "import", "从文本文稿导入", _import)
    intake.add_argument("source", type=Path, metavar="文稿", help="文本文稿（.txt）")
    intake.add_argument("-o", "--output", type=Path, required=True, metavar="报告", help="导入后的报告文件（.ziping）")
    intake.add_argument("--standard", default="", metavar="编号", help="标准编号")

    scoring = add_command(commands, "score", "计算得分", _score)
    scoring.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    scoring.add_argument("--json", action="store_true", help="以 JSON 输出")

    export = add_command(commands, "export", "导出 Excel、PDF 和 Word", _export)
    export.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    export.add_argument("--to", type=Path, required=True, metavar="文件夹", help="导出到哪个文件夹")
    export.add_argument(
        "--version",
        type=version_named,
        default=Version.DRAFT,
        metavar="版本",
        help="；".join(f"{version.value}（{version.word}）：{version.meaning}" for version in Version) + "。默认草稿",
    )
    export.add_argument("--xlsx", action="store_true", help="只导出 Excel（可与 --pdf、--docx 同用）")
    export.add_argument("--pdf", action="store_true", help="只导出 PDF（可与 --xlsx、--docx 同用）")
    export.add_argument("--docx", action="store_true", help="只导出 Word（可与 --xlsx、--pdf 同用）")
    export.add_argument("--charts", action="store_true", help="在 PDF 后面附上图表")
    export.add_argument("--system-fonts", action="store_true", help=f"PDF {OPTION}（仿宋_GB2312 等），并说明用了哪些")


def _chosen_standard(standard_id: str) -> Standard:
    return find_standard(standard_id) if standard_id else bundled_standards()[0]


def _with_suffix(path: Path) -> Path:
    return path if path.suffix == REPORT_SUFFIX else path.with_name(f"{path.name}{REPORT_SUFFIX}")


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
        print_json({**_score_json(card), "quantities": rows})
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
    wanted = {"charts": options.charts, "system_fonts": options.system_fonts}
    exported = export_report(report, options.to, chosen, SilentProgress(), version=options.version, **wanted)
    for path in exported.paths:
        print(f"已写出：{path}")
    removed = (item.words() for item in exported.removed)
    remaining = (item.words() for item in exported.remaining)
    for notice in (*removed, *remaining, *exported.font_notices):
        print(notice)
    return FINE
