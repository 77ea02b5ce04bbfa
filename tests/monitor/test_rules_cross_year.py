"""A report against the year before: (last year's figures, this year's figures, expected findings)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from monitor.case import Case
from monitor.catalogue import Language, Severity
from monitor.finding import Finding
from monitor.rules.cross_year import check_carry_over, check_pending_disputes, check_prior_items, check_roll_forward
from parsers.form import Form
from parsers.report import Report
from tests.monitor.reports import build_report, case_of, flatten

OVER, IN = "applications.carried_over.", "applications.carried_in."
LICENSING = "disclosure.licensing."
NORMATIVE = "disclosure.normative_documents."

Rule = Callable[[Case], Iterator[Finding]]
Figures = dict[str, Any]

CARRY_OVER: list[tuple[str, Figures, Figures, list[str]]] = [
    ("agrees", {OVER + "total": 2}, {IN + "total": 2}, []),
    ("total differs", {OVER + "total": 2}, {IN + "total": 3}, [IN + "total"]),
    ("total and kind are one finding", {OVER + "total": 2, OVER + "other": 2}, {}, [IN + "total"]),
    ("kinds alone", {OVER + "other": 1}, {IN + "business": 1}, [IN + "business", IN + "other"]),
    ("a blank states nothing", {OVER + "total": None}, {IN + "total": 3}, []),
    ("nor does a blank of this year", {OVER + "total": 2}, {IN + "total": None}, []),
]


@pytest.mark.parametrize(("old", "new", "cells"), [row[1:] for row in CARRY_OVER], ids=[row[0] for row in CARRY_OVER])
def test_carry_over(old: Figures, new: Figures, cells: list[str]):
    case = case_of(build_report(new), build_report(old, year=2019))
    assert [cell for _, cell in flatten(check_carry_over(case))] == cells


@pytest.mark.parametrize("doubted", [(OVER, ""), ("", IN)])
def test_a_doubt_on_either_side_accuses_nobody(doubted: tuple[str, str]):
    old, new = ([mark + "total"] if mark else [] for mark in doubted)
    previous = build_report({OVER + "total": 2}, year=2019, doubted=old)
    assert list(check_carry_over(case_of(build_report(doubted=new), previous))) == []


def test_the_total_is_an_error_and_a_kind_a_warning():
    def severity(column: str) -> Severity:
        [finding] = check_carry_over(case_of(build_report(), build_report({OVER + column: 2}, year=2019)))
        return finding.severity

    assert severity("total") is Severity.ERROR
    assert severity("research") is Severity.WARNING


def test_operands_carry_the_year_they_stand_in():
    [finding] = check_carry_over(case_of(build_report(), build_report({OVER + "total": 2}, year=2019)))
    assert [(operand.cell, operand.raw, operand.year) for operand in finding.operands] == [
        (IN + "total", "0", 2020),
        (OVER + "total", "2", 2019),
    ]
    assert finding.message() == (
        "二、上年结转政府信息公开申请数量 · 总计 says 0; the report on 2019 says 2 under 四、结转下年度继续办理 · "
        "总计. The two have "
        "to be the same figure."
    )
    assert finding.message(Language.ZH) == (
        "「二、上年结转政府信息公开申请数量 · 总计」填写为 0，而 2019 年度报告「四、结转下年度继续办理 · 总计」为 2，"
        "两数应当一致。"
    )


PRIOR: list[tuple[Figures, Figures, list[str]]] = [
    ({LICENSING + "prior_items": 10, LICENSING + "change": -2}, {LICENSING + "prior_items": 8}, []),
    ({LICENSING + "prior_items": 10, LICENSING + "change": -2}, {LICENSING + "prior_items": 10}, [LICENSING]),
    ({LICENSING + "prior_items": None}, {LICENSING + "prior_items": 10}, []),
]


@pytest.mark.parametrize(("old", "new", "cells"), PRIOR)
def test_prior_items(old: Figures, new: Figures, cells: list[str]):
    case = case_of(build_report(new), build_report(old, year=2019))
    assert [cell for _, cell in flatten(check_prior_items(case))] == [f"{cell}prior_items" for cell in cells]


ROLL: list[tuple[Figures, Figures, list[str]]] = [
    (
        {NORMATIVE + "in_force": 10},
        {NORMATIVE + "in_force": 11, NORMATIVE + "issued": 2, NORMATIVE + "repealed": 1},
        [],
    ),
    ({NORMATIVE + "in_force": 10}, {NORMATIVE + "in_force": 2, NORMATIVE + "issued": 2}, [NORMATIVE + "in_force"]),
    ({NORMATIVE + "in_force": 10}, {NORMATIVE + "in_force": 2, NORMATIVE + "issued": None}, []),
]


@pytest.mark.parametrize(("old", "new", "cells"), ROLL)
def test_roll_forward(old: Figures, new: Figures, cells: list[str]):
    report = build_report(new, form=Form.F2021, year=2022)
    findings = check_roll_forward(case_of(report, build_report(old, form=Form.F2021, year=2021)))
    assert [cell for _, cell in flatten(findings)] == cells


PENDING: list[tuple[Figures, Figures, int]] = [
    ({"disputes.review.pending": 1}, {"disputes.review.total": 1}, 0),
    ({"disputes.review.pending": 1}, {"disputes.litigation_direct.total": 1}, 0),
    ({"disputes.review.pending": 2}, {"disputes.review.total": 1}, 1),
    ({"disputes.review.pending": None}, {}, 0),
]


@pytest.mark.parametrize(("old", "new", "findings"), PENDING)
def test_pending_disputes(old: Figures, new: Figures, findings: int):
    case = case_of(build_report(new), build_report(old, year=2019))
    assert len(list(check_pending_disputes(case))) == findings


F2019, F2021 = Form.F2019, Form.F2021
STRANGERS: list[tuple[Rule, Report, Report | None]] = [
    (check_carry_over, build_report(), None),
    (check_carry_over, build_report(), build_report({OVER + "total": 2}, year=2018)),
    (check_prior_items, build_report(form=F2021, year=2021), build_report({LICENSING + "change": 5}, year=2020)),
    (check_roll_forward, build_report(form=F2021, year=2021), build_report(year=2020)),
    (check_pending_disputes, build_report(), None),
]


@pytest.mark.parametrize(("rule", "report_", "previous"), STRANGERS)
def test_only_neighbouring_years_of_one_form_are_compared(rule: Rule, report_: Report, previous: Report | None):
    assert list(rule(case_of(report_, previous))) == []
