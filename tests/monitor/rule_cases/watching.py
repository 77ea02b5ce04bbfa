"""Statutory dates, published documents, columns of websites."""

from __future__ import annotations

import datetime as dt

from crawler.watchlist import BodyKind
from tests.monitor.rule_cases.build import (
    EXCEPTION,
    FAULT,
    IN_ORDER,
    D,
    RuleCase,
    deadline,
    report,
    revised,
    site_code,
    visits,
    withdrawn,
)

CASES: tuple[RuleCase, ...] = (
    RuleCase(
        "deadline.due_soon",
        IN_ORDER,
        "published",
        deadline(BodyKind.DEPARTMENT, dt.date(2021, 1, 28), dt.date(2021, 1, 20)),
    ),
    RuleCase("deadline.due_soon", FAULT, "three days left", deadline(BodyKind.DEPARTMENT, dt.date(2021, 1, 28))),
    RuleCase("deadline.due_soon", EXCEPTION, "a town has no date", deadline(BodyKind.TOWN, dt.date(2021, 1, 28))),
    RuleCase(
        "deadline.missing",
        IN_ORDER,
        "published",
        deadline(BodyKind.DEPARTMENT, dt.date(2021, 2, 5), dt.date(2021, 1, 20)),
    ),
    RuleCase("deadline.missing", FAULT, "not there after the date", deadline(BodyKind.DEPARTMENT, dt.date(2021, 2, 5))),
    RuleCase(
        "deadline.missing",
        EXCEPTION,
        "the column was not read since",
        deadline(BodyKind.DEPARTMENT, dt.date(2021, 2, 5), column_read_on=dt.date(2021, 1, 30)),
    ),
    RuleCase(
        "deadline.missing",
        EXCEPTION,
        "a government has until March",
        deadline(BodyKind.GOVERNMENT, dt.date(2021, 2, 5)),
    ),
    RuleCase(
        "deadline.late", IN_ORDER, "in time", deadline(BodyKind.DEPARTMENT, dt.date(2021, 3, 1), dt.date(2021, 1, 31))
    ),
    RuleCase(
        "deadline.late",
        FAULT,
        "after the date",
        deadline(BodyKind.DEPARTMENT, dt.date(2021, 3, 1), dt.date(2021, 2, 18)),
    ),
    RuleCase(
        "deadline.late",
        EXCEPTION,
        "a town's own date is no statute",
        deadline(BodyKind.TOWN, dt.date(2021, 3, 1), dt.date(2021, 2, 25), "02-20"),
        "info",
    ),
    RuleCase("document.revised", IN_ORDER, "unchanged", revised(report(), report())),
    RuleCase("document.revised", FAULT, "a figure changed", revised(report(), report({f"{D}coercion.decisions": 9}))),
    RuleCase(
        "document.revised", EXCEPTION, "white space", revised(report(text="公开 12 条。"), report(text="公开12条。"))
    ),
    RuleCase("body.mismatch", IN_ORDER, "the site of its own province", site_code("广东/广州/荔湾", "4401030001")),
    RuleCase("body.mismatch", FAULT, "the site of another province", site_code("广东/广州/荔湾", "3201030001")),
    RuleCase("body.mismatch", FAULT, "its province in full", site_code("广西壮族自治区/南宁市", "4401030001")),
    RuleCase("body.mismatch", EXCEPTION, "a page without a code", site_code("广东/广州", "")),
    RuleCase("body.mismatch", EXCEPTION, "a code cut short", site_code("广东/广州", "320103")),
    RuleCase("body.mismatch", EXCEPTION, "a ministry's code", site_code("广东/广州", "bm32000001")),
    RuleCase("body.mismatch", EXCEPTION, "a code of no province", site_code("广东/广州", "9901030001")),
    RuleCase("body.mismatch", EXCEPTION, "a region of no known province", site_code("海南州/共和县", "6325010001")),
    RuleCase("document.withdrawn", IN_ORDER, "gone for a day", withdrawn(dt.date(2021, 5, 2), 5)),
    RuleCase("document.withdrawn", FAULT, "gone for a week", withdrawn(dt.date(2021, 5, 8), 5)),
    RuleCase("document.withdrawn", EXCEPTION, "seen gone twice only", withdrawn(dt.date(2021, 5, 8), 2)),
    RuleCase("portal.unreachable", IN_ORDER, "read", visits("read", "read")),
    RuleCase("portal.unreachable", FAULT, "no answer for days", visits("read", *["unreachable"] * 3)),
    RuleCase("portal.unreachable", EXCEPTION, "a bad night", visits("read", *["unreachable"] * 2)),
    RuleCase("portal.blocked", IN_ORDER, "read", visits("read", "read")),
    RuleCase("portal.blocked", FAULT, "refused for days", visits("read", *["blocked"] * 3)),
    RuleCase("portal.blocked", EXCEPTION, "let in again", visits(*["blocked"] * 3, "read")),
    RuleCase("portal.emptied", IN_ORDER, "lists reports", visits("read", "read")),
    RuleCase("portal.emptied", FAULT, "empty for days", visits("read", *["empty"] * 3)),
    RuleCase("portal.emptied", EXCEPTION, "always was empty", visits(*["empty"] * 4)),
)
