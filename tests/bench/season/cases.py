"""Chronicles -> cases: the one place that knows what a rule is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from monitor.case import Case
from monitor.rules import Result, evaluate
from parsers.report import Report

from .draft import History


def build_reports(history: History) -> dict[int, Report]:
    return {year: draft.build() for year, draft in history.items()}


def judge(history: History, reports: dict[int, Report], years: Iterable[int]) -> dict[int, Result]:
    """What all rules say of a body's reports on the given years."""
    return {year: evaluate(case_of(history, reports, year)) for year in years}


def case_of(history: History, reports: dict[int, Report], year: int) -> Case:
    draft = history[year]
    return Case(
        report=reports[year],
        today=dt.date(year + 1, 4, 15),
        body=draft.body,
        previous=reports.get(year - 1),
        first_published_on=draft.published_on,
    )
