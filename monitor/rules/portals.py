"""Columns can be read and have not lost their entries: rules over the visits to one column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from monitor.calendar import ZONE
from monitor.finding import Finding
from monitor.wording.phrases import ENTRIES, Phrase, count_of, date_in_words, phrase


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to a column, or several in a row that came to the same, the last of them at `until`. `at` has a zone;
    `outcome` is read, unreachable, blocked, unreadable or moved, as the archive keeps it."""

    at: dt.datetime
    outcome: str
    status: int | None = None
    entries: int = 0
    until: dt.datetime | None = None
    times: int = 1

    @property
    def last_at(self) -> dt.datetime:
        return self.until or self.at


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its visits, oldest first."""

    id: str
    name: str
    visits: tuple[Visit, ...]
    most_entries: int = 0
    """The most reports it ever listed, where that is longer ago than `visits` go back."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a column is left in peace before somebody is told. Government sites go down overnight and over weekends;
    with less than the default, every such night is an alert."""

    visits: int = 3
    span: dt.timedelta = dt.timedelta(days=1)


DEFAULT_PATIENCE = Patience()

_STATUS: dict[int | None, tuple[str, str]] = {
    None: ("no answer", "无响应"),
    200: ("a page that is not the column", "返回的内容不是该栏目"),
    401: ("HTTP 401, login required", "HTTP 401，要求登录"),
    403: ("HTTP 403, access refused", "HTTP 403，拒绝访问"),
    404: ("HTTP 404, no such page", "HTTP 404，页面不存在"),
    410: ("HTTP 410, page removed", "HTTP 410，页面已删除"),
    412: ("HTTP 412, visitor check not passed", "HTTP 412，未通过访问校验"),
    429: ("HTTP 429, too many requests", "HTTP 429，访问过于频繁"),
    500: ("HTTP 500, error inside the server", "HTTP 500，服务器内部错误"),
    502: ("HTTP 502, server behind the gateway gives no proper answer", "HTTP 502，网关后的服务器响应异常"),
    503: ("HTTP 503, service unavailable", "HTTP 503，服务暂不可用"),
    504: ("HTTP 504, server behind the gateway gives no answer", "HTTP 504，网关后的服务器无响应"),
    521: ("HTTP 521, visitor check not passed", "HTTP 521，未通过访问校验"),
}

_CODES: dict[str, tuple[str, str]] = {
    "unreachable": ("portal.unreachable", ""),
    "unreadable": ("portal.unreachable", "unreadable"),
    "blocked": ("portal.blocked", ""),
    "moved": ("portal.unreachable", "moved"),
}
"""The code, and the variant of its message, for what the last visit came to."""


def status_in_words(status: int | None) -> Phrase:
    return phrase(*_STATUS.get(status, (f"HTTP {status}", f"HTTP {status}")))


def check_portal(column: Column, patience: Patience = DEFAULT_PATIENCE) -> Iterator[Finding]:
    """A column can be read, and lists what it listed before. Tolerated: failures that are fewer, or shorter, than
    `patience` allows; a column that has always been empty."""
    failed = _last_visits(column, lambda visit: visit.outcome != "read")
    emptied = _last_visits(column, lambda visit: visit.outcome == "read" and not visit.entries)
    before = max((column.most_entries, *(visit.entries for visit in column.visits)))
    if _exhausts(patience, failed):
        code, variant = _CODES[failed[-1].outcome]
        if failed[-1].outcome == "moved" and before:
            code = "portal.emptied"
        holes = {"status": status_in_words(failed[-1].status), "before": count_of(before, ENTRIES)}
        yield _finding(column, code, failed, variant=variant, **holes)
    if before and _exhausts(patience, emptied):
        yield _finding(column, "portal.emptied", emptied, before=count_of(before, ENTRIES))


def _last_visits(column: Column, wanted: Callable[[Visit], bool]) -> tuple[Visit, ...]:
    """The unbroken run of wanted visits that ends with the last one, oldest first."""
    return tuple(takewhile(wanted, reversed(column.visits)))[::-1]


def _exhausts(patience: Patience, visits: tuple[Visit, ...]) -> bool:
    enough = sum(visit.times for visit in visits) >= patience.visits
    return enough and visits[-1].last_at - visits[0].at >= patience.span


def _finding(column: Column, code: str, visits: tuple[Visit, ...], variant: str = "", **holes: Any) -> Finding:
    passes = sum(visit.times for visit in visits)
    common = {"name": column.name, "since": date_in_words(visits[0].at.astimezone(ZONE).date()), "passes": passes}
    return Finding(code, column.id, None, holes={**common, **holes}, subject=column.id, variant=variant)
