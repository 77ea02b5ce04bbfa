"""The days on which reports are due, as a calendar (RFC 5545) to subscribe to: one event a day, not one a body."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import Any

from icalendar import Alarm, Calendar, Event

from storage.web.fetch import rows

REMIND_BEFORE = dt.timedelta(days=7)
STATUTORY: Mapping[str, str] = {"department": "01-31", "government": "03-31"}
"""条例 第四十九条; other bodies have a date only where the watch list gives one."""
MOST_NAMED = 60
_BODIES = """
SELECT b.id, b.name, b.kind, b.due, b.first_year,
       (SELECT group_concat(year) FROM (SELECT year FROM reports WHERE body_id = b.id AND current = 1
                                        UNION SELECT year FROM entries WHERE body = b.id AND year IS NOT NULL)) AS years
FROM bodies b
WHERE (:body = '' OR b.id = :body OR b.name = :body) AND (:region = '' OR b.region LIKE :region || '%')
ORDER BY b.region, b.name
"""


async def bodies(datasette: Any, body: str, region: str) -> list[dict[str, Any]]:
    return await rows(datasette, _BODIES, body=body, region=region)


def build_calendar(found: Iterable[Mapping[str, Any]], site: str, now: dt.datetime) -> bytes:
    """The days of last year, this year and the next on which reports of these bodies are due."""
    calendar = Calendar()
    calendar.add("prodid", "-//nianbao//deadlines//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "nianbao 年报截止日期 deadlines")
    calendar.add("x-published-ttl", "PT12H")
    for (day, year), due in sorted(_by_day(found, now.year).items()):
        calendar.add_component(_event(day, year, due, site, now))
    return bytes(calendar.to_ical())


def _by_day(found: Iterable[Mapping[str, Any]], this_year: int) -> dict[tuple[dt.date, int], list[tuple[str, bool]]]:
    """By day and year reported on: the bodies due, each with whether a report of it is known."""
    days: dict[tuple[dt.date, int], list[tuple[str, bool]]] = {}
    for body in found:
        month_day = STATUTORY.get(body["kind"]) or body["due"]
        known = {int(year) for year in (body["years"] or "").split(",") if year}
        for year in range(this_year - 2, this_year + 1) if month_day else ():
            if year >= body["first_year"]:
                days.setdefault((_day(month_day, year + 1), year), []).append((body["name"], year in known))
    return days


def _day(month_day: str, year: int) -> dt.date:
    month, day = map(int, month_day.split("-"))
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def _event(day: dt.date, year: int, due: list[tuple[str, bool]], site: str, now: dt.datetime) -> Event:
    lacking = [name for name, is_known in due if not is_known]
    event = Event()
    event.add("uid", f"due-{day.isoformat()}-{year}@nianbao")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(year, due, lacking))
    event.add("description", _description(lacking, site))
    event.add("url", f"{site}nianbao/body_years?year={year}")
    if lacking and day >= now.date():
        event.add_component(_alarm(year))
    return event


def _summary(year: int, due: list[tuple[str, bool]], lacking: list[str]) -> str:
    if len(due) == 1:
        state = "尚缺 not there yet" if lacking else "已有 there"
        return f"{due[0][0]} {year} 年报截止 report due：{state}"
    state = f"尚缺 {len(lacking)} 个 not there yet" if lacking else "均已有 all there"
    return f"{year} 年报截止 reports due：{len(due)} 个单位，{state}"


def _description(lacking: list[str], site: str) -> str:
    shown = lacking[:MOST_NAMED]
    more = [f"… 另有 {len(lacking) - len(shown)} 个 more"] if len(lacking) > len(shown) else []
    return "\n".join([*(["尚未见到 Not seen yet:"] if lacking else []), *shown, *more, site])


def _alarm(year: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMIND_BEFORE)
    alarm.add("description", f"{year} 年报即将截止 reports due soon")
    return alarm
