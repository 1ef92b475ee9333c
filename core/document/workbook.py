"""The workbook of a report: tables to be filled in, what they rest on, how to fill them in, and the check report."""

from __future__ import annotations

from dataclasses import replace

from core.document.base_data import NAME as BASE_DATA
from core.document.base_data import base_data
from core.document.blocks import Document, Form, Table, TableCell
from core.document.check_report import Checked
from core.document.check_workbook import check_tables
from core.document.tables import RATES, SCORES
from core.model.naming import title_of
from core.model.report import Report
from core.scoring.engine import score
from core.validation.run import CheckRun
from core.validation.waiver import sorted_out

_GUIDE = "填写说明"
_CHECKED_THEN = "本校核报告依据导出本工作簿时的内容；此后在本工作簿里改动的，尚未校核。"


def build_workbook(report: Report, document: Document, run: CheckRun | None) -> Document:
    """Return a report's document as a workbook to be filled in; `run` are the checks of the same report, if wanted.

    What a version of the document leaves out is not in the workbook either. The rates stand in the 基础数据, where
    their figures stand too: a sum in words would be wrong as soon as somebody types another figure.
    """
    tables = [table for table in document.tables() if table.address != RATES]
    body = (*tables, base_data(report, score(report), document.cover))
    annexes = () if run is None else _check_tables(report, run)
    return replace(
        document,
        body=(_guide(document, body, has_checks=bool(annexes)), *body),
        annexes=annexes,
        form=Form(report.standard.id, report.standard.version),
    )


def _check_tables(report: Report, run: CheckRun) -> tuple[Table, ...]:
    standard = report.standard
    checked = Checked(report.title(), report.title(), standard, None, lambda where: title_of(standard, where))
    tables = check_tables(checked, run, sorted_out(report, run))
    # Above the table stands who hands it in; what was checked stands below it.
    return tuple(replace(table, unit="", notes=(_CHECKED_THEN, *table.notes)) for table in tables)


def _guide(document: Document, tables: tuple[Table, ...], *, has_checks: bool) -> Table:
    """Return how an office without the program fills in the workbook."""
    rows = [
        (
            "哪些格子要填",
            "浅黄底色的格子。点中格子，旁边会提示填什么。其他格子是表格原有的文字，或者由公式算出，不用填。",
        ),
        *([("封面", "填写各行横线上的内容。标题随部门名称和评价年度自动更新。")] if document.cover else []),
        *((table.name, _filled_in(table)) for table in tables),
        ("没有发生的", "填 0；还不知道的先空着。不要写“无”或者“/”，那样合计算不出来。"),
        ("填不进去", "会说明这一格能填什么：金额、得分只填数字，不写单位；得分不能超过分值。"),
        ("扣分原因", "得分低于分值的，要写扣分原因。没有写的，“扣分原因”一格显示橙色，基础数据里也会计数。"),
        ("不要做的事", "不要改工作表的名称，不要移动、排序、删除行列，不要合并格子；行高、列宽可以调整。"),
        ("锁定的格子", "为了不误删公式而锁定，没有密码。确实要改的，在“审阅”里撤销工作表保护。"),
    ]
    if has_checks:
        rows.append(("校核结果", "最后几张表是导出时的校核报告，不用填；填写以后不会自动更新。"))
    return Table(
        name=_GUIDE,
        title=_GUIDE,
        unit="",
        widths=(3, 8, 29),
        head=(),
        body=tuple(
            (TableCell(str(count), align="center"), TableCell(title), TableCell(text))
            for count, (title, text) in enumerate(rows, start=1)
        ),
    )


def _filled_in(table: Table) -> str:
    if table.name == BASE_DATA:
        return "只填评价年度，其他由公式算出。各项比率、扣分的来历都写在这里，可以用来核对。"
    unit = f"{table.unit}。" if table.unit else ""
    if table.address == SCORES:
        return f"{unit}填写各指标的得分和扣分原因；扣分、合计、评价等级由公式算出。"
    return f"{unit}填写各行的数；有明细的行和合计由公式算出。"
