"""The commands that give parts of a report to offices and merge them back."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli_changes import changes_as_json, print_changes
from core.cli_words import FINE, Commands, add_command, print_json
from core.errors import AppError
from core.handing_out import PartKind, give_out, returned_part
from core.intake.copy_changes import CopyChange
from core.intake.part_merge import PartProposal, merging
from core.model.handout import handouts
from core.model.part_standard import targets_of
from core.model.standard import Standard
from core.session import Session


def add_commands(commands: Commands) -> None:
    """Add give-out, merge and given-out."""
    giving = add_command(commands, "give-out", "把报告的几个部分分给科室填写，写成一个小的 .ziping 文件", _give_out)
    giving.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    giving.add_argument("--office", required=True, metavar="名称", help="交给哪个科室")
    giving.add_argument("--parts", required=True, nargs="+", metavar="部分", help="部分、表格或指标的名称（或地址）")
    giving.add_argument("--to", type=Path, default=Path(), metavar="文件夹", help="文件放在哪里，不写则放在当前文件夹")
    giving.add_argument(
        "--excel", action="store_true", help="写成 Excel 表格（只能有封面、明细表和评分），不写则为 .ziping"
    )
    merge = add_command(commands, "merge", "并入科室填好的部分", _merge)
    merge.add_argument("file", type=Path, metavar="报告", help="总的那份报告（.ziping）")
    merge.add_argument("part", type=Path, metavar="交回的文件", help="科室填好的 .ziping 或 .xlsx 文件，只读取，不改动")
    merge.add_argument("--apply", action="store_true", help="并入没有冲突的改动；不写则只列出，不改报告")
    merge.add_argument("--json", action="store_true", help="以 JSON 输出")
    listing = add_command(commands, "given-out", "列出分给科室的部分，哪些还没有并入", _given_out)
    listing.add_argument("file", type=Path, metavar="报告", help="报告文件（.ziping）")
    listing.add_argument("--json", action="store_true", help="以 JSON 输出")


def _give_out(options: argparse.Namespace) -> int:
    kind = PartKind.WORKBOOK if options.excel else PartKind.REPORT
    with Session.open(options.file) as session:
        targets = _targets(session.report.standard, options.parts)
        path = give_out(session, options.office, targets, options.to, options.clock(), kind)
        titles = [item.title for item in targets_of(session.report.standard) if item.address in targets]
    print(f"已写出：{path}\n其中有：{'、'.join(titles)}。填好交回后，用 merge 并入。")
    return FINE


def _targets(standard: Standard, named: list[str]) -> set[str]:
    offered = targets_of(standard)
    found = set()
    for name in named:
        matching = [target for target in offered if name in (target.address, target.title)]
        if len(matching) != 1:
            why = "有几处都叫这个名称，请写地址" if matching else "报告里没有这个部分"
            listed = "\n".join(f"  {target.title}（{target.address}）" for target in matching or offered)
            raise AppError("no_such_part", f"“{name}”：{why}，没有分出任何文件。可以写：\n{listed}")
        found.add(matching[0].address)
    return found


def _merge(options: argparse.Namespace) -> int:
    with Session.open(options.file, read_only=not options.apply) as session:
        report = session.report
        proposal = returned_part(report, options.part)
        chosen: list[CopyChange] = []
        if options.apply:
            chosen = [change for change in proposal.changes if proposal.is_proposed(change)]
            if chosen or not proposal.changes:
                session.apply(merging(report, proposal, chosen, f"{options.clock():%Y-%m-%d}"))
    if options.json:
        print_json({"office": proposal.handout.office, **changes_as_json(report, proposal, chosen)})
        return FINE
    print_changes(report, proposal, chosen, theirs="科室")
    _print_end(proposal, chosen, is_applied=options.apply)
    return FINE


def _print_end(proposal: PartProposal, chosen: list[CopyChange], *, is_applied: bool) -> None:
    count = len(proposal.changes)
    if not count:
        print(f"“{proposal.name}”里没有需要并入的改动。")
    elif is_applied:
        print(f"共 {count} 处改动，并入 {len(chosen)} 处。")
    else:
        print(f"共 {count} 处改动，报告没有改动。要并入，加上 --apply。")


def _given_out(options: argparse.Namespace) -> int:
    with Session.open(options.file, read_only=True) as session:
        standard, found = session.report.standard, handouts(session.report)
    if options.json:
        print_json(
            [
                {
                    "office": item.office,
                    "given_on": item.given_on,
                    "parts": list(item.targets),
                    "returned_on": item.returned_on,
                }
                for item in found
            ]
        )
        return FINE
    for item in found:
        state = f"{item.returned_on} 已并入" if item.returned_on else "还没有并入"
        print(f"{item.office}（{item.given_on} 分出，{state}）：{item.words(standard)}")
    if not found:
        print("没有分给科室的部分。")
    return FINE
