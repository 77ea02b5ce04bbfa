"""Statutory dates as data, and when a body's report is due."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from crawler.watchlist import Body, BodyKind

ZONE = ZoneInfo("Asia/Shanghai")
"""Dates are those of this zone, whatever the machine's clock is set to."""


@dataclass(frozen=True, slots=True)
class StatutoryDate:
    """A day of the year after the one reported on, with the article that sets it."""

    month: int
    day: int
    article: str


STATUTORY_DATES: Mapping[BodyKind, StatutoryDate] = {
    BodyKind.DEPARTMENT: StatutoryDate(1, 31, "政府信息公开条例 第四十九条第一款"),
    BodyKind.GOVERNMENT: StatutoryDate(3, 31, "政府信息公开条例 第四十九条第二款"),
}
"""Towns and subdistricts are not in it: Article 49 names no date for them."""


def has_statutory_date(body: Body) -> bool:
    return body.kind in STATUTORY_DATES


def due_date(body: Body, year: int) -> dt.date | None:
    """The last day on which the report on `year` is in time; None for a body that has no date.

    A date in the watch list counts only where Article 49 sets none: a local notice can't move the statutory one. A day
    that the month doesn't have (02-29) is the month's last.
    """
    statutory = STATUTORY_DATES.get(body.kind)
    if statutory:
        return dt.date(year + 1, statutory.month, statutory.day)
    if body.due is None:
        return None
    month, day = (int(part) for part in body.due.split("-"))
    return dt.date(year + 1, month, min(day, monthrange(year + 1, month)[1]))
