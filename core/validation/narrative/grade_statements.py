"""Where the narrative states the grade of the whole evaluation: 绩效等级为“优”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.model.finding import Place, place_in
from core.model.report import Paragraph
from core.validation.inspection import Inspection
from core.validation.narrative.score_statements import report_year
from core.validation.narrative.sentences import clause_start, lead_of, sentence_spans


@dataclass(frozen=True, slots=True)
class GradePhrase:
    """A grade as written, the words of its clause before it (`subject`) and of its sentence before that (`lead`)."""

    written: str
    start: int
    end: int
    subject: str
    lead: str


@dataclass(frozen=True, slots=True)
class GradeStatement:
    """A grade that the narrative gives the whole evaluation; `grade` is its name in the standard."""

    paragraph: Paragraph
    grade: str
    start: int
    end: int

    def place(self) -> Place:
        """Return the place of the grade's word."""
        return place_in(self.paragraph.address, self.paragraph.text, self.start, self.end)


_NAMES = r"优秀|优等?|良好|良等?|中等?|较差|差|不合格|合格"
_GRADE = re.compile(
    r"(?:(?:等级|等次|档次|级别)(?:评定|确定|核定)?[为是定：:\s]*|结果(?:评定)?[为是]\s*|(?:评|评定|定|评价)为\s*)[“\"「『]?"
    rf"(?P<after>{_NAMES})(?=[”\"」』，,。；;、：:！（(\s]|等?[级档]|等次|$)"
    rf"|[“\"「『](?P<before>{_NAMES})[”\"」』]\s*(?:等级|等次|档)"
    rf"|[，,（(]\s*[为属]于?\s*[“\"「『](?P<quoted>{_NAMES})[”\"」』]"
)
_LIST_AFTER = re.compile(r"[”\"」』]?\s*[、和或/至]")
_EVALUATION = re.compile(r"绩效|自评|整体支出|总得?分|得分")
_SOMETHING_ELSE = re.compile(r"项目|考核|测评|评议|满意|信用|风险|个人|干部|公务员|上年|去年|上一?年度|往年")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_LEVEL_MARK = re.compile(r"等级|等次|档次|级别")


def read_grade_phrases(text: str) -> tuple[GradePhrase, ...]:
    """Return the phrases of a paragraph that may state a grade."""
    found: list[GradePhrase] = []
    for start, end in sentence_spans(text) if re.search(_NAMES, text) else ():
        for match in _GRADE.finditer(text, start, end):
            group = match.lastgroup or ""
            if not _LIST_AFTER.match(text, match.end(group)):
                clause = clause_start(text, match.start(), start)
                subject = text[clause : match.start(group)]
                found.append(GradePhrase(match[group], *match.span(group), subject, lead_of(text, clause, start)))
    return tuple(found)


def grade_statements(inspection: Inspection) -> tuple[GradeStatement, ...]:
    """Return the grades that the narrative gives the whole evaluation, in reading order."""
    standard = inspection.report.standard
    chapters = {part.chapter for part in standard.parts.values() if part.indicator}
    names = [grade.name for grade in standard.grades]
    year = report_year(inspection.report)
    found: list[GradeStatement] = []
    for where, part in standard.parts.items():
        in_summary = not part.indicator and part.chapter in chapters
        for paragraph in inspection.report.paragraphs(where):
            for phrase in inspection.read(read_grade_phrases, paragraph):
                name = next((name for name in names if _same_grade(name, phrase.written)), None)
                if name is not None and _speaks_of_whole(phrase, in_summary, year):
                    found.append(GradeStatement(paragraph, name, phrase.start, phrase.end))
    return tuple(found)


def _same_grade(name: str, written: str) -> bool:
    plain = {"优秀": "优", "优等": "优", "良好": "良", "良等": "良", "中等": "中", "较差": "差"}
    return name == written or plain.get(name, name) == plain.get(written, written)


def _speaks_of_whole(phrase: GradePhrase, in_summary: bool, year: int) -> bool:
    before = phrase.lead + phrase.subject
    years = _YEAR.findall(before)
    if years and int(years[-1]) < year:
        return False
    if _SOMETHING_ELSE.search(phrase.subject) and "整体" not in phrase.subject:
        return False
    if in_summary:
        return bool(_LEVEL_MARK.search(phrase.subject) or _EVALUATION.search(before))
    return bool(_LEVEL_MARK.search(phrase.subject) and re.search(r"绩效|整体支出|自评", phrase.subject))
