"""Lines of keys, found in the text beside what tomllib reads from it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paths import resource_path
from core.standard.locator import KeyPath, key_text, line_of, locate_keys

# The key's number says on which line it must be found.
NUMBERED = """\
# line 1: [not.a.header] and key = "in a comment"
k2 = 1  # trailing = comment
"quoted 3" = 'literal # no comment'
'k4' = "basic \\" ] # = still text"
outer5.inner = true
k6 = '''
[[not.a.table]]
k = 1
'''
k10 = \"""
line \\\"""
k = 2 \"""\""
k13 = 1979-05-27 07:32:00
k14 = [
  "on15", # a comment with ] and "
  { on16 = 1, also = [1,
    2] },

  [ 3.5,
    4 ],
]
k22 = { one = { two = "}" }, three = [ ] }

[t24]
k25 = ''''two quotes''''
[t24.sub26]
k27 = 1
[[many28]]
k29 = 1
[many28.sub30]
k31 = 1
[[many28.deep32]]
k33 = 1
[[many28.deep32]]
k35 = ""
[[many28]] # line 36
k37 = -inf
  [[ many28 . deep38 ]]
  k39=1
"""


def keys_of(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from keys_of(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from keys_of(below, (*path, index))


def test_every_key_is_found() -> None:
    for source in (NUMBERED, resource_path("standards", "foshan-2020.toml").read_text("utf-8")):
        assert set(locate_keys(source)) == set(keys_of(tomllib.loads(source)))


def test_keys_stand_on_the_lines_they_are_numbered_by() -> None:
    numbered = {
        path: line
        for path, line in locate_keys(NUMBERED).items()
        if path and isinstance(path[-1], str) and path[-1].lstrip("abcdefghijklmnopqrstuvwxyz ").isdigit()
    }
    assert len(numbered) == 24
    for path, line in numbered.items():
        assert str(path[-1]).lstrip("abcdefghijklmnopqrstuvwxyz ") == str(line), path


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("outer5", "inner"), 5),
        (("k14", 0), 15),
        (("k14", 1), 16),
        (("k14", 1, "also", 0), 16),
        (("k14", 1, "also", 1), 17),
        (("k14", 2), 19),
        (("k14", 2, 0), 19),
        (("k14", 2, 1), 20),
        (("k22", "one", "two"), 22),
        (("many28", 0), 28),
        (("many28", 0, "deep32", 1), 34),
        (("many28", 1), 36),
        (("many28", 1, "deep38", 0, "k39"), 39),
    ],
)
def test_items_and_tables_have_lines(path: KeyPath, line: int) -> None:
    assert locate_keys(NUMBERED)[path] == line


def test_windows_line_ends_count_once() -> None:
    assert locate_keys(NUMBERED.replace("\n", "\r\n")) == locate_keys(NUMBERED)


def test_key_that_is_not_written_has_the_line_of_its_table() -> None:
    lines = locate_keys("a = 1\n[b]\nc = 2\n[[d]]\n[[d]]\n")
    assert line_of(lines, ("b", "missing")) == 2
    assert line_of(lines, ("d", 1, "missing", 0)) == 5
    assert line_of(lines, ("missing",)) == 1


def test_keys_are_written_as_people_write_them() -> None:
    assert key_text(("tables", 0, "rows", 2, "parts")) == "tables[0].rows[2].parts"
    assert key_text(("id",)) == "id"
    assert key_text(()) == ""


@pytest.mark.parametrize("source", ["= 1", "a 1", "a = ", "[", "a = {b}"])
def test_what_is_not_toml_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="not TOML"):
        locate_keys(source)


def test_deep_keys_are_left_out_rather_than_fill_the_memory() -> None:
    source = "a" + ".a" * 60 + " = " + "[" * 60 + "]" * 60
    assert max(len(path) for path in locate_keys(source)) == 8


_texts = st.text(st.sampled_from("ab\"'\\#=[]{},.\n\t 中"), max_size=12)
_values = st.recursive(
    _texts | st.integers(-9, 9) | st.booleans(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(_texts, below, max_size=3),
    max_leaves=6,
)


def _basic(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def _written(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            multi_line = "\n" in value and '"' not in value and "\\" not in value
            return f'"""\n{value}"""' if multi_line else _basic(value)
        case list():
            return "[\n" + ",\n".join(_written(item) for item in value) + " ] "
        case dict():
            return "{" + ", ".join(f"{_basic(key)} = {_written(item)}" for key, item in value.items()) + "}"
        case _:
            return str(value)


@given(st.dictionaries(_texts, _values, max_size=4), st.lists(st.dictionaries(_texts, _values, max_size=2), max_size=3))
def test_located_keys_are_those_that_tomllib_reads(root: dict[str, object], many: list[dict[str, object]]) -> None:
    root.pop("many", None)
    lines = [f"{_basic(key)} = {_written(value)} # {key!r}" for key, value in root.items()]
    for table in many:
        lines.append("[[many]]")
        lines += [f"{_basic(key)} = {_written(value)}" for key, value in table.items()]
    source = "\n".join(lines)
    assert set(locate_keys(source)) == set(keys_of(tomllib.loads(source)))
