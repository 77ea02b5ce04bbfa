"""The days of the sample season on which somebody looks. Data; the portal's own calendar is in
`crawler.sample.calendar`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from monitor.clock import ZONE

LOOK_AT = dt.time(9, 30)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is played; `why` tells the onlooker what to watch for."""

    date: dt.date
    why: str

    @property
    def moment(self) -> dt.datetime:
        return dt.datetime.combine(self.date, LOOK_AT, ZONE)


DAYS: tuple[Day, ...] = (
    Day(dt.date(2021, 1, 4), "the season opens; last year's reports are already there"),
    Day(dt.date(2021, 1, 12), "the first report on 2020, on a page that a script fills in"),
    Day(dt.date(2021, 1, 15), "a report as a PDF, with two cells left blank"),
    Day(dt.date(2021, 1, 20), "a list row that links straight to a PDF"),
    Day(dt.date(2021, 1, 22), "a report with a mistake in it (a made-up body)"),
    Day(dt.date(2021, 1, 25), "a report in Word; a week is left for departments"),
    Day(dt.date(2021, 1, 26), "a report without a flaw, for now (a made-up body)"),
    Day(dt.date(2021, 2, 1), "the statutory day for departments has passed"),
    Day(dt.date(2021, 2, 5), "one comes late (a made-up body)"),
    Day(dt.date(2021, 2, 20), "one has been altered without a word (a made-up body)"),
    Day(dt.date(2021, 3, 6), "one can no longer be found; that may be an accident"),
    Day(dt.date(2021, 3, 8), "it is still gone"),
    Day(dt.date(2021, 3, 10), "gone on three visits over four days: withdrawn (a made-up body)"),
    Day(dt.date(2021, 3, 25), "a district government's report, signed with last year's date"),
    Day(dt.date(2021, 4, 1), "the statutory day for governments has passed"),
    Day(dt.date(2022, 1, 14), "the next season: reports on 2021, on the new form, compared with those on 2020"),
)
