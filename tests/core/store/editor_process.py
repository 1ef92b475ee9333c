"""A second process that edits a report, for tests that lock it out or kill it: `python -m … PATH COMMAND`.

`hold` keeps the report open, `stream` makes changes without end and prints the number of each once it is made,
`points` names a point after each as well, `half` stops in the middle of a transaction, `attach` in the middle of a file
of evidence. Each prints a line when it is ready and ends with its standard input.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from core.model.change import Entry
from core.session import Session
from core.store.connection import connect
from core.store.contents import PIECE

ROOT = Path(__file__).resolve().parents[3]
NUMBER = "cover/fiscal_year"
TEXT = "narrative/overview/duties/p1"


def text_of(number: int) -> str:
    """Return the paragraph that stands in a report after its change of this number."""
    return f"第{number}次修改。" * 200


@contextmanager
def started(path: Path, command: str) -> Iterator[subprocess.Popen[str]]:
    """Run this module as a process and give it once it is ready; it is killed, not ended, when the block ends."""
    arguments = [sys.executable, "-m", "tests.core.store.editor_process", str(path), command]
    with subprocess.Popen(
        arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def _say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _stream(path: Path) -> None:
    with Session.open(path) as session:
        first = int(session.report.text(NUMBER)) + 1
        _say("ready")
        for number in count(first):
            session.put("修改", {NUMBER: Entry(str(number)), TEXT: Entry(text_of(number))})
            _say(number)


def _points(path: Path) -> None:
    with Session.open(path) as session:
        first = int(session.report.text(NUMBER)) + 1
        _say("ready")
        for number in count(first):
            session.put("修改", {NUMBER: Entry(str(number)), TEXT: Entry(text_of(number))})
            session.save_point(str(number))
            _say(number)


def _half(path: Path) -> None:
    with Session.open(path):
        connection = connect(path, "rw")
        connection.execute("PRAGMA cache_size = 1")  # what does not fit is written into the file before the commit
        connection.execute("BEGIN")
        connection.execute("UPDATE entry SET value = ?", ("不该留下",))
        connection.executemany(
            "INSERT INTO entry VALUES (?, ?, 'typed', '', 0, 0)",
            [(f"left_over/{number}", text_of(number)) for number in range(100)],
        )
        _say("ready")
        sys.stdin.read()


def _attach(path: Path) -> None:
    class Stop:
        """Progress that stops for good at the third piece."""

        def __init__(self) -> None:
            self._pieces = 0

        def report(self, done: int, total: int, message: str) -> None:
            self._pieces += 1
            if self._pieces == 3:
                _say("ready")
                sys.stdin.read()

    with Session.open(path) as session:
        session.contents.add(io.BytesIO(bytes(5 * PIECE)), "批复.pdf", "0" * 64, Stop())


def _hold(path: Path) -> None:
    with Session.open(path):
        _say("ready")
        sys.stdin.read()


if __name__ == "__main__":
    commands = {"stream": _stream, "points": _points, "half": _half, "attach": _attach, "hold": _hold}
    commands[sys.argv[2]](Path(sys.argv[1]))
