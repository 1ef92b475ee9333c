"""Measures find the problems that they answer, in the wordings of different authors."""

from __future__ import annotations

import pytest

from core.model.report import Paragraph
from core.validation.inspection import Readings
from core.validation.pairing import Pairing, paired
from core.validation.part_points import PartPoint, points_of
from tests.core.validation.problem_texts import (
    CASES,
    GENERAL_MEASURES,
    IN_OTHER_WORDS,
    PAIRED,
    UNANSWERED,
    WITH_AN_EXTRA_MEASURE,
    Case,
)


def points(part: str, lines: tuple[str, ...], title: str) -> tuple[PartPoint, ...]:
    paragraphs = [
        Paragraph(f"narrative/{part}/main/p{number}", text, 0, number) for number, text in enumerate(lines, 1)
    ]
    return points_of(paragraphs, title, Readings())


def pairing_of(problems: tuple[str, ...], measures: tuple[str, ...]) -> Pairing:
    asked, answers = points("problems", problems, "存在问题"), points("measures", measures, "改进措施")
    return paired(asked, answers, (*problems, *measures), Readings())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_belongs_together_is_paired(case: Case) -> None:
    answers = pairing_of(case.problems, case.measures).answers
    assert {number: tuple(item + 1 for item in found) for number, found in enumerate(answers, 1)} == case.answers


def test_words_are_told_from_place() -> None:
    assert pairing_of(PAIRED.problems, PAIRED.measures).by_words == (True, True, True)
    assert pairing_of(IN_OTHER_WORDS.problems, IN_OTHER_WORDS.measures).by_words == (False, False, False)


def test_answers_of_no_point_are_spare() -> None:
    assert pairing_of(WITH_AN_EXTRA_MEASURE.problems, WITH_AN_EXTRA_MEASURE.measures).spare == (2,)
    assert pairing_of(GENERAL_MEASURES.problems, GENERAL_MEASURES.measures).spare == (2, 3)
    assert pairing_of(UNANSWERED.problems, UNANSWERED.measures).spare == ()


@pytest.mark.parametrize("gone", range(3))
def test_the_problem_whose_measure_is_taken_away_is_left_without(gone: int) -> None:
    measures = tuple(text for number, text in enumerate(PAIRED.measures) if number != gone)
    answers = pairing_of(PAIRED.problems, measures).answers
    assert [number for number, found in enumerate(answers) if not found] == [gone]


def test_nothing_answers_where_there_is_no_answer() -> None:
    assert pairing_of(PAIRED.problems, ()).answers == ((), (), ())
    assert pairing_of((), PAIRED.measures) == Pairing((), (), (0, 1, 2))
