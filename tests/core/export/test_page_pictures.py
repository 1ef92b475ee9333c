"""Pages as pictures, and words found on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.document.blocks import Paragraph
from core.export.page_pictures import PagePictures
from core.export.pdf.pages import PAGE_HEIGHT, PAGE_WIDTH
from core.export.pdf.writer import set_pdf
from tests.core.export.pdf.documents import document

LONG = "本单位负责全市公园和绿地的管理，" * 12 + "其中林木养护经费 1,286.40 万元，用于 GB 标准改造，名木由刘堃负责。"


@pytest.fixture
def pictures() -> Iterator[PagePictures]:
    paragraphs = [Paragraph("", LONG, f"narrative/p{count}") for count in range(6)]
    opened = PagePictures(set_pdf(replace(document(*paragraphs), cover=None)).content)
    yield opened
    opened.close()


def test_a_picture_is_as_wide_as_wanted(pictures: PagePictures) -> None:
    assert len(pictures.sizes) == 3
    assert pictures.sizes[0] == pytest.approx((PAGE_WIDTH, PAGE_HEIGHT), abs=0.01)
    for width in (96, 611, 1240):
        picture = pictures.picture(0, width)
        assert picture is not None
        assert picture.width == width
        assert picture.height == pytest.approx(width * PAGE_HEIGHT / PAGE_WIDTH, abs=1.1)
        assert len(picture.pixels) == picture.width * picture.height * 4


def test_a_page_is_ink_on_white(pictures: PagePictures) -> None:
    picture = pictures.picture(0, 600)
    assert picture is not None
    pixels = picture.pixels
    assert pixels[:4] == b"\xff\xff\xff\xff"
    assert min(pixels[::4]) < 64


@pytest.mark.parametrize("words", ["林木养护经费", "1,286.40 万元", "1,286.40万元", "gb标准", "刘堃"])
def test_words_are_found_on_every_page(pictures: PagePictures, words: str) -> None:
    hits = pictures.find(words)
    assert len(hits) == 6
    assert {hit.page for hit in hits} == {0, 1, 2}
    for hit in hits:
        width, height = pictures.sizes[hit.page]
        assert hit.boxes
        for box in hit.boxes:
            assert 0 < box.left < box.right < width
            assert 0 < box.top < box.bottom < height


def test_words_are_found_over_the_end_of_a_line(pictures: PagePictures) -> None:
    hits = pictures.find("全市公园和绿地的管理")
    assert len(hits) == 70  # in each of six paragraphs twelve times, and two of them across the end of a page
    assert {len(hit.boxes) for hit in hits} == {1, 2}


def test_what_does_not_stand_there_is_not_found(pictures: PagePictures) -> None:
    assert pictures.find("园林局") == ()
    assert pictures.find(" ") == ()


def test_a_closed_document_shows_and_finds_nothing(pictures: PagePictures) -> None:
    pictures.close()
    assert pictures.picture(0, 600) is None
    assert pictures.find("公园") == ()


def test_a_rare_character_before_them_moves_no_box() -> None:
    boxes = []
    for name in ("吉林", "𫖮𫖯"):
        paragraph = Paragraph("", f"{name}负责公园和绿地的管理", "narrative/p")
        opened = PagePictures(set_pdf(replace(document(paragraph), cover=None)).content)
        boxes += [box for hit in opened.find("绿地") for box in hit.boxes]
        opened.close()
    assert len(boxes) == 2
    assert boxes[0].left == pytest.approx(boxes[1].left, abs=1)
