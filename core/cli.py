"""The command line: every ability of the window, scriptable.

Exit codes: 0 fine; 1 the report has findings of severity error that nobody accepted; 2 it could not be done (a sentence
on stderr).
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from core import (
    cli_check,
    cli_evidence,
    cli_history,
    cli_last_year,
    cli_parts,
    cli_progress,
    cli_read_back,
    cli_reports,
    cli_rules,
    cli_standards,
    cli_waivers,
)
from core.cli_words import BAD_CALL, ChineseParser
from core.errors import AppError

_COULD_NOT = BAD_CALL
_FAMILIES = (
    cli_reports,
    cli_history,
    cli_last_year,
    cli_read_back,
    cli_check,
    cli_waivers,
    cli_rules,
    cli_standards,
)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def main(arguments: Sequence[str] | None = None, clock: Callable[[], datetime] = _now) -> int:
    """Run one command and return its exit code; `clock` tells the time in the user's zone."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        # A console in another code page shows 〓 for what it lacks, rather than end the command.
        if reconfigure:
            reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    options.clock = clock
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except AppError as error:
        print(error.message, file=sys.stderr)
    except BrokenPipeError:
        # Whoever read our output has read enough; Python must not complain again at exit.
        sys.stderr.close()
    except Exception:  # noqa: BLE001 - a border where a bug is caught: shown whole, with the exit code of a failure
        print("程序出了意外，报告没有改动。下面的内容请交给维护人员：", file=sys.stderr)
        traceback.print_exc()
    return _COULD_NOT


def _parser() -> argparse.ArgumentParser:
    about = "部门整体支出绩效自评报告：新建、导入、校核、计分、导出"
    parser = ChineseParser(prog="ziping", description=about)
    commands = parser.add_subparsers(required=True, metavar="命令", parser_class=ChineseParser)
    families = (
        *(cli_reports, cli_evidence, cli_history, cli_last_year, cli_parts, cli_progress, cli_read_back),
        *(cli_check, cli_waivers, cli_rules, cli_standards),
    )
    for family in families:
        family.add_commands(commands)
    return parser
