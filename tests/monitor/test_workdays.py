"""Working days of China, with its holidays and make-up days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.workdays import WorkingDays, working_days

CASES = [
    ("an ordinary week, Sunday to Friday", dt.date(2021, 1, 10), dt.date(2021, 1, 15), 5, True),
    ("the day itself does not count, the last one does", dt.date(2021, 1, 14), dt.date(2021, 1, 15), 1, True),
    ("nothing is left on the day", dt.date(2021, 1, 29), dt.date(2021, 1, 29), 0, True),
    ("nor after it", dt.date(2021, 2, 3), dt.date(2021, 1, 29), 0, True),
    ("New Year's Day is none", dt.date(2020, 12, 31), dt.date(2021, 1, 4), 1, True),
    ("a Sunday that makes up for Spring Festival is one", dt.date(2025, 1, 25), dt.date(2025, 1, 26), 1, True),
    ("Spring Festival falls before the date", dt.date(2025, 1, 24), dt.date(2025, 1, 31), 2, True),
    ("holidays of a far year are not known: weekdays", dt.date(2050, 1, 23), dt.date(2050, 1, 31), 6, False),
]


@pytest.mark.parametrize(
    ("after", "until", "count", "exact"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_working_days(after: dt.date, until: dt.date, count: int, exact: bool) -> None:
    assert working_days(after, until) == WorkingDays(count, exact)


@given(st.dates(dt.date(2005, 1, 1), dt.date(2025, 12, 1)), st.integers(0, 40), st.integers(0, 40))
def test_spans_add_up(start: dt.date, first: int, second: int) -> None:
    middle = start + dt.timedelta(days=first)
    end = middle + dt.timedelta(days=second)
    whole, parts = working_days(start, end), (working_days(start, middle), working_days(middle, end))
    assert whole.count == sum(part.count for part in parts)
