"""The machine's own official fonts: found by family, used in front of the bundle, accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.document.blocks import Heading
from core.export.pdf.system_fonts import FontChoice, choose_system_fonts, font_folders, own_files
from core.export.pdf.writer import pdf_bytes, set_pdf
from tests.core.export.pdf.documents import document, paragraph
from tests.core.export.pdf.font_files import write_font
from tests.core.export.pdf.readers import fonts, page_texts

CHARACTERS = "我局负责全市公园绿地和古树名木的管理，。"


def choices_in(folder: Path) -> dict[str, FontChoice]:
    return {choice.role: choice for choice in choose_system_fonts([folder])}


def test_a_font_is_found_by_the_family_that_its_file_states_wherever_it_lies(tmp_path: Path) -> None:
    path = write_font(tmp_path / "deep" / "er" / "anything.TTF", "仿宋_GB2312", CHARACTERS)

    choices = choices_in(tmp_path)

    assert choices["body"].path == path
    assert choices["body"].words() == "正文：仿宋_GB2312（anything.TTF）"
    assert choices["title"].words() == "标题：本机没有方正小标宋简体，用随程序附带的思源宋体（粗）代替"
    assert own_files(tuple(choices.values())) == {"body": path}


def test_the_better_family_wins(tmp_path: Path) -> None:
    write_font(tmp_path / "a.ttf", "仿宋", CHARACTERS)
    better = write_font(tmp_path / "b.ttf", "仿宋_GB2312", CHARACTERS)

    assert choices_in(tmp_path)["body"].path == better


def test_what_cannot_be_embedded_is_replaced_and_the_reason_said(tmp_path: Path) -> None:
    write_font(tmp_path / "xbs.otf", "方正小标宋简体", CHARACTERS, is_truetype=False)
    write_font(tmp_path / "hei.ttf", "黑体", CHARACTERS, rights=2)
    damaged = write_font(tmp_path / "kai.ttf", "楷体_GB2312", CHARACTERS)
    content = damaged.read_bytes()
    damaged.write_bytes(content.replace(b"hhea", b"xxxx"))
    (tmp_path / "none.ttf").write_bytes(b"no font at all")

    words = [choice.words() for choice in choose_system_fonts([tmp_path])]

    assert words == [
        "标题：本机的方正小标宋简体不是 TrueType 字体，用随程序附带的思源宋体（粗）代替",
        "一级标题：本机的黑体不许嵌入文件，用随程序附带的思源黑体代替",
        "二级标题：本机的楷体_GB2312读不出来，用随程序附带的Fandol 楷体代替",
        "正文：本机没有仿宋_GB2312，用随程序附带的Fandol 仿宋代替",
        "页码：本机没有宋体，用随程序附带的思源宋体代替",
    ]


def test_a_pdf_is_set_in_them_and_what_they_lack_in_the_bundle(tmp_path: Path) -> None:
    write_font(tmp_path / "simfang.ttf", "仿宋_GB2312", CHARACTERS)
    plain = document(Heading(1, "一、", "概况", "h"), paragraph(1))

    made = set_pdf(plain, own_fonts=own_files(choose_system_fonts([tmp_path])))

    assert fonts(made.content).keys() == {
        "simfang",
        "FandolFang-Regular",
        "NotoSansSC-Medium",
        "NotoSerifSC-Bold",
        "NotoSerifSC-Regular",
    }
    assert all(fonts(made.content).values())
    assert page_texts(made.content) == page_texts(pdf_bytes(plain))
    # The choice holds for the one document.
    assert "simfang" not in fonts(pdf_bytes(plain))


@pytest.mark.parametrize("name", ["simsun.ttf", "simsun.ttc"])
def test_page_numbers_are_set_in_song_a_collection_too(tmp_path: Path, name: str) -> None:
    write_font(tmp_path / name, "宋体", "— 0123456789")

    made = set_pdf(document(paragraph(1)), own_fonts=own_files(choose_system_fonts([tmp_path])))

    assert choices_in(tmp_path)["number"].words() == f"页码：宋体（{name}）"
    assert any(font.startswith("simsun") for font in fonts(made.content))
    assert page_texts(made.content)[-1].endswith("— 1 —")


def test_a_folder_that_is_not_there_holds_no_fonts(tmp_path: Path) -> None:
    assert own_files(choose_system_fonts([tmp_path / "none"])) == {}


def test_windows_keeps_fonts_for_all_and_for_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("WINDIR", "W")
    monkeypatch.setenv("LOCALAPPDATA", "L")

    assert font_folders() == [Path("W/Fonts"), Path("L/Microsoft/Windows/Fonts")]
