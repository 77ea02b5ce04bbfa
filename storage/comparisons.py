"""What a report is compared with: the body's own earlier figures, those of others, and narratives that may be the
same. Questions only, over a few figures each; nothing here reads a whole report."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.form import AMOUNTS
from storage.connection import Connection

Number = int | Decimal

_FIGURES_OF_ONE = """
SELECT r.year, f.cell, f.exact FROM reports r
CROSS JOIN json_each(?4) c CROSS JOIN figures f ON f.report = r.id AND f.cell = c.value
WHERE r.body_id = ?1 AND r.year BETWEEN ?2 AND ?3 AND r.current = 1 AND f.doubted = 0 AND f.exact IS NOT NULL
"""
"""Here and below, CROSS JOIN holds SQLite to the order written: from the reports to their few figures. Left to itself
it goes through the cell's figures of the whole archive."""
_FIGURES_OF_MANY = """
SELECT r.body_id AS body, f.cell, f.exact FROM json_each(?) b
CROSS JOIN reports r ON r.body_id = b.value AND r.year = ? AND r.current = 1
CROSS JOIN json_each(?) c CROSS JOIN figures f ON f.report = r.id AND f.cell = c.value
WHERE f.doubted = 0 AND f.exact IS NOT NULL
"""
_OLDER_READINGS = """
SELECT DISTINCT f.cell, f.exact FROM reports r
CROSS JOIN json_each(?3) c CROSS JOIN figures f ON f.report = r.id AND f.cell = c.value
WHERE r.body_id = ?1 AND r.year = ?2 AND r.current = 0 AND f.doubted = 0 AND f.exact IS NOT NULL
"""
_LIKELY_COPIES = """
SELECT DISTINCT r.body_id AS body, l.section, s.text, r.body AS printed, r.first_published_on AS published
FROM likeness own
JOIN likeness l ON l.section = own.section AND l.band = own.band AND l.year = own.year AND l.report <> own.report
JOIN reports r ON r.id = l.report AND r.current = 1 AND r.body_id IS NOT NULL AND r.body_id <> ?
JOIN sections s ON s.report = l.report AND s.number = l.section
WHERE own.report = ?
ORDER BY r.body_id, l.section
LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Narrative:
    """A section of a report, with the name its body has there."""

    body: str
    year: int
    section: int
    text: str


@dataclass(frozen=True, slots=True)
class LikelyCopy:
    """A section of another body's report on the same year that may hold the same text."""

    body: str
    printed_name: str
    section: int
    text: str
    published_on: str | None


class Comparisons(Connection):
    """Bounded questions of the check step."""

    def figures_of(self, body: str, years: range, cells: Collection[str]) -> dict[int, dict[str, Number]]:
        """The plainly read figures of a body's current reports, by year and cell."""
        found: dict[int, dict[str, Number]] = {}
        rows = self.db.conn.execute(_FIGURES_OF_ONE, (body, years.start, years.stop - 1, json.dumps(list(cells))))
        for year, cell, exact in rows:
            found.setdefault(year, {})[cell] = _number(cell, exact)
        return found

    def figures_of_many(self, bodies: Sequence[str], year: int, cells: Collection[str]) -> dict[str, dict[str, Number]]:
        """The plainly read figures of many bodies' current reports on one year, by body and cell."""
        found: dict[str, dict[str, Number]] = {}
        rows = self.db.conn.execute(_FIGURES_OF_MANY, (json.dumps(list(bodies)), year, json.dumps(list(cells))))
        for body, cell, exact in rows:
            found.setdefault(body, {})[cell] = _number(cell, exact)
        return found

    def figures_replaced(self, body: str, year: int, cells: Collection[str]) -> Mapping[str, frozenset[Number]]:
        """What other readings of a body's report on `year` state in these cells: earlier versions, other
        documents."""
        found: dict[str, set[Number]] = {}
        for cell, exact in self.db.conn.execute(_OLDER_READINGS, (body, year, json.dumps(list(cells)))):
            found.setdefault(cell, set()).add(_number(cell, exact))
        return {cell: frozenset(values) for cell, values in found.items()}

    def narratives(self, report: int, sections: Collection[int]) -> list[Narrative]:
        """The texts of some sections of a report."""
        sql = (
            "SELECT r.body, r.year, s.number, s.text FROM reports r JOIN sections s ON s.report = r.id"
            " WHERE r.id = ? AND s.number IN (SELECT value FROM json_each(?))"
        )
        return [Narrative(*row) for row in self.db.conn.execute(sql, (report, json.dumps(list(sections))))]

    def keep_sketch(self, report: int, year: int, section: int, bands: Collection[int]) -> None:
        """Note by what a section is found by others that may hold the same text; kept twice, it is kept once."""
        rows = [(section, band, year, report) for band in bands]
        with self.transaction():
            self.db.conn.executemany(
                "INSERT OR IGNORE INTO likeness (section, band, year, report) VALUES (?, ?, ?, ?)", rows
            )

    def likely_copies(self, report: int, body: str, most: int) -> list[LikelyCopy]:
        """Sections of other bodies' reports on the same year whose sketch meets that of `report`, at most `most`."""
        rows = self.db.conn.execute(_LIKELY_COPIES, (body, report, most))
        return [LikelyCopy(other, printed, section, text, day) for other, section, text, printed, day in rows]

    def bodies_with_like_texts(self, report: int) -> Iterator[str]:
        """The bodies whose findings a report may change because its text may be theirs."""
        sql = (
            "SELECT DISTINCT r.body_id FROM likeness own JOIN likeness l ON l.section = own.section"
            " AND l.band = own.band AND l.year = own.year AND l.report <> own.report"
            " JOIN reports r ON r.id = l.report AND r.body_id IS NOT NULL WHERE own.report = ? LIMIT 50"
        )
        return (row[0] for row in self.db.conn.execute(sql, (report,)))


def _number(cell: str, exact: str) -> Number:
    return Decimal(exact) if cell in AMOUNTS or "." in exact else int(exact)
