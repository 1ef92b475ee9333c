"""Names of marks within the limits of Word."""

from __future__ import annotations

import re

from core.document.marks import bookmark_name, control_tag


def test_marks_keep_to_the_limits_of_word() -> None:
    long = [f"narrative/{'very_long_chapter_name' * 3}/part/p{count}" for count in range(50)]
    tags = [control_tag(address) for address in long]
    names = [bookmark_name(address) for address in (*long, "a/b_c", "a_b/c")]
    assert max(map(len, tags)) == 64
    assert max(map(len, names)) == 40
    assert len(set(tags)) == 50
    assert len({name.lower() for name in names}) == 52
    assert all(re.fullmatch(r"_[A-Za-z0-9_]+", name) for name in names)
    assert control_tag("spending/total/final") == "spending/total/final"
