"""What a rule is given: a report and everything it may be compared with. Rules see nothing else, and no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from crawler.watchlist import Body
from parsers.report import Report

Number = int | Decimal
Figures = Mapping[str, Number]
"""Plainly read figures by address."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the figures of one cell moved among bodies of the same kind from last year to this one: median and median
    absolute deviation of the logarithm of the ratio, and of how many bodies."""

    median: float
    deviation: float
    count: int


@dataclass(frozen=True, slots=True)
class Alike:
    """A section of another body's report on the same year that may hold the same text."""

    body: Body
    section: int
    text: str
    published_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A body whose figures the watch list says are part of this body's; `figures` is None where it has no report."""

    name: str
    figures: Figures | None


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
    history: Mapping[int, Figures] = field(default_factory=dict)
    """Figures of the body's earlier reports, by year; those that are compared over several years only."""
    peers: Mapping[str, Spread] = field(default_factory=dict)
    """How bodies of the same kind moved this year, by cell."""
    replaced: Mapping[str, frozenset[Number]] = field(default_factory=dict)
    """What other versions of last year's report state in 四、结转下年度继续办理, by address."""
    alike: tuple[Alike, ...] = ()
    """Sections of other bodies' reports that may be the same text; more than a few mean a template."""
    members: tuple[Member, ...] = ()
    """The bodies that this body's figures are made up of, all of them; empty where the watch list does not say."""

    @property
    def body_id(self) -> str:
        return self.body.id if self.body else self.report.body

    @property
    def year_before(self) -> Report | None:
        """`previous`, if it is the report on the year before."""
        return self.previous if self.previous and self.previous.year == self.report.year - 1 else None
