"""What a template or an earlier text has left in: prompts and placeholders, paragraphs that stand twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from core.model.finding import Place, Severity, Verdict, place_in
from core.model.manuscript import GridCell, Passage
from core.validation.inspection import TextInspection
from core.validation.narrative.copies import Copy, copies_in, read_wording
from core.validation.narrative.placeholders import Placeholder, read_marks, read_placeholders
from core.validation.registry import Fault, NotApplicable, Outcome, text_rule

_SHOWN = 3
_LONGEST_SHOWN = 16


@text_rule(
    "TPL-001",
    severity=Severity.WARNING,
    title="模板里的占位符或提示没有改掉",
    clause="定稿里不留占位符、填写提示和没有勾选的选项",
)
def check_template_is_filled_in(inspection: TextInspection) -> Iterator[Outcome]:
    """No XX, ____, prompt or choice of the template is left in the text."""
    found: list[tuple[Passage | GridCell, Placeholder]] = []
    empty = True
    for block in inspection.manuscript.blocks:
        empty = False
        if isinstance(block, Passage):
            found += [(block, item) for item in inspection.read(read_placeholders, block)]
        else:
            found += [(cell, item) for row in block.rows for cell in row for item in read_marks(cell.text)]
    if empty:
        yield NotApplicable("没有正文")
    if found:
        kinds = Counter(item.kind for _, item in found)
        shown = "、".join(f"“{_shortened(where.text[item.start : item.end])}”" for where, item in found[:_SHOWN])
        counts = "，".join(f"{kind.value} {count} 处" for kind, count in kinds.items())
        yield Fault(
            Verdict.INCOMPLETE,
            f"还留着模板里的内容：{counts}，如{shown}。",
            "换成本部门的实际内容；不需要的，连同提示一起删去。",
            tuple(place_in(where.address, where.text, item.start, item.end) for where, item in found),
        )


@text_rule(
    "TPL-002",
    severity=Severity.WARNING,
    title="同一段文字出现两次",
    clause="同一段文字不重复出现",
)
def check_no_paragraph_stands_twice(inspection: TextInspection) -> Iterator[Outcome]:
    """No long paragraph stands twice, word for word or nearly."""
    copies = copies_in(inspection.manuscript.passages, lambda passage: inspection.read(read_wording, passage))
    if not any(inspection.read(read_wording, passage) for passage in inspection.manuscript.passages):
        yield NotApplicable("正文没有 40 字以上的段落")
    if copies:
        labels = inspection.manuscript.labels
        shown = "；".join(_said(copy, labels) for copy in copies[:_SHOWN])
        yield Fault(
            Verdict.CONTRADICTED,
            f"{len(copies)} 段文字与前文重复：{shown}{' 等' if len(copies) > _SHOWN else ''}。",
            "核对是否复制后忘了修改；多余的一段请删去。",
            tuple(place for copy in copies for place in (_whole(copy.second), _whole(copy.first))),
        )


def _said(copy: Copy, labels: Mapping[str, str]) -> str:
    how = "相同" if copy.whole else "几乎相同"
    first, second = labels[copy.first.address], labels[copy.second.address]
    where = f"（{second}与{first}{how}）" if first and second else f"（{how}）"
    return f"“{_shortened(copy.second.text)}”{where}"


def _whole(passage: Passage) -> Place:
    return place_in(passage.address, passage.text, 0, len(passage.text))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}……"
