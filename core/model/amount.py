"""Decimal figures: reading what people type, rounding, and showing."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

# Full-width digits, commas, points and signs are what an input method leaves behind, and a word processor writes the
# true minus sign; they mean the same.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９，．－＋−", "0123456789,.-+-")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
# Wide enough for every figure that a report can hold; rounding must not fail for want of digits.
_ROUNDING = Context(prec=60, rounding=ROUND_HALF_UP)
# No department's money comes near it.
LARGEST = Decimal(10) ** 15


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round by 四舍五入 to `decimals` places, the one rounding of the product."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)


def format_decimal(value: Decimal | None, decimals: int) -> str:
    """Return the figure with thousands separators and fixed decimals; blank for `None`."""
    if value is None:
        return ""
    rounded = round_half_up(value, decimals)
    return f"{abs(rounded) if rounded == 0 else rounded:,.{decimals}f}"


def format_plain(value: Decimal) -> str:
    """Return a score-like figure without trailing zeros: 8, 7.5."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def format_percent(ratio: Decimal, decimals: int = 2) -> str:
    """Return a ratio (1 = 100%) as a percentage."""
    return f"{format_decimal(ratio * 100, decimals)}%"


def parse_decimal(text: str) -> Decimal | None:
    """Read a figure as typed or pasted; blank is `None`.

    Accepts thousands separators, full-width digits and surrounding space. Raises `ValueError` for anything that is
    not one whole figure, or whose size no department's money has (10^15 and above).
    """
    cleaned = text.translate(_HALF_WIDTH).replace("\u00a0", " ").replace("\u3000", " ").strip()
    if not cleaned:
        return None
    if not (_PLAIN.fullmatch(cleaned) or _GROUPED.fullmatch(cleaned)):
        raise ValueError(text)
    value = Decimal(cleaned.replace(",", ""))
    if abs(value) >= LARGEST:
        raise ValueError(text)
    return value or value.copy_abs()  # -0 is 0
