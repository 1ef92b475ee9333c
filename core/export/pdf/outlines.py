"""The outlines of a TrueType font's glyphs: what is drawn by them looks like text, and is none.

Coordinates are units of the font; the flags are those of the table glyf in the OpenType specification.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 2, 8, 32, 64, 128


class Node(NamedTuple):
    """A point of a contour; one that does not lie on the curve pulls it (quadratic)."""

    x: float
    y: float
    is_on: bool


def glyph_contours(face: Any, glyph: int) -> list[list[Node]]:
    """Return the closed contours of a glyph, each beginning on the curve; `face` is reportlab's `TTFontFile`."""
    start, end = face.glyphPos[glyph], face.glyphPos[glyph + 1]
    if start == end:
        return []
    data = bytes(face.get_table("glyf")[start:end])
    (count,) = struct.unpack_from(">h", data)
    contours = _simple(data, count) if count >= 0 else list(_composed(face, data))
    return [_begun_on_curve(contour) for contour in contours if contour]


def _simple(data: bytes, count: int) -> list[list[Node]]:
    ends = struct.unpack_from(f">{count}H", data, 10)
    total = ends[-1] + 1 if ends else 0
    at = 10 + 2 * count
    at += 2 + struct.unpack_from(">H", data, at)[0]
    flags: list[int] = []
    while len(flags) < total:
        flag, at = data[at], at + 1
        times = 1
        if flag & _REPEAT:
            times, at = data[at] + 1, at + 1
        flags += [flag] * times
    across, at = _coordinates(data, at, flags, _X_SHORT, _X_SAME)
    upward, _ = _coordinates(data, at, flags, _Y_SHORT, _Y_SAME)
    nodes = [Node(x, y, bool(flag & _ON_CURVE)) for x, y, flag in zip(across, upward, flags, strict=True)]
    return [
        nodes[first:last] for first, last in zip((0, *(end + 1 for end in ends)), (e + 1 for e in ends), strict=False)
    ]


def _coordinates(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    values, value = [], 0
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        values.append(value)
    return values, at


def _composed(face: Any, data: bytes) -> Iterator[list[Node]]:
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">2H", data, at)
        offsets = ">2h" if flags & _WORDS else ">2b"
        # Parts are placed by offsets; placing them point on point is a thing of hinted Latin fonts.
        dx, dy = struct.unpack_from(offsets, data, at + 4) if flags & _OFFSETS else (0, 0)
        at += 4 + struct.calcsize(offsets)
        a, b, c, d, at = _matrix(data, at, flags)
        for contour in glyph_contours(face, part):
            yield [Node(a * x + c * y + dx, b * x + d * y + dy, is_on) for x, y, is_on in contour]


def _matrix(data: bytes, at: int, flags: int) -> tuple[float, float, float, float, int]:
    count = 4 if flags & _MATRIX else 2 if flags & _TWO_SCALES else 1 if flags & _SCALE else 0
    numbers = [number / 0x4000 for number in struct.unpack_from(f">{count}h", data, at)]
    match numbers:
        case [scale]:
            matrix = (scale, 0.0, 0.0, scale)
        case [across, upward]:
            matrix = (across, 0.0, 0.0, upward)
        case [a, b, c, d]:
            matrix = (a, b, c, d)
        case _:
            matrix = (1.0, 0.0, 0.0, 1.0)
    return (*matrix, at + 2 * count)


def _begun_on_curve(contour: list[Node]) -> list[Node]:
    """Turn a contour so that it begins on the curve, with the points that are left out between two pulling ones."""
    whole = []
    for before, node in zip((contour[-1], *contour), contour, strict=False):
        if not before.is_on and not node.is_on:
            whole.append(Node((before.x + node.x) / 2, (before.y + node.y) / 2, True))
        whole.append(node)
    first = next((index for index, node in enumerate(whole) if node.is_on), 0)
    return whole[first:] + whole[:first]
