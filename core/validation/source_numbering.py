"""Numbers of points as the source of an import had them: the report prints its own, so no check of it can see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from core.model.finding import Finding, Place
from core.model.manuscript import Manuscript
from core.validation.coverage import Ledger
from core.validation.rules import point_numbers
from core.validation.run import GRAVITY, CheckRun, check_text

_RULES = (
    point_numbers.check_numbers_of_points_are_written_alike,
    point_numbers.check_numbers_of_points_follow_each_other,
)
STYLES = point_numbers.check_numbers_of_points_are_written_alike.code
_WILL_BE_ALIKE = "改为同一种写法。把文稿导入程序再导出的，标题和段落的编号由程序统一，不必逐处改。"
_WITHIN = "段落里面的序号仍要自己改。"


def numbering_of_source(source: Manuscript) -> tuple[Finding, ...]:
    """Return what is wrong with the numbers of points of a text as it was typed."""
    return check_text(source, rules=_RULES).findings


def placed_in_report(finding: Finding, where: Callable[[str], str | None]) -> Finding | None:
    """Return a finding of the source at the places of the report that `where` gives for those of the source.

    The numbers themselves stand nowhere in the report: its places are blank ones. `None` where no place is left.
    """
    places = dict.fromkeys(found for place in finding.places if (found := where(place.address)) is not None)
    if not places:
        return None
    todo = _WILL_BE_ALIKE if finding.rule == STYLES else finding.todo
    return replace(finding, places=tuple(Place(address) for address in places), todo=todo, edits=())


def with_numbering(run: CheckRun, numbering: Iterable[Finding]) -> CheckRun:
    """Return a run over an imported report with what was wrong in its source, the run's own of the rule taken up."""
    own = {finding.rule: finding for finding in run.findings}
    found = {finding.rule: _with_own(finding, own.get(finding.rule)) for finding in numbering}
    if not found:
        return run
    others = [finding for finding in run.findings if finding.rule not in found]
    findings = sorted([*others, *found.values()], key=lambda finding: GRAVITY[finding.severity])
    return replace(run, findings=tuple(findings), coverage=_with_rules(run.coverage, found))


def _with_own(finding: Finding, own: Finding | None) -> Finding:
    """Return a finding of the source with the places where the report has the fault still: within its paragraphs."""
    if own is None:
        return finding
    todo = finding.todo + _WITHIN if finding.rule == STYLES else finding.todo
    return replace(finding, todo=todo, places=tuple(dict.fromkeys((*own.places, *finding.places))))


def _with_rules(ledger: Ledger, codes: Iterable[str]) -> Ledger:
    """Return a ledger that says that rules have run."""
    ran = {*ledger.ran, *codes}
    order = [*ledger.ran, *(skipped.rule for skipped in ledger.not_applicable)]
    return replace(
        ledger,
        ran=tuple(sorted(ran, key=order.index)),
        not_applicable=tuple(skipped for skipped in ledger.not_applicable if skipped.rule not in ran),
    )
