"""The command that lists the points of a report's history, compares two of them, or brings one back."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli_words import FINE, Commands, add_command
from core.editing.version_comparison import compare
from core.errors import AppError
from core.model.report import Report
from core.session import Session
from core.store.points import Point, PointKind

_NOW = "现在"
_KINDS = {PointKind.NAMED: "命名版本", PointKind.AUTOMATIC: "自动保留"}
_UNHARMED = "报告没有改动。"


def add_commands(commands: Commands) -> None:
    """Add history."""
    history = add_command(commands, "history", "列出历史版本、比较两个版本，或恢复到某个版本", _history)
    history.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    history.add_argument("--save", metavar="名称", help="把报告现在的样子保存为一个版本")
    history.add_argument(
        "--compare", nargs=2, metavar=("甲", "乙"), help=f"比较两个版本：写序号，或写“{_NOW}”指报告现在的样子"
    )
    history.add_argument("--restore", metavar="序号", help="恢复到这个版本，作为一步新的修改，可以撤销")
    history.add_argument("--part", metavar="地址", help="只恢复一处：部分、表格或指标的地址，比较时列出")


def _history(options: argparse.Namespace) -> int:
    acts = [options.save is not None, options.compare is not None, options.restore is not None]
    if sum(acts) > 1:
        raise AppError("bad_call", f"--save、--compare、--restore 每次只写一个。{_UNHARMED}")
    if options.part is not None and options.restore is None:
        raise AppError("bad_call", f"--part 要和 --restore 一起写。{_UNHARMED}")
    with Session.open(options.file, read_only=options.save is None and options.restore is None) as session:
        if options.save is not None:
            _save(session, options.save.strip())
        elif options.compare is not None:
            _compare(session, *options.compare)
        elif options.restore is not None:
            _restore(session, options.restore, (options.part or "").strip())
        else:
            _list(session)
    return FINE


def _list(session: Session) -> None:
    points = session.points()
    if not points:
        print("还没有历史版本。修改报告时会自动保留，也可以用 --save 名称 保存一个。")
    for number, point in enumerate(points, start=1):
        print(f"{number}. {point.made_at.astimezone():%Y-%m-%d %H:%M}  {_KINDS[point.kind]}  {point.name}")


def _save(session: Session, name: str) -> None:
    if not name:
        raise AppError("bad_call", f"--save 后面要写版本的名称。{_UNHARMED}")
    session.save_point(name)
    print(f"已保存版本“{name}”。")


def _compare(session: Session, first: str, second: str) -> None:
    parts = compare(_report_of(session, first), _report_of(session, second))
    for part in parts:
        print(f"{part.title}（{part.address}）")
        for item in part.differences:
            print(f"  {item.title}：{item.kind_words}")
            print(f"    甲：{item.before or '（空白）'}\n    乙：{item.after or '（空白）'}")
    count = sum(len(part.differences) for part in parts)
    print(f"共 {count} 处不同。" if count else "两个版本没有不同。")


def _restore(session: Session, number: str, part: str) -> None:
    point = _point_of(session, number)
    change = session.restore(point, part)
    if change.puts:
        print(f"已恢复到“{point.name}”，改动 {len(change.puts)} 处；恢复前的内容也留在历史版本里。")
    else:
        print(f"{f'“{part}”处' if part else '报告'}与“{point.name}”没有不同，{_UNHARMED}")


def _report_of(session: Session, number: str) -> Report:
    return session.report if number == _NOW else session.report_at(_point_of(session, number))


def _point_of(session: Session, number: str) -> Point:
    points = session.points()
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(points):
        return points[int(number) - 1]
    raise AppError("no_such_point", f"没有序号为“{number}”的历史版本。{_UNHARMED}序号见：ziping history 报告")
