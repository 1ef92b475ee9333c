"""What the readings of texts keep."""

from __future__ import annotations

from core.validation.inspection import Readings


def test_work_is_done_again_only_where_something_else_is_given() -> None:
    worked: list[str] = []

    def work_out(_: Readings, given: str) -> int:
        worked.append(given)
        return len(given)

    readings = Readings()
    assert [readings.again(work_out, given) for given in ("甲", "甲", "乙丙", "甲")] == [1, 1, 2, 1]
    assert worked == ["甲", "乙丙", "甲"]


def test_what_is_asked_about_is_remembered_apart() -> None:
    worked: list[str] = []

    def work_out(_: Readings, given: str) -> str:
        worked.append(given)
        return given

    readings = Readings()
    for _ in range(2):
        assert readings.again(work_out, "甲", about="人") == "甲"
        assert readings.again(work_out, "乙", about="元") == "乙"
    assert worked == ["甲", "乙"]
