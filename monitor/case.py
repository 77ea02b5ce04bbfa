"""What a rule is given: a report and everything it may be compared with. Rules see nothing else, and no clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crawler.watchlist import Body
from parsers.report import Report


@dataclass(frozen=True, slots=True)
class Case:
    """`body` is None where a file is checked on its own; `today` is the date in Asia/Shanghai."""

    report: Report
    today: dt.date
    body: Body | None = None
    previous: Report | None = None
    """The same body's report on the year before, where the archive has it."""
    first_published_on: dt.date | None = None
    """The earliest of all publication dates known of the report."""

    @property
    def body_id(self) -> str:
        return self.body.id if self.body else self.report.body
