"""The page measured in the PDF itself: base lines on the grid, characters in a line, starts and ends, glyphs."""

from __future__ import annotations

import ctypes
import random
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from core.document.blocks import Block, Heading, Paragraph
from core.export.pdf.line_breaking import NO_LINE_END, NO_LINE_START
from core.export.pdf.pages import CHARACTER_PITCH, DEPTH, LEFT, LINE_PITCH, MEASURE, PAGE_HEIGHT, TOP
from core.export.pdf.writer import pdf_bytes
from core.paths import resource_path
from tests.core.export.pdf.documents import document
from tests.core.export.pdf.readers import page_texts, without_spaces

_WORDS = "绩效目标预算执行资金使用部门整体支出自评报告项目管理制度完善监督检查结果应用公开透明"
_CLAUSES = (
    "{w}5,076.06 万元",
    "{w}2020 年 12 月 31 日",
    "执行率 97.54%",
    "（{w}）",
    "《{w}（试行）》（云财〔2018〕12 号）",
    "“{w}”“{w}”",
    "{w}……{w}",
    "{w}——{w}",
    "1,234.5 ㎡",
    "-17.99%",
    "COVID-19",
    "GB/T 9704—2012",
    "PublicExpenditurePerformanceEvaluation",
    "（《{w}》：“{w}？”）",
    "3—5 名",
    "№ 12",
    "￥300.00",
    "【{w}】",
    "{w}、{w}",
    "{w}",
)
_ENDS = "，。；：、？！"


def hard_paragraphs(count: int) -> list[str]:
    """Paragraphs full of what breaks badly; always the same ones."""
    chance = random.Random(9704)

    def word() -> str:
        return "".join(chance.choices(_WORDS, k=chance.randint(1, 9)))

    def clause() -> str:
        pattern = chance.choice(_CLAUSES)
        while "{w}" in pattern:
            pattern = pattern.replace("{w}", word(), 1)
        return pattern + chance.choice(_ENDS)

    return ["".join(clause() for _ in range(chance.randint(3, 25)))[:-1] + "。" for _ in range(count)]


@dataclass
class SetLine:
    """A line of a page as PDFium sees it: where it begins and ends; `last` is its last character."""

    base: float
    text: str = ""
    start: float = 0.0
    last: int = 0
    end: float = 0.0


def lines_of(content: bytes) -> list[list[SetLine]]:
    """The lines of each page's type area, from above."""
    pages = []
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            words = page.get_textpage()
            lines: list[SetLine] = []
            x, y = ctypes.c_double(), ctypes.c_double()
            for index in range(words.count_chars()):
                character = chr(pdfium.FPDFText_GetUnicode(words, index))
                pdfium.FPDFText_GetCharOrigin(words, index, x, y)
                # What PDFium adds of its own (line ends, blanks) stands nowhere.
                if pdfium.FPDFText_IsGenerated(words, index) == 1 or y.value < PAGE_HEIGHT - TOP - DEPTH:
                    continue
                if not lines or abs(lines[-1].base - y.value) > 1:
                    lines.append(SetLine(y.value, start=x.value))
                lines[-1].text += character
                lines[-1].last = index
            for line in lines:
                line.end = words.get_charbox(line.last, loose=True)[2]
            pages.append(lines)
    return pages


@pytest.fixture(scope="module")
def pages() -> list[list[SetLine]]:
    body = [Paragraph("", text, f"p{count}") for count, text in enumerate(hard_paragraphs(300))]
    _, *pages = lines_of(pdf_bytes(document(*body)))
    return pages


def test_every_page_has_22_base_lines_on_the_grid(pages: list[list[SetLine]]) -> None:
    first = pages[0][0].base

    assert len(pages) > 60
    for page in pages[:-1]:
        assert len(page) == 22
    for page in pages:
        for index, line in enumerate(page):
            assert line.base == pytest.approx(first - index * 28.99, abs=0.05)
    # The first line stands in the first of 22 rows of the type area, 37 mm below the edge.
    assert PAGE_HEIGHT - TOP - LINE_PITCH < first < PAGE_HEIGHT - TOP


def test_margins_are_28_and_26_mm(pages: list[list[SetLine]]) -> None:
    left = [line.start for page in pages for line in page]

    indent, hanging = 2 * CHARACTER_PITCH, CHARACTER_PITCH / 2  # the blank half of a bracket may hang out
    assert all(-0.1 < start - x < hanging + 0.1 for x in left for start in [LEFT if x < LEFT + 1 else LEFT + indent])
    full = [line for line in all_lines(pages) if is_full(line)]
    assert len(full) > 900
    for line in full:
        # A mark at the end may hang out by its blank half.
        assert -0.2 < line.end - (LEFT + MEASURE) <= CHARACTER_PITCH / 2 + 0.5


def all_lines(pages: list[list[SetLine]]) -> list[SetLine]:
    return [line for page in pages for line in page]


def is_full(line: SetLine) -> bool:
    return line.end > LEFT + MEASURE - 0.2


def test_a_full_line_of_chinese_holds_28_characters_give_or_take_one() -> None:
    chance = random.Random(28)
    texts = [
        "".join("".join(chance.choices(_WORDS, k=chance.randint(4, 14))) + "，" for _ in range(40)) for _ in range(60)
    ]
    _, *pages = lines_of(pdf_bytes(document(*(Paragraph("", text, f"p{n}") for n, text in enumerate(texts)))))

    counts = [len(line.text) for line in all_lines(pages) if is_full(line) and line.start < LEFT + 1]
    assert len(counts) > 700
    assert set(counts) <= {27, 28, 29}
    assert counts.count(28) > len(counts) / 2


def test_no_line_begins_or_ends_with_what_it_must_not(pages: list[list[SetLine]]) -> None:
    lines = all_lines(pages)

    assert len(lines) > 1300
    assert [line.text for line in lines if line.text[0] in NO_LINE_START] == []
    assert [line.text for line in lines if line.text.rstrip()[-1] in NO_LINE_END] == []


def test_figures_stay_with_their_units(pages: list[list[SetLine]]) -> None:
    lines = [without_spaces(line.text) for line in all_lines(pages)]
    written = without_spaces("".join(hard_paragraphs(300)))

    for whole in ("5,076.06万元", "2020年", "12月", "31日", "97.54%", "-17.99%", "12号", "COVID-19", "〔2018〕"):
        assert sum(line.count(whole) for line in lines) == written.count(whole) > 20


def test_every_standard_character_is_printed_in_every_role() -> None:
    characters = resource_path("fonts", "tongyong-guifan-8105.txt").read_text(encoding="utf-8").replace("\n", "")
    blocks: list[Block] = [
        Heading(1, "一、", characters, "h1"),
        Heading(2, "（一）", characters, "h2"),
        Paragraph("", characters, "p"),
    ]

    text = without_spaces("".join(page_texts(pdf_bytes(document(*blocks)))[1:]))

    assert "□" not in text
    assert "\ufffd" not in text
    for character in characters:
        assert text.count(character) >= 3, character
