"""The form of a text: widths, brackets, blanks; what is done in one way throughout is left as it is."""

from __future__ import annotations

import pytest

from core.model.finding import Finding, Severity
from core.model.manuscript import Manuscript, Passage
from core.validation.run import check_text

# Enough full-width marks, and digits that touch their words, to tell what is usual.
USUAL = "全年走访企业12家，召开座谈会3次，收集意见46条，办结44条；其余2条转交区水务站，已答复1条。" * 3


def found(code: str, *paragraphs: str) -> list[Finding]:
    passages = tuple(Passage(f"line/{number}", text) for number, text in enumerate(paragraphs, 1))
    return [finding for finding in check_text(Manuscript("文稿", passages)).findings if finding.rule == code]


def mended(finding: Finding, *paragraphs: str) -> list[str]:
    texts = dict(enumerate(paragraphs, 1))
    for edit in sorted(finding.edits, key=lambda item: item.start, reverse=True):
        number = int(edit.address.partition("/")[2])
        text = texts[number]
        assert text[edit.start : edit.end] == edit.before
        texts[number] = text[: edit.start] + edit.after + text[edit.end :]
    return list(texts.values())


# -- widths ------------------------------------------------------------------------------------------------------------


def test_half_width_marks_between_chinese_words_are_one_finding_that_counts_and_mends_them() -> None:
    text = "工作已完成,效果较好(含3个街道);其中:东街最好,占37.5%,西街次之。"
    (finding,) = found("FRM-001", USUAL, text)
    assert finding.severity is Severity.HINT
    assert "12 个逗号是全角，3 个是半角" in finding.message
    assert "其他标点是全角，1 个冒号是半角" in finding.message
    assert mended(finding, USUAL, text)[1] == "工作已完成，效果较好（含3个街道）；其中：东街最好，占37.5%，西街次之。"


@pytest.mark.parametrize(
    "text",
    [
        "支出1,234.56万元，比例为3:7，会议8:30召开。",
        "见http://a.example/x?id=1:2，邮箱甲:a@b.example。",
        "安装Word,Excel等软件,PDF阅读器，采购T(2)型、PPP(特许经营)项目。",
        "(一)基本情况",
    ],
)
def test_numbers_times_ratios_addresses_and_latin_words_keep_their_marks(text: str) -> None:
    assert found("FRM-001", USUAL, text) == []


def test_document_of_half_width_marks_throughout_is_left_alone() -> None:
    assert found("FRM-001", "工作已完成,效果较好,群众满意。", "下一步,继续做好,及时上报。") == []


def test_brackets_that_are_always_half_width_are_the_authors_habit() -> None:
    habit = "水务(含排水)、园林(含绿道)、环卫(含公厕)"
    assert found("FRM-001", USUAL, habit) == []
    (finding,) = found("FRM-001", USUAL, habit, "市政（含桥梁）、路灯（含景观）")
    assert "2 对括号是全角，3 对是半角" in finding.message


def test_full_width_digits_and_points_among_half_width_ones_are_mended() -> None:
    text = "面积３．5公顷，比上年1.2公顷增长2％，占5%和6%，拨款3，518.85万元，共1,200.00万元和2,300.00万元。"
    (finding,) = found("FRM-001", USUAL, text)
    assert mended(finding, USUAL, text)[1] == text.translate(str.maketrans("３．％", "3.%")).replace("3，518", "3,518")
    assert "小数点是半角，1 处是全角" in finding.message


def test_full_width_percent_signs_throughout_and_numbers_of_points_are_left_alone() -> None:
    assert found("FRM-001", USUAL, "１．增长5％，下降6％。") == []


# -- brackets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("全站共9人（含借调2人。", "（ 没有后一半"),
        ("共9人）均已到岗。", "） 没有前一半"),
        ("按照《巡护管理办法（试行》）执行。", "（ 与别的符号交叉"),
        ("落实“三项制度要求。", "“ 没有后一半"),
    ],
)
def test_sign_without_its_partner_is_found(text: str, says: str) -> None:
    (finding,) = found("FRM-002", text)
    assert says in finding.message
    assert finding.edits == ()


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("共9人（含借调2人)。", "共9人（含借调2人）。"),
        ("共9人(含借调2人）。", "共9人（含借调2人）。"),
        ("落实“三项“制度。", "落实“三项”制度。"),
    ],
)
def test_certain_slip_has_a_mend(text: str, mend: str) -> None:
    (finding,) = found("FRM-002", text)
    assert mended(finding, text) == [mend]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("1）巡查；2）维护。", "a) 登记", "（1 )巡查和2)维护"),
        ("得分在[90，100)的为优，（80,90]的为良。",),
        ("“第一段引文。", "“第二段引文。”"),
        ("（注：共两段。", "本段完。）"),
        ("《关于“三项制度”（试行）的通知》", "the station's work"),
    ],
)
def test_numbers_bands_and_quotations_of_several_paragraphs_are_whole(paragraphs: tuple[str, ...]) -> None:
    assert found("FRM-002", *paragraphs) == []


# -- blanks and doubled marks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        (
            "本站严格 按照规定开展各项日常检查工作，没有发现问题。",
            "本站严格按照规定开展各项日常检查工作，没有发现问题。",
        ),
        ("全年投入 5万元用于设备更新和人员培训，没有结余。", "全年投入5万元用于设备更新和人员培训，没有结余。"),
        ("全年支出5 076.06万元。", "全年支出5076.06万元。"),
        ("全年支出5, 076.06万元。", "全年支出5,076.06万元。"),
        ("巡查已完成，，效果好。。", "巡查已完成，效果好。"),
        ("维护道路、，桥梁,，涵洞。", "维护道路，桥梁，涵洞。"),
    ],
)
def test_stray_blank_or_mark_is_found_and_mended(text: str, mend: str) -> None:
    (finding,) = found("FRM-004", USUAL * 3, text)
    assert mended(finding, USUAL * 3, text)[1] == mend


@pytest.mark.parametrize(
    "text",
    [
        "目  录",
        "负责人：张 伟　　填报日期：2021 年 3 月",
        "参加人员有甲一 乙二 丙三，会议审议了三项议题，形成了会议纪要。",
        "以“守护碧水 共享清流”为主题开展宣传活动，群众踊跃参加。",
        "联系人甲一乙二 联系电话：见附件，内容以正式文件为准，特此说明。",
        "第一章 总则，本站职责，共有三项内容，分别是巡查、维护、宣传。",
        "检修的设备编号为5, 6, 7，参加的有：1. 25家企业；2. 3个街道，还有更多。。。",
    ],
)
def test_blanks_that_stand_for_something_are_left_alone(text: str) -> None:
    assert found("FRM-004", USUAL * 3, text) == []


def test_author_who_puts_blanks_round_digits_is_only_told_of_two_in_a_row() -> None:
    text = "全年走访 12 家，召开会议 3 次，收集意见 46 条。"
    assert found("FRM-004", text) == []
    (finding,) = found("FRM-004", text, "全年巡查河道 15  次，发现问题 7 处，均已整改。")
    assert [edit.after for edit in finding.edits] == [" "]


def test_blanks_round_half_of_the_digits_are_no_slip() -> None:
    assert found("FRM-004", "全年走访 12 家，召开会议3次，收集意见46条，办结 44 条，转交2条。") == []
