"""The list of all checks: every rule, under its family, on two pages at most."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from core.document.blocks import Table
from core.document.check_list import FAMILIES, build_check_list, by_family, family_of
from core.document.check_words import SEVERITY_WORDS
from core.export.pdf.writer import pdf_bytes
from core.validation.registry import Rule
from core.validation.run import RULES


def test_every_family_of_rules_has_a_name_and_every_name_a_rule() -> None:
    assert {family_of(rule) for rule in RULES} == set(FAMILIES)


def test_every_rule_stands_once_under_its_family() -> None:
    groups = by_family(RULES)
    assert sorted(rule.code for _, found in groups for rule in found) == [rule.code for rule in RULES]
    assert [heading.partition("（")[0] for heading, _ in groups] == list(FAMILIES.values())
    for heading, found in groups:
        assert f"（{len(found)} 项，" in heading
        assert len({family_of(rule) for rule in found}) == 1


def test_a_family_says_what_it_is_run_on_and_is_split_where_its_rules_differ() -> None:
    (text_rule,) = (rule for rule in RULES if rule.code == "NUM-001")
    own = Rule("NUM-999", "甲", "乙", text_rule.severity, text_rule.reads, lambda inspection: iter(()))
    (first, _), (second, _) = by_family([text_rule, own])
    assert (first, second) == ("文中的数字（1 项，只校核按指标体系填写的报告）", "文中的数字（1 项，任何文稿都校核）")


def test_a_row_gives_code_severity_title_and_clause() -> None:
    (table,) = build_check_list(RULES).tables()
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.body if len(row) > 1}
    assert rows == {rule.code: [SEVERITY_WORDS[rule.severity], rule.title, rule.clause] for rule in RULES}


def test_it_is_printed_on_two_pages_with_room_for_one_more() -> None:
    document = build_check_list(RULES)
    (table,) = document.body
    assert isinstance(table, Table)
    longer = replace(document, body=(replace(table, body=table.body + table.body[1:2]),))
    with pypdfium2.PdfDocument(pdf_bytes(longer)) as pdf:
        assert len(pdf) == 2
