from __future__ import annotations

from decimal import Decimal

import pytest

from core.export.xlsx.formulas import Place, formula, quoted_sheet
from core.model.expression import Call, Number, Reference, parse

PLACES = {
    "a/b4": Place("表", 4, 2),
    "a/b5": Place("表", 5, 2),
    "a/b6": Place("表", 6, 2),
    "a/b8": Place("表", 8, 2),
    "a/c4": Place("表", 4, 3),
    "a/c5": Place("表", 5, 3),
    "a/aa4": Place("表", 4, 27),
    "other/b4": Place("它's", 4, 2),
    "other/b5": Place("它's", 5, 2),
}


@pytest.mark.parametrize(
    ("source", "written"),
    [
        # A plain sum adds what is known; cells that follow one another are a range, and only those.
        ("sum(a.b4, a.b5, a.b6)", 'IF(COUNT(B4:B6)=0,"",SUM(B4:B6))'),
        ("sum(a.b4, a.b5, a.b8)", 'IF(COUNT(B4:B5,B8)=0,"",SUM(B4:B5,B8))'),
        ("sum(a.b4, a.b6)", 'IF(COUNT(B4,B6)=0,"",SUM(B4,B6))'),
        ("sum(a.b6, a.b5)", 'IF(COUNT(B6,B5)=0,"",SUM(B6,B5))'),
        ("sum(a.b4, a.c4, a.c5)", 'IF(COUNT(B4:C4,C5)=0,"",SUM(B4:C4,C5))'),
        ("sum(a.b4, a.b4)", 'IF(COUNT(B4,B4)=0,"",SUM(B4,B4))'),
        ("sum(other.b4, other.b5)", "IF(COUNT('它''s'!B4:B5)=0,\"\",SUM('它''s'!B4:B5))"),
        # Everything else needs all that it reads.
        ("a.b4 - a.c4", 'IF(COUNT(B4:C4)<2,"",B4-C4)'),
        ("a.b4 + a.b4", 'IF(COUNT(B4)<1,"",B4+B4)'),
        ("a.aa4 * 0.5", 'IF(COUNT(AA4)<1,"",AA4*0.5)'),
        ("a.b4 / a.b5", 'IF(COUNT(B4:B5)<2,"",IF(B5=0,"",B4/B5))'),
        ("a.b4 / 2", 'IF(COUNT(B4)<1,"",B4/2)'),
        ("a.b4 / 0", 'IF(COUNT(B4)<1,"",IF(0=0,"",B4/0))'),
        ("a.b4 / (a.b5 - a.b6)", 'IF(COUNT(B4:B6)<3,"",IF(ROUND(B5-B6,8)=0,"",B4/(B5-B6)))'),
        ("max(a.b4, abs(a.c4))", 'IF(COUNT(B4:C4)<2,"",MAX(B4,ABS(C4)))'),
        ("2 * 3", "2*3"),
        # Brackets where the order of calculation needs them.
        ("(a.b4 + 1) * 2 + 3", 'IF(COUNT(B4)<1,"",(B4+1)*2+3)'),
        ("1 - (2 - a.b4)", 'IF(COUNT(B4)<1,"",1-(2-B4))'),
        ("1 - 2 - a.b4", 'IF(COUNT(B4)<1,"",1-2-B4)'),
        # A comparison counts as 1 or 0.
        ("a.b4 != a.c4", 'IF(COUNT(B4:C4)<2,"",IF(B4<>C4,1,0))'),
        ("(a.b4 == 1) + 1", 'IF(COUNT(B4)<1,"",IF(B4=1,1,0)+1)'),
        # Of a choice only the branch that is taken needs its figures.
        (
            "a.b4 if a.c4 > 0 else 1",
            'IF(COUNT(C4)<1,"",IF(IF(C4>0,COUNT(B4)<1,FALSE),"",IF(C4>0,B4,1)))',
        ),
    ],
)
def test_expression_as_formula(source: str, written: str) -> None:
    assert formula(parse(source), PLACES, "表") == written


def test_cells_of_other_sheets_are_written_with_their_sheet() -> None:
    assert formula(parse("a.b4 - 1"), PLACES, "它's") == "IF(COUNT('表'!B4)<1,\"\",'表'!B4-1)"
    assert quoted_sheet("It's") == "'It''s'"


def test_negative_number_stands_in_brackets() -> None:
    node = Call("max", (Number(Decimal("-1.50")), Reference("a/b4")))
    assert formula(node, PLACES, "表") == 'IF(COUNT(B4)<1,"",MAX((-1.50),B4))'


def test_unknown_figure_gives_no_formula() -> None:
    assert formula(parse("a.b4 - a.nowhere"), PLACES, "表") is None


def test_formula_beyond_the_limits_of_excel_is_none() -> None:
    many = {f"a/x{number}": Place("表", 2 * number, 1) for number in range(1, 300)}
    assert formula(Call("sum", tuple(map(Reference, many))), many, "表") is None
    nested = "a.b4 / (" * 39 + "a.b4" + ")" * 39
    assert formula(parse(nested), PLACES, "表") is None
    in_a_row = {f"a/x{number}": Place("表", number, 1) for number in range(1, 300)}
    assert formula(Call("sum", tuple(map(Reference, in_a_row))), in_a_row, "表") == (
        'IF(COUNT(A1:A299)=0,"",SUM(A1:A299))'
    )
