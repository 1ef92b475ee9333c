"""What `ziping standards` prints."""

from __future__ import annotations

from dataclasses import replace

from core.standard.lint import lint
from core.standard.present import lint_lines, list_lines, show_lines
from tests.core.standard.small_standard import line_with, small_standard, spoiled

SHOWN = """\
小标准
编号：small-2021（第 1 版）
地区：某市；年度：2021；发布单位：某市财政局
状态：已经发布单位确认

封面
  部门名称（文字，必填）
  年度（年度，必填）

报告提纲
  基本情况
    支出情况（附明细表）
  自评结果（又作：自评情况、评价结果）
    （直接写在本章标题下）
    过程
    效果

表格
  明细表（单位：万元，2 位小数）
    列：年初预算数、决算数
    一、基本支出
    二、项目支出
    其中：基建（不大于项目支出）
    合计 ＝ 基本支出 ＋ 项目支出

比率（由表格算出）
  完成率：合计决算数 ÷ 合计年初预算数

指标
  过程  60 分
    预算  37.5 分
    资金  22.5 分
  效果  40 分
  合计  100 分（满分 100 分）

评价等级
  优：90 ≤ 总分 ≤ 100
  其他：0 ≤ 总分 ＜ 90

差异说明
  明细表：决算数与年初预算数相差达到 30% 的行，应当说明原因

正文中的比率
  支出完成率、执行率：应当等于完成率"""


def test_whole_standard_is_shown() -> None:
    assert "\n".join(show_lines(small_standard())) == SHOWN


def test_what_the_standard_asks_of_a_part_is_shown() -> None:
    standard = small_standard(
        'title = "支出情况"\ntable',
        'title = "支出情况"\nrequired = false\nprivate = true\n'
        'longest = 500\nguidance = """\n写明总额，\n写明结构。"""\ntable',
    )
    assert "    支出情况（可以不写，不超过 500 字，附明细表，公开件略去）：写明总额， 写明结构。" in show_lines(
        standard
    )


def test_scores_in_expressions_are_named() -> None:
    lines = show_lines(small_standard("spending.total.final /", "indicator.budget.score /"))
    assert "  完成率：预算 · 得分 ÷ 合计年初预算数" in lines


def test_note_and_missing_confirmation_are_shown() -> None:
    standard = replace(small_standard(), verified=False, note="取自公开报告。")
    lines = show_lines(standard)
    assert "状态：未经发布单位确认" in lines
    assert "说明：取自公开报告。" in lines


def test_sections_without_content_are_left_out() -> None:
    standard = replace(small_standard(), variance_checks=(), quantities=(), rate_checks=())
    assert not {"差异说明", "比率（由表格算出）", "正文中的比率"} & set(show_lines(standard))


def test_list_says_which_are_not_verified() -> None:
    first = small_standard()
    second = replace(first, id="other-2021", title="另一标准", verified=False)
    assert list_lines([first, second]) == [
        "small-2021  小标准  已经发布单位确认",
        "other-2021  另一标准  未经发布单位确认",
    ]
    assert list_lines([]) == ["没有可用的标准。"]


def test_faults_are_listed_with_their_lines() -> None:
    changed = ('max_score = "40"', 'max_score = "39"')
    standard = small_standard(*changed)
    line = line_with(spoiled(*changed), "full_mark")
    assert lint_lines(standard, lint(standard)) == [
        f"第 {line} 行 scoring.full_mark：2 个一级指标的分值合计 99 分，与满分 100 分相差 1 分（maxima_not_full_mark）",
        "small-2021：发现 1 处问题；已经发布单位确认。",
    ]


def test_fault_of_a_key_that_is_not_written_has_the_line_of_its_table() -> None:
    standard = small_standard('kind = "year"\n', "")
    (line, _) = lint_lines(standard, lint(standard))
    table = line_with(standard.source, '[[cover]]\nid = "fiscal_year"')
    assert line.startswith(f"第 {table} 行 cover[1].kind：")


def test_standard_without_faults_is_said_to_have_none() -> None:
    assert lint_lines(small_standard(), []) == ["small-2021：没有发现问题；已经发布单位确认。"]
