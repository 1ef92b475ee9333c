"""The list of evidence that is annexed to the report."""

from __future__ import annotations

from core.document.blocks import Table, TableCell
from core.model import address
from core.model.evidence import EvidenceKind
from core.model.report import Report

_NAME = "佐证材料清单"
_TITLES = ("序号", "材料名称", "对应指标", "页数", "备注")


def evidence_table(report: Report) -> Table | None:
    """Return the list in the report's order, `None` where there is no evidence."""
    items = report.evidence()
    if not items:
        return None
    titles = {name: indicator.title for name, indicator in report.standard.indicators_by_id.items()}
    rows = []
    for number, item in enumerate(items, start=1):
        linked = "、".join(titles[name] for name in item.indicators if name in titles)
        pages = item.pages_words if item.kind is EvidenceKind.EXCEL else str(item.pages or "")
        rows.append(
            (
                TableCell(str(number), align="center"),
                TableCell(item.title, address=address.evidence_field(item.key, "title")),
                TableCell(linked, address=address.evidence_field(item.key, "indicators")),
                TableCell(pages, align="center"),
                TableCell(item.note, address=address.evidence_field(item.key, "note")),
            )
        )
    return Table(
        name=_NAME,
        title=_NAME,
        unit="",
        widths=(3, 14, 12, 4, 10),
        head=(tuple(TableCell(title, align="center", bold=True) for title in _TITLES),),
        body=tuple(rows),
        address=address.EVIDENCE,
    )
