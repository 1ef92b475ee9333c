"""Bands of grades as documents state them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.validation.narrative.stated_bands import Band, read_bands

USUAL = (("优", 90, 100), ("良", 80, 90), ("中", 60, 80), ("差", 0, 60))


@pytest.mark.parametrize(
    "text",
    [
        "90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。",
        "评价等级分为优（90-100分）、良（80-90分）、中（60-80分）、差（60分以下）四档。",
        "得分≥90分为优秀，80≤得分＜90为良好，60≤得分＜80为中等，得分＜60为较差。",
        "优：90～100分；良：80～90分；中：60～80分；差：0～60分。",
    ],
)
def test_bands_are_read_in_every_usual_wording(text: str) -> None:
    expected = tuple(Band(grade, Decimal(low), Decimal(high)) for grade, low, high in USUAL)
    assert read_bands(text) == expected


def test_one_band_in_brackets_behind_its_grade() -> None:
    assert read_bands("等级为“优”（90分及以上）。") == (Band("优", Decimal(90), Decimal(100)),)


@pytest.mark.parametrize("text", ["群众满意度90%以上为优。", "优化流程，压减事项90项以上。", "自评98分，等级为“优”。"])
def test_what_is_no_band(text: str) -> None:
    assert read_bands(text) == ()
