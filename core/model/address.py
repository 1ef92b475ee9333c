"""Stable addresses: the one name of every field, cell, score and paragraph.

Shapes: `cover/<field>`, `<table>/<row>/<column>`, `indicator/<id>/score|reason|max_score`,
`narrative/<chapter>/<part>/<paragraph>`, `left_over/<n>`, `waiver/<rule>/<key>/<field>`,
`link/problem/<key>/<field>`, `last_year/<address with dots>`, `evidence/<key>/<field>`, `note/<address with dots>`,
`handout/<id>/<field>` of a part that was given out, and in the part's file `handout/self/<field>` and
`handout/base/<address with dots>`. Findings, changes, widgets and imports all use them.
"""

from __future__ import annotations

COVER = "cover"
INDICATOR = "indicator"
NARRATIVE = "narrative"
LEFT_OVER = "left_over"
RESULT = "result"
WAIVER = "waiver"
LINK = "link"
QUANTITY = "quantity"
LAST_YEAR = "last_year"
EVIDENCE = "evidence"
NOTE = "note"
HANDOUT = "handout"
RESERVED = frozenset(
    {COVER, INDICATOR, NARRATIVE, LEFT_OVER, RESULT, WAIVER, LINK, QUANTITY, LAST_YEAR, EVIDENCE, NOTE, HANDOUT}
)

TOTAL_SCORE = f"{RESULT}/total_score"
GRADE = f"{RESULT}/grade"
FISCAL_YEAR = "fiscal_year"  # the field of the cover
FULL_MARK = f"{RESULT}/full_mark"


def cover_field(field: str) -> str:
    """Return the address of a cover field."""
    return f"{COVER}/{field}"


def cell(table: str, row: str, column: str) -> str:
    """Return the address of a table's cell."""
    return f"{table}/{row}/{column}"


def indicator_score(indicator: str) -> str:
    """Return the address of the points that an indicator earned."""
    return f"{INDICATOR}/{indicator}/score"


def indicator_reason(indicator: str) -> str:
    """Return the address of the words that give the reason of a deduction."""
    return f"{INDICATOR}/{indicator}/reason"


def indicator_max_score(indicator: str) -> str:
    """Return the address of an indicator's maximum score; it is the standard's and cannot be edited."""
    return f"{INDICATOR}/{indicator}/max_score"


def quantity(name: str) -> str:
    """Return the address of a rate or figure that follows from the tables; it is worked out and never stored."""
    return f"{QUANTITY}/{name}"


def part(chapter: str, name: str) -> str:
    """Return the address of a part of the narrative, the prefix of its paragraphs."""
    return f"{NARRATIVE}/{chapter}/{name}"


def waiver_field(rule: str, key: str, field: str) -> str:
    """Return the address of a field of the waiver of a finding."""
    return f"{WAIVER}/{rule}/{key}/{field}"


def problem_link(key: str, field: str) -> str:
    """Return the address of what is said of one problem: its title, its indicators or its measures."""
    return f"{LINK}/problem/{key}/{field}"


def evidence_field(key: str, field: str) -> str:
    """Return the address of what is said of one piece of evidence: title, note, indicators, facts of its file."""
    return f"{EVIDENCE}/{key}/{field}"


def last_year(where: str) -> str:
    """Return the address at which last year's value of an address is kept to compare with."""
    return f"{LAST_YEAR}/{where.replace('/', '.')}"


def note(where: str) -> str:
    """Return the address of the note that is kept beside what stands at an address; it is never printed."""
    return f"{NOTE}/{where.replace('/', '.')}"


def noted(where: str) -> str:
    """Return the address that a note is kept beside, any other address as it is."""
    return where.removeprefix(f"{NOTE}/").replace(".", "/") if where.startswith(f"{NOTE}/") else where


def handout_field(handout: str, field: str) -> str:
    """Return the address of what is kept of a part that was given out; `self` is the file's own."""
    return f"{HANDOUT}/{handout}/{field}"


def handout_base(where: str) -> str:
    """Return the address at which a part's file keeps what an address held when it was given out."""
    return handout_field("base", where.replace("/", "."))


def part_of(address: str) -> str:
    """Return the address of the part that a paragraph's address belongs to."""
    return address.rpartition("/")[0]


def is_paragraph(address: str) -> bool:
    """Tell whether the address names a paragraph of the narrative."""
    return address.startswith(NARRATIVE + "/") and address.count("/") == 3


def is_cell(address: str) -> bool:
    """Tell whether the address has the form of a table's cell."""
    pieces = address.split("/")
    return len(pieces) == 3 and pieces[0] not in RESERVED
