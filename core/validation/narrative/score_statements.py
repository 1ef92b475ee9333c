"""Whose score a phrase states: an indicator's, the whole report's, or something else's that is none of our business.

Where the subject is not certain the phrase is left alone: a fault is only called where no other reading remains.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from core.model import address
from core.model.finding import Place, place_in
from core.model.report import Paragraph, Report
from core.model.standard import Part
from core.validation.inspection import Inspection, UsedSpan
from core.validation.narrative.mentions import Mention
from core.validation.narrative.score_phrases import ScorePhrase, Word, read_score_phrases

WHOLE = ""
_ELSE = "?"


@dataclass(frozen=True, slots=True)
class ScoreStatement:
    """A stated score (or maximum score) of an indicator, or of the whole report where `owner` is `WHOLE`."""

    paragraph: Paragraph
    mention: Mention
    owner: str
    is_maximum: bool

    @property
    def value(self) -> Decimal:
        """The points as stated."""
        return self.mention.value

    def place(self) -> Place:
        """Return the number's place."""
        return place_in(self.paragraph.address, self.paragraph.text, self.mention.start, self.mention.end)

    def span(self) -> UsedSpan:
        """Return the number as a used figure."""
        return UsedSpan(self.paragraph.address, self.mention.start)


# What may stand before 得分 or 分值 without naming anything else than the indicator spoken of.
_FILLER = re.compile(
    r"(?:其中|因此|故|综上|综合|所以|据此|(?:按照?|根据|对照)(?:评分|评价|计分)?(?:标准|办法|细则)|我[部局委办院]|本部门|"
    r"该|本|此|这|上述|[一二三]级|项|个|指标|方面|部分|情况|自评|应|标准|绩效|最终|的|[“”、和\s])*"
)
_OWN_SUBJECT = re.compile(r"指标|[该本此这]一?项")
# What may stand before 得分 where the whole report is spoken of.
_WHOLE_SUBJECT = re.compile(
    r"(?:我|本|部门|[部局委办院]|单位|中心|(?:19|20)\d{2}\s*年度?|年度|[省市区县]级?|整体|总体|支出|财政|绩效|评价|自评|自我|"
    r"结果|最终|综合|因此|经|对照|按照?|根据|指标体系|评分标准|标准|的|[“”、和\s])*"
)
_SOMETHING_ELSE = re.compile(
    r"项目|平均|测评|考核|评议|问卷|调查|评比|测试|考试|下属|各单位|满意度|每|上年|去年|上一?年度|往年|历年"
)
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年(?!.{0,12}(?:印发|发布|出台|制定|通知|文件|办法|规定|要求))")
_SUMMING = re.compile(r"合计|共计|总计|共|[+＋]")
_CLAUSE_END = re.compile(r"[，,。；;：:（）()]")
_WHOLE_MARK = re.compile(r"整体|绩效得分|绩效自评得分|自评总")


def score_statements(inspection: Inspection) -> tuple[ScoreStatement, ...]:
    """Return every score and maximum score that the narrative states, in reading order."""
    standard = inspection.report.standard
    titles = _titles(inspection.report)
    summary_chapters = {part.chapter for part in standard.parts.values() if part.indicator}
    found: list[ScoreStatement] = []
    for where, part in standard.parts.items():
        read = [(item, inspection.read(read_score_phrases, item)) for item in inspection.report.paragraphs(where)]
        phrases = [phrase for _, of_paragraph in read for phrase in of_paragraph]
        if not phrases:
            continue
        in_summary = not part.indicator and part.chapter in summary_chapters
        reader = _SubjectReader(inspection.report, titles, part, in_summary, phrases)
        for paragraph, of_paragraph in read:
            reader.begin_paragraph()
            for phrase in of_paragraph:
                owner = reader.owner_of(phrase)
                if owner != _ELSE:
                    found.append(ScoreStatement(paragraph, phrase.mention, owner, phrase.word is Word.MAX_SCORE))
    return tuple(found)


def _titles(report: Report) -> list[tuple[str, str]]:
    """Names by which the narrative calls an indicator, longest first, with the indicator's id."""
    names: dict[str, str] = {}
    for indicator in report.standard.indicators:
        names.setdefault(indicator.title, indicator.id)
        stem = indicator.title.removesuffix("情况")
        if len(stem) >= 4:
            names.setdefault(stem, indicator.id)
    return sorted(names.items(), key=lambda item: -len(item[0]))


class _SubjectReader:
    """Resolves the phrases of one part in order; a bare “得分 8 分” goes on with the subject of its sentence."""

    def __init__(
        self, report: Report, titles: list[tuple[str, str]], part: Part, in_summary: bool, phrases: list[ScorePhrase]
    ) -> None:
        self._report = report
        self._titles = titles
        self._in_summary = in_summary
        self._own = part.indicator or _ELSE
        self._unit = report.text(address.cover_field("reporting_unit")).strip()
        self._year = report_year(report)
        self._counts = Counter(phrase.word for phrase in phrases)
        # A part that says 该指标 of several maxima speaks of indicators below its own.
        this = [phrase for phrase in phrases if phrase.word is Word.MAX_SCORE and _OWN_SUBJECT.search(phrase.subject)]
        self._this_is_clear = len(this) <= 1
        self._sentence = -1
        self._running: str | None = None

    def begin_paragraph(self) -> None:
        """Forget the subject of the paragraph before."""
        self._sentence, self._running = -1, None

    def owner_of(self, phrase: ScorePhrase) -> str:
        """Return the indicator's id, `WHOLE`, or `_ELSE`."""
        if phrase.sentence != self._sentence:
            self._sentence, self._running = phrase.sentence, None
        self._running = self._owner(phrase)
        return self._running

    def _owner(self, phrase: ScorePhrase) -> str:
        if self._of_another_year(phrase):
            return _ELSE
        named, rest = self._named(phrase.subject)
        if named:
            return named if _FILLER.fullmatch(rest) else _ELSE
        if _OWN_SUBJECT.search(phrase.subject) and _FILLER.fullmatch(phrase.subject):
            return self._last_named(phrase.lead) or (self._own if self._this_is_clear else _ELSE)
        if phrase.word is Word.MAX_SCORE and phrase.mention.value == self._report.standard.full_mark:
            return _ELSE
        if self._speaks_of_whole(phrase):
            return WHOLE
        return self._going_on(phrase) if _FILLER.fullmatch(phrase.subject) else _ELSE

    def _going_on(self, phrase: ScorePhrase) -> str:
        """Return the owner of a phrase without a subject of its own."""
        if phrase.word in {Word.TOTAL, Word.TOTAL_OR_FULL_MARK}:
            return _ELSE
        if self._running == _ELSE:
            return self._own if phrase.word is Word.OWN_SCORE and _SUMMING.search(phrase.bridge) else _ELSE
        if self._running is not None:
            return self._running
        if named := self._last_named(phrase.lead):
            return named
        if all(_FILLER.fullmatch(clause) for clause in _CLAUSE_END.split(phrase.lead)):
            return self._own if phrase.noun != "得" else _ELSE
        # After other words (满意度 96%，自评得分 5 分) it is the part's own score only where no other is stated.
        clear = phrase.word in {Word.OWN_SCORE, Word.MAX_SCORE} and self._counts[phrase.word] == 1
        return self._own if clear else _ELSE

    def _speaks_of_whole(self, phrase: ScorePhrase) -> bool:
        subject = phrase.subject
        if _SOMETHING_ELSE.search(subject) and "整体" not in subject:
            return False
        if phrase.word is Word.TOTAL:
            return True
        if phrase.word is Word.TOTAL_OR_FULL_MARK:
            standard = self._report.standard
            tops = sum((indicator.max_score for indicator in standard.scored_indicators), Decimal(0))
            return phrase.mention.value not in {standard.full_mark, tops}
        if phrase.word is Word.MAX_SCORE or self._running not in {None, WHOLE, _ELSE}:
            return False
        if _WHOLE_MARK.search(subject + phrase.noun) and (self._own == _ELSE or "整体" in subject):
            return True
        if not self._in_summary or phrase.noun == "得" or self._last_named(phrase.lead):
            return False
        rest = subject.replace(self._unit, "") if self._unit else subject
        return bool(_WHOLE_SUBJECT.fullmatch(rest))

    def _of_another_year(self, phrase: ScorePhrase) -> bool:
        years = _YEAR.findall(phrase.lead + phrase.subject)
        return bool(years) and int(years[-1]) < self._year

    def _named(self, words: str) -> tuple[str, str]:
        for title, indicator in self._titles:
            if title in words:
                return indicator, words.replace(title, "", 1)
        return "", words

    def _last_named(self, words: str) -> str:
        found = [(words.rfind(title) + len(title), indicator) for title, indicator in self._titles if title in words]
        return max(found)[1] if found else ""


def report_year(report: Report) -> int:
    """Return the year that the cover states, else the standard's."""
    stated = report.text(address.cover_field("fiscal_year")).strip()
    return int(stated) if stated.isdecimal() and len(stated) == 4 else report.standard.fiscal_year
