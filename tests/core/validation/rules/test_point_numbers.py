"""The numbers of points: written in one way, in order, beginning anew under each heading."""

from __future__ import annotations

import pytest

from core.model.finding import Finding, Severity
from core.model.manuscript import Grid, GridCell, Manuscript, Passage
from core.validation.run import check_text


def manuscript(*paragraphs: str) -> Manuscript:
    return Manuscript("文稿", tuple(Passage(f"line/{number}", text) for number, text in enumerate(paragraphs, 1)))


def found(code: str, whole: Manuscript) -> list[Finding]:
    return [finding for finding in check_text(whole).findings if finding.rule == code]


# -- style -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraphs", "edits"),
    [
        (("一、职责", "（一）巡查", "（二）维护", "(三)宣传"), [("(三)", "（三）")]),
        (("1. 巡查", "2. 维护", "3、宣传"), [("3、", "3.")]),
        (("一、职责", "1.巡查", "2.维护", "3.宣传", "二、成效", "1、甲项", "2、乙项"), [("1、", "1."), ("2、", "2.")]),
        (("（1)巡查", "（2)维护"), [("（1)", "（1）"), ("（2)", "（2）")]),
        (("一、甲项", "1．乙项", "2．丙项", "3．丁项", "4.戊项"), [("4.", "4．")]),
        (("（一）、甲项", "（二）乙项", "（三）丙项"), [("（一）、", "（一）")]),
    ],
)
def test_other_style_of_the_same_kind_is_found_and_mended(
    paragraphs: tuple[str, ...], edits: list[tuple[str, str]]
) -> None:
    (finding,) = found("FRM-003", manuscript(*paragraphs))
    assert finding.severity is Severity.HINT
    assert [(edit.before, edit.after) for edit in finding.edits] == edits


def test_message_counts_the_styles() -> None:
    (finding,) = found("FRM-003", manuscript("（一）巡查", "（二）维护", "(三)宣传"))
    assert finding.message == "同一种序号有几种写法：2 处写“（三）”式，1 处写“(三)”式。"


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("一、职责", "（一）巡查", "1.河道", "2.湖泊", "（1）东湖", "（2）西湖", "（二）维护"),
        ("(1)巡查", "(2)维护"),
        ("1. 巡查", "2. 维护", "1、护栏", "2、标识", "3. 宣传"),
        ("1.巡查", "2.维护", "3、4季度完成验收", "2.5公顷绿地"),
    ],
)
def test_levels_consistent_habits_and_figures_are_no_mixture(paragraphs: tuple[str, ...]) -> None:
    assert found("FRM-003", manuscript(*paragraphs)) == []


# -- order -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraphs", "says"),
    [
        (("一、职责", "二、成效", "四、打算"), "序号“二”之后是“四”，缺“三”。"),
        (("一、职责", "（一）项目管理", "（二）条件保障", "（四）宣传"), "序号“（二）”之后是“（四）”，缺“三”。"),
        (("一、职责", "（一）巡查", "1.河道", "2.湖泊", "（三）宣传"), "序号“（一）”之后是“（三）”，缺“二”。"),
        (("1. 巡查", "3. 宣传"), "序号“1”之后是“3”，缺“2”。"),
        (("一是巡查；二是维护；四是宣传。",), "序号“二是”之后是“四是”，缺“三”。"),
        (("做法：①巡查；②维护；④宣传。",), "序号“②”之后是“④”，缺“③”。"),
        (("第一，巡查；第二，维护；第四，宣传。",), "序号“第二”之后是“第四”，缺“三”。"),
        (("（一）巡查", "（二）维护", "（二）宣传"), "序号“（二）”出现两次。"),
        (("1. 巡查", "2. 维护", "5. 宣传"), "序号“2”之后是“5”，缺“3”、“4”。"),
    ],
)
def test_number_left_out_or_repeated_is_found(paragraphs: tuple[str, ...], says: str) -> None:
    (finding,) = found("FRM-006", manuscript(*paragraphs))
    assert finding.message == says
    assert finding.severity is Severity.WARNING
    assert finding.edits == ()


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("一、职责", "（一）巡查", "（二）维护", "二、成效", "（一）数量", "三、打算"),
        ("第一部分 概况", "一、职责", "第二部分 表格", "一、总表", "第三部分 说明"),
        ("1. 巡查：1.河道；2.湖泊；3.水库。", "2. 维护", "3. 宣传"),
        ("一是巡查，一要细，二要实；二是维护；三是宣传。",),
        ("一是巡查；二、维护；三是宣传。", "1.甲项，2.乙项；3.丙项。"),
        ("按照第三条第（二）项、第（五）项执行。", "（五）其他", "（七）附则"),
        ("引文：“一、巡查。”", "“三、宣传。”"),
        ("一、二季度完成3项", "三、四季度完成4项"),
        ("3. 接上页", "5. 另起"),
        ("1. 巡查", "12. 2021年以前的编号"),
        ("一、职责", "二、成效", "二、成效（续）", "三、打算"),
    ],
)
def test_new_beginnings_inner_lists_and_quotations_are_in_order(paragraphs: tuple[str, ...]) -> None:
    assert found("FRM-006", manuscript(*paragraphs)) == []


def test_number_that_stands_in_a_table_between_is_not_missing() -> None:
    table = Grid("line/2/table", "", "", ((GridCell("line/2/0", "二、成效"), GridCell("line/2/1", "良好")),))
    first, last = Passage("line/1", "一、职责"), Passage("line/3", "三、打算")
    assert found("FRM-006", Manuscript("文稿", (first, table, last))) == []
    assert found("FRM-006", Manuscript("文稿", (first, last))) != []


def test_each_part_of_a_report_numbers_its_points_anew() -> None:
    texts = {"narrative/a/p1": "1. 巡查", "narrative/a/p2": "2. 维护", "narrative/b/p1": "4. 宣传"}
    passages = tuple(Passage(where, text) for where, text in texts.items())
    assert found("FRM-006", Manuscript("报告", passages)) == []
