"""Write a small report of the newest version: `python -m tests.files.make_report PATH`, see README.md."""

from __future__ import annotations

import hashlib
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from core.model.change import Entry, Origin
from core.model.evidence import EvidenceKind
from core.model.evidence_changes import EvidenceFile, add_evidence
from core.progress import SilentProgress
from core.session import Session
from tests.builders import tiny_standard

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)
"""A picture of one red point."""
MADE_AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def make_report(path: Path) -> None:
    """Write a report with every kind of entry and a picture, every kind of step and a point."""
    entries = [
        ("cover/reporting_unit", Entry("示例局")),
        ("cover/fiscal_year", Entry("2024")),
        ("narrative/overview/duties/p1", Entry("负责本级示例工作。", position=1)),
        ("narrative/overview/duties/p2", Entry("指导下级示例工作。", Origin.CARRIED_OVER, "2023 年度报告", 3, 2)),
        ("spending/basic/initial", Entry("12345600.00", Origin.IMPORTED, "支出表.xlsx 支出 B3")),
        ("spending/total/initial", Entry("12345600", Origin.OVERRIDDEN, "以批复数为准")),
        ("indicator/budgeting/score", Entry("38.5")),
        ("indicator/budgeting/reason", Entry("两个项目入库不及时，扣 1.5 分。")),
        ("left_over/1", Entry("未能归位的一段。", Origin.IMPORTED, "报告.txt 第 9 行", position=1)),
    ]
    with Session.create(path, tiny_standard(), entries, title="导入 报告.txt", clock=lambda: MADE_AT) as session:
        sha256 = hashlib.sha256(PICTURE).hexdigest()
        session.contents.add(io.BytesIO(PICTURE), "现场.png", sha256, SilentProgress())
        file = EvidenceFile("现场.png", sha256, len(PICTURE), EvidenceKind.PNG, 1)
        session.apply(add_evidence(session.report, [file], ["results"]))
        session.put("修改得分", {"indicator/results/score": Entry("58")})
        session.put("放弃的修改", {"indicator/results/score": Entry("60")})
        session.save_point("放弃前")
        session.undo()
        session.put("修改正文", {"narrative/overview/duties/p1": Entry("负责全市示例工作。", position=1)})
        session.put("撤销的删除", {"left_over/1": None})
        session.undo()


if __name__ == "__main__":
    make_report(Path(sys.argv[1]))
