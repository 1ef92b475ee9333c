"""Documents for the tests of the exporters: a made-up report, and tables of calculations."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal

from core.document.blocks import Cover, CoverLine, Document, Heading, Paragraph, Table, TableCell
from core.model.amount import format_decimal, format_percent, format_plain
from core.model.expression import Call, Node, Operation, Reference, evaluate, parse

AUTHOR = "晴川市园林管理局"
TITLE = f"{AUTHOR}2021年度部门整体支出绩效自评报告"
COLUMNS = ("initial", "final")

# In the order of the table: id, title, indent, parts, figures of the two columns.
_SPENDING: tuple[tuple[str, str, int, tuple[str, ...], tuple[str, str]], ...] = (
    ("basic", "一、基本支出", 0, ("personnel", "operating"), ("", "")),
    ("personnel", "人员经费", 2, (), ("4000.1", "4321.4321")),
    ("operating", "日常公用经费", 2, (), ("300.20", "280")),
    ("project", "二、项目支出", 0, (), ("775.76", "754.625")),
    ("business", "三、经营支出", 0, (), ("", "0")),
    ("total", "合计", 0, ("basic", "project", "business"), ("", "")),
)
_SCORES = (
    (
        "plan",
        "预算编制",
        "编制依据是否充分。",
        "20",
        "18.5",
        "两个项目在年中追加预算，前期测算不够细，年初没有列入预算。",
    ),
    ("funds", "资金管理", "支出完成率。", "30", "29.9", "上半年支出进度偏慢。"),
    ("results", "履职效益", "年度任务的完成情况。", "50", "50", ""),
)


def head(*titles: str) -> tuple[TableCell, ...]:
    return tuple(TableCell(title, align="center", bold=True) for title in titles)


def amount(
    value: Decimal | None, address: str = "", expression: Node | None = None, *, decimals: int = 2, bold: bool = False
) -> TableCell:
    return TableCell(
        format_decimal(value, decimals),
        kind="amount",
        address=address,
        value=value,
        expression=expression,
        decimals=decimals,
        align="right",
        bold=bold,
    )


def points(value: Decimal | None, address: str, expression: Node | None = None, *, bold: bool = False) -> TableCell:
    return TableCell(
        "" if value is None else format_plain(value),
        kind="score",
        address=address,
        value=value,
        expression=expression,
        decimals=2,
        align="center",
        bold=bold,
    )


def sum_of(addresses: Iterator[str]) -> Call:
    return Call("sum", tuple(map(Reference, addresses)))


def spending_table() -> Table:
    """A table with sums of sums, blanks, and figures with more decimals than are shown."""
    known: dict[str, Decimal | None] = {}
    for row, _, _, _, figures in _SPENDING:
        for column, figure in zip(COLUMNS, figures, strict=True):
            known[f"spending/{row}/{column}"] = Decimal(figure) if figure else None
    # Parts stand below their sum, except for those of the last row.
    for row, _, _, parts, _ in sorted(_SPENDING, key=lambda item: item[0] == "total"):
        for column in COLUMNS if parts else ():
            values = [known[f"spending/{part}/{column}"] for part in parts]
            known[f"spending/{row}/{column}"] = sum((value for value in values if value is not None), Decimal(0))
    return Table(
        name="支出明细表",
        title="部门预算支出明细表",
        unit="单位：万元",
        widths=(10, 6, 6),
        head=(head("支出类别", "年初预算数", "决算数"),),
        body=tuple(
            (
                TableCell(title, indent=indent, bold=row == "total"),
                *(
                    amount(
                        known[f"spending/{row}/{column}"],
                        f"spending/{row}/{column}",
                        sum_of(f"spending/{part}/{column}" for part in parts) if parts else None,
                        bold=row == "total",
                    )
                    for column in COLUMNS
                ),
            )
            for row, title, indent, parts, _ in _SPENDING
        ),
        address="spending",
    )


def score_table() -> Table:
    """A 自评表 with a head of two rows, long reasons, totals and a grade over merged cells."""
    rows: list[tuple[TableCell, ...]] = []
    for count, (name, title, content, top, earned, reason) in enumerate(_SCORES, start=1):
        maximum, score = Decimal(top), Decimal(earned)
        difference = Operation("-", Reference(f"indicator/{name}/max"), Reference(f"indicator/{name}/score"))
        rows.append(
            (
                TableCell(str(count), align="center"),
                TableCell(title),
                TableCell(content),
                points(maximum, f"indicator/{name}/max"),
                points(score, f"indicator/{name}/score"),
                points(maximum - score, f"indicator/{name}/deduction", difference),
                TableCell(reason, address=f"indicator/{name}/reason"),
            )
        )
    totals = [
        points(
            sum((Decimal(item[column]) for item in _SCORES), Decimal(0)),
            f"result/{kind}",
            sum_of(f"indicator/{item[0]}/{kind}" for item in _SCORES),
            bold=True,
        )
        for kind, column in (("max", 3), ("score", 4))
    ]
    missing = Operation("-", Reference("result/max"), Reference("result/score"))
    rows += [
        (
            TableCell("合计", align="center", bold=True, columns=3),
            *totals,
            points(Decimal("1.6"), "result/deduction", missing, bold=True),
            TableCell(""),
        ),
        (
            TableCell("评价等级", align="center", bold=True, columns=3),
            TableCell("优", address="result/grade", align="center", bold=True, columns=4),
        ),
    ]
    upper = tuple(
        TableCell(title, align="center", bold=True, rows=2, columns=1) for title in ("序号", "指标", "评价内容")
    )
    return Table(
        name="自评表",
        title="部门整体支出绩效自评表",
        unit="单位：分",
        widths=(3, 9, 12, 4, 4, 4, 13),
        head=(
            (*upper, TableCell("评分", align="center", bold=True, columns=4)),
            head("分值", "得分", "扣分", "扣分原因"),
        ),
        body=tuple(rows),
        notes=("等级划分：优，90 分以上（含）；良，80 分（含）至 90 分（不含）；其余为差。", "得分由自评小组评定。"),
        address="indicator",
    )


def rate_table() -> Table:
    """Rates over cells of another sheet."""
    expression = parse("spending.total.final / spending.total.initial")
    value = Decimal("5356.0571") / Decimal("5076.06")
    rate = TableCell(
        format_percent(value),
        kind="percent",
        address="quantity/completion",
        value=value,
        expression=expression,
        decimals=2,
        align="right",
    )
    return Table(
        name="比率计算表",
        title="支出比率计算表",
        unit="",
        widths=(14, 6),
        head=(head("比率", "结果"),),
        body=((TableCell("支出完成率（决算数÷年初预算数）"), rate),),
    )


def report_document(*, author: str = AUTHOR, made_on: str = "2022-03-31") -> Document:
    """A document with a cover, a table within the text, and two annexes."""
    return Document(
        title=TITLE,
        author=author,
        made_on=made_on,
        cover=Cover(
            TITLE,
            (
                CoverLine("部门名称", AUTHOR, "cover/reporting_unit"),
                CoverLine("联系电话", "0000-0000000", "cover/phone"),
                CoverLine("填报日期", "", "cover/reported_on"),
            ),
        ),
        body=(
            Heading(1, "一、", "部门基本情况", "narrative/overview"),
            Paragraph("", "我局负责全市公园和绿地的管理。", "narrative/overview/p1"),
            spending_table(),
        ),
        annexes=(score_table(), rate_table()),
    )


def table_document(*tables: Table, author: str = "", cover: Cover | None = None) -> Document:
    """A document of nothing but tables."""
    return Document("表", author, "", cover or Cover("表", ()), (), tables)


def text_table(*texts: str, widths: tuple[int, ...] = (10, 10), name: str = "文字") -> Table:
    """A table of one row for each text, with the text in its second cell."""
    body = tuple((TableCell("文字"), TableCell(text)) for text in texts)
    return Table(name, "文字表", "", widths, (head("名称", "内容"),), body)


EXPRESSIONS = (
    "sum(d.{row}.a, d.{row}.b, d.{row}.c)",
    "sum(d.{row}.a, d.{row}.c)",
    "sum(d.{row}.a, d.{row}.b * 2)",
    "d.{row}.a - (d.{row}.b - d.{row}.c)",
    "d.{row}.a / d.{row}.b / d.{row}.c",
    "d.{row}.a / (d.{row}.b / d.{row}.c)",
    "d.{row}.a / (d.{row}.b - d.{row}.c)",
    "(d.{row}.a + 1.5) * -d.{row}.b",
    "max(d.{row}.a, d.{row}.b) - min(d.{row}.a, 0.5)",
    "abs(d.{row}.a - d.{row}.b)",
    "d.{row}.a / d.{row}.b if d.{row}.b > d.{row}.c else d.{row}.c",
    "(d.{row}.a if d.{row}.b == 0 else 1 / d.{row}.b) + d.{row}.c",
    "(1 if d.{row}.a != 0 else 2 / d.{row}.a) if d.{row}.b else 3",
    "d.{row}.a >= d.{row}.b",
    "sum(d.{row}.a, d.{row}.b) / d.{row}.c",
)


def calculation_document() -> Document:
    """Every kind of expression over figures of every kind: blank, zero, broken, negative."""
    figures = [*itertools.product((None, "0", "5.25"), repeat=3), ("-3", "0.1", "0.3"), ("0.3", "-0.2", "-0.1")]
    known = {
        f"d/r{count}/{column}": Decimal(text) if text is not None else None
        for count, row in enumerate(figures)
        for column, text in zip("abc", row, strict=True)
    }
    data = [
        tuple(amount(known[f"d/r{count}/{column}"], f"d/r{count}/{column}", decimals=1) for column in "abc")
        for count in range(len(figures))
    ]
    results = [
        tuple(_calculated(parse(text.format(row=f"r{count}")), known) for text in EXPRESSIONS)
        for count in range(len(figures))
    ]
    titles = tuple(f"算式{count}" for count in range(len(EXPRESSIONS)))
    return table_document(
        Table("数据", "数据", "", (1, 1, 1), (head("a", "b", "c"),), tuple(data)),
        Table("It's 结果", "结果", "", (1,) * len(EXPRESSIONS), (head(*titles),), tuple(results)),
    )


def _calculated(node: Node, known: Mapping[str, Decimal | None]) -> TableCell:
    match node:
        case Call("sum", arguments) if all(isinstance(argument, Reference) for argument in arguments):
            # A plain sum adds what is known, as a computed row of a table does.
            values = [known[argument.address] for argument in arguments if isinstance(argument, Reference)]
            present = [value for value in values if value is not None]
            return amount(sum(present, Decimal(0)) if present else None, "", node)
    return amount(evaluate(node, known.get).value, "", node)
