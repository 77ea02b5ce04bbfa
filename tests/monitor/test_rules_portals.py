"""Columns: (outcomes of daily visits, expected code)."""

from __future__ import annotations

import datetime as dt

import pytest

from monitor.calendar import ZONE
from monitor.catalogue import Language
from monitor.rules.portals import Column, Patience, Visit, check_portal

START = dt.datetime(2021, 1, 4, 8, tzinfo=ZONE)


def column(*outcomes: str, hours: int = 24, status: int | None = 503) -> Column:
    """A column visited every `hours`; `read` lists five reports, `empty` none."""
    visits = (
        _visit(outcome, START + index * dt.timedelta(hours=hours), status) for index, outcome in enumerate(outcomes)
    )
    return Column("sample", "示例门户", tuple(visits))


def _visit(outcome: str, at: dt.datetime, status: int | None) -> Visit:
    if outcome in ("read", "empty"):
        return Visit(at, "read", 200, 5 if outcome == "read" else 0)
    return Visit(at, outcome, status)


UN, BL, ODD = "unreachable", "blocked", "unreadable"

TABLE: list[tuple[tuple[str, ...], str | None]] = [
    ((), None),
    (("read", "read"), None),
    (("read", UN, UN), None),
    (("read", UN, UN, UN), "portal.unreachable"),
    ((UN, UN, UN, "read"), None),
    ((UN, "read", UN, UN), None),
    ((BL, BL, BL), "portal.blocked"),
    ((UN, UN, BL), "portal.blocked"),
    ((ODD, ODD, ODD), "portal.unreachable"),
    (("read", "empty", "empty"), None),
    (("read", "empty", "empty", "empty"), "portal.emptied"),
    (("empty", "empty", "empty"), None),
    (("read", "empty", "empty", "empty", "read"), None),
]


@pytest.mark.parametrize(("outcomes", "code"), TABLE)
def test_portals(outcomes: tuple[str, ...], code: str | None):
    assert [finding.code for finding in check_portal(column(*outcomes))] == ([code] if code else [])


def test_three_failures_in_one_night_are_not_enough():
    assert list(check_portal(column(UN, UN, UN, hours=6))) == []
    assert list(check_portal(column(UN, UN, UN, hours=6), Patience(3, dt.timedelta(hours=12))))


def test_what_was_listed_long_ago_is_remembered():
    emptied = Column("sample", "示例门户", column("empty", "empty", "empty").visits, most_entries=5)
    assert [finding.code for finding in check_portal(emptied)] == ["portal.emptied"]


WORDS = [
    (
        column(UN, UN, UN),
        "The column 示例门户 has not answered since 4 January 2021: 3 visits in a row failed, the last with HTTP 503, "
        "service unavailable.",
        "栏目「示例门户」自 2021年1月4日 起连续 3 次访问失败，最近一次：HTTP 503，服务暂不可用。",
    ),
    (
        column(UN, UN, UN, status=None),
        "The column 示例门户 has not answered since 4 January 2021: 3 visits in a row failed, the last with no answer.",
        "栏目「示例门户」自 2021年1月4日 起连续 3 次访问失败，最近一次：无响应。",
    ),
    (
        column(ODD, ODD, ODD, status=200),
        "The column 示例门户 answers, but no list of reports could be made out in it since 4 January 2021 (3 visits in "
        "a row).",
        "栏目「示例门户」可以访问，但自 2021年1月4日 起连续 3 次未能识别出报告列表。",
    ),
    (
        column(BL, BL, BL, status=418),
        "The website of the column 示例门户 has refused our visits since 4 January 2021 (3 in a row), the last with "
        "HTTP 418.",
        "栏目「示例门户」所在网站自 2021年1月4日 起连续 3 次拒绝访问，最近一次：HTTP 418。",
    ),
    (
        column("read", "empty", "empty", "empty"),
        "The column 示例门户 listed 5 reports before; since 5 January 2021 it has listed none (3 visits in a row).",
        "栏目「示例门户」原列有 5 份报告，自 2021年1月5日 起连续 3 次访问均为空。",
    ),
]


@pytest.mark.parametrize(("visited", "en", "zh"), WORDS)
def test_portals_in_words(visited: Column, en: str, zh: str):
    [finding] = check_portal(visited)
    assert (finding.message(Language.EN), finding.message(Language.ZH)) == (en, zh)
    assert finding.body == "sample"
