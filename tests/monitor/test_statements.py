"""What real texts state, against their tables: exactly what people found, and silence where they found nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.watchlist import Body, BodyKind
from monitor.case import Case
from monitor.rules import evaluate
from monitor.rules.deadlines import BodyYear, check_deadline
from parsers import Hint, Report, parse
from parsers.form import Form, form_in_force
from parsers.report import Section
from tests.monitor.reports import FIXTURES, SIX_SECTIONS, TODAY, build_report

STATEMENTS = FIXTURES.parent / "statements"
SAMPLES: list[dict[str, Any]] = json.loads((STATEMENTS / "samples.json").read_text(encoding="utf-8"))
A, D, P = "applications.", "disclosure.", "disputes."

REAL: dict[str, list[tuple[str, str]]] = {
    "reports/zengcheng_government_services_2020/input.txt": [("reading.doubt", "warning")],
    "reports/jiahe_subdistrict_2020/input.txt": [("reading.doubt", "warning")],
    "reports/liwan_government_services_2020/input.txt": [],
    "reports/huangge_town_2020/input.txt": [("reading.doubt", "warning")],
    "reports/wujiang_district_2020/input.txt": [("date.incomplete", "info"), ("date.signed_too_early", "error")],
    "statements/shanghai_general_office_2019.html": [
        ("cell.blank", "warning"),
        ("disclosure.unit", "info"),
        ("narrative.applications", "warning"),
        ("narrative.applications", "warning"),
        ("narrative.disputes", "warning"),
    ],
    "statements/shanghai_general_office_2025.txt": [("reading.doubt", "warning")],
    "statements/shuyang_drc_2023.html": [("cell.blank", "warning")],
}
"""The findings that the transcribers' notes support, and no others."""


def real(name: str) -> Report:
    path = FIXTURES.parent / name
    return parse(path.read_bytes(), Hint(name=path.name))


@pytest.mark.parametrize(("name", "expected"), REAL.items(), ids=[name.split("/")[1] for name in REAL])
def test_real_reports(name: str, expected: list[tuple[str, str]]) -> None:
    result = evaluate(Case(real(name), dt.date(2026, 4, 1)))
    assert result.failures == ()
    assert sorted((finding.code, str(finding.severity)) for finding in result.findings) == expected


def test_what_shanghai_said_in_2019() -> None:
    findings = evaluate(Case(real("statements/shanghai_general_office_2019.html"), TODAY)).findings
    told = {(each.expected, each.found) for each in findings if each.code.startswith("narrative.")}
    assert told == {(275, 258), (337, 265), (5, 7)}


def rows(**totals: int) -> dict[str, int]:
    """Totals of application rows; who applied does not matter to what the text says."""
    return {f"{A}{row}.total": value for row, value in totals.items()}


NONE: frozenset[str] = frozenset()
VERDICTS: dict[str, tuple[Mapping[str, int], frozenset[str]]] = {
    # The verdict is "ambiguous": 57 of 70 are accounted for, and nothing is proved.
    "亳州市人民政府办公室": (rows(received_new=70, granted=17, denied_internal_affairs=6, unable_not_held=21,
                           other_other=12, rejected_petition=13, results_total=69, carried_over=1), NONE),
    # Ambiguous again: 27 may be new, or new and carried in. Both tables agree with the text.
    "忠县人民政府办公室": (rows(received_new=27, carried_in=5, results_total=15, carried_over=17), NONE),
    "四川省人民政府办公厅": (rows(received_new=1187, carried_in=74, results_total=1181, carried_over=80)
                    | {f"{P}review.total": 27, f"{P}litigation_direct.total": 15}, NONE),
    "深圳市市场监督管理局龙华监管局": (
        rows(received_new=112, carried_in=9, granted=60, granted_partly=13, denied_enforcement_files=6,
             unable_not_held=26, rejected_petition=3, other_other=11, results_total=119, carried_over=2)
        | {f"{P}review.upheld": 6, f"{P}review.pending": 1, f"{P}review.total": 7, f"{P}litigation_direct.pending": 2,
           f"{P}litigation_direct.total": 2, f"{P}litigation_after_review.upheld": 1,
           f"{P}litigation_after_review.total": 1}, NONE),
    "武汉市公安局": (rows(received_new=464, carried_in=3, results_total=441, carried_over=26), NONE),
    "昆明市应急管理局": (rows(received_new=13, granted=2, granted_partly=1, unable_not_held=9, other_other=1,
                       results_total=13), NONE),
    # 21 counts items in two units; 36 and 24 on the website are counted differently: nothing is compared.
    "鲤城区应急管理局": ({f"{D}normative_documents.issued": 1, f"{D}licensing.decisions": 30,
                   f"{D}penalties.decisions": 16, f"{D}coercion.decisions": 6}, NONE),
    # 办理 is what was answered, not what was received; percentages that make 99.9 are rounded.
    "丽水市": (rows(received_new=1541, carried_in=20, results_total=1527, carried_over=34), NONE),
    "广州市荔湾区人民政府": (rows(received_new=1040, carried_in=38, results_total=1042, carried_over=36)
                    | {f"{D}normative_documents.issued": 7}, NONE),
    # Channels divide new and carried in together.
    "(怀化某县)": (rows(received_new=9, carried_in=1, results_total=10) | {f"{P}review.total": 1}, NONE),
    "深圳市光明区凤凰街道": (rows(received_new=7, results_total=7), NONE),
    # The one error of the narrative: parts of 1707 in a whole of 1386, in the brackets of the template.
    "海口国家高新区": ({}, frozenset({"narrative.sum", "text.template_left"})),
    "厦门市翔安区应急管理局": ({}, NONE),
    # A stale citation; the form is not called outdated for it.
    "深圳市人民政府": ({}, frozenset({"form.stale_basis"})),
    "海关总署": ({}, NONE),
    "亳州市谯城区十八里镇": ({}, NONE),
    "永川高新技术产业开发区管委会": ({}, NONE),
    "江门市政务服务数据管理局": (
        rows(received_new=4, granted=2, granted_partly=1, unable_not_held=1, results_total=4), NONE),
    "重庆市开州区金峰镇": ({}, NONE),
}  # fmt: skip
"""For each body, the table its text belongs to, and the findings that the verdict supports."""

OF_THE_TEXT = ("narrative.", "text.", "form.", "year.", "body.")


def sample(body: str) -> dict[str, Any]:
    return next(each for each in SAMPLES if each["body"] == body)


def as_report(body: str, figures: Mapping[str, int]) -> Report:
    """The sentences as section 一 of a report with these figures, every other cell nought."""
    written = sample(body)
    text = written["text"].replace("[…]", "")
    sections = (Section(1, "总体情况", text), *SIX_SECTIONS[1:])
    form = form_in_force(written["year"])
    built = build_report(figures, form=form, year=written["year"], sections=sections)
    return replace(built, body=body, title=f"{body}{written['year']}年政府信息公开工作年度报告")


def findings_of_the_text(report: Report, **more: Any) -> set[str]:
    found = evaluate(Case(report, dt.date(2026, 4, 1), **more)).findings
    return {finding.code for finding in found if finding.code.startswith(OF_THE_TEXT)}


def test_every_sample_has_a_verdict_here() -> None:
    assert {each["body"] for each in SAMPLES} == {*VERDICTS, "乐山市金口河区文化广播电视体育和旅游局"}


@pytest.mark.parametrize("body", VERDICTS)
def test_verdicts_on_the_samples(body: str) -> None:
    figures, expected = VERDICTS[body]
    assert findings_of_the_text(as_report(body, figures)) == expected


@pytest.mark.parametrize(
    ("body", "cell", "code"),
    [
        ("武汉市公安局", f"{A}results_total.total", "narrative.applications"),
        ("昆明市应急管理局", f"{A}granted.total", "narrative.applications"),
        ("深圳市市场监督管理局龙华监管局", f"{P}litigation_direct.total", "narrative.disputes"),
        ("深圳市市场监督管理局龙华监管局", f"{P}review.upheld", "narrative.disputes"),
    ],
)
def test_another_figure_in_the_table_is_noticed(body: str, cell: str, code: str) -> None:
    """The silence above is not deafness."""
    figures = VERDICTS[body][0]
    assert code in findings_of_the_text(as_report(body, {**figures, cell: figures[cell] + 40}))


def test_growth_is_checked_against_last_year() -> None:
    """凤凰街道: seven applications, 75 % more than the year before, which makes four."""

    def told(last_year: int) -> set[str]:
        report = as_report("深圳市光明区凤凰街道", rows(received_new=7, results_total=7))
        previous = build_report(rows(received_new=last_year), form=Form.F2021, year=2023)
        return findings_of_the_text(report, previous=previous)

    assert told(4) == set()
    assert told(5) == {"narrative.applications"}


def test_headings_without_tables() -> None:
    """金口河: headings 二 to 四 with nothing below them, no 五 and no 六."""
    sections = tuple(section for section in SIX_SECTIONS if section.number in (2, 3, 4))
    tables = ["disclosure", "applications", "disputes"]
    report = build_report(form=Form.F2021, year=2024, sections=sections, absent=tables)
    found = evaluate(Case(replace(report, pictures=3), TODAY)).findings
    assert {(each.code, each.subject) for each in found} == {
        ("section.missing", "1"),
        ("section.missing", "5"),
        ("section.missing", "6"),
        *(("table.picture", table) for table in tables),
    }


def test_a_report_published_a_year_late_is_told_by_its_date() -> None:
    """翔安: the text of 2022 stood on a page of January 2024: posted again, or last year's in place of this year's."""
    body = Body(id="xiangan", name="厦门市翔安区应急管理局", kind=BodyKind.DEPARTMENT)
    published = dt.date(2024, 1, 16)
    status = BodyYear(body, 2022, published, published, has_report=True, column_read_on=published)
    assert [finding.code for finding in check_deadline(status)] == ["deadline.late"]


def test_two_reports_of_one_body_and_year_of_different_scope_are_not_compared() -> None:
    """海关总署: one report of the head office, one of all customs; their totals differ and should."""

    def customs(year: int, title: str, **totals: int) -> Report:
        built = build_report(rows(**totals), form=form_in_force(year), year=year)
        return replace(built, body="海关总署", title=title)

    own = customs(2021, "海关总署(本级机关)2021年政府信息公开工作年度报告", carried_in=1)
    system = customs(2020, "2020年度海关系统政府信息公开工作年度报告", carried_over=90)
    same = customs(2020, "海关总署(本级机关)2020年政府信息公开工作年度报告", carried_over=90)

    def carried(previous: Report) -> list[str]:
        found = evaluate(Case(own, TODAY, previous=previous)).findings
        return [each.code for each in found if each.code == "applications.carry_over"]

    assert carried(system) == []
    assert carried(same) == ["applications.carry_over"]


def test_every_fixture_is_looked_at() -> None:
    assert {name for name in REAL if name.startswith("statements/")} == {
        f"statements/{path.name}" for path in Path(STATEMENTS).iterdir() if path.suffix in (".html", ".txt")
    }
