"""What the archive knows of every body and year at once: what `nianbao status` puts into a matrix."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.connection import Connection, to_date

_SEEN = """
SELECT body, year, min(stated) AS published_on, min(seen) AS seen_on, max(report) AS report FROM (
    SELECT e.body, e.year, e.first_seen_at AS seen, NULL AS report,
           nullif(min(coalesce(e.shown_on, '9999'), coalesce(e.platform_on, '9999'),
                      coalesce((SELECT min(d.published_on) FROM documents d WHERE d.entry = e.id), '9999')), '9999')
           AS stated
    FROM entries e WHERE e.body IS NOT NULL AND e.year IS NOT NULL
    UNION ALL
    SELECT r.body_id, r.year, r.read_at, CASE WHEN r.current THEN r.id END, r.first_published_on
    FROM reports r WHERE r.body_id IS NOT NULL
) GROUP BY body, year
"""
_OPEN = """
SELECT body_id, year, json_group_object(code, substr(opened_at, 1, 10)) AS opened FROM findings
WHERE state = 'open' AND decision <> 'dismissed' AND body_id IS NOT NULL AND year IS NOT NULL GROUP BY body_id, year
"""
_UNREADABLE = """
SELECT pb.body, min(substr(f.opened_at, 1, 10)) AS since FROM findings f JOIN portal_bodies pb ON pb.portal = f.portal
WHERE f.state = 'open' AND f.decision <> 'dismissed'
  AND f.code IN ('portal.unreachable', 'portal.blocked') GROUP BY pb.body
"""


@dataclass(frozen=True, slots=True)
class BodyStanding:
    """One body and year: whether an entry or a document shows its report, since when, and which findings are open.

    `published_on` is the earliest date that anybody states, or else the day on which we first saw it.
    """

    published: bool = False
    published_on: dt.date | None = None
    report: int | None = None
    open: Mapping[str, dt.date] = field(default_factory=dict)
    """The codes of the open findings, each with the day on which it was opened."""


NOTHING_KNOWN = BodyStanding()


class BodyStandings(Connection):
    """Questions only; nothing here writes."""

    def body_standings(self) -> dict[tuple[str, int], BodyStanding]:
        """Every body (by its id) and year of which a report or a finding is known."""
        opened = {
            (row["body_id"], row["year"]): {
                code: dt.date.fromisoformat(day) for code, day in json.loads(row["opened"]).items()
            }
            for row in self.rows(_OPEN)
        }
        seen = {(row["body"], row["year"]): row for row in self.rows(_SEEN)}
        return {
            key: BodyStanding(
                published=key in seen,
                published_on=to_date(seen[key]["published_on"] or seen[key]["seen_on"]) if key in seen else None,
                report=seen[key]["report"] if key in seen else None,
                open=opened.get(key, {}),
            )
            for key in seen.keys() | opened.keys()
        }

    def unreadable_since(self) -> dict[str, dt.date]:
        """The bodies of which a column can't be read any more, by their ids, and since when we say so."""
        return {row["body"]: dt.date.fromisoformat(row["since"]) for row in self.rows(_UNREADABLE)}
