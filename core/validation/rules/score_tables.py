"""Tables of points of any document: what they add up to, and how the points of a row follow from its other cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from core.model.amount import format_plain, round_half_up
from core.model.finding import Place, Severity, place_of
from core.validation.inspection import Inspection, TextInspection
from core.validation.narrative.score_claims import Said, read_point_claims
from core.validation.narrative.score_funds import Execution, FundSum, executions, fund_sums, sum_of_figures
from core.validation.narrative.score_layout import Role
from core.validation.narrative.score_methods import (
    Deducted,
    Rated,
    above_worth,
    deductions,
    is_bonus,
    rated,
    says_scores_follow_rates,
)
from core.validation.narrative.score_sums import PointSum, Source, point_sums, sum_of_points
from core.validation.narrative.score_tables import Points, Row, ScoreTable, score_tables_in
from core.validation.narrative.sheets import Figure
from core.validation.registry import Fault, NotApplicable, Outcome, contradicted, text_rule

OWN_SCORES = "报告自己的得分按指标体系校核（SCR-001 至 SCR-008）"
_NONE = "没有列出分值和得分的表"
_MOST_SHOWN = 14
WHOLE_PART = Decimal(10)
FULL_MARK = Decimal(100)


def score_tables_of(inspection: TextInspection) -> tuple[ScoreTable, ...]:
    """Return the tables of points of a text."""
    return tuple(score_tables_in(inspection.manuscript.blocks))


def _judged(inspection: TextInspection) -> Iterator[NotApplicable | ScoreTable]:
    """Yield the tables that are to be judged, or why there are none."""
    if isinstance(inspection, Inspection):
        yield NotApplicable(OWN_SCORES)
        return
    tables = inspection.once(score_tables_of)
    if tables:
        yield from tables
    else:
        yield NotApplicable(_NONE)


@text_rule(
    "EVA-001",
    severity=Severity.ERROR,
    title="评分表中得分高于分值",
    clause="评分表各项得分不高于分值",
)
def check_no_score_is_above_its_points(inspection: TextInspection) -> Iterator[Outcome]:
    """No row of a table of points has a higher score than it is worth."""
    for table in _judged(inspection):
        if isinstance(table, NotApplicable):
            yield table
            continue
        for row in table.rows:
            _use(inspection, row.points.values())
        for row, worth, score in above_worth(table):
            yield contradicted(
                f"{table.title}“{row.name}”得分 {score.written}，高于分值 {worth.written}。",
                "核对分值和得分，改正填错的一个。",
                [score.place(), worth.place()],
            )


@text_rule(
    "EVA-002",
    severity=Severity.WARNING,
    title="评分表合计与各项不符",
    clause="小计、合计等于所属各项之和，分值合计等于满分",
)
def check_points_add_up(inspection: TextInspection) -> Iterator[Outcome]:
    """Totals, 小计, groups and the points in their names are what their rows add up to; a whole table is full marks."""
    carried: tuple[Row, ...] = ()
    for table in _judged(inspection):
        if isinstance(table, NotApplicable):
            yield table
            continue
        for item in point_sums(table, carried):
            _use(inspection, (item.whole, *item.readings[0]))
            if not item.agrees:
                yield _broken_sum(table, item)
        yield from _short_of_full_mark(inspection, table)
        # A form may score the money in a table of its own and have its total below the indicators.
        carried = () if table.totals else (*carried, *table.rows)


def _broken_sum(table: ScoreTable, item: PointSum) -> Fault:
    shown = "＋".join(part.written for part in item.parts[:_MOST_SHOWN])
    more = "＋…" if len(item.parts) > _MOST_SHOWN else ""
    total = sum_of_points(item.parts)
    column = table.columns.get(item.series)
    header = f"“{column.title}”列" if column else ""
    stated = "名称里写" if item.source is Source.NAME else "填"
    return contradicted(
        f"{table.title}{header}各项 {shown}{more}＝{format_plain(total)}，"
        f"“{item.name}”{stated} {item.whole.written}，相差 {format_plain(abs(total - item.whole.value))}。",
        "核对各项与合计，改正填错的一个。",
        [item.whole.place(), *(part.place() for part in item.parts)],
    )


@text_rule(
    "EVA-003",
    severity=Severity.WARNING,
    title="评分表中一行的得分算得不对",
    clause="得分等于分值减扣分，或分值乘以完成比例",
)
def check_scores_follow_from_their_rows(inspection: TextInspection) -> Iterator[Outcome]:
    """A score is what the row's points less its deduction leave, or follows its rate of completion as others do."""
    said = not isinstance(inspection, Inspection) and any(
        inspection.read(says_scores_follow_rates, passage) for passage in inspection.manuscript.passages
    )
    for table in _judged(inspection):
        if isinstance(table, NotApplicable):
            yield table
            continue
        docked, used = deductions(table)
        _use(inspection, used)
        for item in docked:
            yield _wrong_deduction(table, item)
        wrong, used = rated(table, said=said)
        _use(inspection, used)
        for missed in wrong:
            yield _wrong_rate(table, missed)


def _wrong_deduction(table: ScoreTable, item: Deducted) -> Fault:
    off = item.off.written if item.off else "0"
    found = [item.score, item.worth, *([item.off] if item.off else [])]
    return contradicted(
        f"{table.title}“{item.row.name}”分值 {item.worth.written}，扣 {off}，应得 {format_plain(item.expected)}，"
        f"得分填 {item.score.written}。",
        "核对分值、扣分和得分，改正填错的一个。",
        [points.place() for points in found],
    )


def _wrong_rate(table: ScoreTable, item: Rated) -> Fault:
    decimals = max(item.score.decimals, 2)
    how = "文中写明按完成比例计分" if item.said else f"其他 {item.agreeing} 行按完成比例计分"
    work = f"{item.worth.written}×{item.working}" if item.ratio < 1 else f"“{item.row.name}”已达到目标，应得满分"
    return contradicted(
        f"{table.title}{how}，{work}＝{format_plain(round_half_up(item.expected, decimals))}，"
        f"“{item.row.name}”得分填 {item.score.written}。",
        "核对目标值、完成值和得分；另有扣分办法的，在表中写明。",
        [item.score.place(), item.worth.place(), *item.places],
    )


@text_rule(
    "EVA-004",
    severity=Severity.WARNING,
    title="自评表的资金数或执行率对不上",
    clause="资金总额等于各项之和，执行率与预算、执行数相符",
)
def check_money_of_the_form_agrees(inspection: TextInspection) -> Iterator[Outcome]:
    """The rows of money of a form add up to their total, and 执行率 is 执行数 by one of the budgets."""
    found = False
    for table in _judged(inspection):
        if isinstance(table, NotApplicable):
            yield table
            return
        for whole in fund_sums(table.grid):
            found = True
            inspection.use(*(figure.cell.address for figure in (whole.whole, *whole.parts)))
            if not whole.agrees:
                yield _broken_funds(table, whole)
        for item in executions(table.grid):
            found = True
            inspection.use(*(figure.cell.address for figure in (item.rate, item.spent, item.budget)))
            if not item.agrees:
                yield _wrong_execution(table, item)
    if not found:
        yield NotApplicable("评分表中没有资金数和执行率")


def _broken_funds(table: ScoreTable, item: FundSum) -> Fault:
    shown = "＋".join(part.cell.text for part in item.parts)
    total = sum_of_figures(item.parts)
    gap = format_plain(abs(total - item.whole.value))
    return contradicted(
        f"{table.title}“{item.header}”列各项资金 {shown}＝{format_plain(total)}，"
        f"“{item.name}”填 {item.whole.cell.text}，相差 {gap}。",
        "核对资金总额与各项资金，改正填错的一个。",
        [_figure_place(figure) for figure in (item.whole, *item.parts)],
    )


def _wrong_execution(table: ScoreTable, item: Execution) -> Fault:
    expected = format_plain(round_half_up(item.expected, max(item.rate.decimals, 2)))
    return contradicted(
        f"{table.title}“{item.name}”执行数 {item.spent.cell.text}÷预算数 {item.budget.cell.text}＝{expected}%，"
        f"执行率填 {item.rate.cell.text}。",
        "核对预算数、执行数和执行率，改正填错的一个。",
        [_figure_place(figure) for figure in (item.rate, item.spent, item.budget)],
    )


def _figure_place(figure: Figure) -> Place:
    return place_of(figure.cell.address, figure.cell.text)


def _short_of_full_mark(inspection: TextInspection, table: ScoreTable) -> Iterator[Fault]:
    """Yield the fault of a table that is whole and whose points do not make up the full mark."""
    stated = inspection.once(stated_full_mark)
    full = stated or FULL_MARK
    total = next((row.of(Role.POINTS) for row in table.totals), None)
    counted = [row for row in table.items if not is_bonus(row)]
    parts = [points for row in counted if (points := row.of(Role.POINTS)) is not None]
    found = sum_of_points(parts)
    if not table.totals or not parts or (total is not None and total.value != found):
        return
    # What lacks a whole part (执行率 10 分) is scored elsewhere; a table that states another total means it.
    if found != full and abs(full - found) < WHOLE_PART and (total is None or stated):
        shown = "＋".join(part.written for part in parts[:_MOST_SHOWN])
        yield contradicted(
            f"{table.title}各项分值 {shown}{'＋…' if len(parts) > _MOST_SHOWN else ''}＝{format_plain(found)}，"
            f"满分为 {format_plain(full)}，相差 {format_plain(abs(full - found))}。",
            "核对各项分值，使合计等于满分。",
            [*([total.place()] if total else []), *(part.place() for part in parts)],
        )


def stated_full_mark(inspection: TextInspection) -> Decimal | None:
    """Return the full mark that the text states, where it states one."""
    stated = {
        claim.mention.value
        for passage in inspection.manuscript.passages
        for claim in inspection.read(read_point_claims, passage)
        if claim.said is Said.FULL_MARK and claim.mention.value >= WHOLE_PART * 5
    }
    return stated.pop() if len(stated) == 1 else None


def _use(inspection: TextInspection, points: Iterable[Points]) -> None:
    inspection.use(*(item.address for item in points))
