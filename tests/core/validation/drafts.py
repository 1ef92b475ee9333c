"""A small whole report of a fictional department in which nothing is wrong, to plant faults into."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from core.model import address
from core.model.change import Entry, Origin
from core.model.report import Report
from core.standard.catalog import find_standard
from core.validation.inspection import Inspection, Readings
from core.validation.report_text import manuscript_of

SCORES = {
    "budgeting": "8",
    "objectives": "8",
    "funds": "7",
    "finance": "20",
    "projects": "11",
    "assets": "4",
    "operating_cost": "5",
    "results": "28",
    "satisfaction": "5",
}
TABLE = {
    "personnel": ("1200.00", "1230.50", "1230.50"),
    "operating": ("150.00", "148.20", "140.30"),
    "project": ("800.00", "760.00", "745.25"),
    "construction": ("100.00", "100.00", "98.00"),
    "remitted": ("0", "0", "0"),
    "business": ("0", "0", "0"),
    "subsidies": ("0", "0", "0"),
}
COLUMNS = ("initial", "adjusted", "final")
TEXTS = {
    "overview/duties": "负责全市湖泊保护的规划和监督。",
    "overview/organisation": "内设 3 个科室，分别为办公室、规划科、监督科。",
    "overview/tasks": "完成 12 个湖泊的巡查；建成监测站 4 座。",
    "overview/spending_use": "全年支出 2,116.05 万元，其中：基本支出 1,370.80 万元，项目支出 745.25 万元。",
    "evaluation/summary": "2020 年度部门整体支出绩效自评总得分为 96 分，绩效等级为“优”。",
    "evaluation/budgeting": "预算编制符合部门职责。该指标分值 8 分，自评得分 8 分。",
    "evaluation/objectives": "每个项目都设置了绩效目标。该指标分值 8 分，自评得分 8 分。",
    "evaluation/funds": "资金支付进度正常。该指标分值 7 分，自评得分 7 分。",
    "evaluation/finance": "会计核算规范，无超范围支出。该指标分值 20 分，自评得分 20 分。",
    "evaluation/projects": "采购程序合规，未出现违规情况。该指标分值 11 分，自评得分 11 分。",
    "evaluation/assets": "因 2 台监测设备未及时登记入账，扣 1 分。该指标分值 5 分，自评得分 4 分。",
    "evaluation/operating_cost": "公用经费实际支出小于预算。该指标分值 5 分，自评得分 5 分。",
    "evaluation/results": "监测站建成 3 座，另 1 座尚未完工，扣 2 分。该指标分值 30 分，自评得分 28 分。",
    "evaluation/satisfaction": "问卷结果较好。该指标分值 5 分，自评得分 5 分。",
    "problems/main": "一是监测设备登记不及时。",
    "measures/main": "一是每季度盘点监测设备。",
}
COVER = {
    "reporting_unit": "望湖市湖泊保护中心",
    "fiscal_year": "2020",
    "head": "（略）",
    "preparer": "（略）",
    "phone": "（略）",
    "reported_on": "2021年3月",
}


def part(name: str) -> str:
    """The address of a part: evaluation/summary."""
    return f"{address.NARRATIVE}/{name}"


class Draft:
    """The clean report's entries, to be changed before the report is made."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        for field, text in COVER.items():
            self.entries[address.cover_field(field)] = Entry(text)
        for row, figures in TABLE.items():
            for column, figure in zip(COLUMNS, figures, strict=True):
                self.amount(row, column, figure)
        for indicator, score in SCORES.items():
            self.score(indicator, score)
        for name, text in TEXTS.items():
            self.write(name, text)

    def amount(self, row: str, column: str, ten_thousands: str) -> Draft:
        """Fill a cell of the spending table with an amount in 万元; empty takes it away."""
        where = address.cell("spending", row, column)
        if ten_thousands:
            value = f"{Decimal(ten_thousands) * 10000:f}"
            computed = row in {"basic", "total"}
            self.entries[where] = Entry(value, Origin.OVERRIDDEN if computed else Origin.TYPED)
        else:
            self.entries.pop(where, None)
        return self

    def score(self, indicator: str, points: str) -> Draft:
        """Score an indicator; empty takes the score away."""
        where = address.indicator_score(indicator)
        if points:
            self.entries[where] = Entry(points)
        else:
            self.entries.pop(where, None)
        return self

    def carry_over(self, name: str) -> Draft:
        """Let the words of a part be last year's, not confirmed yet."""
        for where, entry in self.entries.items():
            if where.startswith(part(name) + "/"):
                self.entries[where] = replace(entry, origin=Origin.CARRIED_OVER)
        return self

    def write(self, name: str, *texts: str) -> Draft:
        """Let a part consist of these paragraphs."""
        for where in [where for where in self.entries if where.startswith(part(name) + "/")]:
            del self.entries[where]
        for number, text in enumerate(texts, 1):
            self.entries[f"{part(name)}/p{number}"] = Entry(text, position=number)
        return self

    def put(self, where: str, value: str) -> Draft:
        """Store a value at any address."""
        self.entries[where] = Entry(value)
        return self

    def attach(self, title: str, *, size: int = 1000, indicators: str = "assets") -> Draft:
        """Say of a file of evidence what the report says of it; its contents are of no concern to the checks."""
        sha256 = hashlib.sha256(title.encode()).hexdigest()
        facts = {"title": title, "file_name": f"{title}.pdf", "sha256": sha256, "kind": "pdf", "size": str(size)}
        for field, value in {**facts, "indicators": indicators}.items():
            self.put(address.evidence_field(sha256[:16], field), value)
        return self

    def report(self) -> Report:
        """Return the report."""
        return Report(find_standard("foshan-2020"), self.entries)


def inspection_of(report: Report) -> Inspection:
    """Return what a rule is given of a report in a first run."""
    return Inspection(manuscript=manuscript_of(report), readings=Readings(), memo={}, report=report)
