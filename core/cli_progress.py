"""The command that says how far a report is."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli_words import FINE, Commands, add_command, print_json
from core.editing.progress import Progress, Step, StepState, progress_of
from core.session import Session
from core.validation.run import check
from core.validation.waiver import sorted_out

_SHAPES = {
    StepState.FAULTY: "✕",
    StepState.CARRIED_OVER: "◇",
    StepState.EMPTY: "○",
    StepState.UNFINISHED: "◐",
    StepState.DONE: "●",
}


def add_commands(commands: Commands) -> None:
    """Add progress."""
    command = add_command(commands, "progress", "看报告填到哪里了，下一步做什么", _progress)
    command.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping），只读取，不改动")
    command.add_argument("--json", action="store_true", help="以 JSON 输出")


def _progress(options: argparse.Namespace) -> int:
    with Session.open(options.file, read_only=True) as session:
        report = session.report
    progress = progress_of(report, sorted_out(report, check(report)).open)
    if options.json:
        print_json(_as_json(progress))
    else:
        _print(progress)
    return FINE


def _print(progress: Progress) -> None:
    print(f"完成 {progress.percent}%（应填 {progress.wanted} 项，已填 {progress.filled} 项）")
    step = progress.next_step
    print(f"下一步：{_full_title(step)}（{step.state}）" if step else "各部分都填好了。")
    group = ""
    for step in progress.steps:
        if step.group != group:
            group = step.group
            print(f"\n{group}" if group else "")
        print(f"{'  ' if group else ''}{_line(step)}")
    if progress.elsewhere:
        print(f"\n另有 {progress.elsewhere} 条问题不在以上各处，见：ziping check")


def _line(step: Step) -> str:
    remarks = []
    if step.state is StepState.UNFINISHED:
        remarks.append(f"已填 {step.filled}/{step.wanted}")
    if step.characters and step.longest is not None:
        remarks.append(f"{step.characters} 字，不超过 {step.longest} 字")
    elif step.characters:
        remarks.append(f"{step.characters} 字")
    if step.excess:
        remarks.append(f"超出 {step.excess} 字")
    if step.findings:
        remarks.append(f"{step.findings} 条问题")
    state = "未填，可以不填" if step.state is StepState.EMPTY and not step.required else str(step.state)
    return f"{_SHAPES[step.state]} {step.title}：{'，'.join([state, *remarks])}"


def _full_title(step: Step) -> str:
    return step.title if step.group in ("", step.title) else f"{step.group} · {step.title}"


def _as_json(progress: Progress) -> dict[str, object]:
    step = progress.next_step
    return {
        "percent": progress.percent,
        "filled": progress.filled,
        "wanted": progress.wanted,
        "next": step.target if step else None,
        "findings_elsewhere": progress.elsewhere,
        "steps": [
            {
                "address": step.address,
                "group": step.group,
                "title": step.title,
                "state": step.state.value,
                "required": step.required,
                "filled": step.filled,
                "wanted": step.wanted,
                "characters": step.characters,
                "longest": step.longest,
                "excess": step.excess,
                "findings": step.findings,
                "target": step.target,
            }
            for step in progress.steps
        ],
    }
