"""The pages of evidence as pictures, drawn in a process of their own: a file from anywhere cannot take ours with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.child import Parent
from core.errors import AppError
from core.export.page_pictures import PagePictures, Picture
from core.lasting_child import LastingChild
from core.model.evidence import EvidenceKind

_POINTS_A_PIXEL = 72 / 96
_MOST_PIXELS = 40_000_000
_Sizes = tuple[tuple[float, float], ...]


class EvidencePages:
    """The pages of one file; `sizes` are their widths and heights in points, a pixel of a picture being 1/96 inch.

    There are none before it was opened. `failed` is called, in whatever thread draws, with the number of a page that
    could not be drawn; such a page is white.
    """

    def __init__(self, path: Path, kind: EvidenceKind, failed: Callable[[int], None]) -> None:
        self._path, self._kind, self._failed = path, kind, failed
        self._child = LastingChild()
        self._is_closed = False
        self.sizes: _Sizes = ()

    def open(self) -> None:
        """Learn how many pages there are; waits for the process. Raises `AppError("unreadable")`."""
        try:
            self.sizes = self._child.run(_sizes_of, self._path, self._kind)
        except (ChildProcessError, MemoryError, RuntimeError) as error:
            self._child.close()
            raise AppError(
                "unreadable", "这份材料在这里显示不出来。文件本身没有改动，可以另存出来，用本机程序打开看看。"
            ) from error

    def picture(self, page: int, width: int) -> Picture | None:
        """Return a page as a picture that is so many pixels wide, `None` once closed."""
        if self._is_closed:
            return None
        try:
            return self._child.run(_drawn, self._path, self._kind, page, width)
        except (ChildProcessError, MemoryError, RuntimeError):
            # Perhaps because it was closed meanwhile: nobody looks at what is returned then.
            self._failed(page)
            height = max(1, round(width * self.sizes[page][1] / self.sizes[page][0]))
            return Picture(1, 1, b"\xff" * 4) if width * height > _MOST_PIXELS else _white(width, height)

    def close(self) -> None:
        """End the process, whatever it is drawing; may be called from any thread."""
        self._is_closed = True
        self._child.close()


def _white(width: int, height: int) -> Picture:
    return Picture(width, height, b"\xff" * (4 * width * height))


def _sizes_of(path: Path, kind: EvidenceKind, _parent: Parent) -> _Sizes:
    if kind is EvidenceKind.PDF:
        pages = PagePictures(path)
        try:
            return pages.sizes
        finally:
            pages.close()
    with _opened(path) as image:
        return ((image.width * _POINTS_A_PIXEL, image.height * _POINTS_A_PIXEL),)


def _drawn(path: Path, kind: EvidenceKind, page: int, width: int, _parent: Parent) -> Picture:
    if kind is EvidenceKind.PDF:
        pages = PagePictures(path)
        try:
            picture = pages.picture(page, width)
        finally:
            pages.close()
        assert picture is not None, "it was not closed"
        return picture
    with _opened(path) as image:
        height = max(1, round(width * image.height / image.width))
        image.draft("RGB", (width, height))
        # What is transparent is shown on white paper, as it would be printed.
        shown = image.convert("RGBA").resize((width, height))
    from PIL import Image

    paper = Image.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown)
    return Picture(width, height, paper.convert("RGB").tobytes("raw", "BGRX"))


def _opened(path: Path) -> Any:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    image = Image.open(path)
    if image.getexif().get(0x0112, 1) == 1:
        return image
    return ImageOps.exif_transpose(image)
