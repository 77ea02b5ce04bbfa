"""A digest of bodies that do not exist, to see what messages look like before there is anything to tell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from monitor.alerts.digest import Digest, Notice
from monitor.catalogue import Language, Severity
from monitor.finding import Operand, Transition
from parsers.form import Form, official_label

if TYPE_CHECKING:
    from monitor.steps.deliver import Telling

_STATISTICS, _FINANCE, _CIVIL = (f"示例市示例区{name}局" for name in ("统计", "财政", "民政"))
_SOURCE = "http://www.example.gov.cn/zwgk/xxgknb/content/post_1.html"
_ROW = {"applications.received_new.total": "9", "applications.received_new.natural_person": "8"}


def sample_digest(telling: Telling, at: dt.datetime) -> Digest:
    """An error with cells, a report that is missing and still is, one that was altered, and something resolved."""
    is_chinese = telling.language is Language.ZH
    year = at.year - 1
    cells = tuple(Operand(cell, official_label(cell, Form.F2021), raw, year) for cell, raw in _ROW.items())
    notices = tuple(
        Notice(
            key=f"sample-{number}",
            transition=transition,
            code=code,
            severity=severity,
            body=body,
            year=year,
            message=chinese if is_chinese else english,
            cells=cells if number == 0 else (),
            expected="8" if number == 0 else None,
            found="9" if number == 0 else None,
            source_url=None if code == "deadline.missing" else _SOURCE,
            archive_url=f"{telling.archive_url.rstrip('/')}/report/1",
            since=at.date() - dt.timedelta(days=30),
        )
        for number, (code, severity, transition, body, english, chinese) in enumerate(_told(year))
    )
    return Digest(
        "sample",
        at,
        telling.language,
        notices,
        telling.watchlist,
        archive_url=telling.archive_url,
        templates=telling.templates,
    )


def _told(year: int) -> list[tuple[str, Severity, Transition, str, str, str]]:
    """Code, severity, transition, body, and the message in English and in Chinese."""
    return [
        ("applications.row_total", Severity.ERROR, Transition.OPENED, _STATISTICS,
         "The parts add up to 8, the total says 9.", "各项相加为 8，总计填写为 9。"),
        ("deadline.missing", Severity.ERROR, Transition.PERSISTING, _FINANCE,
         f"The report on {year} was due by 31 January; it was not there when we last looked.",
         f"{year} 年度报告应于 1 月 31 日前公布，最近一次读取栏目时仍未见。"),
        ("document.revised", Severity.WARNING, Transition.OPENED, _CIVIL,
         "The report no longer reads as in the version kept before.", "报告内容与此前存档的版本不同。"),
        ("cell.blank", Severity.WARNING, Transition.RESOLVED, _CIVIL,
         "Two cells stated no figure.", "有 2 个单元格未填写数字。"),
    ]  # fmt: skip
