"""Sections, tables and the form used."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.catalogue import Severity
from monitor.rules.structure import check_form, check_pictures, check_sections, check_tables
from parsers.form import DISCLOSURE_ITEMS, DISPUTE_KINDS, Form, application_rows
from parsers.report import Section
from tests.monitor.reports import SIX_SECTIONS, build_report, case_of

E, W = Severity.ERROR, Severity.WARNING
Expected = list[tuple[str, Severity]]


def without(*numbers: int) -> tuple[Section, ...]:
    return tuple(section for section in SIX_SECTIONS if section.number not in numbers)


MERGED = (*without(5, 6), Section(5, "存在的主要问题及改进情况、其他需要报告的事项", ""))
RUN_ON = (*without(5, 6), Section(5, "存在的主要问题及改进情况", "略。\n六、 其他需要报告的事项\n无。"))
LIST_OF_SIX = (*without(1, 6), Section(1, "总体情况", "本报告由总体情况……其他需要报告的事项六部分组成。"))

SECTIONS: list[tuple[str, dict[str, Any], Expected]] = [
    ("all six", {}, []),
    ("section 五 left out", {"sections": without(5)}, [("5", E)]),
    ("two left out", {"sections": without(1, 6)}, [("1", E), ("6", E)]),
    ("two under one heading", {"sections": MERGED}, []),
    ("a heading in the running text", {"sections": RUN_ON}, []),
    ("named in the text only", {"sections": LIST_OF_SIX}, [("6", E)]),
    ("heading lost, table there", {"sections": without(3)}, [("3", W)]),
    ("heading and table lost", {"sections": without(3), "absent": ["applications"]}, [("3", E)]),
    ("no heading made out", {"sections": ()}, [("all", W)]),
    ("before the six sections", {"sections": (), "year": 2018, "form": Form.LEGACY}, []),
]  # fmt: skip


@pytest.mark.parametrize(("report", "expected"), [row[1:] for row in SECTIONS], ids=[row[0] for row in SECTIONS])
def test_sections(report: dict[str, Any], expected: Expected):
    findings = check_sections(case_of(build_report(**report)))
    assert [(finding.subject, finding.severity) for finding in findings] == expected


APPLICATION_ROWS = [f"applications.{row.label.name}" for row in application_rows(Form.F2019)]
DISCLOSURE_ROWS = [f"disclosure.{item.label.name}" for item in DISCLOSURE_ITEMS]

TABLES: list[tuple[str, dict[str, Any], Expected]] = [
    ("all three", {}, []),
    ("no table of disputes", {"absent": ["disputes"]}, [("disputes", E)]),
    ("no tables", {"absent": ["disputes", "disclosure", "applications"]},
     [("disclosure", E), ("applications", E), ("disputes", E)]),
    ("one row not found", {"absent": [APPLICATION_ROWS[3]]}, [("applications", W)]),
    ("规章 left out", {"absent": [DISCLOSURE_ROWS[0]]}, []),
    ("all doubted", {"absent": ["disputes"], "doubted": ["disputes.review.total", "disputes.litigation_direct.total",
     "disputes.litigation_after_review.total"]}, []),
    ("before the tables", {"year": 2018, "form": Form.LEGACY}, []),
]  # fmt: skip


@pytest.mark.parametrize(("report", "expected"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_tables(report: dict[str, Any], expected: Expected):
    findings = check_tables(case_of(build_report(**report)))
    assert [(finding.subject, finding.severity) for finding in findings] == expected


def test_missing_rows_are_named():
    [finding] = check_tables(case_of(build_report(absent=["applications.granted", "disputes.xxx"])))
    assert finding.message() == (
        "In the table of section 三、收到和处理政府信息公开申请情况, 1 row of the official form was not found: "
        "三、本年度办理结果（一）予以公开."
    )


FORMS: list[tuple[str, dict[str, Any], list[Severity]]] = [
    ("2019 form for 2020", {"year": 2020}, []),
    ("2021 form for 2021", {"year": 2021, "form": Form.F2021}, []),
    ("2019 form for 2022", {"year": 2022}, [E]),
    ("2021 form for 2020", {"year": 2020, "form": Form.F2021}, [W]),
    ("no form before 2019", {"year": 2018, "form": Form.F2019}, []),
    ("tables of no official form", {"year": 2021, "form": Form.LEGACY}, []),
    ("nothing that only the old form has", {"year": 2021, "absent": ["disclosure", "applications.other"]}, []),
]


@pytest.mark.parametrize(("report", "severities"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS])
def test_forms(report: dict[str, Any], severities: list[Severity]):
    assert [finding.severity for finding in check_form(case_of(build_report(**report)))] == severities


def test_a_table_that_is_a_picture_is_a_warning() -> None:
    report = replace(build_report(), pictured=("applications",))
    [finding] = check_pictures(case_of(report))
    assert (finding.code, finding.severity, finding.subject) == ("table.picture", "warning", "applications")
    assert "published as a picture" in finding.message()
    assert list(check_pictures(case_of(build_report()))) == []


def test_a_table_that_may_hide_in_a_picture_is_not_called_missing() -> None:
    kinds = [f"disputes.{kind.name}" for kind in DISPUTE_KINDS]
    report = replace(build_report(absent=kinds), pictures=2)
    [finding] = check_tables(case_of(report))
    assert (finding.code, finding.severity) == ("table.picture", "warning")
    assert "may be one of them" in finding.message()
