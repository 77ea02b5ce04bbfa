"""Single cells: (printed figures, expected findings)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from monitor.case import Case
from monitor.catalogue import Language
from monitor.finding import Finding
from monitor.rules.cells import check_blank, check_doubts, check_fraction, check_negative
from parsers.form import Form, addresses
from tests.monitor.reports import build_report, case_of, flatten

CELL = "applications.granted.business"
OTHER = "applications.received_new.total"
CHANGE = "disclosure.licensing.change"
AMOUNT = "disclosure.procurement.amount"
MADE = "disclosure.regulations.made"

Rule = Callable[[Case], Iterator[Finding]]

TABLE: list[tuple[str, Rule, dict[str, Any], list[str]]] = [
    ("nought is a count", check_negative, {}, []),
    ("below nought", check_negative, {"overrides": {CELL: -1}}, [CELL]),
    ("a change may be below nought", check_negative, {"overrides": {CHANGE: -35}}, []),
    ("a doubted cell is not judged", check_negative, {"overrides": {CELL: -1}, "doubted": [CELL]}, []),
    ("a whole decimal is whole", check_fraction, {"overrides": {CELL: Decimal("3.0")}}, []),
    ("a fraction", check_fraction, {"overrides": {CELL: Decimal("1.5")}}, [CELL]),
    ("a change is whole too", check_fraction, {"overrides": {CHANGE: Decimal("-1.5")}}, [CHANGE]),
    ("an amount has decimals", check_fraction, {"overrides": {AMOUNT: Decimal("1.5")}}, []),
    ("a doubted fraction", check_fraction, {"overrides": {CELL: Decimal("1.5")}, "doubted": [CELL]}, []),
    ("all filled in", check_blank, {}, []),
    ("one blank", check_blank, {"overrides": {CELL: None}}, [CELL]),
    ("a slash is a blank", check_blank, {"overrides": {CELL: None}, "raws": {CELL: "/"}}, [CELL]),
    ("two blanks are one finding", check_blank, {"overrides": {OTHER: None, CELL: None}}, [OTHER]),
    ("a blank amount", check_blank, {"overrides": {AMOUNT: None}}, [AMOUNT]),
    ("规章 may be blank", check_blank, {"overrides": {MADE: None}}, []),
    ("a doubted blank may have been lost", check_blank, {"overrides": {CELL: None}, "doubted": [CELL]}, []),
    ("an absent row is no blank", check_blank, {"absent": ["applications.granted"]}, []),
    ("no doubts", check_doubts, {}, []),
    ("a doubt", check_doubts, {"doubted": [CELL]}, [CELL]),
    ("two doubts, the inferred one first", check_doubts, {"doubted": {CELL: None, OTHER: 3}}, [OTHER]),
]


@pytest.mark.parametrize(("rule", "report", "cells"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_cells(rule: Rule, report: dict[str, Any], cells: list[str]):
    assert [cell for _, cell in flatten(rule(case_of(build_report(**report))))] == cells


def words(findings: Iterator[Finding]) -> tuple[str, str]:
    [finding] = findings
    return finding.message(Language.EN), finding.message(Language.ZH)


def test_a_negative_count_in_words():
    assert words(check_negative(case_of(build_report({CELL: -1})))) == (
        "三、本年度办理结果（一）予以公开 · 商业企业 says -1. A number of items cannot be below nought.",
        "「三、本年度办理结果（一）予以公开 · 商业企业」填写为 -1，件数不应为负数。",
    )


def test_a_blank_in_words():
    assert words(check_blank(case_of(build_report({CELL: None})))) == (
        "1 cell of the form states no figure: 三、本年度办理结果（一）予以公开 · 商业企业. What was meant is not "
        "known; nought "
        "is not assumed.",
        "表格有 1 个单元格未填写数字：「三、本年度办理结果（一）予以公开 · 商业企业」。无法得知原意，不按 0 推定。",
    )


def test_totals_only_filling_is_one_finding_that_names_a_few_cells():
    kinds = [cell for cell in addresses(Form.F2021) if cell.startswith("applications.") and not cell.endswith(".total")]
    [finding] = check_blank(case_of(build_report(dict.fromkeys(kinds), form=Form.F2021, year=2021)))
    assert len(finding.cells) == len(kinds) == 150
    assert "and 146 more" in finding.message()
    assert "等 150 处" in finding.message(Language.ZH)


def test_doubts_in_words():
    report = build_report({CELL: None, OTHER: 2}, doubted={CELL: None, OTHER: 3})
    assert words(check_doubts(case_of(report))) == (
        "2 cells could not be read with certainty: 一、本年新收政府信息公开申请数量 · 总计 (read “2”; the sums of the "
        "form "
        "leave only 3), 三、本年度办理结果（一）予以公开 · 商业企业. Reason: the other cells of the row stand in "
        "their columns and "
        "this one has no text: lost in the copy, or left blank. No error is asserted on the strength of these cells.",
        "有 2 个单元格未能确读：「一、本年新收政府信息公开申请数量 · 总计」（读作“2”，按勾稽关系只能为 3）、"
        "「三、本年度办理结果（一）予以公开 · 商业企业」。原因：该行其余各栏均在原位，唯独此格没有文字："
        "可能在转换中丢失，也可能原文留空。本系统不以这些单元格认定任何差错。",
    )


def test_a_row_doubted_as_a_whole_is_named_once():
    rows = [cell for cell in addresses(Form.F2019) if cell.startswith(("applications.other.", "applications.results_"))]
    [finding] = check_doubts(case_of(build_report(doubted=rows)))
    assert len(finding.cells) == 14
    assert finding.message().startswith(
        "14 cells could not be read with certainty: the whole row 三、本年度办理结果（六）其他处理, the whole row "
        "三、本年度办理结果（七）总计. Reason: "
    )
    assert "「三、本年度办理结果（六）其他处理」整行、「三、本年度办理结果（七）总计」整行" in finding.message(
        Language.ZH
    )
