"""Damage done to files at random, and what is read of them: in a process of its own, as a library may break down."""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random
from time import monotonic

from core.child import Parent
from core.errors import AppError
from core.intake.manuscript_file import read_manuscript
from core.validation.run import check_text


def read_damaged(whole: bytes, folder: Path, suffix: str, seeds: range, parent: Parent) -> tuple[Counter[str], float]:
    """Damage a file once for each seed, read and check it; return how often each code came, and the longest time."""
    codes: Counter[str] = Counter()
    longest = 0.0
    for seed in seeds:
        path = folder / f"{seed}{suffix}"
        path.write_bytes(damaged(whole, Random(seed)))
        begun = monotonic()
        try:
            check_text(read_manuscript(path))
            codes["read"] += 1
        except AppError as error:
            codes[error.code] += 1
        longest = max(longest, monotonic() - begun)
        path.unlink()
    return codes, longest


def damaged(whole: bytes, random: Random) -> bytes:
    """Return a file cut, with bits turned, or with a piece doubled or taken out; of an archive also within a member."""
    if whole.startswith(b"PK") and random.random() < 0.7:
        return _with_damaged_member(whole, random)
    data = bytearray(whole)
    for _ in range(random.choice((1, 1, 4, 30))):
        first, last = sorted((random.randrange(len(data) + 1), random.randrange(len(data) + 1)))
        last = min(last, first + random.choice((1, 40, len(data))))
        kind = random.randrange(4)
        if kind == 0 and first > 10:
            del data[first:]
        elif kind == 1 and first > 10:
            del data[first:last]
        elif kind == 2:
            data[last:last] = data[first:last]
        else:
            for place in range(first, min(last, first + 3)):
                data[place] ^= 1 << random.randrange(8)
        if len(data) < 12:
            break
    return bytes(data)


def _with_damaged_member(whole: bytes, random: Random) -> bytes:
    """Damage the text of one member: the archive itself stays sound."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as archive, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        names = archive.namelist()
        chosen = random.choice(names)
        for name in names:
            content = archive.read(name)
            copy.writestr(name, damaged(content, random) if name == chosen else content)
    return stream.getvalue()
