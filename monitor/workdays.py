"""Working days in China: Monday to Friday without legal holidays, and the make-up days at weekends that pay for them.

The State Council sets the holidays of a year in the autumn before; the library that lists them follows. A year that it
does not know yet is counted by its weekdays, and said to be so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """How many there are; `exact` is False where a year's holidays are not known and its weekdays were counted."""

    count: int
    exact: bool = True


def working_days(after: dt.date, until: dt.date) -> WorkingDays:
    """Working days later than `after`, up to and including `until`; none where `until` is not later."""
    days = [after + dt.timedelta(days=number) for number in range(1, (until - after).days + 1)]
    stated = [_is_workday(day) for day in days]
    counted = [
        day.weekday() < _SATURDAY if worked is None else worked for day, worked in zip(days, stated, strict=True)
    ]
    return WorkingDays(sum(counted), None not in stated)


def _is_workday(day: dt.date) -> bool | None:
    """None where the year's holidays are not known."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None
