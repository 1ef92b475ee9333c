"""What a standard says of evidence and of handing in: read, shown and held against itself."""

from __future__ import annotations

import pytest

from core.model.standard import Submission
from core.standard.lint import lint
from core.standard.present import show_lines
from tests.core.standard.small_standard import check_fault_is_named, small_standard

WANTED = ('max_score = "37.5"', 'max_score = "37.5"\nevidence = ["预算批复", "入库表"]')


def submission(*lines: str) -> tuple[str, str]:
    return "[scoring]", "[submission]\n" + "\n".join(lines) + "\n\n[scoring]"


def test_wanted_evidence_is_read_and_shown() -> None:
    standard = small_standard(*WANTED)
    assert standard.indicators_by_id["budget"].evidence == ("预算批复", "入库表")
    assert "  预算：预算批复；入库表" in show_lines(standard)


def test_limit_is_read_and_shown() -> None:
    assert small_standard().submission == Submission()
    stated = small_standard(*submission("size_limit = 50"))
    assert stated.submission == Submission(50)
    assert stated.submission.most_bytes == 50_000_000
    assert "  材料总大小不超过 50 MB" in show_lines(stated)
    assumed = small_standard(*submission("size_limit = 20", "assumed = true"))
    assert assumed.submission.limit_words == "20 MB（默认值）"


@pytest.mark.parametrize(
    ("line", "key", "words"),
    [
        ("size_limit = 0", "submission.size_limit", "应当在 1 到 1000 之间"),
        ("size_limit = 5000", "submission.size_limit", "应当在 1 到 1000 之间"),
        ('size_limit = "20"', "submission.size_limit", "应当是整数"),
        ("limit = 3", "submission.limit", "不是这里可以写的键"),
    ],
)
def test_what_is_no_limit_is_named(line: str, key: str, words: str) -> None:
    check_fault_is_named(*submission(line), key, words)


def test_wanted_evidence_needs_a_tab_to_be_added_on() -> None:
    faults = {fault.code: fault.message for fault in lint(small_standard(*WANTED))}
    assert faults["not_in_tabs"] == "佐证材料没有在任何页签里出现，无处填写"
