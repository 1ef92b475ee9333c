"""The versions of a document: 草稿, 正式 and 公开."""

from __future__ import annotations

from enum import StrEnum


class Version(StrEnum):
    """Who a document is for. A draft may have open errors; what is final or public may not."""

    DRAFT = "draft"
    FINAL = "final"
    PUBLIC = "public"

    @property
    def word(self) -> str:
        """The word that a user knows it by."""
        return _WORDS[self]

    @property
    def meaning(self) -> str:
        """What it is for and what it demands, in one line."""
        return _MEANINGS[self]

    @property
    def watermark(self) -> str:
        """What stands across every page; empty for none."""
        return self.word if self is Version.DRAFT else ""

    @property
    def file_suffix(self) -> str:
        """What its files' names end with, so that no version takes the place of another."""
        return "" if self is Version.FINAL else f"（{self.word}）"

    @property
    def needs_no_errors(self) -> bool:
        """Whether it is refused while errors are open."""
        return self is not Version.DRAFT


_WORDS = {Version.DRAFT: "草稿", Version.FINAL: "正式", Version.PUBLIC: "公开"}
_MEANINGS = {
    Version.DRAFT: "每页带“草稿”字样，有错误也能导出，供内部核对",
    Version.FINAL: "报送用；错误都改正或接受并说明后才能导出",
    Version.PUBLIC: "对外发布用；要求同正式，并略去标准规定不公开的内容",
}


def version_named(name: str) -> Version:
    """Return the version of an English or Chinese name; raises `ValueError` when there is none."""
    return next((version for version in Version if version.word == name.strip()), None) or Version(name.strip())
