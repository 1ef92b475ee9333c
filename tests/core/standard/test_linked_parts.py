"""What a standard says of its parts: which sets tasks and which tells results, which tells problems and measures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.model.standard import ProblemLinks, Standard, TaskCheck
from core.standard.lint import lint
from core.standard.loader import load_standard_text
from core.standard.present import show_lines
from tests.core.standard.small_standard import SMALL, line_with, refused, small_standard

TASKS = """\
[[checks.tasks]]
tasks = "narrative/overview/spending"
results = "narrative/evaluation/effect"
indicator = "effect"
"""
LINKS = """\
[links]
problems = "narrative/evaluation/summary"
measures = "narrative/evaluation/process"
"""
_FIRST_TAB = '[[tabs]]\nid = "cover"'
_ITEMS = ', "indicator"]'


def linked_text() -> str:
    """Return the small standard with both, and the table of problems on its last tab."""
    return SMALL.replace(_FIRST_TAB, f"{TASKS}\n{LINKS}\n{_FIRST_TAB}").replace(_ITEMS, ', "indicator", "link"]')


def linked_standard() -> Standard:
    return load_standard_text(linked_text(), "small.toml")


def test_both_are_read() -> None:
    standard = linked_standard()
    assert standard.task_checks == (TaskCheck("narrative/overview/spending", "narrative/evaluation/effect", "effect"),)
    assert standard.links == ProblemLinks("narrative/evaluation/summary", "narrative/evaluation/process")
    assert lint(standard) == []


def test_neither_need_be_said() -> None:
    assert (small_standard().task_checks, small_standard().links) == ((), None)


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ('tasks = "narrative/overview/spending"', 'tasks = "x"', "checks.tasks[0].tasks", "部分“x”不存在"),
        ('results = "narrative/evaluation/effect"', 'results = "x"', "checks.tasks[0].results", "部分“x”不存在"),
        (
            'results = "narrative/evaluation/effect"',
            'results = "narrative/overview/spending"',
            "checks.tasks[0].results",
            "与 tasks 是同一部分",
        ),
        (
            '"narrative/evaluation/effect"\nindicator = "effect"',
            '"narrative/evaluation/effect"\nindicator = "process"',
            "checks.tasks[0].indicator",
            "指标“process”不存在，或者不单独评分",
        ),
        ('problems = "narrative/evaluation/summary"', 'problems = "x"', "links.problems", "部分“x”不存在"),
        ('problems = "narrative/evaluation/summary"', 'problem = "x"', "links.problems", "没有写"),
        (
            'measures = "narrative/evaluation/process"',
            'measures = "narrative/evaluation/summary"',
            "links.measures",
            "与 problems 是同一部分",
        ),
    ],
)
def test_what_does_not_fit_is_refused_at_its_line(old: str, new: str, key: str, words: str) -> None:
    text = linked_text()
    assert text.count(old) == 1
    message = refused(text.replace(old, new))
    assert key in message
    assert words in message


def test_a_fault_is_told_with_its_line() -> None:
    text = linked_text().replace('tasks = "narrative/overview/spending"', 'tasks = "x"')
    line = line_with(text, 'tasks = "x"')
    assert refused(text) == f"标准文件 small.toml 第 {line} 行：checks.tasks[0].tasks 提到的部分“x”不存在。"


def test_the_table_of_problems_belongs_on_a_tab() -> None:
    (fault,) = lint(load_standard_text(linked_text().replace(', "link"]', "]"), "small.toml"))
    assert (fault.code, fault.key) == ("not_in_tabs", "links")
    assert "问题与措施的对应表" in fault.message


def test_without_links_there_is_no_table_to_show() -> None:
    assert "tabs[1].items 提到的“link”不存在" in refused(linked_text().replace(LINKS, ""))


def test_both_are_shown_in_words() -> None:
    lines = show_lines(linked_standard())
    assert lines[lines.index("前后对应") + 1 :] == [
        "  “支出情况”所列任务，应当在“效果”逐项写明结果（评分指标：效果）",
        "  “自评结果”所列问题，应当在“过程”有对应的措施",
    ]
    assert "前后对应" not in show_lines(replace(linked_standard(), task_checks=(), links=None))
