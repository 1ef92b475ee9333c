"""Faults planted one at a time into clean documents: how many are found, and what is found where there is nothing.

The documents beside this module were written by hand, of departments that do not exist, before anyone looked at what
the checks can read. `[[text::ids]]` marks what takes part in a relation; tokens with one id are the members of one
relation, and its letters name the kind. Those in `held_out/` are not to be looked at while the checks are being made.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice, repeat
from pathlib import Path
from time import perf_counter

from core.intake.manuscript_text import text_manuscript
from core.model.finding import Finding
from core.validation.run import check_text

DOCUMENTS = Path(__file__).parent / "documents"
_MARK = re.compile(r"\[\[(?P<text>.*?)::(?P<ids>[^\]]*)\]\]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_HAN_NUMBERS = "一二三四五六七八九十"
_UP_AND_DOWN = {
    "增加": "减少",
    "减少": "增加",
    "增长": "下降",
    "下降": "增长",
    "上升": "下降",
    "大于": "小于",
    "小于": "大于",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A marked piece of a document, and the relations that it is a member of."""

    text: str
    start: int
    relations: frozenset[str]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def is_listed(self) -> bool:
        """Whether it is an item of a list, and not the number of its items."""
        in_list = any(relation.startswith("list") for relation in self.relations)
        return in_list and not _NUMBER.fullmatch(self.text) and self.text.strip("两" + _HAN_NUMBERS) != ""


@dataclass(frozen=True, slots=True)
class Document:
    """A clean document without its marks."""

    name: str
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A document with one fault: which token, how it was spoilt, and the whole text with it."""

    token: Token
    how: str
    text: str


def read_document(path: Path) -> Document:
    """Return the marked document of a file."""
    return marked_document(path.read_text(encoding="utf-8"), path.stem)


def marked_document(source: str, name: str) -> Document:
    """Return a document from its text with marks."""
    pieces: list[str] = []
    tokens: list[Token] = []
    length = position = 0
    for mark in _MARK.finditer(source):
        pieces += [source[position : mark.start()], mark["text"]]
        length += mark.start() - position
        ids = frozenset(name.strip() for name in mark["ids"].split(","))
        tokens.append(Token(mark["text"], length, ids))
        length += len(mark["text"])
        position = mark.end()
    return Document(name, "".join([*pieces, source[position:]]), tuple(tokens))


def faults_of(document: Document) -> Iterator[Planted]:
    """Yield the document once for every fault that can be planted into it."""
    for token in document.tokens:
        for how, spoilt in _spoilt(token.text):
            yield Planted(token, how, document.text[: token.start] + spoilt + document.text[token.end :])
        if token.is_listed:
            yield Planted(token, "删去一项", _without(document.text, token))
        after = document.text[token.end : token.end + 2]
        if _NUMBER.fullmatch(token.text) and after == "万元":
            yield Planted(token, "单位", document.text[: token.end] + "元" + document.text[token.end + 2 :])


def _without(text: str, token: Token) -> str:
    """Return a text without an item, and without the sign before it where it is the last."""
    before, after = text[: token.start], text[token.end :]
    return (before if token.text[-1] in "、；，" else before.rstrip("、；，和及")) + after


def _spoilt(text: str) -> Iterator[tuple[str, str]]:
    if text in _UP_AND_DOWN:
        yield "方向", _UP_AND_DOWN[text]
    if text in _HAN_NUMBERS or text == "两":
        yield "数字改动", "三" if text == "两" else _HAN_NUMBERS[(_HAN_NUMBERS.index(text) + 1) % 10]
    if not _NUMBER.fullmatch(text):
        return
    first = int(text[0])
    yield "数字改动", f"{first % 9 + 1}{text[1:]}"
    digits = text.replace(",", "")
    if len(digits) > 1 and digits[0] != digits[1] and digits[1] not in "0.":
        yield "数字颠倒", f"{digits[1]}{digits[0]}{digits[2:]}"
    whole, point, decimals = digits.partition(".")
    if point and len(whole) > 1:
        yield "小数点移位", f"{whole[:-1]}.{whole[-1]}{decimals}"


def is_found(document: Document, planted: Planted, findings: tuple[Finding, ...]) -> bool:
    """Tell whether a finding names the planted text or another member of one of its relations.

    Of an item of a list the finding need name but a part: 二是, whose neighbour is gone.
    """
    grown = len(planted.text) - len(document.text)
    lines = _starts_of_lines(planted.text)
    wanted: set[tuple[int, str]] = set()
    listed: list[tuple[int, str]] = []
    for token in document.tokens:
        if token.relations & planted.token.relations:
            start = token.start + (grown if token.start > planted.token.start else 0)
            # A unit that was changed stands behind the number.
            spoilt = token == planted.token and planted.how != "单位"
            text = planted.text[start : token.end + grown] if spoilt else token.text
            wanted.add((_line_of(lines, start), text.removesuffix("元")))
            if token.is_listed and token != planted.token:
                listed.append((_line_of(lines, start), text))
    places = [
        (int(place.address.split("/")[1]), place.text.strip())
        for finding in findings
        for place in finding.places
        if place.text.strip()
    ]
    return any(place in wanted for place in places) or any(
        line == other and text in item for line, text in places for other, item in listed
    )


def _starts_of_lines(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _line_of(lines: list[int], position: int) -> int:
    return bisect_right(lines, position)


def findings_in(text: str) -> tuple[Finding, ...]:
    """Return what the checks that need no standard find in a text."""
    return check_text(text_manuscript(text, "文稿")).findings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: found and planted faults by kind of relation and by how they were made.

    `alarms` counts the findings on the document as it stands, `seconds` is what one check of it takes.
    """

    by_kind: Mapping[str, tuple[int, int]]
    by_how: Mapping[str, tuple[int, int]]
    alarms: int
    seconds: float


def measure_document(path: Path, every: int) -> Outcome:
    """Plant every n-th fault into a document and count what is found."""
    document = read_document(path)
    started = perf_counter()
    alarms = len(findings_in(document.text))
    seconds = perf_counter() - started
    by_kind: Tally = defaultdict(_nothing)
    by_how: Tally = defaultdict(_nothing)
    for planted in islice(faults_of(document), 0, None, every):
        found = is_found(document, planted, findings_in(planted.text))
        for kind in {relation.rstrip("0123456789") for relation in planted.token.relations}:
            _count(by_kind, kind, found)
        _count(by_kind, "合计", found)
        _count(by_how, planted.how, found)
    return Outcome(dict(by_kind), dict(by_how), alarms, seconds)


def report(every: int = 4) -> None:
    """Print recall by kind of relation and the false alarms, the held-out documents apart."""
    for title, folder in (("用于调试", DOCUMENTS), ("未曾看过", DOCUMENTS / "held_out")):
        paths = sorted(folder.glob("*.txt"))
        with ProcessPoolExecutor() as pool:
            outcomes = list(pool.map(measure_document, paths, repeat(every)))
        alarms = sum(outcome.alarms for outcome in outcomes)
        slowest = max(outcome.seconds for outcome in outcomes)
        print(
            f"植错测评，{title}：{len(paths)} 份，每 {every} 处植错取一处，"
            f"未改动时报出 {alarms} 条，最慢一份 {slowest:.2f} 秒"
        )
        for tallies in ([outcome.by_kind for outcome in outcomes], [outcome.by_how for outcome in outcomes]):
            for name, (hits, planted) in sorted(_together(tallies).items()):
                print(f"  {name:<12}{hits:>5} / {planted:<5}{hits / planted:>7.1%}")


Tally = dict[str, tuple[int, int]]


def _nothing() -> tuple[int, int]:
    return 0, 0


def _count(tally: Tally, name: str, found: bool) -> None:
    hits, planted = tally[name]
    tally[name] = hits + found, planted + 1


def _together(tallies: Iterable[Mapping[str, tuple[int, int]]]) -> Tally:
    added: Tally = defaultdict(_nothing)
    for tally in tallies:
        for name, (hits, planted) in tally.items():
            before = added[name]
            added[name] = before[0] + hits, before[1] + planted
    return dict(added)
