"""What a form or a template leaves for its user to fill in: XX, ____, （请填写…）, □是□否, 增加/减少."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.validation.narrative.quotations import quoted_places


class Kind(StrEnum):
    """What was left, in words."""

    MARK = "代替内容的符号"
    LINE = "待填的横线"
    PROMPT = "填写提示"
    BOXES = "没有勾选清楚的选项"
    CHOICE = "没有选定的词"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Something left to be filled in."""

    kind: Kind
    start: int
    end: int


_WHAT = "名称|姓名|日期|年份|年度|金额|数额|数量|数字|单位|部门|电话|地址|标题|内容|人员|处室|科室|项目|文号"
_MARK = re.compile(
    r"(?:19|20)(?:[XＸxｘ×＊*]{2}|[XＸxｘ×])(?=\s*年)|"
    r"(?<![A-Za-z0-9×\-_/.])(?:[XＸ]{2,}|[xｘ]{2,}|×{2,}|○{2,})(?![A-Za-z0-9×\-_/.])|"
    rf"[\[［{{｛<＜](?:请?(?:输入|填写|填入))?[\u4e00-\u9fff]{{0,8}}(?:{_WHAT})[\]］}}｝>＞]|"
    rf"(?<=[\u4e00-\u9fff，。、；：])【(?:请?(?:输入|填写|填入))?[\u4e00-\u9fff]{{0,8}}(?:{_WHAT})】(?=[\u4e00-\u9fff，。、；])"
)
_LINE = re.compile(r"(?<![A-Za-z0-9./\\@])[_＿]{2,}(?![A-Za-z0-9@])")
_SIGNED = re.compile(
    r"(?:签名|签字|签章|盖章|签发|日期|经办人?|审核人?|复核人?|负责人|代表|年|月)[^，。；]{0,6}[：:]?\s*$"
)
_PROMPT = re.compile(
    r"[（(【\[［](?:注|说明|提示)?[：:]?\s*(?:此处|在此|"
    r"请(?=[^（）()]{0,40}(?:填|写|列|选|说明|描述|注明|概述|简述|补充|删除|上传))|"
    r"如[无没][^（）()]{0,8}[，,]?\s*(?:则|请|可)?\s*(?:填|写|删)|"
    r"(?:填写|简述|简要(?:说明|描述|介绍|概述)|逐[项条](?:说明|填写|列出))|"
    r"(?:待(?:补充?|填写?|核实|确认|更新)|可另附页|可续行|可加行)(?=[^（）()]{0,6}[）)】\]］])|"
    r"(?:限|不超过|不少于|控制在)?\s*\d+\s*字(?:以内|以上|左右|内|为宜))[^（）()【】\[\]\n]{0,80}[）)】\]］]|"
    r"(?:单击|点击)(?:或(?:点击|轻触|点按))?此处(?:以)?(?:输入|添加|填写)[\u4e00-\u9fff]{0,6}|"
    r"(?:请)?在此(?:处)?(?:填写|输入|粘贴|插入)[\u4e00-\u9fff]{0,8}|"
    r"(?:…|\.{3,})\s*[（(]\s*(?:下?略|省略)\s*[)）]"
)
# A list of the forms' own rules says how to fill in; a report does not.
_ABOUT_FORMS = re.compile(r"(?:格式|样式|样表|模板|示例|代替|替代|隐去|脱敏|匿名|打码|表示为?|显示为?)")

_EMPTY, _TICKED = "□☐◻", "☑☒■▣√✓✔"
_BOX = rf"[{_EMPTY}{_TICKED}][√✓✔]?"
_BOXES = re.compile(rf"(?:{_BOX}\s*[\u4e00-\u9fffA-Za-z]{{1,8}}[\s、，/;；]{{0,4}}){{2,8}}")
_BOXES_AFTER = re.compile(rf"(?:[\u4e00-\u9fff]{{1,2}}\s*{_BOX}[\s、，/]{{0,4}}){{2,4}}")
_ONE_BOX = re.compile(rf"(?P<box>{_BOX})")
_OPPOSITES = (("是", "否"), ("有", "无"), ("已", "未"))
_CHOICE = re.compile(
    r"(?<![\u4e00-\u9fffA-Za-z/][/／])(?:有[/／]无|是[/／]否|已[/／]未|完成[/／]未完成|增[/／]减|增加[/／]减少|增长[/／](?:下降|减少|降低)|"
    r"上升[/／]下降|提高[/／]降低|高于[/／]低于|大于[/／]小于|超过[/／]低于|减少[/／]增加|下降[/／]增长)(?![/／])"
)
# 增长/下降幅度 and 增加/减少的原因 name both on purpose.
_BOTH_MEANT = re.compile(r"\s*(?:[率幅额数值]|情况|原因|趋势|比例|金额|的)")
_SURNAMES = frozenset(
    "张王李赵刘陈杨黄周吴徐孙胡朱何郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴夏钟姜范姚谭廖邹熊陆郝孔崔"
    "邱秦侯邵孟尹黎贺赖龚"
)
_SIGNS_OF_ANY = re.compile(
    rf"[XＸxｘ×○_＿{_EMPTY}{_TICKED}/／【\[［{{｛<＜]|[（(](?:注|说|提|此|在|请|如|填|简|逐|待|可|限|不|控|\d)|此处|在此|略"
)


def read_placeholders(text: str) -> tuple[Placeholder, ...]:
    """Return what a paragraph still has to have filled in, in order."""
    if not _SIGNS_OF_ANY.search(text):
        return ()
    quoted = quoted_places(text)
    found = [item for item in _found(text) if item.start not in quoted]
    return tuple(sorted(found, key=lambda item: item.start))


def read_marks(text: str) -> tuple[Placeholder, ...]:
    """Return only the XX of a text: what a table's cell may have of all these without being a form's own print."""
    return tuple(_marks(text))


def _found(text: str) -> Iterator[Placeholder]:
    if not _ABOUT_FORMS.search(text):
        yield from _marks(text)
    for found in _LINE.finditer(text):
        if not _SIGNED.search(text, max(0, found.start() - 14), found.start()):
            yield Placeholder(Kind.LINE, found.start(), found.end())
    for found in _PROMPT.finditer(text):
        yield Placeholder(Kind.PROMPT, found.start(), found.end())
    yield from _boxes(text)
    for found in _CHOICE.finditer(text):
        if not _BOTH_MEANT.match(text, found.end()):
            yield Placeholder(Kind.CHOICE, found.start(), found.end())


def _marks(text: str) -> Iterator[Placeholder]:
    for found in _MARK.finditer(text):
        before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        # 张×× is someone whose name is kept back, 二○○八年 a year.
        if before in _SURNAMES or (
            found.group()[0] == "○" and (before + after).strip("一二三四五六七八九") != before + after
        ):
            continue
        yield Placeholder(Kind.MARK, found.start(), found.end())


def _boxes(text: str) -> Iterator[Placeholder]:
    if not _ONE_BOX.search(text):
        return
    for found in _BOXES.finditer(text):
        yield from _unclear(text, found, after=False)
    if _ONE_BOX.match(text.lstrip()) is None:
        for found in _BOXES_AFTER.finditer(text):
            if not any(_BOXES.match(text, place) for place in range(max(0, found.start() - 2), found.start())):
                yield from _unclear(text, found, after=True)


def _unclear(text: str, group: re.Match[str], *, after: bool) -> Iterator[Placeholder]:
    """Yield a group of boxes of which none is ticked, or both of two that exclude each other."""
    boxes = [
        (found["box"], found.start(), found.end()) for found in _ONE_BOX.finditer(text, group.start(), group.end())
    ]
    ticked = [any(sign in _TICKED for sign in box) for box, _, _ in boxes]
    if not any(ticked) or (all(ticked) and _exclude_each_other(text, boxes, after=after)):
        yield Placeholder(Kind.BOXES, group.start(), group.start() + len(group.group().rstrip(" 、，/;；\t")))


def _exclude_each_other(text: str, boxes: list[tuple[str, int, int]], *, after: bool) -> bool:
    if len(boxes) != 2:
        return False
    words = tuple(text[:start].rstrip()[-1:] if after else text[end:].lstrip()[:1] for _, start, end in boxes)
    return any(words == pair or words == pair[::-1] for pair in _OPPOSITES)
