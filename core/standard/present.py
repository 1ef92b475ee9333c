"""Standards in words, line by line, for the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.model import address
from core.model.amount import format_percent, format_plain
from core.model.expression import explain
from core.model.naming import cell_name, short_title_of, title_of
from core.model.standard import Chapter, Grade, Indicator, Row, Standard, Table
from core.standard.lint import LintFault
from core.standard.locator import key_text, locate_keys

_KINDS = {"text": "文字", "year": "年度", "date": "日期", "phone": "电话"}


def verified_text(standard: Standard) -> str:
    """Say whether whoever issued the standard has confirmed it."""
    return "已经发布单位确认" if standard.verified else "未经发布单位确认"


def list_lines(standards: Sequence[Standard]) -> list[str]:
    """Return one line for each standard: id, title, whether it is verified."""
    if not standards:
        return ["没有可用的标准。"]
    return [f"{standard.id}  {standard.title}  {verified_text(standard)}" for standard in standards]


def show_lines(standard: Standard) -> list[str]:
    """Return the whole standard in words."""
    lines = [
        standard.title,
        f"编号：{standard.id}（第 {standard.version} 版）",
        f"地区：{standard.place}；年度：{standard.fiscal_year}；发布单位：{standard.issuer}",
        f"状态：{verified_text(standard)}",
    ]
    if standard.note:
        lines.append(f"说明：{standard.note}")
    for heading, section in (
        ("封面", _cover_lines(standard)),
        ("报告提纲", _outline_lines(standard)),
        ("表格", _tables_lines(standard)),
        ("比率（由表格算出）", _quantity_lines(standard)),
        ("指标", _indicator_lines(standard)),
        ("佐证材料", _evidence_lines(standard)),
        ("评价等级", _grade_lines(standard)),
        ("差异说明", _variance_lines(standard)),
        ("正文中的比率", _rate_lines(standard)),
        ("前后对应", _linked_part_lines(standard)),
    ):
        found = list(section)
        if found:
            lines += ["", heading, *(f"  {line}" for line in found)]
    return lines


def lint_lines(standard: Standard, faults: Sequence[LintFault]) -> list[str]:
    """Return a line for each fault that `lint` found, with the line of its key, and a closing line."""
    lines_by_key = {key_text(path): line for path, line in locate_keys(standard.source).items()}
    lines = [
        f"第 {_line_of(lines_by_key, fault.key)} 行 {fault.key}：{fault.message}（{fault.code}）" for fault in faults
    ]
    verdict = f"{standard.id}：发现 {len(faults)} 处问题" if faults else f"{standard.id}：没有发现问题"
    return [*lines, f"{verdict}；{verified_text(standard)}。"]


def _line_of(lines_by_key: dict[str, int], key: str) -> int:
    while key not in lines_by_key:
        key = re.sub(r"(\.|^)\w+$|\[\d+\]$", "", key)
    return lines_by_key[key]


def _cover_lines(standard: Standard) -> Iterator[str]:
    for item in standard.cover:
        remarks = [_KINDS[item.kind], "必填" if item.required else "可以不填"]
        if item.private:
            remarks.append("公开件不印")
        yield f"{item.title}（{'，'.join(remarks)}）"


def _outline_lines(standard: Standard) -> Iterator[str]:
    for chapter in standard.chapters:
        yield chapter.title + (f"（又作：{'、'.join(chapter.aliases)}）" if chapter.aliases else "")
        for line in _part_lines(standard, chapter):
            yield f"  {line}"


def _part_lines(standard: Standard, chapter: Chapter) -> Iterator[str]:
    for part in chapter.parts:
        remarks = []
        if not part.required:
            remarks.append("可以不写")
        if part.longest is not None:
            remarks.append(f"不超过 {part.longest} 字")
        if part.table is not None:
            remarks.append(f"附{standard.tables_by_id[part.table].title}")
        if part.private:
            remarks.append("公开件略去")
        words = (part.title or "（直接写在本章标题下）") + (f"（{'，'.join(remarks)}）" if remarks else "")
        guidance = " ".join(part.guidance.split())
        yield f"{words}：{guidance}" if guidance else words
        for title, text in (("依据", part.clause), ("可以这样写", part.good), ("不要这样写", part.poor)):
            if text:
                yield f"  {title}：{' '.join(text.split())}"


def _tables_lines(standard: Standard) -> Iterator[str]:
    for table in standard.tables:
        yield f"{table.title}（单位：{table.unit}，{table.decimals} 位小数）"
        yield f"  列：{'、'.join(column.title for column in table.columns)}"
        for row in table.rows:
            yield f"  {'  ' * row.level}{row.title}{_composition(table, row)}"


def _composition(table: Table, row: Row) -> str:
    if row.parts:
        return f" ＝ {' ＋ '.join(table.row(part).short for part in row.parts)}"
    return f"（不大于{table.row(row.part_of).short}）" if row.part_of is not None else ""


def _quantity_lines(standard: Standard) -> Iterator[str]:
    def name(where: str) -> str:
        return cell_name(standard, where) if address.is_cell(where) else title_of(standard, where)

    for quantity in standard.quantities:
        yield f"{quantity.title}：{explain(quantity.expression, name)}"


def _indicator_lines(standard: Standard) -> Iterator[str]:
    for indicator in standard.indicators:
        words = f"{indicator.title}  {format_plain(indicator.max_score)} 分"
        yield "  " * _depth(standard, indicator) + (f"{words}  {indicator.describe}" if indicator.describe else words)
    total = sum((indicator.max_score for indicator in standard.scored_indicators), Decimal(0))
    yield f"合计  {format_plain(total)} 分（满分 {format_plain(standard.full_mark)} 分）"


def _evidence_lines(standard: Standard) -> Iterator[str]:
    for indicator in standard.indicators:
        if indicator.evidence:
            yield f"{indicator.title}：{'；'.join(indicator.evidence)}"
    if standard.submission.limit_words:
        yield f"材料总大小不超过 {standard.submission.limit_words}"


def _depth(standard: Standard, indicator: Indicator) -> int:
    depth = 0
    while indicator.parent is not None:
        indicator = standard.indicators_by_id[indicator.parent]
        depth += 1
    return depth


def _grade_lines(standard: Standard) -> Iterator[str]:
    for grade in standard.grades:
        yield f"{grade.name}：{_band(grade, standard.full_mark)}"


def _band(grade: Grade, full_mark: Decimal) -> str:
    sign = "≤" if grade.upper == full_mark else "＜"
    return f"{format_plain(grade.lower)} ≤ 总分 {sign} {format_plain(grade.upper)}"


def _variance_lines(standard: Standard) -> Iterator[str]:
    for check in standard.variance_checks:
        table = standard.tables_by_id[check.table]
        titles = {column.id: column.title for column in table.columns}
        yield (
            f"{table.title}：{titles[check.actual]}与{titles[check.base]}相差达到 "
            f"{format_percent(check.threshold, 0)} 的行，应当说明原因"
        )


def _rate_lines(standard: Standard) -> Iterator[str]:
    for rate in standard.rate_checks:
        titles = [standard.quantities_by_id[reading].title for reading in rate.readings]
        yield f"{'、'.join(rate.names)}：应当等于{'，或'.join(titles)}"


def _linked_part_lines(standard: Standard) -> Iterator[str]:
    def name(where: str) -> str:
        return f"“{short_title_of(standard, where)}”"

    for check in standard.task_checks:
        indicator = standard.indicators_by_id[check.indicator].title
        yield f"{name(check.tasks)}所列任务，应当在{name(check.results)}逐项写明结果（评分指标：{indicator}）"
    if standard.links is not None:
        yield f"{name(standard.links.problems)}所列问题，应当在{name(standard.links.measures)}有对应的措施"
