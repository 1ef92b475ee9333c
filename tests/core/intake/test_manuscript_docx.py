"""Word files as manuscripts: what is read of them in which order, and what is said of those that cannot be read."""

from __future__ import annotations

import itertools
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from core.errors import AppError
from core.intake import allowance, office_package
from core.intake.manuscript_docx import docx_manuscript
from core.model.manuscript import Grid, Manuscript
from tests.core.intake.word_files import (
    STRICT,
    TRANSITIONAL,
    cell,
    cells,
    complex_field,
    footnote_mark,
    footnotes,
    marked,
    numbered,
    numbering,
    paragraph,
    picture,
    run,
    styles,
    table,
    word_file,
    zipped,
)


def read(body: str, **parts: str) -> Manuscript:
    return docx_manuscript(word_file(body, {f"word/{name}.xml": part for name, part in parts.items()}), "报告.docx")


def texts(manuscript: Manuscript) -> list[str]:
    return [passage.text for passage in manuscript.passages]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def only_grid(manuscript: Manuscript) -> Grid:
    (grid,) = manuscript.grids
    return grid


def refusal(data: bytes) -> AppError:
    with pytest.raises(AppError) as caught:
        docx_manuscript(data, "报告.docx")
    assert "报告.docx" in caught.value.message
    return caught.value


def test_a_file_of_word_is_read_with_its_caption_and_addresses(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("一、基本情况", 1)
    document.add_paragraph("全年支出 30 万元。")
    document.add_paragraph("支出明细表")
    document.add_paragraph("单位：万元")
    grid = document.add_table(rows=2, cols=2)
    for place, text in zip(
        (place for row in grid.rows for place in row.cells), ("项目", "决算数", "水电费", "30"), strict=True
    ):
        place.text = text
    document.add_paragraph("以上各项均已公开。")
    path = tmp_path / "河道局.docx"
    document.save(str(path))

    manuscript = docx_manuscript(path.read_bytes(), path.name)

    assert manuscript.name == "河道局.docx"
    assert [(block.address, block.label) for block in manuscript.blocks] == [
        ("paragraph/1", "第 1 段"),
        ("paragraph/2", "第 2 段"),
        ("paragraph/3", "第 3 段"),
        ("paragraph/4", "第 4 段"),
        ("table/1", "第 1 张表"),
        ("paragraph/5", "第 5 段"),
    ]
    found = only_grid(manuscript)
    assert (found.title, found.unit) == ("支出明细表", "万元")
    assert rows(found) == [["项目", "决算数"], ["水电费", "30"]]
    assert found.rows[1][1].address == "table/1/2/2"


def test_strict_files_have_another_namespace_and_the_same_text() -> None:
    data = word_file(paragraph("巡查河道 12 条。"), namespace=STRICT)
    assert texts(docx_manuscript(data, "报告.docx")) == ["巡查河道 12 条。"]


def test_links_controls_and_inserted_text_are_read_in_place() -> None:
    link = f"<w:hyperlink>{run('二')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('三')}</w:sdtContent></w:sdt>"
    inserted = f'<w:ins w:id="1">{run("四")}</w:ins>'
    body = f"<w:p>{run('一')}{link}{control}{inserted}</w:p>"
    assert texts(read(body)) == ["一二三四"]


def test_deleted_hidden_and_moved_away_text_is_not_read() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2">{run("走")}</w:moveFrom>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>'
    field = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    assert texts(read(f"<w:p>{run('新')}{deleted}{moved}{hidden}{shown}{field}</w:p>")) == ["新显"]


def test_a_paragraph_whose_mark_was_deleted_runs_on() -> None:
    first = paragraph("完成率为", '<w:rPr><w:del w:id="1"/></w:rPr>')
    assert texts(read(first + paragraph("98%。"))) == ["完成率为98%。"]
    assert texts(read(first)) == ["完成率为"]


def test_a_line_break_ends_a_paragraph_only_where_a_sentence_ends() -> None:
    assert texts(
        read("<w:p><w:r><w:t>第一句。</w:t><w:br/><w:t>第二句，</w:t><w:br/><w:t>后半句。</w:t></w:r></w:p>")
    ) == [
        "第一句。",
        "第二句，后半句。",
    ]


def test_a_content_control_around_paragraphs_and_tables_is_looked_into() -> None:
    inside = paragraph("里面") + table(cells("甲", "1"))
    manuscript = read(f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
    assert texts(manuscript) == ["里面"]
    assert rows(only_grid(manuscript)) == [["甲", "1"]]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:drawing><w:txbxContent>{paragraph('框中')}</w:txbxContent></w:drawing>"
    old = f"<w:pict><w:txbxContent>{paragraph('框中')}</w:txbxContent></w:pict>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    assert texts(read(f"<w:p>{run('正文')}<w:r>{both}</w:r></w:p>{paragraph('后文')}")) == ["正文", "框中", "后文"]


def test_a_table_of_contents_is_left_out() -> None:
    contents = styles('<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>')
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('一、概况 1')}</w:sdtContent></w:sdt>"
    body = control + paragraph("一、概况 1", '<w:pStyle w:val="11"/>') + paragraph("一、概况")
    assert texts(read(body, styles=contents)) == ["一、概况"]


def test_the_results_of_fields_are_text_but_contents_and_numbers_of_pages_are_not() -> None:
    sum_of_column = complex_field("=SUM(ABOVE)", run("30"))
    page = complex_field(" PAGE ", run("7"))
    simple = f'<w:fldSimple w:instr=" NUMPAGES ">{run("9")}</w:fldSimple>'
    link = complex_field('HYPERLINK "x"', run("附表"))
    body = f"<w:p>{run('合计')}{sum_of_column}{run('万元')}{page}{simple}{run('，见')}{link}</w:p>"
    assert texts(read(body)) == ["合计30万元，见附表"]


def test_a_table_of_contents_without_styles_is_left_out() -> None:
    first = f"<w:p>{marked('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{marked('separate')}{run('一、概况')}"
    number = complex_field("PAGEREF _x", run("3"))
    contents = f"{first}{number}</w:p><w:p>{run('二、结果')}{number}{marked('end')}</w:p>"
    assert texts(read(contents + paragraph("一、概况"))) == ["一、概况"]


def test_a_field_that_does_not_close_takes_no_text_with_it() -> None:
    body = f"<w:p>{run('支出')}{marked('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{run(' 30 万元')}</w:p>"
    assert texts(read(body + paragraph("后文"))) == ["支出 30 万元", "后文"]


def test_a_field_that_a_tracked_change_takes_out_is_none() -> None:
    deleted = f'<w:del w:id="1">{marked("begin")}</w:del>'
    body = f"<w:p>{run('支出')}{deleted}{complex_field('PAGE', run('7'))}{run('30 万元')}</w:p>"
    assert texts(read(body)) == ["支出30 万元"]


def test_text_of_a_hidden_style_is_not_read() -> None:
    hidden = styles('<w:style w:type="character" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>')
    within = '<w:r><w:rPr><w:rStyle w:val="X"/></w:rPr><w:t>藏</w:t></w:r>'
    shown = '<w:r><w:rPr><w:rStyle w:val="X"/><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>'
    assert texts(read(f"<w:p>{run('正文')}{within}{shown}</w:p>", styles=hidden)) == ["正文显"]


def test_raised_digits_belong_to_no_figure() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t></w:r>'
    assert texts(read(f"<w:p>{run('支出 30')}{raised}{run(' 万元')}</w:p>")) == ["支出 30¹² 万元"]


def test_notes_are_read_once_after_what_they_belong_to() -> None:
    first = f"<w:p>{run('支出 30 万元')}{footnote_mark(1)}{run('。')}</w:p>"
    grid = table(
        cells("项目", "金额"), cells("水费") + cell(f"<w:p>{run('30')}{footnote_mark(2)}{footnote_mark(1)}</w:p>")
    )
    body = first + paragraph("支出表") + grid + paragraph("后文")
    manuscript = read(body, footnotes=footnotes(n1="含上年结转。", n2="已审计。"))
    assert texts(manuscript) == ["支出 30 万元。", "含上年结转。", "支出表", "已审计。", "后文"]
    assert rows(only_grid(manuscript)) == [["项目", "金额"], ["水费", "30"]]


def test_the_title_of_a_table_is_no_note_no_text_box_and_no_sentence() -> None:
    grid = table(cells("项目", "金额"), cells("水费", "30"))
    box = f"<w:r><w:drawing><w:txbxContent>{paragraph('框中')}</w:txbxContent></w:drawing></w:r>"
    body = f"<w:p>{run('支出表')}{footnote_mark(1)}{box}</w:p>{grid}" + paragraph("收入如下：") + grid
    assert [grid.title for grid in read(body, footnotes=footnotes(n1="注。")).grids] == ["支出表", ""]


def test_paragraphs_with_tabs_are_the_rows_of_a_table() -> None:
    body = paragraph("支出表") + "".join(
        paragraph(text) for text in ("项目\t预算数\t决算数", "水费\t20\t18", "电费\t\t3", "均已公开。")
    )
    manuscript = read(body)
    grid = only_grid(manuscript)
    assert rows(grid) == [["项目", "预算数", "决算数"], ["水费", "20", "18"], ["电费", "", "3"]]
    assert grid.title == "支出表"
    assert [(block.address, block.label) for block in manuscript.blocks] == [
        ("paragraph/1", "第 1 段"),
        ("table/1", "第 1 张表"),
        ("paragraph/5", "第 5 段"),
    ]


def test_a_line_with_a_tab_is_not_yet_a_table() -> None:
    assert texts(read(paragraph("填报人：甲某\t电话：（略）") + paragraph("后文"))) == [
        "填报人：甲某\t电话：（略）",
        "后文",
    ]


def test_large_pictures_and_embedded_objects_are_said_not_to_be_read() -> None:
    chart, logo = picture(14, 8, "chart"), picture(2, 2)
    embedded = "<w:r><w:object/></w:r>"
    old = '<w:r><w:pict><w:shape style="width:400.5pt;height:200pt"><w:imagedata/></w:shape></w:pict></w:r>'
    manuscript = read(f"<w:p>{run('正文')}{picture(14, 8)}{chart}{logo}{old}{embedded}</w:p>")
    assert manuscript.unread == (
        "文中有 3 幅大图，图里的字没有校核。",
        "文中嵌有 1 个其他程序的对象（如 Excel 表格），里面的内容没有校核。",
    )
    assert read(paragraph("正文")).unread == ()


def test_automatic_numbers_are_read_as_if_typed() -> None:
    levels = numbering(("japaneseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    body = "".join(
        numbered(text, level)
        for text, level in [("概况", 0), ("职能", 1), ("机构", 1), ("5 万元", 2), ("结果", 0), ("指标", 1)]
    )
    assert texts(read(body, numbering=levels)) == [
        "一、概况",
        "（一）职能",
        "（二）机构",
        "1. 5 万元",
        "二、结果",
        "（一）指标",
    ]


def test_numbers_of_several_levels_and_of_many_kinds() -> None:
    levels = numbering(("decimal", "%1"), ("decimal", "%1.%2"), ("decimalEnclosedCircle", "%3"), ("upperRoman", "%4)"))
    body = numbered("甲") + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 3)
    assert texts(read(body, numbering=levels)) == ["1 甲", "1.1 乙", "① 丙", "I)丁"]


def test_numbers_beyond_ten_and_empty_paragraphs_are_counted() -> None:
    body = "".join(numbered("" if number == 3 else "项") for number in range(1, 22))
    found = texts(read(body, numbering=numbering(("chineseCounting", "%1、"))))
    assert [found[1], found[2], found[8], found[-2], found[-1]] == [
        "二、项",
        "四、项",
        "十、项",
        "二十、项",
        "二十一、项",
    ]


def test_a_style_gives_its_number_and_a_paragraph_can_refuse_it() -> None:
    numbered_style = (
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="标题"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="U"><w:name w:val="小"/><w:basedOn w:val="T"/></w:style>'
    )
    without = '<w:pStyle w:val="T"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        paragraph("甲", '<w:pStyle w:val="T"/>') + paragraph("乙", '<w:pStyle w:val="U"/>') + paragraph("丙", without)
    )
    shapes = numbering(("chineseCounting", "%1、"))
    assert texts(read(body, numbering=shapes, styles=styles(numbered_style))) == ["一、甲", "二、乙", "丙"]


def test_bullets_and_numbers_of_unknown_kinds_are_left_out() -> None:
    levels = numbering(("bullet", "●"), ("hebrew1", "%2."))
    assert texts(read(numbered("甲") + numbered("乙", 1), numbering=levels)) == ["甲", "乙"]


def test_automatic_row_numbers_fill_their_cells() -> None:
    number = cell(numbered(""))
    grid = table(number + cells("水费"), number + cells("电费"))
    found = only_grid(read(grid, numbering=numbering(("decimal", "%1"))))
    assert rows(found) == [["1", "水费"], ["2", "电费"]]


def test_merged_cells_have_their_text_once_and_rows_are_of_one_width() -> None:
    wide = cell(paragraph("合计"), '<w:gridSpan w:val="2"/>')
    tall = cell(paragraph("支出"), '<w:vMerge w:val="restart"/>')
    below = cell(paragraph("看不见"), "<w:vMerge/>")
    grid = only_grid(read(table(tall + cells("水费", "1"), below + cells("电费", "2"), wide + cells("3"), cells("注"))))
    assert rows(grid) == [["支出", "水费", "1"], ["", "电费", "2"], ["合计", "", "3"], ["注", "", ""]]


def test_a_row_may_begin_and_end_outside_the_table_and_be_deleted() -> None:
    shifted = '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>' + cells("中")
    gone = '<w:trPr><w:del w:id="1"/></w:trPr>' + cells("旧", "旧", "旧")
    assert rows(only_grid(read(table(cells("一", "二", "三"), shifted, gone)))) == [["一", "二", "三"], ["", "中", ""]]


def test_a_table_within_a_table_is_one_of_its_own() -> None:
    outer = table(cells("外", "1") + cell(table(cells("内", "2")) + paragraph("格")))
    assert [rows(grid) for grid in read(outer).grids] == [[["外", "1", "格"]], [["内", "2"]]]


def test_a_frame_of_one_cell_is_text() -> None:
    manuscript = read(table(cell(paragraph("框内第一段。") + paragraph("框内第二段。"))))
    assert texts(manuscript) == ["框内第一段。", "框内第二段。"]
    assert not list(manuscript.grids)


def test_a_broken_relation_does_not_hide_the_text() -> None:
    relations = '<Relationships><Relationship Type="x/image" Target="../NULL"/></Relationships>'
    data = zipped({"word/document.xml": word_document("正文"), "_rels/.rels": relations})
    assert texts(docx_manuscript(data, "报告.docx")) == ["正文"]


def word_document(text: str, before: str = "") -> str:
    return f'{before}<w:document xmlns:w="{TRANSITIONAL}"><w:body>{paragraph(text)}</w:body></w:document>'


def test_members_that_lead_out_of_the_archive_are_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    data = word_file(paragraph("正文"), {"../evil.txt": "x", "/evil.txt": "x"})
    assert texts(docx_manuscript(data, "报告.docx")) == ["正文"]
    assert [path.name for path in tmp_path.rglob("*")] == ["deep"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        word_file(paragraph("正文"))[:-40],
        zipped({"word/styles.xml": styles()}),
        zipped({"word/document.xml": "<w:document"}),
        zipped({"word/document.xml": "<html/>"}),
        zipped({"word/document.xml": f'<w:document xmlns:w="{TRANSITIONAL}"/>'}),
        word_file("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
    ],
    ids=["empty", "only a mark", "cut", "no document", "broken", "other", "no body", "nested without end"],
)
def test_damaged_files_are_called_damaged(data: bytes) -> None:
    assert refusal(data).code == "unreadable"


def test_a_damaged_member_is_called_damaged() -> None:
    data = bytearray(word_file(paragraph("正文" * 200)))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    assert refusal(bytes(data)).code == "unreadable"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_in_rare_ways_of_packing_is_called_damage(method: int) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("word/document.xml", word_document("正文" * 200))
    data = bytearray(stream.getvalue())
    data[60:100] = b"\xff" * 40
    assert refusal(bytes(data)).code == "unreadable"


@pytest.mark.parametrize(
    "definition",
    ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">'],
    ids=["growing", "from outside"],
)
def test_entities_are_refused(definition: str) -> None:
    document = word_document("&b;", f"<!DOCTYPE x [{definition}]>")
    assert refusal(zipped({"word/document.xml": document})).code == "unreadable"


def test_a_password_on_the_archive_is_named() -> None:
    stream = BytesIO(word_file(paragraph("正文")))
    with zipfile.ZipFile(stream) as archive:
        offset = archive.getinfo("word/document.xml").header_offset
    data = bytearray(stream.getvalue())
    data[offset + 6] |= 1
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[entry + 8] |= 1
    error = refusal(bytes(data))
    assert error.code == "encrypted"
    assert "密码" in error.message


def test_what_grows_too_much_when_unpacked_is_too_large() -> None:
    assert refusal(word_file(paragraph("正文"), {"word/media/a.png": bytes(30 * 1024 * 1024)})).code == "too_large"


@pytest.mark.parametrize("limit", ["LARGEST_UNPACKED", "LARGEST_PART", "MOST_MEMBERS", "MOST_TAGS"])
def test_sizes_beyond_a_limit_are_too_large(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_package, limit, 1)
    assert refusal(word_file(paragraph("正文"))).code == "too_large"


@pytest.mark.parametrize(("limit", "value"), [("MOST_CHARACTERS", 7), ("MOST_PIECES", 5)])
def test_texts_beyond_a_limit_are_too_large(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    body = table(cells("一二", "三四"), cells("五六", "七八"))
    assert docx_manuscript(word_file(body), "报告.docx").blocks
    monkeypatch.setattr(allowance, limit, value)
    assert refusal(word_file(body)).code == "too_large"


def test_a_cell_that_claims_to_be_endless_stays_small() -> None:
    endless = cell(paragraph("合计"), '<w:gridSpan w:val="999999999"/>')
    assert len(only_grid(read(table(endless + cells("1")))).rows[0]) < 100


def test_reading_ends_when_its_time_is_over() -> None:
    clock = itertools.count(step=5_000_000_000)
    with pytest.raises(AppError) as caught:
        docx_manuscript(word_file(paragraph("正文") * 3), "报告.docx", lambda: next(clock))
    assert caught.value.code == "too_large"


def test_pictures_only_are_said_to_be_pictures() -> None:
    error = refusal(word_file("<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert error.code == "no_text"
    assert "图片" in error.message


def test_a_document_without_anything_is_empty() -> None:
    assert refusal(word_file("<w:p/>")).code == "empty_file"


def test_the_blanks_before_a_name_are_its_indent() -> None:
    grid = only_grid(read(table(cells("事业收入", "96.14"), cells("　　培训费收入", "71.83"))))
    assert [(row[0].text, row[0].indent) for row in grid.rows] == [("事业收入", 0), ("培训费收入", 4)]
