"""Addresses in the words of the form: what a finding or a menu calls a place."""

from __future__ import annotations

from core.model import address
from core.model.standard import Standard

_INDICATOR_WORDS = {"score": "得分", "reason": "扣分原因", "max_score": "分值"}
_RESULT_WORDS = {"total_score": "总分", "grade": "评价等级", "full_mark": "满分"}
_LINK_WORDS = {"problem": "问题", "indicators": "涉及指标", "measures": "改进措施"}
_EVIDENCE_WORDS = {
    "title": "材料名称",
    "file_name": "文件",
    "indicators": "对应指标",
    "note": "备注",
    "position": "次序",
    "pages": "页数",
    "size": "大小",
    "kind": "类型",
    "sha256": "校验值",
}
_WAIVER_WORDS = {"reason": "理由", "name": "姓名", "date": "日期", "message": "所接受的问题", "place": "位置"}


def title_of(standard: Standard, where: str) -> str:
    """Return the Chinese name of an address, from the outside in: 部门预算支出明细表 · 合计 · 决算数."""
    pieces = where.split("/")
    match pieces:
        case [address.COVER, field]:
            titles = {item.id: item.title for item in standard.cover}
            return f"封面 · {titles.get(field, field)}"
        case [address.INDICATOR, indicator_id, what]:
            indicator = standard.indicators_by_id.get(indicator_id)
            title = indicator.title if indicator else indicator_id
            return f"{title} · {_INDICATOR_WORDS.get(what, what)}"
        case [address.NARRATIVE, *_]:
            return _narrative_title(standard, where)
        case [address.RESULT, what]:
            return _RESULT_WORDS.get(what, what)
        case [address.LEFT_OVER, *_]:
            return "未归位内容"
        case [address.WAIVER, _, _, what]:
            return f"接受并说明 · {_WAIVER_WORDS.get(what, what)}"
        case [address.NOTE, _]:
            return f"{title_of(standard, address.noted(where))} · 备注"
        case [address.LAST_YEAR, *_]:
            return "去年的报告"
        case [address.HANDOUT, *_]:
            return "分给科室的部分"
        case [address.LINK, _, _, what]:
            return f"问题与措施的对应 · {_LINK_WORDS.get(what, what)}"
        case [address.EVIDENCE]:
            return "佐证材料"
        case [address.EVIDENCE, _, what]:
            return f"佐证材料 · {_EVIDENCE_WORDS.get(what, what)}"
        case [table_id, *rest] if table_id in standard.tables_by_id:
            return _cell_title(standard, table_id, rest)
        case _:
            return where


def _narrative_title(standard: Standard, where: str) -> str:
    part = standard.parts.get(where) or standard.parts.get(address.part_of(where))
    if part is None:
        return "正文"
    chapter = next(chapter for chapter in standard.chapters if chapter.id == part.chapter)
    return f"{chapter.title} · {part.title}" if part.title else chapter.title


def _cell_title(standard: Standard, table_id: str, rest: list[str]) -> str:
    table = standard.tables_by_id[table_id]
    if len(rest) != 2:
        return table.title
    row = next((row.title for row in table.rows if row.id == rest[0]), rest[0])
    column = next((column.title for column in table.columns if column.id == rest[1]), rest[1])
    return f"{table.title} · {row} · {column}"


def short_title_of(standard: Standard, where: str) -> str:
    """Return the name of an address without what stands around it: 项目支出决算数, 资产管理情况."""
    pieces = where.split("/")
    if pieces[0] in standard.tables_by_id and len(pieces) == 3:
        return cell_name(standard, where)
    if pieces[0] == address.NARRATIVE:
        part = standard.parts.get(where) or standard.parts.get(address.part_of(where))
        return part.title if part and part.title else title_of(standard, where)
    return title_of(standard, where)


def source_name(standard: Standard, source: str) -> str:
    """Return the name of a figure that prose can quote: a cell, a rate (`quantity/<id>`), or a score."""
    head, _, rest = source.partition("/")
    if head == "quantity" and rest in standard.quantities_by_id:
        return standard.quantities_by_id[rest].title
    return short_title_of(standard, source)


def cell_name(standard: Standard, where: str) -> str:
    """Return the short name of a cell within an explanation: 项目支出决算数."""
    table_id, row_id, column_id = where.split("/")
    table = standard.tables_by_id[table_id]
    column = next(column for column in table.columns if column.id == column_id)
    return f"{table.row(row_id).short}{column.title}"
