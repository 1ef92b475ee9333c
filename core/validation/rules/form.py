"""The form of a text: widths, brackets, numbering, blanks. What is done in one way throughout is left as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.model.finding import Severity, TextEdit, Verdict, place_in
from core.model.manuscript import Passage
from core.validation.inspection import TextInspection
from core.validation.narrative.blanks import Spot, read_blanks
from core.validation.narrative.brackets import LooseBracket, Slip, read_brackets
from core.validation.narrative.widths import Sign, read_widths
from core.validation.registry import Fault, NotApplicable, Outcome, text_rule

_SHOWN = 3
# So many narrow brackets to each wide one are a habit, no slip.
_HABIT = 3


@text_rule(
    "FRM-001",
    severity=Severity.HINT,
    title="标点、数字全角半角混用",
    clause="中文标点用全角，数字、百分号和外文字母用半角，全文一致",
)
def check_widths_are_consistent(inspection: TextInspection) -> Iterator[Outcome]:
    """Punctuation between Chinese words is full-width, digits are half-width, as in most of the text."""
    full: Counter[str] = Counter()
    narrow: Counter[str] = Counter()
    half: list[tuple[Passage, Sign]] = []
    wide: list[tuple[Passage, Sign]] = []
    for passage in inspection.manuscript.passages:
        widths = inspection.read(read_widths, passage)
        full.update(widths.full)
        narrow.update(widths.narrow)
        half += [(passage, sign) for sign in widths.half]
        wide += [(passage, sign) for sign in widths.wide]
    if not full.total() and not half and not wide:
        yield NotApplicable("正文没有标点")
        return
    counted = Counter(sign.name for _, sign in half if sign.counts)
    parts = []
    if full.total() > counted.total():
        # Who always writes (试行) has decided so.
        kept = {name for name, count in counted.items() if name == "括号" and count >= _HABIT * max(full[name], 1)}
        half = [(passage, sign) for passage, sign in half if sign.name not in kept]
        parts = [_two_widths(name, full[name], count) for name, count in counted.items() if name not in kept]
    else:
        half = []
    rare = Counter(sign.name for _, sign in wide)
    wide = [(passage, sign) for passage, sign in wide if narrow[sign.name] > rare[sign.name]]
    parts += [f"{narrow[name]} 处{name}是半角，{rare[name]} 处是全角" for name in {sign.name: 0 for _, sign in wide}]
    spots = sorted([*half, *wide], key=lambda item: (inspection.manuscript.order[item[0].address], item[1].start))
    if spots:
        yield Fault(
            Verdict.CONTRADICTED,
            f"全文 {'；'.join(parts)}。",
            "改为全文通用的一种。",
            tuple(place_in(passage.address, passage.text, sign.start, sign.end) for passage, sign in spots),
            edits=tuple(_edit(passage, sign.start, sign.end, sign.after) for passage, sign in spots),
        )


def _two_widths(name: str, full: int, half: int) -> str:
    measure = "对" if name == "括号" else "个"
    usual = f"{full} {measure}{name}是全角" if full else "其他标点是全角"
    return f"{usual}，{half} {measure}{'' if full else name}是半角"


@text_rule(
    "FRM-002",
    severity=Severity.HINT,
    title="括号、引号不成对",
    clause="括号、引号、书名号成对使用，不互相交叉",
)
def check_brackets_close(inspection: TextInspection) -> Iterator[Outcome]:
    """Every bracket and quotation mark has its partner, in the same width, and pairs do not cross."""
    passages = tuple(inspection.manuscript.passages)
    read = [inspection.read(read_brackets, passage) for passage in passages]
    loose = [
        (passages[number], item)
        for number, items in enumerate(read)
        for item in items
        if not _goes_on_elsewhere(passages, read, number, item)
    ]
    if not passages:
        yield NotApplicable("没有正文")
    if loose:
        shown = "；".join(_said(passage, item) for passage, item in loose[:_SHOWN])
        yield Fault(
            Verdict.INCOMPLETE,
            f"{len(loose)} 处括号、引号没有配好：{shown}{' 等' if len(loose) > _SHOWN else ''}。",
            "补上缺少的一半，或改正写错的符号。",
            tuple(place_in(passage.address, passage.text, item.start, item.start + 1) for passage, item in loose),
            edits=tuple(
                _edit(passage, item.start, item.start + 1, item.after) for passage, item in loose if item.after
            ),
        )


_REACH = 5


def _goes_on_elsewhere(
    passages: Sequence[Passage], read: Sequence[tuple[LooseBracket, ...]], number: int, item: LooseBracket
) -> bool:
    """Tell whether the partner stands in a paragraph near by: a quotation or remark may have several."""
    wanted = {Slip.UNCLOSED: Slip.UNOPENED, Slip.UNOPENED: Slip.UNCLOSED}.get(item.slip)
    if wanted is None or item.after:
        return False
    ahead = item.slip is Slip.UNCLOSED
    near = range(number + 1, number + 1 + _REACH) if ahead else range(number - _REACH, number)
    if any(
        other.kind == item.kind and other.slip is wanted
        for place in near
        if 0 <= place < len(read)
        for other in read[place]
    ):
        return True
    # Each paragraph of a long quotation opens it anew, and only the last one closes it.
    after = passages[number + 1].text if ahead and number + 1 < len(passages) else ""
    return item.sign in "“‘" and after.lstrip().startswith(item.sign)


_SLIPS = {
    Slip.UNCLOSED: "没有后一半",
    Slip.UNOPENED: "没有前一半",
    Slip.CROSSED: "与别的符号交叉",
    Slip.MIXED: "与另一半宽窄不同",
}
_AROUND = 6


def _said(passage: Passage, item: LooseBracket) -> str:
    start, end = max(0, item.start - _AROUND), item.start + 1 + _AROUND
    return f"……{passage.text[start:end]}……中的 {item.sign} {_SLIPS[item.slip]}"


@text_rule(
    "FRM-004",
    severity=Severity.HINT,
    title="多余的空格或重复的标点",
    clause="汉字、数字之间是否空格全文一致；数字中间不空格，标点不重复",
)
def check_no_stray_blanks(inspection: TextInspection) -> Iterator[Outcome]:
    """No blanks where the text otherwise has none, none inside a number, no punctuation twice."""
    read = [(passage, inspection.read(read_blanks, passage)) for passage in inspection.manuscript.passages]
    if not read:
        yield NotApplicable("没有正文")
    found = [(passage, blank) for passage, blanks in read for blank in blanks.found]
    counted = Counter(blank.spot for _, blank in found)
    length, tight, signs = (
        sum(blanks.length for _, blanks in read),
        sum(blanks.tight_digits for _, blanks in read),
        sum(blanks.signs for _, blanks in read),
    )
    rare = {
        Spot.WORDS: length >= _RARE_AMONG_WORDS * counted[Spot.WORDS],
        Spot.DIGITS: tight >= _RARE_AMONG_DIGITS * counted[Spot.DIGITS],
        Spot.SIGNS: signs >= _RARE_AMONG_SIGNS * counted[Spot.SIGNS],
    }
    stray = [(passage, blank) for passage, blank in found if rare.get(blank.spot, True)]
    if counted[Spot.DIGITS] > tight:
        # Where digits have a blank on either side, two are one too many.
        stray += [
            (passage, replace(blank, spot=Spot.TWO, after=" "))
            for passage, blank in found
            if blank.spot is Spot.DIGITS and blank.end - blank.start > 1
        ]
        stray.sort(key=lambda item: (inspection.manuscript.order[item[0].address], item[1].start))
    if stray:
        kinds = Counter(blank.spot for _, blank in stray)
        yield Fault(
            Verdict.CONTRADICTED,
            f"{'；'.join(f'{count} 处{spot.value}' for spot, count in kinds.items())}。",
            "删去多余的空格和标点。",
            tuple(place_in(passage.address, passage.text, blank.start, blank.end) for passage, blank in stray),
            edits=tuple(_edit(passage, blank.start, blank.end, blank.after) for passage, blank in stray),
        )


# A blank is stray where at least so many places of its kind stand without one.
_RARE_AMONG_WORDS = 100
_RARE_AMONG_DIGITS = 9
_RARE_AMONG_SIGNS = 19


def _edit(passage: Passage, start: int, end: int, after: str) -> TextEdit:
    return TextEdit(passage.address, start, end, passage.text[start:end], after)
