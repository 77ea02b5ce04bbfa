"""Statutory dates: (what is known of a body and a year, expected finding)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from crawler.watchlist import Body, BodyKind
from monitor.catalogue import Language, Severity
from monitor.finding import Finding
from monitor.rules.deadlines import BodyYear, check_deadline

D, G, T, S = BodyKind.DEPARTMENT, BodyKind.GOVERNMENT, BodyKind.TOWN, BodyKind.SUBDISTRICT
SOON, MISSING, LATE = "deadline.due_soon", "deadline.missing", "deadline.late"


def day(month: int, day_: int) -> dt.date:
    return dt.date(2021, month, day_)


def check(kind: BodyKind, today: dt.date, due: str | None = None, **known: Any) -> list[Finding]:
    body = Body(id="sample", name="示例", kind=kind, due=due)
    facts = {"first_published_on": None, "has_report": False, "column_read_on": today, **known}
    return list(check_deadline(BodyYear(body, 2020, today, **facts)))


TABLE: list[tuple[str, dict[str, Any], str | None, Severity | None]] = [
    ("long before", {"kind": D, "today": day(1, 23)}, None, None),
    ("a week before", {"kind": D, "today": day(1, 24)}, SOON, Severity.INFO),
    ("on the day", {"kind": D, "today": day(1, 31)}, SOON, Severity.INFO),
    ("the day after", {"kind": D, "today": day(2, 1)}, MISSING, Severity.ERROR),
    ("the column was not read since", {"kind": D, "today": day(2, 3), "column_read_on": day(1, 31)},
     SOON, Severity.INFO),
    ("nor was it in the week before", {"kind": D, "today": day(2, 3), "column_read_on": day(1, 20)}, None, None),
    ("the column was never read", {"kind": D, "today": day(2, 3), "column_read_on": None}, None, None),
    ("nor before the date", {"kind": D, "today": day(1, 30), "column_read_on": None}, None, None),
    ("there is one", {"kind": D, "today": day(2, 3), "has_report": True}, None, None),
    ("there is one, in time", {"kind": D, "today": day(2, 3), "has_report": True, "first_published_on": day(1, 31)},
     None, None),
    ("late", {"kind": D, "today": day(2, 9), "has_report": True, "first_published_on": day(2, 1)},
     LATE, Severity.ERROR),
    ("a government has until March", {"kind": G, "today": day(2, 9)}, None, None),
    ("a government", {"kind": G, "today": day(4, 1)}, MISSING, Severity.ERROR),
    ("a town has no date", {"kind": T, "today": day(6, 1)}, None, None),
    ("nor is it late", {"kind": S, "today": day(6, 1), "has_report": True, "first_published_on": day(5, 1)},
     None, None),
    ("a town with its own date", {"kind": T, "due": "02-20", "today": day(2, 21)}, MISSING, Severity.INFO),
    ("late by its own date", {"kind": S, "due": "02-20", "today": day(3, 1), "has_report": True,
     "first_published_on": day(2, 28)}, LATE, Severity.INFO),
]  # fmt: skip


@pytest.mark.parametrize(("known", "code", "severity"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_deadlines(known: dict[str, Any], code: str | None, severity: Severity | None):
    found = [(finding.code, finding.severity) for finding in check(**known)]
    assert found == ([(code, severity)] if code else [])


def test_a_standing_finding_does_not_change_from_day_to_day():
    [today], [tomorrow] = check(D, day(2, 1)), check(D, day(2, 2))
    assert (today.id, today.evidence) == (tomorrow.id, tomorrow.evidence)
    assert today.message() != tomorrow.message()


def test_a_new_day_alone_changes_nothing():
    """Else the clerk would hear at midnight that all is well, and in the morning that the report is missing."""
    [before], [after] = check(D, day(1, 31)), check(D, day(2, 1), column_read_on=day(1, 31))
    assert (before.id, before.evidence) == (after.id, after.evidence)
    assert after.message().endswith("last read, on 31 January 2021.")


def test_late_in_words():
    [finding] = check(D, day(2, 9), has_report=True, first_published_on=day(2, 5))
    assert finding.message() == (
        "The report on 2020 was published on 5 February 2021, 5 days after 31 January 2021 (Art. 49 of the "
        "Regulations on Open Government Information)."
    )
    assert finding.message(Language.ZH) == (
        "2020 年度报告于 2021年2月5日 公布，比 2021年1月31日（《政府信息公开条例》第四十九条）晚 5 天。"
    )
