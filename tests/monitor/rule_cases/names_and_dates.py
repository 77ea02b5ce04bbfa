"""Who and what year a report is of."""

from __future__ import annotations

import datetime as dt

from parsers.report import Period, SignOff
from tests.monitor.reports import BODY
from tests.monitor.rule_cases.build import EXCEPTION, FAULT, IN_ORDER, RuleCase, balanced, check

CASES: tuple[RuleCase, ...] = (
    RuleCase("year.mismatch", IN_ORDER, "one year", check(preamble="数据统计期限自2020年1月1日起至2020年12月31日止。")),
    RuleCase(
        "year.mismatch",
        FAULT,
        "the period that was read is last year's",
        check(period=Period("2019年1月1日至2019年12月31日", dt.date(2019, 1, 1), dt.date(2019, 12, 31))),
    ),
    RuleCase(
        "year.mismatch",
        EXCEPTION,
        "a period that is not one of whole years",
        check(period=Period("2008年5月1日至2020年12月31日", dt.date(2008, 5, 1), dt.date(2020, 12, 31))),
    ),
    RuleCase(
        "year.mismatch",
        FAULT,
        "the period is last year's",
        check(preamble="数据统计期限自2019年1月1日起至2019年12月31日止。"),
    ),
    RuleCase(
        "year.mismatch",
        FAULT,
        "the opening announces last year's",
        check(preamble=f"根据条例，现公布{BODY}2019年政府信息公开工作年度报告。"),
    ),
    RuleCase(
        "year.mismatch",
        EXCEPTION,
        "other years in comparisons and plans",
        check(
            balanced(7), "2020年收到申请7件，比2019年增加3件，结转2021年办理0件。", problems="2021年，我局将加强培训。"
        ),
    ),
    RuleCase(
        "year.mismatch",
        EXCEPTION,
        "last year's report is mentioned",
        check(text="2020年1月，编制公布2019年政府信息公开工作年度报告。"),
    ),
    RuleCase(
        "year.mismatch",
        EXCEPTION,
        "recognised from a picture",
        check(preamble="数据统计期限自2019年1月1日起至2019年12月31日止。", reader="scan"),
        "warning",
    ),
    RuleCase("body.mismatch", IN_ORDER, "signed by itself", check(sign_off=SignOff("2021年1月8日", 2021, 1, 8, BODY))),
    RuleCase(
        "body.mismatch",
        FAULT,
        "signed by another bureau",
        check(sign_off=SignOff("2021年1月8日", 2021, 1, 8, "示例市示例区教育局")),
    ),
    RuleCase(
        "body.mismatch",
        FAULT,
        "signed by another district's bureau",
        check(sign_off=SignOff("2021年1月8日", 2021, 1, 8, "示例市东山区民政局")),
    ),
    RuleCase(
        "body.mismatch",
        FAULT,
        "a town that calls itself a bureau",
        check(text="我局高度重视。我局认真落实。", body="示例县青松镇人民政府"),
    ),
    RuleCase(
        "body.mismatch", EXCEPTION, "a short name", check(sign_off=SignOff("2021年1月8日", 2021, 1, 8, "示例区民政局"))
    ),
    RuleCase(
        "body.mismatch",
        EXCEPTION,
        "the government's office for the government",
        check(body="示例市示例区人民政府", sign_off=SignOff("2021年1月8日", 2021, 1, 8, "示例区人民政府办公室")),
    ),
    RuleCase(
        "body.mismatch",
        EXCEPTION,
        "a character misread",
        check(body="沭阳县民政局", sign_off=SignOff("2021年1月8日", 2021, 1, 8, "沐阳县民政局")),
    ),
    RuleCase(
        "body.mismatch",
        EXCEPTION,
        "bodies it works with",
        check(text="与示例市示例区教育局联合开展培训，区司法局协助审查。"),
    ),
    RuleCase(
        "date.signed_too_early", IN_ORDER, "signed in January", check(sign_off=SignOff("2021年1月8日", 2021, 1, 8))
    ),
    RuleCase("date.signed_too_early", FAULT, "a year early", check(sign_off=SignOff("2020年1月8日", 2020, 1, 8))),
    RuleCase(
        "date.signed_too_early",
        EXCEPTION,
        "on the last day of the year: odd, not impossible",
        check(sign_off=SignOff("2020年12月31日", 2020, 12, 31)),
        "warning",
    ),
    RuleCase("date.incomplete", IN_ORDER, "complete", check(sign_off=SignOff("2021年1月8日", 2021, 1, 8))),
    RuleCase("date.incomplete", FAULT, "the day is missing", check(sign_off=SignOff("2021年1月 日", 2021, 1))),
    RuleCase("date.incomplete", EXCEPTION, "not dated at all", check(sign_off=None)),
    RuleCase(
        "date.published_before_signed",
        IN_ORDER,
        "published after",
        check(sign_off=SignOff("2021年1月8日", 2021, 1, 8), published_on=dt.date(2021, 1, 12)),
    ),
    RuleCase(
        "date.published_before_signed",
        FAULT,
        "published before",
        check(sign_off=SignOff("2021年1月8日", 2021, 1, 8), published_on=dt.date(2021, 1, 7)),
    ),
    RuleCase(
        "date.published_before_signed",
        EXCEPTION,
        "an earlier version was published before",
        check(sign_off=SignOff("2021年1月8日", 2021, 1, 8), case={"first_published_on": dt.date(2021, 1, 5)}),
    ),
)
