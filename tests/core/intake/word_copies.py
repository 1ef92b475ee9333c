"""A small report, its Word export, and what an editor does to it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from core.document.build import build_document
from core.document.marks import bookmark_name
from core.export.docx.writer import docx_bytes
from core.intake.copy_changes import CopyProposal
from core.intake.read_back import proposal_of
from core.intake.word_copy import read_word_copy
from core.model.change import Entry
from core.model.report import Report
from core.standard.loader import load_standard_text
from tests.builders import TINY_STANDARD, report_with

PART = "narrative/overview/duties"
OTHER = "narrative/evaluation/budgeting"
FINAL, INITIAL, TOTAL = "spending/basic/final", "spending/basic/initial", "spending/total/final"
FIRST, SECOND, THIRD, FOURTH = (
    "贯彻有关法规，拟订管理办法。",
    "负责全市公园的规划和管理。",
    "指导各区开展绿化工作。",
    "完成交办的其他任务。",
)
JUDGED = "预算编制完整，符合规定。"

STANDARD = load_standard_text(
    TINY_STANDARD.replace('title = "部门职能"\n', 'title = "部门职能"\ntable = "spending"\n'), "tiny-2024.toml"
)


def report(**changed: str | Entry | None) -> Report:
    """The report, with other entries by their names here."""
    values: dict[str, str | Entry] = {
        "cover/reporting_unit": "云川市园林局",
        INITIAL: "12345678.90",
        FINAL: "43214312.34",
        "spending/project/final": "10000",
        "indicator/budgeting/score": "38",
        "indicator/budgeting/reason": "编制较粗。",
        f"{PART}/p1": Entry(FIRST, position=1),
        f"{PART}/p2": Entry(SECOND, level=3, position=2),
        f"{PART}/p3": Entry(THIRD, level=3, position=3),
        f"{PART}/p4": Entry(FOURTH, position=4),
        f"{OTHER}/p1": Entry(JUDGED, position=1),
    }
    names = {"unit": "cover/reporting_unit", "final": FINAL, "p2": f"{PART}/p2", "p5": f"{PART}/p5"}
    for name, value in changed.items():
        if value is None:
            del values[names[name]]
        else:
            values[names[name]] = value
    return report_with(values, STANDARD)


def exported(of: Report) -> bytes:
    return docx_bytes(build_document(of))


def rewritten(
    content: bytes, change: Callable[[str], str], *, without_base: bool = False, extra: Mapping[str, str] | None = None
) -> bytes:
    """A Word file with its document's XML changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            if name == "word/document.xml":
                held = change(held.decode()).encode()
            if without_base and name == "word/_rels/document.xml.rels":
                held = re.sub(rb'<Relationship [^>]*relationships/customXml"[^>]*/>', b"", held)
            if extra and name in extra:
                continue
            target.writestr(name, held)
        for name, text in (extra or {}).items():
            target.writestr(name, text)
    return buffer.getvalue()


def proposed(
    folder: Path,
    change: Callable[[str], str],
    *,
    of: Report | None = None,
    now: Report | None = None,
    without_base: bool = False,
) -> CopyProposal:
    """What is proposed when the export of a report is changed and read back into the report as it is now."""
    path = folder / "修改稿.docx"
    path.write_bytes(rewritten(exported(of or report()), change, without_base=without_base))
    return proposal_of(now or of or report(), read_word_copy(path))


def unchanged(text: str) -> str:
    return text


def replaced(*pairs: tuple[str, str]) -> Callable[[str], str]:
    """Type other words over some."""

    def change(text: str) -> str:
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        return text

    return change


def paragraph_of(text: str, words: str) -> str:
    """The XML of the paragraph with these words."""
    return next(found[0] for found in re.finditer(r"<w:p>(?:(?!</w:p>).)*</w:p>", text) if words in found[0])


def without_paragraph(words: str) -> Callable[[str], str]:
    return lambda text: text.replace(paragraph_of(text, words), "")


def new_paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def after(words: str, added: str) -> Callable[[str], str]:
    """Insert XML behind a paragraph."""
    return lambda text: text.replace(paragraph_of(text, words), paragraph_of(text, words) + added)


def moved(words: str, behind: str) -> Callable[[str], str]:
    """Cut a paragraph and paste it behind another."""

    def change(text: str) -> str:
        cut = paragraph_of(text, words)
        rest = text.replace(cut, "")
        return rest.replace(paragraph_of(rest, behind), paragraph_of(rest, behind) + cut)

    return change


def split_at(words: str) -> Callable[[str], str]:
    """Press Enter in a paragraph before some words."""
    cut = f'</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">{words}'
    return lambda text: text.replace(words, cut, 1)


def joined(first: str, second: str) -> Callable[[str], str]:
    """Press Backspace at the beginning of the second paragraph."""

    def change(text: str) -> str:
        one, other = paragraph_of(text, first), paragraph_of(text, second)
        inner = re.sub(r"^<w:p>(<w:pPr>.*?</w:pPr>)?|</w:p>$", "", other)
        return text.replace(other, "").replace(one, one.removesuffix("</w:p>") + inner + "</w:p>")

    return change


def as_saved_elsewhere(text: str) -> str:
    """What LibreOffice makes of the marks: tags are dropped, ids renumbered, runs cut between scripts."""
    text = re.sub(r"<w:tag [^>]*/>", "", text)
    text = re.sub(r'(<w:bookmark(?:Start|End) w:id=")(\d+)"', lambda found: f'{found[1]}{int(found[2]) + 499}"', text)
    return re.sub(r"(\d) ", r'\1 </w:t></w:r><w:r><w:t xml:space="preserve">', text)


def without_controls(text: str) -> str:
    """What a program does that knows no content controls: their contents stay."""
    text = re.sub(r"<w:sdtPr>.*?</w:sdtPr>", "", text)
    return re.sub(r"</?w:sdt(?:Content)?>", "", text)


def without_marks(text: str) -> str:
    """All bookmarks dropped."""
    return re.sub(r"<w:bookmark(?:Start|End) [^>]*/>", "", text)


def bookmark(words: str) -> str:
    return bookmark_name(words)
