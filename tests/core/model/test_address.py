"""Addresses: their shapes, and telling one kind from another."""

from __future__ import annotations

import pytest

from core.model import address
from core.standard.catalog import find_standard


def test_shapes() -> None:
    assert address.cover_field("phone") == "cover/phone"
    assert address.cell("spending", "total", "final") == "spending/total/final"
    assert address.indicator_score("funds") == "indicator/funds/score"
    assert address.indicator_reason("funds") == "indicator/funds/reason"
    assert address.indicator_max_score("funds") == "indicator/funds/max_score"
    assert address.waiver_field("SCR-004", "0123456789abcdef", "name") == "waiver/SCR-004/0123456789abcdef/name"
    assert address.problem_link("p1.1.0123abcd", "measures") == "link/problem/p1.1.0123abcd/measures"
    assert address.part("overview", "duties") == "narrative/overview/duties"
    assert address.part_of("narrative/overview/duties/p4") == "narrative/overview/duties"


@pytest.mark.parametrize(
    ("where", "is_cell", "is_paragraph"),
    [
        ("spending/total/final", True, False),
        ("spending/total", False, False),
        ("spending", False, False),
        ("indicator/funds/score", False, False),
        ("narrative/overview/duties", False, False),
        ("narrative/overview/duties/p4", False, True),
        ("narratives/overview/duties/p4", False, False),
        ("cover/phone", False, False),
        ("left_over/1", False, False),
        ("result/total_score", False, False),
        ("waiver/SCR-004/0123456789abcdef/name", False, False),
        ("waiver/SCR-004/name", False, False),
        ("link/problem/p1.1.0123abcd/measures", False, False),
        ("link/problem/p1.1.0123abcd", False, False),
        ("", False, False),
    ],
)
def test_kinds(where: str, is_cell: bool, is_paragraph: bool) -> None:
    assert address.is_cell(where) is is_cell
    assert address.is_paragraph(where) is is_paragraph


def test_no_two_places_of_a_standard_share_an_address() -> None:
    standard = find_standard("foshan-2020")
    places = [where for _, _, _, where in standard.cells()]
    places += [address.cover_field(item.id) for item in standard.cover]
    places += list(standard.parts)
    for indicator in standard.indicators:
        places += [
            address.indicator_score(indicator.id),
            address.indicator_reason(indicator.id),
            address.indicator_max_score(indicator.id),
        ]
    places += [address.TOTAL_SCORE, address.GRADE, address.FULL_MARK]
    assert len(set(places)) == len(places)
