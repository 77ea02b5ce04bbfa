"""What a report is compared with besides last year's: gathered from the archive for one check, a few figures each."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.watchlist import Body, BodyKind, Watchlist
from monitor.case import Alike, Figures, Member, Spread
from monitor.rules.children import MEMBER_CELLS
from monitor.rules.cross_year import CARRIED_OVER
from monitor.rules.swings import LEAST_COMPARED, SWING_CELLS
from storage.archive import Archive
from storage.connection import to_date
from storage.records import StoredReport

YEARS_BACK = 6
MOST_PEERS = 800
"""Bodies of one kind, spread evenly over the watch list, from which the usual movement of a year is taken."""
MOST_ALIKE = 12


@dataclass
class Gathered:
    """Comparisons for the cases of one pass; what many cases share is asked for once."""

    archive: Archive
    watchlist: Watchlist
    _spreads: dict[tuple[BodyKind, int], Mapping[str, Spread]] = field(default_factory=dict)

    def of(self, stored: StoredReport, body: Body) -> dict[str, Any]:
        """The fields of `Case` beyond the two reports."""
        year = stored.report.year
        return {
            "history": self.archive.figures_of(body.id, range(year - YEARS_BACK, year), SWING_CELLS),
            "peers": self._peers(body.kind, year),
            "replaced": self.archive.figures_replaced(body.id, year - 1, CARRIED_OVER),
            "alike": tuple(self._alike(stored, body)),
            "members": tuple(self._members(body, year)),
        }

    def _peers(self, kind: BodyKind, year: int) -> Mapping[str, Spread]:
        if (kind, year) not in self._spreads:
            bodies = [body.id for body in self.watchlist.bodies if body.kind == kind]
            some = bodies[:: max(1, len(bodies) // MOST_PEERS)]
            now, before = (self.archive.figures_of_many(some, each, SWING_CELLS) for each in (year, year - 1))
            self._spreads[kind, year] = dict(_spreads(now, before))
        return self._spreads[kind, year]

    def _alike(self, stored: StoredReport, body: Body) -> Iterator[Alike]:
        for copy in self.archive.likely_copies(stored.id, body.id, MOST_ALIKE):
            if other := self.watchlist.bodies_by_id.get(copy.body):
                yield Alike(other, copy.section, copy.text, to_date(copy.published_on))

    def _members(self, body: Body, year: int) -> Iterator[Member]:
        if body.covers:
            figures = self.archive.figures_of_many(body.covers, year, MEMBER_CELLS)
            for member in body.covers:
                yield Member(self.watchlist.bodies_by_id[member].name, figures.get(member))


def _spreads(now: Mapping[str, Figures], before: Mapping[str, Figures]) -> Iterator[tuple[str, Spread]]:
    """By cell, how much the figures moved that are large enough to say anything."""
    for cell in SWING_CELLS:
        moves = [
            math.log(float(now[body][cell]) / float(before[body][cell]))
            for body in now
            if min(now[body].get(cell, 0), before.get(body, {}).get(cell, 0)) >= LEAST_COMPARED
        ]
        if moves:
            median = statistics.median(moves)
            yield cell, Spread(median, statistics.median(abs(move - median) for move in moves), len(moves))
