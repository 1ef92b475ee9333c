"""An exported Word file, edited and read back: the figures and paragraphs that were changed, by their addresses."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.document.blocks import Table
from core.document.marks import bookmark_name
from core.errors import AppError
from core.export.docx.writer import docx_bytes, write_docx
from core.intake.docx_figures import docx_figures, read_docx_figures
from tests.core.export.documents import AUTHOR, report_document
from tests.core.export.pdf.documents import document, whole_report

FINAL = "spending/personnel/final"
OVERVIEW = "narrative/overview/p1"
OLD = "我局负责全市公园和绿地的管理。"
NAME = bookmark_name(OVERVIEW)


def edited(change: Callable[[str], str]) -> bytes:
    """The Word file of the report document with its text changed as an editor would."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_bytes(report_document()))) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                changed = change(content.decode())
                assert changed != content.decode()
                content = changed.encode()
            target.writestr(name, content)
    return buffer.getvalue()


def read(change: Callable[[str], str], *addresses: str) -> list[str | None]:
    found = docx_figures(edited(change), "报告.docx", addresses)
    return [found.get(address) for address in addresses]


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_an_unchanged_copy_says_what_the_document_does() -> None:
    report = report_document()
    assert report.cover
    expected = {line.address: line.text for line in report.cover.lines}
    expected |= {block.address: block.text for block in report.body if not isinstance(block, Table)}
    cells = [cell for table in report.tables() for row in table.body for cell in row if cell.address]
    expected |= {cell.address: cell.text for cell in cells}
    assert len(expected) > 20
    assert docx_figures(docx_bytes(report), "报告.docx", expected) == expected


def test_an_edited_copy_gives_the_changed_figure(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(edited(replaced("4,321.43", "4,999.99")))
    found = read_docx_figures(path, [FINAL, "spending/personnel/initial", "cover/reporting_unit", OVERVIEW])
    assert found == {
        FINAL: "4,999.99",
        "spending/personnel/initial": "4,000.10",
        "cover/reporting_unit": AUTHOR,
        OVERVIEW: OLD,
    }


def test_a_blank_that_was_filled_in_is_read_and_one_that_was_not_is_blank() -> None:
    first, second = "cover/reported_on", "spending/business/initial"

    def filled(text: str) -> str:
        return text.replace("<w:showingPlcHdr/>", "", 1).replace("\u3000", "2022 年 3 月", 1)

    assert read(filled, first, second) == ["2022 年 3 月", ""]
    # Word shows a prompt of its own in a control that was emptied.
    assert read(replaced("\u3000", "单击此处输入文字。"), first) == [""]


def test_tracked_changes_count_as_accepted() -> None:
    change = (
        f'<w:del w:id="900"><w:r><w:delText>4,321.43</w:delText></w:r></w:del><w:ins w:id="901">{run("1.00")}</w:ins>'
    )
    figure = re.compile(r"<w:r>(?:(?!</w:r>).)*4,321\.43</w:t></w:r>")
    assert read(lambda text: figure.sub(change, text), FINAL) == ["1.00"]


CONTROL = re.compile(rf'<w:sdt><w:sdtPr><w:tag w:val="{FINAL}"/>.*?</w:sdt>')


def test_a_figure_typed_in_place_of_its_control_is_read() -> None:
    assert read(lambda text: CONTROL.sub(run("5.00"), text), FINAL) == ["5.00"]
    assert read(lambda text: CONTROL.sub("", text), FINAL) == [""]


def test_programs_that_lose_the_tags_keep_the_bookmarks() -> None:
    assert read(lambda text: re.sub("<w:tag [^>]*/>", "", text), FINAL, "spending/business/initial") == ["4,321.43", ""]


def test_a_bookmark_that_was_moved_into_its_control_is_read() -> None:
    def moved(text: str) -> str:
        without_tags = re.sub("<w:tag [^>]*/>", "", text)
        control = r"<w:sdt>(.*?)<w:sdtContent>(.*?)</w:sdtContent></w:sdt>"
        marks = re.compile(rf"(<w:bookmarkStart [^>]*/>){control}(<w:bookmarkEnd [^>]*/>)")
        return marks.sub(r"<w:sdt>\2<w:sdtContent>\1\3\4</w:sdtContent></w:sdt>", without_tags)

    assert read(moved, FINAL, "cover/reporting_unit", OVERVIEW) == ["4,321.43", AUTHOR, OLD]


def test_a_figure_whose_row_was_deleted_is_not_there() -> None:
    row = re.compile(r"<w:tr>(?:(?!</w:tr>).)*4,321\.43.*?</w:tr>")
    assert read(lambda text: row.sub("", text), FINAL) == [None]


def test_of_a_control_that_was_copied_the_first_counts() -> None:
    def doubled(text: str) -> str:
        control = CONTROL.search(text)
        assert control
        return text.replace(control[0], control[0] + control[0].replace("4,321.43", "1.00"))

    assert read(doubled, FINAL) == ["4,321.43"]


def test_a_control_around_whole_paragraphs_is_read() -> None:
    """As some programs write it when the file is saved."""
    properties = '<w:sdtPr><w:tag w:val="spending/new/final"/></w:sdtPr>'
    control = f"<w:sdt>{properties}<w:sdtContent><w:p>{run('7.00')}</w:p></w:sdtContent></w:sdt><w:tbl>"
    assert read(lambda text: text.replace("<w:tbl>", control, 1), "spending/new/final", FINAL) == ["7.00", "4,321.43"]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("改写了这一段。", "改写了这一段。"),
        (f"我局负责</w:t></w:r>{run('公园。')}<w:r><w:t>", "我局负责公园。"),
        ("", ""),
    ],
)
def test_a_changed_paragraph_is_read(new: str, expected: str) -> None:
    assert read(replaced(OLD, new), OVERVIEW) == [expected]


def test_what_was_typed_behind_a_paragraph_belongs_to_it() -> None:
    end = re.compile(rf'(w:name="{NAME}"/>.*?<w:bookmarkEnd w:id="\d+"/>)')
    assert read(lambda text: end.sub(lambda found: found[1] + run("另有广场。"), text), OVERVIEW) == [
        f"{OLD}另有广场。"
    ]


def test_a_paragraph_that_was_cut_in_two_is_read_whole() -> None:
    middle = f"。</w:t></w:r></w:p><w:p>{run('第二段。')}<w:r><w:t>"
    assert read(replaced("的管理。", f"的管理{middle}"), OVERVIEW) == [f"{OLD}\n第二段。"]


def test_a_bookmark_that_ends_at_the_next_paragraph_has_nothing_of_it() -> None:
    def moved(text: str) -> str:
        found = re.search(rf'w:name="{NAME}"/>.*?(<w:bookmarkEnd w:id="\d+"/>)</w:p>', text)
        assert found
        return text.replace(found[0], found[0].replace(found[1], "") + f"<w:p>{found[1]}{run('别的段落。')}</w:p>")

    assert read(moved, OVERVIEW) == [OLD]


def test_a_bookmark_around_a_whole_paragraph_is_read() -> None:
    start, end = f'<w:bookmarkStart w:id="900" w:name="{bookmark_name("new/p1")}"/>', '<w:bookmarkEnd w:id="900"/>'
    around = f"{start}<w:p>{run('整段。')}</w:p>{end}<w:p>{run('别的段落。')}</w:p><w:tbl>"
    assert read(lambda text: text.replace("<w:tbl>", around, 1), "new/p1", OVERVIEW) == ["整段。", OLD]


def test_of_a_bookmark_without_an_end_the_first_paragraph_is_read() -> None:
    end = re.compile(rf'(w:name="{NAME}"/>.*?)<w:bookmarkEnd w:id="\d+"/>')
    assert read(lambda text: end.sub(r"\1", text), OVERVIEW) == [OLD]


def test_only_addresses_that_are_asked_for_are_given() -> None:
    content = docx_bytes(document(*whole_report(1).body))
    assert docx_figures(content, "报告.docx", ["narrative/a/b/f", "not/there"]) == {
        "narrative/a/b/f": "2021 年管理公园 86 个。"
    }


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    write_docx(report_document(), path)
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(AppError) as refusal:
        read_docx_figures(path, [FINAL])
    assert refusal.value.code == "unreadable"
