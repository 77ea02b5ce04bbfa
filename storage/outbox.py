"""The verbs of delivery: what is still to be told on a channel, and what became of each attempt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from storage.connection import Connection, to_moment
from storage.finding_log import finding_from_row
from storage.records import PendingNotice

_PENDING = """
SELECT f.*, x.id AS delivery, x.key, x.channel, x.attempts, x.digest, a.transition, a.at AS alerted_at,
       coalesce(d.url, rd.url, p.url) AS source_url
FROM deliveries x
JOIN alerts a ON a.id = x.alert
JOIN findings f ON f.id = a.finding
LEFT JOIN documents d ON d.id = f.document
LEFT JOIN reports r ON r.id = f.report
LEFT JOIN documents rd ON rd.id = r.document
LEFT JOIN portals p ON p.id = f.portal
WHERE x.state = 'pending' AND x.channel = ? AND (x.next_attempt_at IS NULL OR x.next_attempt_at <= ?)
ORDER BY x.id
"""


class Outbox(Connection):
    """What the deliver step works off. A row is delivered at least once; its key and digest stay the same when
    repeated."""

    def pending_notices(self, channel: str, now: dt.datetime) -> list[PendingNotice]:
        """What is due on `channel`. A digest that was begun and not settled comes first, alone and whole, so that a
        repetition is the same message."""
        rows = self.rows(_PENDING, (channel, now.isoformat()))
        notices = [
            PendingNotice(
                delivery=row["delivery"],
                key=row["key"],
                channel=row["channel"],
                transition=row["transition"],
                at=to_moment(row["alerted_at"]),
                attempts=row["attempts"],
                digest=row["digest"],
                finding=finding_from_row(row),
                source_url=row["source_url"],
            )
            for row in rows
        ]
        begun = next((notice.digest for notice in notices if notice.digest), None)
        return [notice for notice in notices if notice.digest == begun]

    def begin_digest(self, digest: str, deliveries: Sequence[int], now: dt.datetime) -> None:
        """Note, before anything leaves, which deliveries go out together under which id."""
        with self.transaction():
            for delivery in deliveries:
                self.db.conn.execute(
                    "UPDATE deliveries SET digest = ?, attempts = attempts + 1 WHERE id = ?", (digest, delivery)
                )
            self.log("digest.begun", digest, now, deliveries=len(deliveries))

    def digest_delivered(self, digest: str, now: dt.datetime) -> None:
        with self.transaction():
            self.db.conn.execute(
                "UPDATE deliveries SET state = 'delivered', delivered_at = ?, error = ''"
                " WHERE digest = ? AND state = 'pending'",
                (now.isoformat(), digest),
            )
            self.log("digest.delivered", digest, now)

    def digest_failed(self, digest: str, error: str, again_at: dt.datetime | None, now: dt.datetime) -> None:
        """Note a failed attempt; `again_at` None gives the digest up, which is an event somebody has to see."""
        with self.transaction():
            state = "pending" if again_at else "given_up"
            self.db.conn.execute(
                "UPDATE deliveries SET state = ?, next_attempt_at = ?, error = ?"
                " WHERE digest = ? AND state = 'pending'",
                (state, again_at.isoformat() if again_at else None, error, digest),
            )
            self.log("digest.failed" if again_at else "digest.given_up", digest, now, error=error)
