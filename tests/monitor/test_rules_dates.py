"""Dates: (sign-off, publication, expected codes) for a report on 2020."""

from __future__ import annotations

import datetime as dt

import pytest

from monitor.catalogue import Language
from monitor.rules import evaluate
from parsers.report import SignOff
from tests.monitor.reports import build_report, case_of

EARLY, INCOMPLETE, BEFORE = "date.signed_too_early", "date.incomplete", "date.published_before_signed"

TABLE: list[tuple[str, SignOff | None, dt.date | None, set[str]]] = [
    ("no sign-off", None, dt.date(2021, 1, 12), set()),
    ("in order", SignOff("2021年1月8日", 2021, 1, 8), dt.date(2021, 1, 12), set()),
    ("published the same day", SignOff("2021年1月8日", 2021, 1, 8), dt.date(2021, 1, 8), set()),
    ("first day", SignOff("2021年1月1日", 2021, 1, 1), None, set()),
    ("last day of the year itself", SignOff("2020年12月31日", 2020, 12, 31), None, {EARLY}),
    ("a year early", SignOff("2020年1月8日", 2020, 1, 8), None, {EARLY}),
    ("a year early, without its day", SignOff("2020年1月 日", 2020, 1), None, {EARLY, INCOMPLETE}),
    ("without its day", SignOff("2021年1月 日", 2021, 1), None, {INCOMPLETE}),
    ("only the year", SignOff("2021年", 2021), None, {INCOMPLETE}),
    ("no such day", SignOff("2021年2月30日", 2021, 2, 30), None, {INCOMPLETE}),
    ("published first", SignOff("2021年1月8日", 2021, 1, 8), dt.date(2021, 1, 7), {BEFORE}),
    ("published, day of signing unknown", SignOff("2021年1月 日", 2021, 1), dt.date(2020, 1, 7), {INCOMPLETE}),
]


@pytest.mark.parametrize(("sign_off", "published", "codes"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_dates(sign_off: SignOff | None, published: dt.date | None, codes: set[str]):
    report = build_report(sign_off=sign_off, published_on=published)
    assert {finding.code for finding in evaluate(case_of(report)).findings} == codes


def test_dates_in_words():
    report = build_report(sign_off=SignOff("2021年1月8日", 2021, 1, 8), published_on=dt.date(2021, 1, 7))
    [finding] = evaluate(case_of(report)).findings
    assert finding.message() == (
        "The document says it was published on 7 January 2021, but it is signed 8 January 2021."
    )
    assert finding.message(Language.ZH) == "文件标注的发布日期为 2021年1月7日，早于落款日期 2021年1月8日。"
