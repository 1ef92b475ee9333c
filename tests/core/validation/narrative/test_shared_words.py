"""What two statements share, weighed by how few others use it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.validation.narrative.shared_words import Likeness, Vocabulary, words_in

TEXTS = ("设备登记迟", "设备盘点少", "设备采购贵")


def likeness(one: str, other: str) -> Likeness:
    vocabulary = Vocabulary(words_in(text) for text in TEXTS)
    first, second = (vocabulary.statement(words_in(text), words_in(text)) for text in (one, other))
    return vocabulary.likeness(first, second)


def test_pairs_of_characters_stand_for_words() -> None:
    assert words_in("设备登记") == {"设备", "备登", "登记"}


def test_figures_marks_and_joints_part_words() -> None:
    assert words_in("设备 3 台，登记和盘点") == {"设备", "登记", "盘点"}


def test_foreign_words_stand_for_themselves() -> None:
    assert words_in("启用 OA 系统") == {"启用", "系统", "oa"}


def test_a_word_that_all_use_weighs_less() -> None:
    vocabulary = Vocabulary(words_in(text) for text in TEXTS)
    assert vocabulary.weight(words_in("设备")) < vocabulary.weight(words_in("登记"))


def test_one_word_in_common_is_nothing() -> None:
    assert likeness("设备登记", "设备采购") == Likeness(0, 0, 0)


def test_the_same_words_are_all_in_common() -> None:
    assert likeness("设备登记迟", "设备登记迟") == Likeness(100, 100, 100)


@given(st.text(alphabet="设备登记盘点采购，", max_size=12), st.text(alphabet="设备登记盘点采购，", max_size=12))
def test_shares_are_per_cents_and_the_same_either_way(one: str, other: str) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert (there.whole, there.title, there.title_back) == (back.whole, back.title_back, back.title)
    assert all(0 <= share <= 100 for share in (there.whole, there.title, there.title_back))
