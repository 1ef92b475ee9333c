"""What no font has is printed as □ and said."""

from __future__ import annotations

from dataclasses import replace

from core.document.blocks import Cover, CoverLine, Heading, Paragraph, Signature, Table, TableCell
from core.document.chart_shapes import Chart, ChartRow, Legend, Words
from core.export.pdf.unprintable import Unprintable, unprintable_characters, unprintable_notice
from core.export.pdf.writer import pdf_bytes
from tests.core.export.pdf.documents import SPENDING, amount, document
from tests.core.export.pdf.readers import page_texts


def gbk_characters() -> list[str]:
    """Every character of two bytes in GBK."""
    codes = [bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF) if trail != 0x7F]
    return [code.decode("gbk", "ignore") for code in codes if len(code.decode("gbk", "ignore")) == 1]


def test_each_is_named_once_with_the_place_where_it_stands_first() -> None:
    cell = (TableCell("𠮷", address="spending/x"), *(amount("1") for _ in range(3)))
    written = document(
        Heading(1, "一、", "丂的概况", "narrative/h"),
        Paragraph("", "张丂和王👍，□不算", "narrative/p"),
        replace(SPENDING, body=(cell,)),
    )

    found = unprintable_characters(written)

    assert found == (
        Unprintable("丂", "narrative/h"),
        Unprintable("👍", "narrative/p"),
        Unprintable("𠮷", "spending/x"),
    )
    assert unprintable_notice(found) == (
        "字体里没有 “丂”（U+4E02）、“👍”（U+1F44D）、“𠮷”（U+20BB7），PDF 中印作“□”。"
        "请换用通用的字，或在打印稿上手写补上。"
    )
    assert unprintable_characters(document(Paragraph("", "堃喆㎡，\u200b\t空", "p"))) == ()
    assert unprintable_notice(()) == ""


def test_no_place_of_a_document_is_passed_over() -> None:
    row = ChartRow("spending/y", 100, (), (Words(0, 0, "丗", 100),))
    chart = Chart("c", "丄", "丅", (Legend("plan", "丆"),), (row,), ("乁",))
    table = Table("t", "丒", "丟", (1,), ((TableCell("丠", bold=True),),), ((TableCell("両"),),), ("丣",), "annex/t")
    written = replace(
        document(annexes=(table,)),
        title="丩",
        watermark="丮",
        cover=Cover("丯", (CoverLine("丱", "丳", "cover/x"),)),
        charts=(chart,),
        signature=Signature("丵", "丷"),
    )

    found = {item.character: item.address for item in unprintable_characters(written)}

    assert found == {
        **dict.fromkeys("丩丮丯丵丷丄丅丆乁", ""),
        **dict.fromkeys("丱丳", "cover/x"),
        **dict.fromkeys("丒丟丠両丣", "annex/t"),
        "丗": "spending/y",
    }


def test_of_many_only_the_first_are_named() -> None:
    found = tuple(Unprintable(chr(0x4E00 + count), "") for count in range(30))

    assert unprintable_notice(found).count("U+") == 20
    assert "等 30 个字" in unprintable_notice(found)


def test_no_character_of_gbk_vanishes_it_is_printed_or_named() -> None:
    characters = gbk_characters()
    assert len(characters) > 20000
    written = document(Paragraph("", "".join(characters), "p"))

    named = {item.character for item in unprintable_characters(written)}
    pages = "".join(page_texts(pdf_bytes(written)))

    shown = [character for character in characters if character not in named]
    assert len(shown) > 9000
    # Two forms of one character (兀 and 兀) are printed alike.
    assert len([character for character in shown if character not in pages]) < 40
    assert pages.count("□") == len(named) + 1  # □ itself is one of GBK's
