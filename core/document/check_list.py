"""The list of all checks, to be printed: what the program looks at, in at most two pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from core.document.blocks import Document, Table, TableCell
from core.document.check_words import SEVERITY_WORDS
from core.validation.registry import Rule, TextRule
from core.version import PROGRAM, VERSION

TITLE = "校核项目一览"
# The letters that a code begins with, in the order of the list.
FAMILIES = {
    "CMP": "填写是否完整",
    "SPD": "支出明细表",
    "VAR": "支出变动",
    "RAT": "所写的比率",
    "SCR": "得分和等级",
    "EVA": "评分表和文中的得分",
    "PRB": "问题和措施",
    "EVD": "佐证材料",
    "FIG": "数字引用",
    "NUM": "文中的数字",
    "TAB": "各类表格",
    "LST": "个数和列举",
    "DAT": "年份和日期",
    "FRM": "文字写法",
    "TPL": "模板残留",
    "NAM": "单位名称",
}
_SCOPES = {True: "任何文稿都校核", False: "只校核按指标体系填写的报告"}


def family_of(rule: Rule) -> str:
    """Return the letters that a rule's code begins with."""
    return rule.code.partition("-")[0]


def by_family(rules: Sequence[Rule]) -> list[tuple[str, list[Rule]]]:
    """Return the rules of each family under its heading, which says how many they are and what they are run on."""
    order = list(FAMILIES)

    def family(rule: Rule) -> tuple[int, bool]:
        return order.index(family_of(rule)), isinstance(rule, TextRule)

    groups = []
    for (number, is_any_text), grouped in groupby(sorted(rules, key=lambda rule: (family(rule), rule.code)), family):
        found = list(grouped)
        groups.append((f"{FAMILIES[order[number]]}（{len(found)} 项，{_SCOPES[is_any_text]}）", found))
    return groups


def note(rules: Sequence[Rule]) -> str:
    """Return what the list's signs mean."""
    return (
        f"共 {len(rules)} 项。错误：怎么理解都不能成立，须改正；提醒：请核实，改正或说明；提示：不影响数字，建议统一。"
    )


def build_check_list(rules: Sequence[Rule]) -> Document:
    """Return the list of rules as a document without a cover."""
    body: list[tuple[TableCell, ...]] = []
    for family, found in by_family(rules):
        body.append((TableCell(family, bold=True, columns=4),))
        body += [
            (
                TableCell(rule.code),
                TableCell(SEVERITY_WORDS[rule.severity], align="center"),
                TableCell(rule.title),
                TableCell(rule.clause),
            )
            for rule in found
        ]
    head = tuple(TableCell(title, align="center", bold=True) for title in ("编号", "程度", "查找的问题", "怎样才对"))
    table = Table(
        name=TITLE,
        title="",
        unit=f"{PROGRAM} {VERSION}",
        widths=(24, 14, 66, 96),
        head=(head,),
        body=tuple(body),
        notes=(note(rules),),
        dense=True,
    )
    return Document(title=TITLE, author="", made_on="", cover=None, body=(table,), annexes=())
