"""The days on which reports are due, as a calendar (RFC 5545) to subscribe to: one event a day, not one a body."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
                                        UNION SELECT year FROM entries WHERE body = b.id AND year IS NOT NULL)
       ) AS years,
       (SELECT group_concat(year) FROM findings
        WHERE body_id = b.id AND code = 'deadline.missing' AND state = 'open') AS missing
FROM bodies b
WHERE (:body = '' OR b.id = :body OR b.name = :body) AND (:region = '' OR b.region LIKE :region || '%')
ORDER BY b.region, b.name
"""


async def bodies(datasette: Any, body: str, region: str) -> list[dict[str, Any]]:
    return await rows(datasette, _BODIES, body=body, region=region)


@dataclass(frozen=True, slots=True)
class Due:
    """A body whose report is due on a day. `is_lacking`: before the day, no report of it is known; after it, one is on
    record as missing, which is only said when its columns were read after the day."""

    body: str
    is_lacking: bool


def build_calendar(found: Iterable[Mapping[str, Any]], site: str, now: dt.datetime) -> bytes:
    """The days of this year and the next on which reports of these bodies are due."""
    calendar = Calendar()
    calendar.add("prodid", "-//nianbao//deadlines//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "nianbao 年报截止日期 deadlines")
    calendar.add("x-published-ttl", "PT12H")
    for (day, year), due in sorted(_by_day(found, now.date()).items()):
        calendar.add_component(_event(day, year, due, site, now))
    return bytes(calendar.to_ical())


def _by_day(found: Iterable[Mapping[str, Any]], today: dt.date) -> dict[tuple[dt.date, int], list[Due]]:
    """The bodies due, by day and year reported on."""
    days: dict[tuple[dt.date, int], list[Due]] = {}
    for body in found:
        month_day = STATUTORY.get(body["kind"]) or body["due"]
        known, missing = _years(body["years"]), _years(body["missing"])
        for year in (today.year - 1, today.year) if month_day else ():
            day = _day(month_day, year + 1)
            is_lacking = year in missing if day < today else year not in known
            if year >= body["first_year"]:
                days.setdefault((day, year), []).append(Due(body["name"], is_lacking))
    return days


def _years(listed: str | None) -> set[int]:
    return {int(year) for year in (listed or "").split(",") if year}


def _day(month_day: str, year: int) -> dt.date:
    month, day = map(int, month_day.split("-"))
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def _event(day: dt.date, year: int, due: list[Due], site: str, now: dt.datetime) -> Event:
    lacking = [each.body for each in due if each.is_lacking]
    is_past = day < now.date()
    event = Event()
    event.add("uid", f"due-{day.isoformat()}-{year}@nianbao")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(year, due, lacking, is_past))
    event.add("description", _description(lacking, is_past, site))
    event.add("url", f"{site}nianbao/body_years?year={year}")
    if lacking and not is_past:
        event.add_component(_alarm(year))
    return event


def _summary(year: int, due: list[Due], lacking: list[str], is_past: bool) -> str:
    who = due[0].body if len(due) == 1 else f"{len(due)} 个单位"
    number = f" {len(lacking)} 个" if len(due) > 1 else ""
    state = (
        f"，{'逾期未见' if is_past else '尚未见到'}{number} {'missing' if is_past else 'not seen yet'}"
        if lacking
        else ""
    )
    return f"{year} 年报截止 reports due：{who}{state}"


def _description(lacking: list[str], is_past: bool, site: str) -> str:
    shown = lacking[:MOST_NAMED]
    more = [f"… 另有 {len(lacking) - len(shown)} 个 more"] if len(lacking) > len(shown) else []
    heading = "逾期未见 Missing:" if is_past else "尚未见到 Not seen yet:"
    return "\n".join([*([heading] if lacking else []), *shown, *more, site])


def _alarm(year: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMIND_BEFORE)
    alarm.add("description", f"{year} 年报即将截止 reports due soon")
    return alarm
