"""Who is told what, where and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from crawler.watchlist import Body, BodyKind, Portal, Watchlist
from monitor.channel_config import Route
from monitor.clock import ZONE
from monitor.routing import Routing, due_at, is_quiet, unknown_names
from storage.records import FindingRow

FUTIAN = Body(id="shenzhen_futian_finance", name="福田区财政局", kind=BodyKind.DEPARTMENT, region="深圳市/福田区")
LIWAN = Body(id="guangzhou_liwan_finance", name="荔湾区财政局", kind=BodyKind.DEPARTMENT, region="广州市/荔湾区")
COLUMN = Portal(id="futian", name="福田", url="http://a/", family="nfcms", bodies=(FUTIAN.id,))
WATCHLIST = Watchlist(name="示例", first_year=2018, bodies=(FUTIAN, LIWAN), portals=(COLUMN,))
FINDING = FindingRow(
    "f", "deadline.missing", "error", FUTIAN.name, FUTIAN.id, 2020, (), "m", "m", None, None, (), None, "e"
)  # fmt: skip
FRIDAY = dt.datetime(2021, 2, 5, 9, 0, tzinfo=ZONE)


def route(**keys: Any) -> Route:
    return Route.model_validate({"channels": ["mail"], **keys})


def told(*routes: Route, **finding: Any) -> list[str]:
    return [planned.channel for planned in Routing(routes, WATCHLIST)(replace(FINDING, **finding), "opened", FRIDAY)]


@pytest.mark.parametrize(
    ("conditions", "finding", "is_told"),
    [
        ({}, {}, True),
        ({"codes": ["deadline.missing"]}, {}, True),
        ({"codes": ["deadline.*"]}, {}, True),
        ({"codes": ["applications.*"]}, {}, False),
        ({"least_severity": "error"}, {}, True),
        ({"least_severity": "error"}, {"severity": "warning"}, False),
        ({"bodies": ["shenzhen_*"]}, {}, True),
        ({"bodies": [LIWAN.id]}, {}, False),
        ({"regions": ["深圳市"]}, {}, True),
        ({"regions": ["深圳市/福田区"]}, {}, True),
        ({"regions": ["深圳"]}, {}, False),
        ({"regions": ["广州市"]}, {}, False),
        ({"regions": ["深圳市"], "bodies": [LIWAN.id]}, {}, False),
        ({"regions": ["深圳市"]}, {"body_id": None, "portal": "futian"}, True),
        ({"regions": ["广州市"]}, {"body_id": None, "portal": "futian"}, False),
        ({"regions": ["深圳市"]}, {"body_id": None, "code": "watcher.blind"}, True),
        ({"regions": ["深圳市"], "codes": ["deadline.*"]}, {"body_id": None, "code": "watcher.blind"}, False),
        ({"bodies": ["*"]}, {"body_id": "not_in_the_list"}, False),
    ],
)
def test_conditions(conditions: dict[str, Any], finding: dict[str, Any], is_told: bool) -> None:
    assert bool(told(route(**conditions), **finding)) is is_told


def test_every_route_that_fits_adds_its_channels_and_the_first_decides_on_each() -> None:
    routes = (
        route(channels=["mail", "slack"], language="zh"),
        route(channels=["mail", "press"], send="daily", language="en"),
    )
    planned = {each.channel: each for each in Routing(routes, WATCHLIST)(FINDING, "opened", FRIDAY)}
    assert {name: each.language for name, each in planned.items()} == {"mail": "zh", "slack": "zh", "press": "en"}
    assert planned["mail"].due_at is None
    assert planned["press"].due_at == dt.datetime(2021, 2, 6, 8, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("keys", "now", "expected"),
    [
        ({"send": "daily", "at": "08:30"}, FRIDAY, dt.datetime(2021, 2, 6, 8, 30)),
        ({"send": "daily", "at": "09:30"}, FRIDAY, dt.datetime(2021, 2, 5, 9, 30)),
        ({"send": "daily", "at": "09:00"}, FRIDAY, dt.datetime(2021, 2, 6, 9, 0)),
        ({"send": "weekly", "weekday": "monday"}, FRIDAY, dt.datetime(2021, 2, 8, 8, 30)),
        ({"send": "weekly", "weekday": "friday", "at": "10:00"}, FRIDAY, dt.datetime(2021, 2, 5, 10, 0)),
        ({"send": "weekly", "weekday": "friday", "at": "08:00"}, FRIDAY, dt.datetime(2021, 2, 12, 8, 0)),
        ({"send": "daily", "at": "00:00"}, dt.datetime(2021, 12, 31, 23, 59, tzinfo=ZONE), dt.datetime(2022, 1, 1)),
    ],
)
def test_the_hour_of_a_digest(keys: dict[str, Any], now: dt.datetime, expected: dt.datetime) -> None:
    assert due_at(route(**keys), now) == expected.replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("span", "hour", "quiet"),
    [
        (("22:00", "07:00"), 23, True), (("22:00", "07:00"), 6, True), (("22:00", "07:00"), 7, False),
        (("22:00", "07:00"), 22, True), (("22:00", "07:00"), 12, False), (("12:00", "14:00"), 13, True),
        (("12:00", "14:00"), 14, False),
    ],
)  # fmt: skip
def test_quiet_hours(span: tuple[str, str], hour: int, quiet: bool) -> None:
    begin, end = (dt.time.fromisoformat(each) for each in span)
    assert is_quiet((begin, end), FRIDAY.replace(hour=hour)) is quiet


def test_names_that_the_watch_list_does_not_have_are_found() -> None:
    routes = (route(bodies=["shenzhen_*"], regions=["深圳市"]), route(bodies=["beijing_x"], regions=["北京市"]))
    assert list(unknown_names(routes, WATCHLIST)) == [(1, "bodies", "beijing_x"), (1, "regions", "北京市")]
