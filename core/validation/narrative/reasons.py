"""Sentences that admit a fault, give the reason of a deduction, or say why an amount changed."""

from __future__ import annotations

import re

from core.validation.narrative.sentences import Span, clause_start, sentence_spans, trimmed

_CAUSE = r"原因(?![:：]?无)|受[^，。；]{1,16}影响|由于|因为|(?<![原内外起成病死主])因(?![此而地时素公私果人应势材])"
_FAULT = re.compile(
    rf"{_CAUSE}|"
    r"未(?![发出]现|发生|来|超|违|成年)|没有(?![发出]现|发生|超|违)|"
    r"不(?:足|够|高|强|全|到位|完善|规范|及时|健全|清晰|明确|准确|一致|符合?|合理|平衡|完整|充分|细化?)|"
    r"欠缺|缺乏|缺少|薄弱|短板|滞后|偏低|偏慢|较慢|较低|迟报|迟缓|推迟|延迟|延误|延期|逾期|拖延|有待|仍需|尚需|还需|"
    r"差距|低于(?:目标|标准|要求|预期|年初|计划|序时)|闲置|超支|超预算|超标准|超范围|遗漏|漏[报登记]|错漏|"
    r"(?:存在|仍有|尚有)[^，。；]{0,12}(?:问题|不足|差异|隐患|困难)"
)
# In the same clause before the word, these turn a fault into its absence or its mending.
_ABSENT = re.compile(
    r"不存在|[未没]有?(?:发现|出现|发生)|[无杜避防](?![法力形])|严禁|禁止|解决|消除|克服|补[齐强]|弥补|减少|降低|纠正|缓解|"
    r"加强|针对|聚焦|盘活|整改|不得|是否|[未没]有?$"
)
_MENDED = re.compile(r"[^，,。；;]*?(?:及时|立即|全部|均已|已)[^，,。；;]{0,4}(?:整改|纠正|解决|办结)")
_DEDUCTED = re.compile(r"扣(?:减|除|掉|了)?\s*[\d.]+\s*分")
_POINTS = re.compile(
    r"[^，,。；;：:（）()]{0,20}?(?:分值|满分|得分|自评|实得|得|扣(?:减|除|掉|了)?|扣分)"
    r"[^，,。；;：:（）()]{0,20}?[\d.]+\s*分|"
    r"(?:按照?|根据|对照)(?:评分|评价|计分)?(?:标准|办法|细则)|因此|[，,。；;：:（）()\s]"
)
_FEWEST_WORDS = 4


def admissions(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences that admit a fault or give a reason; praise is none."""
    return tuple(trimmed(text, span) for span in sentence_spans(text) if _admits(text[span[0] : span[1]]))


def deduction_reasons(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences that can stand as the reason of a deduction.

    A sentence that takes points off counts when it says anything beside the points: 资产年报迟交 3 天，扣 1 分.
    """
    return tuple(
        trimmed(text, (start, end))
        for start, end in sentence_spans(text)
        if _admits(text[start:end]) or _deducts_with_words(text[start:end])
    )


def _admits(sentence: str) -> bool:
    for word in _FAULT.finditer(sentence):
        start = clause_start(sentence, word.start())
        if not _ABSENT.search(sentence, start, word.start()) and not _MENDED.match(sentence, word.end()):
            return True
    return False


def _deducts_with_words(sentence: str) -> bool:
    return bool(_DEDUCTED.search(sentence)) and len(_POINTS.sub("", sentence)) >= _FEWEST_WORDS


_CHANGE = re.compile(
    r"减少|增加|下降|增长|上升|降低|提高|压减|压缩|调减|调增|核减|追加|收回|差异|差额|变动|低于|高于|少于|多于|未支付|未支出|结转"
)
_WHY = re.compile(rf"{_CAUSE}|主要是|主要系|主要为|系[^统列]")
_CHANGE_THAT_EXPLAINS = re.compile(r"压减|压缩|调减|调增|核减|追加|收回|缓建|缓支|停办|取消|新增")


def explains_change(text: str, names: tuple[str, ...]) -> bool:
    """Tell whether a sentence that names one of `names`, or one beside it, says why its amount changed."""
    if not any(name in text for name in names):
        return False
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    for index, sentence in enumerate(sentences):
        if any(name in sentence for name in names):
            around = "".join(sentences[max(0, index - 1) : index + 2])
            if _CHANGE_THAT_EXPLAINS.search(around) or (_CHANGE.search(around) and _WHY.search(around)):
                return True
    return False
