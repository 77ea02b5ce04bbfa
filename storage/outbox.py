"""The verbs of delivery: what is still to be told on a channel, what became of each attempt, how a channel behaves."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from storage.connection import Connection, to_moment, to_text
from storage.finding_rows import finding_from_row
from storage.records import ChannelState, PendingNotice

PENDING = """
SELECT f.*, x.id AS delivery, x.key, x.channel, x.attempts, x.digest, x.language, x.first_attempt_at, a.transition,
       a.at AS alerted_at, coalesce(d.url, rd.url, p.url) AS source_url, t.thread
FROM deliveries x
JOIN alerts a ON a.id = x.alert
JOIN findings f ON f.id = a.finding
LEFT JOIN documents d ON d.id = f.document
LEFT JOIN reports r ON r.id = f.report
LEFT JOIN documents rd ON rd.id = r.document
LEFT JOIN portals p ON p.id = f.portal
LEFT JOIN threads t ON t.channel = x.channel AND t.finding = f.id
WHERE x.state = 'pending' AND x.channel = ? AND (x.next_attempt_at IS NULL OR x.next_attempt_at <= ?)
  AND (x.digest IS NOT NULL OR a.finding NOT IN (
    SELECT b.finding FROM deliveries y JOIN alerts b ON b.id = y.alert
    WHERE y.channel = ? AND y.state = 'pending' AND y.digest IS NOT NULL))
ORDER BY x.id
"""
"""What follows on something that is still on its way waits for it: nobody is to hear the end before the beginning."""
_NONE: Mapping[str, str] = {}


class Outbox(Connection):
    """What the deliver step works off. A row is delivered at least once; its key and digest stay the same when
    repeated."""

    def pending_notices(self, channel: str, now: dt.datetime) -> list[PendingNotice]:
        """What is due on `channel`, in one language. A digest that was begun and not settled comes first, alone and
        whole, so that a repetition is the same message."""
        notices = [_notice(row) for row in self.rows(PENDING, (channel, now.isoformat(), channel))]
        begun = next((notice.digest for notice in notices if notice.digest), None)
        together = [notice for notice in notices if notice.digest == begun]
        return [notice for notice in together if notice.language == together[0].language]

    def has_due(self, channel: str, now: dt.datetime) -> bool:
        """Whether anything is due on `channel`; costs next to nothing."""
        sql = (
            "SELECT EXISTS (SELECT 1 FROM deliveries WHERE state = 'pending' AND channel = ?"
            " AND (next_attempt_at IS NULL OR next_attempt_at <= ?)) AS due"
        )
        row = self.one(sql, (channel, now.isoformat()))
        return bool(row and row["due"])

    def is_waited_for(self, channel: str) -> bool:
        """Whether anything was tried on a channel and is to be tried again."""
        sql = (
            "SELECT EXISTS (SELECT 1 FROM deliveries WHERE state = 'pending' AND channel = ? AND attempts > 0) AS waits"
        )
        row = self.one(sql, (channel,))
        return bool(row and row["waits"])

    def progress_of(self, digest: str) -> dict[str, str]:
        """What of a digest the channel has taken in an earlier attempt, in the channel's own words."""
        row = self.one("SELECT progress FROM digests WHERE id = ?", (digest,))
        return dict(json.loads(row["progress"])) if row else {}

    def begin_digest(self, digest: str, channel: str, deliveries: Sequence[int], now: dt.datetime) -> None:
        """Note, before anything leaves, which deliveries go out together under which id."""
        moment = now.isoformat()
        with self.transaction():
            self.db.conn.executemany(
                "UPDATE deliveries SET digest = ?, attempts = attempts + 1,"
                " first_attempt_at = coalesce(first_attempt_at, ?) WHERE id = ?",
                [(digest, moment, delivery) for delivery in deliveries],
            )
            self.db.conn.execute(
                "INSERT OR IGNORE INTO digests VALUES (?, ?, ?, '{}', NULL)", (digest, channel, moment)
            )
            self.log("digest.begun", digest, now, deliveries=len(deliveries))

    def digest_delivered(
        self,
        digest: str,
        now: dt.datetime,
        threads: Mapping[str, str] = _NONE,
        error: str = "",
        progress: Mapping[str, str] = _NONE,
    ) -> None:
        """Note that a digest arrived. `threads` say, by finding, where the channel keeps what it was told of it;
        `error` is what went wrong all the same."""
        with self.transaction():
            self.db.conn.execute(
                "UPDATE deliveries SET state = 'delivered', delivered_at = ?, error = ?"
                " WHERE digest = ? AND state = 'pending'",
                (now.isoformat(), error, digest),
            )
            self._note_progress(digest, progress)
            self.db.conn.execute("UPDATE digests SET delivered_at = ? WHERE id = ?", (now.isoformat(), digest))
            self.db.conn.executemany(
                "INSERT OR REPLACE INTO threads SELECT channel, ?, ? FROM digests WHERE id = ?",
                [(finding, thread, digest) for finding, thread in threads.items()],
            )
            self.log("digest.delivered", digest, now)

    def digest_failed(
        self,
        digest: str,
        error: str,
        again_at: dt.datetime | None,
        now: dt.datetime,
        progress: Mapping[str, str] = _NONE,
    ) -> None:
        """Note a failed attempt; `again_at` None gives the digest up, which is an event somebody has to see."""
        with self.transaction():
            state = "pending" if again_at else "given_up"
            self.db.conn.execute(
                "UPDATE deliveries SET state = ?, next_attempt_at = ?, error = ?"
                " WHERE digest = ? AND state = 'pending'",
                (state, again_at.isoformat() if again_at else None, error, digest),
            )
            self._note_progress(digest, progress)
            self.log("digest.failed" if again_at else "digest.given_up", digest, now, error=error)

    def _note_progress(self, digest: str, progress: Mapping[str, str]) -> None:
        if progress:
            whole = to_text(self.progress_of(digest) | dict(progress))
            self.db.conn.execute("UPDATE digests SET progress = ? WHERE id = ?", (whole, digest))

    def resend(self, channel: str, alerts: Sequence[int], now: dt.datetime) -> int:
        """Put alerts into the outbox of a channel again, as if they had never been tried; returns how many. The keys
        stay what they were, so that a receiver that had them after all can tell."""
        sql = (
            "UPDATE deliveries SET state = 'pending', digest = NULL, next_attempt_at = NULL, first_attempt_at = NULL,"
            " delivered_at = NULL, error = '' WHERE channel = ? AND alert = ? AND state <> 'pending'"
        )
        with self.transaction():
            changed = sum(self.db.conn.execute(sql, (channel, alert)).rowcount for alert in alerts)
            self.log("alerts.resent", channel, now, alerts=changed)
        return changed

    def give_up_abandoned(
        self, channels: Sequence[str], reason: str, due_before: dt.datetime, now: dt.datetime
    ) -> dict[str, int]:
        """Give up what was due before a moment on channels that are none of `channels`; returns how many alerts, by
        channel."""
        of_nobody = (
            f"state = 'pending' AND channel NOT IN ({','.join('?' * len(channels))})"  # noqa: S608 - marks only
            " AND coalesce(next_attempt_at, '') <= ? AND alert IN (SELECT id FROM alerts WHERE at <= ?)"
        )
        moment = due_before.isoformat()
        values = (*channels, moment, moment)
        counted = self.rows(
            f"SELECT channel, count(*) AS n FROM deliveries WHERE {of_nobody} GROUP BY channel",  # noqa: S608
            values,
        )
        if counted:
            with self.transaction():
                sql = f"UPDATE deliveries SET state = 'given_up', error = ? WHERE {of_nobody}"  # noqa: S608
                self.db.conn.execute(sql, (reason, *values))
                for row in counted:
                    self.log("channel.abandoned", row["channel"], now, alerts=row["n"], error=reason)
        return {row["channel"]: row["n"] for row in counted}

    def scopes_open_since(self, prefix: str, before: dt.datetime) -> list[str]:
        """The scopes that begin so and hold findings opened before a moment."""
        sql = (
            "SELECT DISTINCT scope FROM findings WHERE state = 'open' AND substr(scope, 1, ?) = ? AND opened_at <= ?"
            " ORDER BY scope"
        )
        return [row["scope"] for row in self.rows(sql, (len(prefix), prefix, before.isoformat()))]

    def retry_now(self, channel: str) -> None:
        """Make due what is waiting for another attempt on a channel; what waits for its first stays where it is."""
        with self.transaction():
            self.db.conn.execute(
                "UPDATE deliveries SET next_attempt_at = NULL WHERE channel = ? AND state = 'pending' AND attempts > 0",
                (channel,),
            )

    def given_up(self, channel: str) -> list[int]:
        """The alerts that a channel never took."""
        sql = "SELECT alert FROM deliveries WHERE channel = ? AND state = 'given_up' ORDER BY id"
        return [row["alert"] for row in self.rows(sql, (channel,))]

    def last_error(self, channel: str) -> str:
        """What a channel last answered to a message that was given up."""
        sql = "SELECT error FROM deliveries WHERE channel = ? AND state = 'given_up' ORDER BY id DESC LIMIT 1"
        row = self.one(sql, (channel,))
        return str(row["error"]) if row else ""

    def last_remark(self, channel: str) -> str:
        """What went wrong with the newest message that a channel took all the same; empty where nothing did."""
        sql = (
            "SELECT x.error FROM digests d JOIN deliveries x ON x.digest = d.id AND x.state = 'delivered'"
            " WHERE d.channel = ? AND d.delivered_at IS NOT NULL ORDER BY d.delivered_at DESC, x.id DESC LIMIT 1"
        )
        row = self.one(sql, (channel,))
        return str(row["error"]) if row else ""

    def failing_channels(self) -> list[str]:
        """The channels that are on record as failing."""
        sql = "SELECT body FROM findings WHERE state = 'open' AND code = 'channel.failing' ORDER BY body"
        return [row["body"] for row in self.rows(sql)]

    def messages_since(self, channel: str, since: dt.datetime) -> int:
        """How many messages a channel has taken since a moment."""
        sql = "SELECT count(*) AS n FROM digests WHERE channel = ? AND delivered_at > ?"
        row = self.one(sql, (channel, since.isoformat()))
        return int(row["n"]) if row else 0

    def channel_state(self, name: str) -> ChannelState:
        row = self.one("SELECT * FROM channels WHERE name = ?", (name,))
        return _channel_state(row) if row else ChannelState(name)

    def keep_channel_state(self, state: ChannelState) -> None:
        """Write how a channel has been behaving; nothing is written where nothing has changed."""
        if state == self.channel_state(state.name):
            return
        moments = ("failing_since", "waiting_from", "waiting_until", "delivered_at")
        row = {name: at.isoformat() if (at := getattr(state, name)) else None for name in moments}
        with self.transaction():
            self.db.table("channels").upsert(
                {"name": state.name, "failures": state.failures, "error": state.error, **row}, pk="name"
            )


def _channel_state(row: Mapping[str, Any]) -> ChannelState:
    moments = ("failing_since", "waiting_from", "waiting_until", "delivered_at")
    return ChannelState(
        name=row["name"],
        failures=row["failures"],
        error=row["error"],
        **{name: to_moment(row[name]) if row[name] else None for name in moments},
    )


def _notice(row: Mapping[str, Any]) -> PendingNotice:
    return PendingNotice(
        delivery=row["delivery"],
        key=row["key"],
        channel=row["channel"],
        transition=row["transition"],
        at=to_moment(row["alerted_at"]),
        attempts=row["attempts"],
        digest=row["digest"],
        finding=finding_from_row(row),
        source_url=row["source_url"],
        language=row["language"],
        first_attempt_at=to_moment(row["first_attempt_at"]) if row["first_attempt_at"] else None,
        opened_at=to_moment(row["opened_at"]),
        thread=row["thread"],
    )
