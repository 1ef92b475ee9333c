"""What of a PDF could not be read: pages that are pictures, and letters of which nobody says what they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from core.intake.pdf_page import UNREADABLE, Page

# A page with fewer characters than this may be a picture with a word beside it.
_FEW_CHARACTERS = 50
_MANY_CURVES = 100
_FEWEST_BROKEN = 5
_MOST_RANGES = 20


class Content(Enum):
    """What a page turned out to hold."""

    TEXT = "text"
    BLANK = "blank"
    PICTURE = "picture"
    GARBLED = "garbled"


@dataclass(frozen=True, slots=True)
class PageContent:
    """What page `number` holds. `broken` counts the places where letters cannot be read.

    `recognised` tells that its text was read off a picture by a program, `has_picture` that it shows one beside text.
    """

    number: int
    content: Content
    broken: int = 0
    recognised: bool = False
    has_picture: bool = False


def is_garbled(page: Page) -> bool:
    """Tell whether so many letters of a page cannot be read, or are none that Chinese is written with, that none count.

    Letters that a file gives the wrong meaning are spread over all that there are; hardly any of them is in common use.
    """
    texts = [letter.text for letter in page.letters if not letter.text.isspace()]
    broken = texts.count(UNREADABLE)
    if broken >= _FEWEST_BROKEN and broken * 10 >= len(texts):
        return True
    strange = sum(not _is_common(text) for text in texts)
    return len(texts) >= _FEW_CHARACTERS and strange * 2 > len(texts)


@cache
def _is_common(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return text.isascii()
    return True


def content_of(number: int, page: Page, text: str) -> PageContent:
    """Return what a page holds; `text` is what is left of it without what belongs to the page alone."""
    area = max(page.width * page.height, 1)
    objects = page.objects
    if is_garbled(page):
        return PageContent(number, Content.GARBLED)
    if not text:
        is_picture = objects.pictures * 20 > area or objects.curved > _MANY_CURVES
        return PageContent(number, Content.PICTURE if is_picture else Content.BLANK)
    if objects.hidden * 2 > objects.texts:
        return PageContent(number, Content.TEXT, recognised=objects.pictures * 2 > area)
    if len(text) < _FEW_CHARACTERS and objects.pictures * 2 > area:
        return PageContent(number, Content.PICTURE)
    # What covers the whole page is its ground.
    has_picture = area < objects.pictures * 8 and objects.pictures * 10 < area * 9
    return PageContent(number, Content.TEXT, broken=text.count(UNREADABLE), has_picture=has_picture)


def unread_words(pages: Sequence[PageContent], unclear: Collection[int] = ()) -> tuple[str, ...]:
    """Return in sentences what was not read, for a file some of which was.

    `unclear` are the pages with tables whose columns could not be told.
    """
    found: list[str] = []

    def say(concerns: Callable[[PageContent], bool], words: str) -> None:
        numbers = [page.number for page in pages if concerns(page)]
        if numbers:
            found.append(f"第 {page_words(numbers)} 页{words}")

    say(lambda page: page.content is Content.PICTURE, "是图片，没有校核。")
    say(lambda page: page.content is Content.GARBLED, "的字没有文字编码，读出来是乱码，没有校核。")
    say(lambda page: page.recognised, "是扫描件，文字由识别得来，可能有误，请对照原件看校核结果。")
    broken = sum(page.broken for page in pages)
    say(lambda page: page.broken > 0, f"共有 {broken} 处字读不出来，以“{UNREADABLE}”代替；带这个符号的数字没有校核。")
    say(lambda page: page.number in unclear, "有没画表格线的表，分不清各列，没有按表校核。")
    say(lambda page: page.has_picture, "有图片，图片里的字没有校核。")
    return tuple(found)


def page_words(numbers: Iterable[int]) -> str:
    """Return the numbers of pages in words, those that follow each other as a range: 3、7 至 9."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    shown = "、".join(" 至 ".join(map(str, one)) for one in ranges[:_MOST_RANGES])
    return f"{shown}等" if len(ranges) > _MOST_RANGES else shown
