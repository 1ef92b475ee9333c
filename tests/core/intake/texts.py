"""Texts to import: a short report of a department that does not exist, and a report written out as text."""

from __future__ import annotations

from collections.abc import Iterator

from core.document.numbering import chapter_number, paragraph_numbers, part_number
from core.intake.text import Intake, import_text
from core.model import address
from core.model.report import Report
from core.model.standard import Part, Standard, Table
from core.standard.catalog import find_standard

STANDARD = find_standard("foshan-2020")

TABLE = """部门预算支出明细表
单位：万元
支出类别	年初预算数	调整预算数	决算数
一、基本支出	300.00	320.00	318.50
人员经费	240.00	260.00	260.00
日常公用经费	60.00	60.00	58.50
二、项目支出	1,200.00	1,180.00	1,100.25
其中：基本建设类项目	0.00	0.00	0.00
三、上缴上级支出	0.00	0.00	0.00
四、经营支出	0.00	0.00	0.00
五、对附属单位补助支出\t\t\t
合计	1,500.00	1,500.00	1,418.75
"""

REPORT = f"""清河市公园管理局2020年度部门整体支出绩效自评报告

部门名称：清河市公园管理局
部门负责人：甲
填报人：乙
联系电话：0000-1234567
填报日期：2021年3月

一、部门基本情况
（一）部门职能
1.负责城市公园的规划和建设。
2.负责公园的日常养护。其中：
（1）乔木和灌木的修剪。
（2）步道和座椅的维修。
3.承办上级交办的其他工作。
（二）机构设置
本局设三个科室，分别为办公室、养护科、工程科。
（三）年度总体工作和重点工作任务
1.新建口袋公园四个
在老城区选择四处边角地建设口袋公园。
2.更新步道照明
更换步道灯具，减少夜间照明故障。
（四）整体支出使用情况
2020年部门整体支出1,418.75万元，明细见下表。
{TABLE}
二、绩效自评结果及指标分析
本局自评得分为97.5分，等级为“优”。
（一）预算编制情况
预算编制符合本局职责。分值8分，自评得分8分。
（二）绩效目标设置情况
各项目均设置了绩效目标。分值8分，自评得分8分。
（三）资金管理情况
支出完成率为94.58%。因两个项目验收推迟，扣0.5分。分值7分，自评得分6.5分。
（四）财务管理情况
会计核算规范。分值20分，自评得分20分。
（五）项目管理情况
项目均按程序采购。分值11分，自评得分11分。
（六）资产管理情况
资产按时盘点。分值5分，自评得分5分。
（七）公用经费控制情况
公用经费未超预算。分值5分，自评得分5分。
（八）重点任务完成与部门履职效益
1.口袋公园建成四个。
2.步道灯具更换完毕。
分值30分，自评得分30分。
（九）公众或服务对象满意度
游客满意度较高。分值5分，自评得分4分。
三、存在问题
一是个别项目验收推迟。
四、改进措施及有关建议
一是按月检查验收进度。
"""


def read(text: str, standard: Standard = STANDARD) -> Intake:
    """Import a text."""
    return import_text(text, standard, "报告.txt")


def report_of(intake: Intake, standard: Standard = STANDARD) -> Report:
    """Return the report that holds just what was imported."""
    return Report(standard, dict(intake.entries))


def left_over(intake: Intake) -> list[str]:
    """Return the texts of the tray."""
    return [entry.value for where, entry in intake.entries if where.startswith("left_over/")]


def prose(intake: Intake, part: str) -> list[tuple[int, str]]:
    """Return level and text of a part's paragraphs; `part` is written as `overview/duties`."""
    return [(item.level, item.text) for item in report_of(intake).paragraphs(f"narrative/{part}")]


def count(text: str) -> int:
    """Count the characters that are not white space, one by one."""
    return sum(1 for character in text if not character.isspace())


def write_text(report: Report) -> str:
    """Write a report out as text, as it would be printed."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    standard = report.standard
    yield report.title()
    for field in standard.cover:
        if field.kind != "year":
            yield f"{field.title}：{report.text(address.cover_field(field.id))}"
    for number, chapter in enumerate(standard.chapters, start=1):
        yield chapter_number(number) + chapter.title
        titled = 0
        for part in chapter.parts:
            titled += 1 if part.title else 0
            if part.title:
                yield part_number(titled) + part.title
            yield from _part_lines(report, part)


def _part_lines(report: Report, part: Part) -> Iterator[str]:
    for paragraph, number in paragraph_numbers(report.paragraphs(part.address)):
        yield number + paragraph.text
    if part.table:
        yield from _table_lines(report, report.standard.tables_by_id[part.table])


def _table_lines(report: Report, table: Table) -> Iterator[str]:
    yield table.title
    yield f"单位：{table.unit}"
    yield "\t".join([table.heading, *(column.title for column in table.columns)])
    for row in table.rows:
        cells = (report.shown_amount(address.cell(table.id, row.id, column.id)) for column in table.columns)
        yield "\t".join([row.title, *cells])
