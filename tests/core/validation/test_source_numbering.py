"""What was wrong with the typed numbers of an imported text, though the report prints its own."""

from __future__ import annotations

from core.intake.text import Intake, import_text
from core.model.finding import Finding, Severity
from core.model.report import Report
from core.standard.catalog import find_standard
from core.validation.run import CheckRun, check
from core.validation.source_numbering import with_numbering

SOURCE = """一、部门基本情况
（一）部门职能
{duties}
(二)机构设置
内设 3 个科室。
（三）年度总体工作和重点工作任务
{tasks}
"""


def intake_of(duties: str = "负责湖泊保护。", tasks: str = "完成 12 个湖泊的巡查。") -> Intake:
    return import_text(SOURCE.format(duties=duties, tasks=tasks), find_standard("foshan-2020"), "文稿.txt")


def run_of(intake: Intake) -> CheckRun:
    return with_numbering(check(Report(find_standard("foshan-2020"), dict(intake.entries))), intake.numbering)


def only(run: CheckRun, rule: str) -> Finding:
    (finding,) = [item for item in run.findings if item.rule == rule]
    return finding


def test_styles_of_typed_numbers_are_told_where_the_report_has_what_they_numbered() -> None:
    run = run_of(intake_of())
    finding = only(run, "FRM-003")
    assert finding.severity is Severity.HINT
    assert "2 处写“（二）”式，1 处写“(二)”式" in finding.message
    assert "标题和段落的编号由程序统一，不必逐处改" in finding.todo
    assert [(place.address, place.text) for place in finding.places] == [("narrative/overview/organisation", "")]
    assert finding.edits == ()
    assert "FRM-003" in run.coverage.ran
    assert "FRM-003" not in [skipped.rule for skipped in run.coverage.not_applicable]


def test_numbers_inside_a_paragraph_are_not_put_right_by_the_import() -> None:
    intake = intake_of(tasks="完成以下任务：1.巡查湖泊；2.清理湖岸；3.建监测站；4、修护栏。")
    finding = only(run_of(intake), "FRM-003")
    assert finding.todo.endswith("段落里面的序号仍要自己改。")
    assert "4、" in [place.text for place in finding.places]


def test_number_left_out_of_a_list_is_told_though_the_paragraphs_have_lost_their_numbers() -> None:
    intake = intake_of(duties="1.巡查湖泊。\n2.清理湖岸。\n4.建监测站。")
    assert "序号“2”之后是“4”，缺“3”" in only(run_of(intake), "FRM-006").message


def test_import_says_so_with_the_lines_of_the_source() -> None:
    (note,) = [note for note in intake_of().notes if note.startswith("原稿")]
    assert note.endswith("导入后标题和段落的编号已由程序统一（第 4 行）。")


def test_sound_numbers_say_nothing() -> None:
    sound = import_text(
        SOURCE.format(duties="略。", tasks="略。").replace("(二)", "（二）"), find_standard("foshan-2020"), "文稿"
    )
    assert sound.numbering == ()
    run = check(Report(find_standard("foshan-2020"), dict(sound.entries)))
    assert with_numbering(run, sound.numbering) is run
