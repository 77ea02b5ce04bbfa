"""Dates by which reports have to be published: a rule over a body and a year, report or no report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crawler.watchlist import Body
from monitor.calendar import due_date, has_statutory_date
from monitor.catalogue import Language, Severity
from monitor.finding import Finding
from monitor.wording.phrases import DAYS, WORKING_DAYS, Phrase, count_of, date_in_words, phrase
from monitor.workdays import WorkingDays, working_days

_BY_STATUTE = phrase("Art. 49 of the Regulations on Open Government Information", "《政府信息公开条例》第四十九条")
_BY_LIST = phrase("the date the watch list gives for this body", "监测清单为该单位设定的日期")


@dataclass(frozen=True, slots=True)
class BodyYear:
    """What is known of one body's report on one year. `today` is the date in Asia/Shanghai."""

    body: Body
    year: int
    today: dt.date
    first_published_on: dt.date | None
    """The earliest of all publication dates known of the report."""
    has_report: bool
    column_read_on: dt.date | None
    """The last day on which a column expected to carry the report was read successfully."""
    due_soon_days: int = 7


def check_deadline(status: BodyYear) -> Iterator[Finding]:
    """The report is published by the statutory date: 31 January for departments, 31 March for governments (Art. 49).

    Nothing is said of a body without a date, nor that a report is missing unless a column in which it is expected was
    read after the date. A body whose date comes from the watch list alone broke no statute: information only.
    """
    due = due_date(status.body, status.year)
    if due is None:
        return
    published = status.first_published_on
    if published is None and not status.has_report:
        yield from _without_report(status, due)
    elif published and published > due:
        holes = {"published": date_in_words(published), "days": count_of((published - due).days, DAYS)}
        yield _finding(status, due, "deadline.late", found=published.isoformat(), holes=holes)


def _without_report(status: BodyYear, due: dt.date) -> Iterator[Finding]:
    """Due soon, and as long as we have not looked after the date: a new day alone is no reason to call that over. Of
    columns that were never read nothing is said at all."""
    read_on, soon = status.column_read_on, due - dt.timedelta(days=status.due_soon_days)
    if read_on is None:
        return
    if read_on > due:
        yield _finding(status, due, "deadline.missing", found=None, holes={"read_on": date_in_words(read_on)})
    elif soon <= status.today <= due:
        counted = _left(working_days(status.today, due))
        yield _finding(status, due, "deadline.due_soon", found=None, holes={"outlook": _outlook(counted)})
    elif soon <= read_on and status.today > due:
        yield _finding(status, due, "deadline.due_soon", found=None, holes={"outlook": _unread(date_in_words(read_on))})


def _outlook(left: Phrase) -> Phrase:
    return phrase(f"{left[Language.EN]} from now; none is known of yet", f"还有{left[Language.ZH]}，目前尚未发现")


def _unread(read_on: Phrase) -> Phrase:
    return phrase(
        f"and none was known of when the columns we watch were last read, on {read_on[Language.EN]}",
        f"最近一次（{read_on[Language.ZH]}）读取所监测的栏目时尚未发现，期限之后还没有成功读取过",
    )


def _left(left: WorkingDays) -> Phrase:
    counted = count_of(left.count, WORKING_DAYS)
    return counted if left.exact else phrase(f"about {counted[Language.EN]}", f"约 {counted[Language.ZH]}")


def _finding(status: BodyYear, due: dt.date, code: str, found: str | None, holes: dict[str, Phrase]) -> Finding:
    statutory = has_statutory_date(status.body)
    basis: dict[str, Any] = {"due": date_in_words(due), "basis": _BY_STATUTE if statutory else _BY_LIST}
    return Finding(
        code,
        status.body.id,
        status.year,
        expected=f"≤ {due.isoformat()}",
        found=found,
        holes={**basis, **holes},
        severity_override=None if statutory else Severity.INFO,
    )
