"""Documents for the tests of the PDF exporter."""

from __future__ import annotations

from core.document.blocks import Block, Cover, CoverLine, Document, Heading, Paragraph, Table, TableCell

TITLE = "晴川市园林管理局 2021 年度部门整体支出绩效自评报告"

SENTENCES = (
    "我局负责全市公园、绿地和古树名木的管理，承担《晴川市城市绿化条例》（2019 年修订）规定的职责。",
    "2021 年度安排“口袋公园”建设资金 1,286.40 万元，实际支出 1,254.72 万元，执行率 97.54%；",
    "新建公园 14 个，改造绿地 23.6 公顷……群众满意度为 95.2%——比上年提高 2.1 个百分点。",
    "存在的主要问题：一是部分项目前期工作不充分，进度偏慢；二是绩效指标“数量多、质量少”，不够明确。",
)


def paragraph(count: int) -> Paragraph:
    """A paragraph of four sentences that no other paragraph has."""
    return Paragraph("", f"第{count}段。" + "".join(SENTENCES), f"narrative/p{count}")


def amount(text: str) -> TableCell:
    return TableCell(text, kind="amount", align="right")


def head(*titles: str) -> tuple[TableCell, ...]:
    return tuple(TableCell(title, align="center", bold=True) for title in titles)


SPENDING = Table(
    name="支出明细表",
    title="部门预算支出明细表",
    unit="单位：万元",
    widths=(10, 6, 6, 6),
    head=(head("支出类别", "年初预算数", "调整预算数", "决算数"),),
    body=(
        (TableCell("一、基本支出"), amount("2,310.00"), amount("2,402.15"), amount("2,402.15")),
        (TableCell("人员经费", indent=2), amount("2,010.00"), amount("2,100.15"), amount("2,100.15")),
        (TableCell("合计", bold=True), amount("2,310.00"), amount("2,402.15"), amount("2,402.15")),
    ),
)


def scores(rows: int) -> Table:
    return Table(
        name="自评表",
        title="部门整体支出绩效自评表",
        unit="单位：分",
        widths=(3, 9, 12, 4, 4, 4, 13),
        head=(head("序号", "指标", "评价内容", "分值", "得分", "扣分", "扣分原因"),),
        body=tuple(
            (
                TableCell(str(row), align="center"),
                TableCell(f"第{row}项指标"),
                TableCell("预算编制是否符合职责要求，资金分配是否合理。"),
                TableCell("10", kind="score", align="center"),
                TableCell("9.5", kind="score", align="center"),
                TableCell("0.5", kind="score", align="center"),
                TableCell("个别项目进度偏慢。"),
            )
            for row in range(1, rows + 1)
        ),
        notes=("等级划分：优，90 分以上（含）。",),
    )


def document(*body: Block, annexes: tuple[Table, ...] = (), made_on: str = "2022-03-31") -> Document:
    cover = Cover(
        TITLE, (CoverLine("部门名称", "晴川市园林管理局", "cover/unit"), CoverLine("填报日期", "", "cover/date"))
    )
    return Document(TITLE, "晴川市园林管理局", made_on, cover, body, annexes)


def whole_report(paragraphs: int = 30) -> Document:
    """A document with everything: four levels of headings, a table in the body and two annexes over several pages."""
    body: list[Block] = [
        Heading(1, "一、", "部门基本情况", "narrative/a"),
        Heading(2, "（一）", "部门职能", "narrative/a/b"),
        Heading(3, "1.", "主要职责", "narrative/a/b/c"),
        Heading(4, "（1）", "具体职责", "narrative/a/b/d"),
        Paragraph("1.", "负责公园管理。", "narrative/a/b/e"),
        Paragraph("（1）", "2021 年管理公园 86 个。", "narrative/a/b/f"),
        *(paragraph(count) for count in range(paragraphs)),
        SPENDING,
        Heading(1, "二、", "整体支出使用情况", "narrative/g"),
        Heading(3, "1.", "没有第二级的第三级标题", "narrative/g/h"),
        paragraph(paragraphs),
    ]
    return document(*body, annexes=(scores(40), SPENDING))
