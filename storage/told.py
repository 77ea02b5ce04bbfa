"""Questions about what was told: alerts with their findings, and what became of each on every channel."""

from __future__ import annotations

import datetime as dt
from typing import Any

from storage.connection import Connection

_ALERTS = """
SELECT a.id AS alert, a.at, a.transition, f.id AS finding, f.code, f.severity, coalesce(b.name, f.body) AS body, f.year,
       f.message_en, f.message_zh
FROM alerts a JOIN findings f ON f.id = a.finding LEFT JOIN bodies b ON b.id = f.body_id
"""
_CHOSEN = """
WHERE EXISTS (SELECT 1 FROM deliveries x WHERE x.alert = a.id AND (? IS NULL OR x.state = ?)
              AND (? IS NULL OR x.channel = ?))
   OR (? IS NULL AND ? IS NULL AND NOT EXISTS (SELECT 1 FROM deliveries x WHERE x.alert = a.id))
ORDER BY a.id DESC LIMIT ?
"""
_DELIVERIES = """
SELECT channel, state, attempts, digest, key, next_attempt_at, first_attempt_at, delivered_at, error
FROM deliveries WHERE alert = ? ORDER BY id
"""


class Told(Connection):
    """Questions only; nothing here writes."""

    def alerts(self, state: str | None = None, channel: str | None = None, limit: int = 50) -> list[dict[str, Any]]:
        """The newest alerts, each with its `deliveries`; only those with a delivery in a state or on a channel, where
        one is named."""
        parameters = (state, state, channel, channel, state, channel, limit)
        rows = self.rows(_ALERTS + _CHOSEN, parameters)
        return [{**row, "deliveries": self.rows(_DELIVERIES, (row["alert"],))} for row in rows]

    def alert(self, number: int) -> dict[str, Any] | None:
        row = self.one(f"{_ALERTS} WHERE a.id = ?", (number,))
        return {**row, "deliveries": self.rows(_DELIVERIES, (number,))} if row else None

    def waiting(self, channel: str, now: dt.datetime) -> tuple[int, str | None]:
        """How many alerts of a channel are not due yet, and when the first of them is."""
        row = self.one(
            "SELECT count(*) AS n, min(next_attempt_at) AS at FROM deliveries"
            " WHERE channel = ? AND state = 'pending' AND next_attempt_at > ?",
            (channel, now.isoformat()),
        )
        return (int(row["n"]), row["at"]) if row else (0, None)

    def count_due(self, channel: str, now: dt.datetime) -> int:
        """How many alerts of a channel are due."""
        row = self.one(
            "SELECT count(*) AS n FROM deliveries WHERE channel = ? AND state = 'pending'"
            " AND (next_attempt_at IS NULL OR next_attempt_at <= ?)",
            (channel, now.isoformat()),
        )
        return int(row["n"]) if row else 0

    def findings_like(self, beginning: str) -> list[str]:
        """Ids of findings that begin so."""
        sql = "SELECT id FROM findings WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 3"
        return [row["id"] for row in self.rows(sql, (len(beginning), beginning))]
