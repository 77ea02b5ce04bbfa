"""Two versions of a report, documents that are gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from monitor.catalogue import Language
from monitor.finding import Finding
from monitor.rules.changes import check_revision, check_withdrawal, compare_reports
from parsers.report import Section, SignOff
from tests.monitor.reports import SIX_SECTIONS, build_report

CELL = "applications.received_new.total"
URL = "https://www.example.gov.cn/1.html"


def six(first: str) -> tuple[Section, ...]:
    return (Section(1, "总体情况", first), *SIX_SECTIONS[1:])


SAME: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("itself", {}, {}),
    ("white space", {"sections": six("主动公开 12 条")}, {"sections": six("主动公开12\n条")}),
    ("full-width digits", {"raws": {CELL: "９"}}, {"raws": {CELL: "9"}}),
    ("a doubted cell", {"overrides": {CELL: 9}, "doubted": [CELL]}, {"overrides": {CELL: 8}}),
    ("a date known once", {"published_on": dt.date(2021, 1, 8)}, {}),
    (
        "a visit counter",
        {"sections": six("公开12条。浏览次数：1024")},
        {"sections": six("公开12条。浏览次数：1,025次")},
    ),
    (
        "a counter among what pages add",
        {"sections": six("公开12条。 访问量: 7 【打印本页】【关闭窗口】")},
        {"sections": six("公开12条。 访问量: 8 【打印本页】【关闭窗口】")},
    ),
    (
        "the time of generation",
        {"sections": six("公开12条。页面生成时间：2021-01-20 10:00:01")},
        {"sections": six("公开12条。页面生成时间：2021-01-21 11:02:03")},
    ),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_no_difference(old: dict[str, Any], new: dict[str, Any]):
    assert not compare_reports(build_report(**old), build_report(**new))
    assert list(check_revision(build_report(**old), build_report(**new), "sample", URL)) == []


def test_visits_that_the_report_itself_states_count():
    old, new = (build_report(sections=six(f"网站访问量:{n}次，较上年增长。")) for n in (12, 13))
    assert len(list(check_revision(old, new, "sample", URL))) == 1


def test_a_report_put_elsewhere_is_revised_only_where_it_reads_otherwise():
    old = build_report(published_on=dt.date(2021, 1, 8))
    moved = build_report(published_on=dt.date(2021, 3, 9), title="年度报告（重新发布）")
    altered = build_report(published_on=dt.date(2021, 3, 9), overrides={CELL: 8})
    assert list(check_revision(old, moved, "sample", URL, moved=True)) == []
    assert [finding.cells for finding in check_revision(old, altered, "sample", URL, moved=True)] == [(CELL,)]


def revised(old: dict[str, Any], new: dict[str, Any]) -> Finding:
    [finding] = check_revision(build_report(**old), build_report(**new), "sample", URL)
    return finding


LONG = "建设。" * 100

DIFFERENT: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("a figure", {"overrides": {CELL: 9}}, {"overrides": {CELL: 8}},
     "一、本年新收政府信息公开申请数量 · 总计 9 → 8"),
    ("a figure blanked", {}, {"overrides": {CELL: None}}, "一、本年新收政府信息公开申请数量 · 总计 0 → (blank)"),
    ("a word", {"sections": six(LONG + "公开12条。" + LONG)}, {"sections": six(LONG + "公开13条。" + LONG)},
     "section 1 “…建设。公开12条。建设。建…” → “…建设。公开13条。建设。建…”"),
    ("a section gone", {}, {"sections": SIX_SECTIONS[:5]}, "section 6 “其他需要报告的事项略。” → nothing"),
    ("the sign-off", {"sign_off": SignOff("2021年1月 日", 2021, 1)}, {"sign_off": SignOff("2021年1月8日", 2021, 1, 8)},
     "sign-off “2021年1月日” → “2021年1月8日”"),
    ("the date", {"published_on": dt.date(2021, 1, 8)}, {"published_on": dt.date(2021, 1, 9)},
     "publication date “2021-01-08” → “2021-01-09”"),
    ("the title", {}, {"title": "年报"}, "title “年度报告” → “年报”"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "change"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_differences_are_named(old: dict[str, Any], new: dict[str, Any], change: str):
    message = revised(old, new).message()
    assert message == f"The report no longer reads as in the version kept before: {change}."


def test_a_revision_in_chinese():
    finding = revised({"overrides": {CELL: 9}}, {"overrides": {CELL: 8}})
    assert finding.message(Language.ZH) == (
        "报告内容与此前存档的版本不同：「一、本年新收政府信息公开申请数量 · 总计」9 → 8。"
    )
    assert [operand.raw for operand in finding.operands] == ["9 → 8"]


def test_each_revision_is_a_finding_of_its_own():
    first = revised({}, {"overrides": {CELL: 8}})
    assert first.id == revised({}, {"overrides": {CELL: 8}}).id
    assert first.id != revised({}, {"overrides": {CELL: 9}}).id
    assert first.id != revised({}, {"title": "年报"}).id


SINCE = dt.date(2021, 3, 5)
WITHDRAWN = [(1, 0, 0), (3, 2, 0), (2, 9, 0), (3, 3, 1), (9, 30, 1)]


@pytest.mark.parametrize(("passes", "days", "findings"), WITHDRAWN)
def test_withdrawal(passes: int, days: int, findings: int):
    last = SINCE + dt.timedelta(days=days)
    assert len(list(check_withdrawal("sample", 2020, URL, "年度报告", SINCE, last, passes))) == findings


def test_a_withdrawal_in_words():
    [finding] = check_withdrawal("sample", 2020, URL, "年度报告", SINCE, dt.date(2021, 3, 9), 4)
    assert finding.message() == (
        "“年度报告” can no longer be retrieved from https://www.example.gov.cn/1.html: it was gone on 4 visits in a "
        "row from "
        "5 March 2021 to 9 March 2021. We keep a copy."
    )
    assert finding.message(Language.ZH) == (
        "《年度报告》已无法从 https://www.example.gov.cn/1.html 获取：自 2021年3月5日 至 2021年3月9日 连续 4 "
        "次访问均不存在。"
        "本系统留有存档。"
    )
