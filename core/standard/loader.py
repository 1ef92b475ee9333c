"""Reading a standard from its TOML file: strict, with every fault named by file, line and key."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path
from typing import Literal

from core.errors import AppError
from core.model.standard import (
    Chapter,
    Column,
    CoverField,
    Grade,
    Indicator,
    Part,
    ProblemLinks,
    Quantity,
    RateCheck,
    Row,
    Standard,
    Submission,
    Tab,
    Table,
    TaskCheck,
    VarianceCheck,
)
from core.standard.locator import locate_keys
from core.standard.references import check_references
from core.standard.section import Faults, Section

_LARGEST = 1_000_000
# tomllib takes time and memory by the square of a dotted key's length; no line of a standard has so many dots.
_MOST_DOTS = 120
_STANDARD_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TITLE_PLACEHOLDERS = ("reporting_unit", "fiscal_year")
_COVER_KINDS: tuple[Literal["text", "year", "date", "phone"], ...] = ("text", "year", "date", "phone")
_QUANTITY_KINDS: tuple[Literal["percent", "amount"], ...] = ("percent", "amount")


def load_standard(path: Path) -> Standard:
    """Read a standard file. Raises `AppError`: `standard_not_readable`, or `bad_standard` that lists its faults."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise AppError(
            "standard_not_readable", f"读不到标准文件 {path}（{error.strerror}）。请检查文件是否存在、是否允许读取。"
        ) from error
    _refuse_oversize(len(content), path.name)
    try:
        # Editors on Windows put a byte-order mark in front.
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise AppError(
            "bad_standard", f"标准文件 {path.name} 第 {line} 行：不是 UTF-8 编码的文字。请另存为 UTF-8 编码。"
        ) from error
    return load_standard_text(source, path.name)


def load_standard_text(source: str, name: str) -> Standard:
    """Read a standard from its text; `name` is what errors call it. Raises `AppError("bad_standard")`."""
    _refuse_oversize(len(source), name)
    for number, line in enumerate(source.split("\n"), start=1):
        if line.count(".") > _MOST_DOTS:
            raise AppError("bad_standard", f"标准文件 {name} 第 {number} 行：点多于 {_MOST_DOTS} 个，不像是标准文件。")
    try:
        values = tomllib.loads(source)
        faults = Faults(locate_keys(source))
    except RecursionError as error:
        raise AppError("bad_standard", f"标准文件 {name} 的数组或表嵌套过深，不像是标准文件。") from error
    except ValueError as error:
        raise AppError("bad_standard", _syntax_sentence(source, name, str(error))) from error
    standard = _read_standard(Section(values, (), faults), source)
    if not faults.names_incomplete:
        check_references(standard, faults)
    if faults:
        raise AppError("bad_standard", faults.sentence(name))
    return standard


def _refuse_oversize(size: int, name: str) -> None:
    if size > _LARGEST:
        raise AppError("bad_standard", f"标准文件 {name} 超过 1 MB，不像是标准文件，没有读取。")


def _syntax_sentence(source: str, name: str, message: str) -> str:
    """Say in Chinese where the text stops being TOML; the parser itself says it in English."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", message)
    lines = source.rstrip("\n").split("\n")
    number = int(place.group(1)) if place else len(lines)
    text = lines[min(number, len(lines)) - 1].strip()
    words = f"标准文件 {name} 第 {number} 行：TOML 写法有误"
    if "overwrite" in message or "declare" in message or "twice" in message:
        words += "，同一个键或表写了两次"
    return f"{words}，这一行是“{text[:60]}”。" if text else f"{words}。"


def _read_standard(root: Section, source: str) -> Standard:
    identity = root.text("id")
    if identity and not _STANDARD_ID.fullmatch(identity):
        root.fault("id", f"应当由小写字母、数字和连字符组成，如 foshan-2020，写的是“{identity[:40]}”")
    version = root.whole("version", 1, 9999)
    title, place = root.text("title"), root.text("place")
    fiscal_year = root.whole("fiscal_year", 2000, 2099)
    issuer, verified, note = root.text("issuer"), root.flag("verified"), root.long_text("note")
    report_title = _read_report_title(root)
    scoring = root.section("scoring")
    full_mark = scoring.decimal("full_mark", positive=True)
    score_decimals = scoring.whole("score_decimals", 0, 4)
    scoring.close()
    checks = root.section("checks", required=False)
    standard = Standard(
        id=identity,
        version=version,
        title=title,
        place=place,
        fiscal_year=fiscal_year,
        issuer=issuer,
        verified=verified,
        note=note,
        report_title=report_title,
        full_mark=full_mark,
        score_decimals=score_decimals,
        cover=tuple(_read_cover_field(section) for section in root.sections("cover")),
        chapters=tuple(_read_chapter(section) for section in root.sections("chapters")),
        tables=tuple(_read_table(section) for section in root.sections("tables", required=False)),
        quantities=tuple(_read_quantity(section) for section in root.sections("quantities", required=False)),
        indicators=tuple(_read_indicator(section) for section in root.sections("indicators")),
        grades=tuple(_read_grade(section) for section in root.sections("grades")),
        variance_checks=tuple(_read_variance(section) for section in checks.sections("variance", required=False)),
        rate_checks=tuple(_read_rate(section) for section in checks.sections("rates", required=False)),
        task_checks=tuple(_read_task_check(section) for section in checks.sections("tasks", required=False)),
        links=_read_links(root.section("links", required=False)),
        tabs=tuple(_read_tab(section) for section in root.sections("tabs")),
        submission=_read_submission(root.section("submission", required=False)),
        source=source,
    )
    checks.close()
    root.close()
    return standard


def _read_report_title(root: Section) -> str:
    title = root.text("report_title")
    try:
        pieces = list(string.Formatter().parse(title))
    except ValueError:
        root.fault("report_title", "里的花括号不成对")
        return title
    for _, placeholder, form, conversion in pieces:
        if placeholder is not None and (placeholder not in _TITLE_PLACEHOLDERS or form or conversion):
            root.fault("report_title", "里的花括号只能写 {reporting_unit} 和 {fiscal_year}")
            break
    return title


def _read_cover_field(section: Section) -> CoverField:
    item = CoverField(
        id=section.name("id"),
        title=section.text("title"),
        kind=section.choice("kind", _COVER_KINDS),
        required=section.flag("required", default=True),
        hint=section.text("hint", ""),
        private=section.flag("private", default=False),
    )
    section.close()
    return item


def _read_chapter(section: Section) -> Chapter:
    chapter_id = section.name("id")
    chapter = Chapter(
        id=chapter_id,
        title=section.text("title"),
        parts=tuple(_read_part(part, chapter_id) for part in section.sections("parts")),
        aliases=section.texts("aliases"),
    )
    section.close()
    return chapter


def _read_part(section: Section, chapter_id: str) -> Part:
    part = Part(
        chapter=chapter_id,
        id=section.name("id"),
        title=section.text("title", blank=True),
        guidance=section.long_text("guidance"),
        good=section.long_text("good"),
        poor=section.long_text("poor"),
        clause=section.long_text("clause"),
        required=section.flag("required", default=True),
        longest=section.whole_or_none("longest", 1, 100_000),
        table=section.reference("table"),
        indicator=section.reference("indicator"),
        private=section.flag("private", default=False),
    )
    section.close()
    return part


def _read_table(section: Section) -> Table:
    table = Table(
        id=section.name("id"),
        title=section.text("title"),
        heading=section.text("heading"),
        unit=section.text("unit"),
        scale=section.decimal("scale", positive=True),
        decimals=section.whole("decimals", 0, 6),
        columns=tuple(_read_column(column) for column in section.sections("columns")),
        rows=tuple(_read_row(row) for row in section.sections("rows")),
    )
    section.close()
    return table


def _read_column(section: Section) -> Column:
    column = Column(id=section.name("id"), title=section.text("title"))
    section.close()
    return column


def _read_row(section: Section) -> Row:
    row = Row(
        id=section.name("id"),
        title=section.text("title"),
        short=section.text("short"),
        level=section.whole("level", 0, 5, default=0),
        parts=section.texts("parts"),
        part_of=section.reference("part_of"),
    )
    section.close()
    return row


def _read_quantity(section: Section) -> Quantity:
    quantity = Quantity(
        id=section.name("id"),
        title=section.text("title"),
        expression=section.expression("expression"),
        kind=section.choice("kind", _QUANTITY_KINDS),
        basis=section.text("basis", ""),
    )
    section.close()
    return quantity


def _read_indicator(section: Section) -> Indicator:
    indicator = Indicator(
        id=section.name("id"),
        title=section.text("title"),
        max_score=section.decimal("max_score"),
        parent=section.reference("parent"),
        describe=section.long_text("describe"),
        method=section.name("method", default="manual"),
        topics=section.texts("topics"),
        quantities=section.texts("quantities"),
        evidence=section.texts("evidence"),
    )
    section.close()
    return indicator


def _read_grade(section: Section) -> Grade:
    grade = Grade(name=section.text("name"), lower=section.decimal("lower"), upper=section.decimal("upper"))
    section.close()
    return grade


def _read_variance(section: Section) -> VarianceCheck:
    check = VarianceCheck(
        table=section.name("table"),
        base=section.name("base"),
        actual=section.name("actual"),
        threshold=section.decimal("threshold"),
    )
    section.close()
    return check


def _read_rate(section: Section) -> RateCheck:
    check = RateCheck(
        id=section.name("id"),
        names=section.texts("names", required=True),
        readings=section.texts("readings", required=True),
        rest=section.reference("rest"),
    )
    section.close()
    return check


def _read_task_check(section: Section) -> TaskCheck:
    check = TaskCheck(tasks=section.text("tasks"), results=section.text("results"), indicator=section.name("indicator"))
    section.close()
    return check


def _read_links(section: Section) -> ProblemLinks | None:
    if not section.written:
        return None
    links = ProblemLinks(problems=section.text("problems"), measures=section.text("measures"))
    section.close()
    return links


def _read_tab(section: Section) -> Tab:
    tab = Tab(id=section.name("id"), title=section.text("title"), items=section.texts("items", required=True))
    section.close()
    return tab


def _read_submission(section: Section) -> Submission:
    submission = Submission(
        size_limit=section.whole_or_none("size_limit", 1, 1000), assumed=section.flag("assumed", default=False)
    )
    section.close()
    return submission
