"""The dates a report states about itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from monitor.case import Case
from monitor.catalogue import Severity
from monitor.finding import Finding
from monitor.wording.phrases import date_in_words


def check_signed_too_early(case: Case) -> Iterator[Finding]:
    """The sign-off is dated after the year reported on has ended, since the report covers it to its last day.

    A date with the day, or day and month, missing is judged too: all days of that year would be too early. No sign-off
    at all is in order; many reports have none. The last day of the year itself is odd and not impossible: a warning.
    """
    report = case.report
    if report.sign_off and report.sign_off.year <= report.year:
        first_day = dt.date(report.year + 1, 1, 1)
        eve = report.signed_on == first_day - dt.timedelta(days=1)
        yield Finding(
            "date.signed_too_early",
            case.body_id,
            report.year,
            expected=f"≥ {first_day.isoformat()}",
            found=report.sign_off.raw,
            severity_override=Severity.WARNING if eve else None,
        )


def check_incomplete_date(case: Case) -> Iterator[Finding]:
    """A sign-off date names year, month and day of the calendar. Tolerated: a report that is not dated at all."""
    report = case.report
    if report.sign_off and report.sign_off.on is None:
        yield Finding("date.incomplete", case.body_id, report.year, found=report.sign_off.raw)


def check_published_before_signed(case: Case) -> Iterator[Finding]:
    """Publication is not earlier than the sign-off. Only the date the document itself states is compared: an earlier
    version of a report may well have been published before this one was signed."""
    report, signed = case.report, case.report.signed_on
    if signed and report.published_on and report.published_on < signed:
        yield Finding(
            "date.published_before_signed",
            case.body_id,
            report.year,
            expected=f"≥ {signed.isoformat()}",
            found=report.published_on.isoformat(),
            holes={"published": date_in_words(report.published_on), "signed": date_in_words(signed)},
        )
