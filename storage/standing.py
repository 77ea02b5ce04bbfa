"""What the check step asks about bodies and columns: is a report there, since when, and could we look at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.connection import Connection, to_date, to_moment


@dataclass(frozen=True, slots=True)
class Publication:
    """What the columns say of one body's report on one year. `stated_on` is the earliest date that anybody states."""

    stated_on: dt.date | None
    first_seen_on: dt.date


@dataclass(frozen=True, slots=True)
class Watched:
    """Since when and until when all columns of a body have been read; None before the first time."""

    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Visit:
    """Visits in a row that came to the same, from `at` to `until`."""

    at: dt.datetime
    outcome: str
    status: int | None
    entries: int
    detail: str
    until: dt.datetime
    times: int = 1


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An entry that no body of the watch list was found for; `named` is the body that its report names."""

    portal: str
    title: str
    year: int | None
    url: str
    seen_on: dt.date
    named: str | None


class Standing(Connection):
    """Questions only; nothing here writes."""

    def publication(self, body: str, year: int) -> Publication | None:
        """The body's report on `year`, if an entry or a document shows one, be it readable or not."""
        row = self.one(
            "SELECT min(at) AS seen_at, min(stated) AS stated_on FROM ("
            " SELECT e.first_seen_at AS at, nullif(min(coalesce(e.shown_on, '9999'), coalesce(e.platform_on, '9999'),"
            "  coalesce((SELECT min(d.published_on) FROM documents d WHERE d.entry = e.id), '9999')), '9999') AS stated"
            " FROM entries e WHERE e.body = ? AND e.year = ?"
            " UNION ALL SELECT r.read_at, r.first_published_on FROM reports r WHERE r.body_id = ? AND r.year = ?)",
            (body, year, body, year),
        )
        if row is None or row["seen_at"] is None:
            return None
        return Publication(to_date(row["stated_on"]), to_moment(row["seen_at"]).date())

    def watched(self, body: str) -> Watched:
        """The span in which every enabled column of a body was read: its report may stand in any of them.

        A column that lists nothing any more was not read: what should stand in it may stand elsewhere now.
        """
        rows = self.rows(
            "SELECT min(v.at) AS first_at, max(v.until) AS last_at FROM portal_bodies pb"
            " JOIN portals p ON p.id = pb.portal AND p.enabled = 1"
            " LEFT JOIN visits v ON v.portal = p.id AND v.outcome = 'read' AND (v.entries > 0 OR NOT EXISTS ("
            "  SELECT 1 FROM visits f WHERE f.portal = p.id AND f.id < v.id AND f.outcome = 'read' AND f.entries > 0))"
            " WHERE pb.body = ? GROUP BY p.id",
            (body,),
        )
        if not rows or any(row["last_at"] is None for row in rows):
            return Watched(None, None)
        return Watched(to_date(max(row["first_at"] for row in rows)), to_date(min(row["last_at"] for row in rows)))

    def visits(self, portal: str, limit: int = 30) -> list[Visit]:
        """The newest visits of a column, the newest first."""
        rows = self.rows("SELECT * FROM visits WHERE portal = ? ORDER BY id DESC LIMIT ?", (portal, limit))
        return [
            Visit(
                to_moment(row["at"]),
                row["outcome"],
                row["status"],
                row["entries"],
                row["detail"],
                to_moment(row["until"]),
                row["times"],
            )
            for row in rows
        ]

    def unmatched_entries(self) -> list[Unmatched]:
        """Entries of enabled columns without a body, neither by their title nor by their report; the newest first."""
        rows = self.rows(
            "SELECT e.portal, e.title, e.year, e.url, e.first_seen_at,"
            " (SELECT r.body FROM reports r JOIN documents d ON d.id = r.document WHERE d.entry = e.id"
            "  ORDER BY r.id DESC LIMIT 1) AS named"
            " FROM entries e JOIN portals p ON p.id = e.portal AND p.enabled = 1 WHERE e.body IS NULL AND NOT EXISTS ("
            "  SELECT 1 FROM reports r JOIN documents d ON d.id = r.document"
            "  WHERE d.entry = e.id AND r.body_id IS NOT NULL) ORDER BY e.first_seen_at DESC, e.id"
        )
        return [
            Unmatched(
                row["portal"],
                row["title"],
                row["year"],
                row["url"],
                to_moment(row["first_seen_at"]).date(),
                row["named"],
            )
            for row in rows
        ]

    def most_entries(self, portal: str) -> int:
        """The most reports the column has ever listed."""
        row = self.one("SELECT max(entries) AS most FROM visits WHERE portal = ? AND outcome = 'read'", (portal,))
        return int(row["most"] or 0) if row else 0

    def documents_to_compare(self) -> list[int]:
        """Every document of which something may have to be said: that read in more than one way, is gone, or has a
        finding open."""
        rows = self.rows(
            "SELECT document FROM reports GROUP BY document HAVING count(*) > 1"
            " UNION SELECT r.document FROM reports r JOIN documents d ON d.id = r.document"
            " WHERE d.gone_since IS NOT NULL"
            " UNION SELECT document FROM findings WHERE state = 'open' AND scope LIKE 'document:%'"
        )
        return [row["document"] for row in rows]

    def documents_with_site_code(self) -> list[tuple[int, str, str]]:
        """Every document of a body's report whose page carries a website code: its number, the body, the code."""
        return [
            (row["document"], row["body_id"], row["site_code"])
            for row in self.rows(
                "SELECT DISTINCT r.document, r.body_id, d.site_code"
                " FROM documents d JOIN reports r ON r.document = d.id"
                " WHERE d.site_code <> '' AND r.body_id IS NOT NULL"
            )
        ]

    def body_years_of(self, document: int) -> set[tuple[str, int]]:
        rows = self.rows(
            "SELECT DISTINCT body_id, year FROM reports WHERE document = ? AND body_id IS NOT NULL", (document,)
        )
        return {(row["body_id"], row["year"]) for row in rows}

    def years_of(self, body: str) -> set[int]:
        """Years on which a body has a report in the archive."""
        return {row["year"] for row in self.rows("SELECT DISTINCT year FROM reports WHERE body_id = ?", (body,))}
