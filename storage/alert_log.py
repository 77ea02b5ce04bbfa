"""The verbs of telling: a change of a finding's state becomes an alert with its deliveries, in the transaction of the
change; what stands for long is told again, what flaps is told once, what is snoozed is not told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from storage.connection import to_moment
from storage.decision_log import DecisionLog
from storage.finding_rows import finding_from_row
from storage.plan import NOBODY, Plan, at_least
from storage.records import Change, FindingRow

_UNTOLD = """
WITH newest AS (
    SELECT a.finding, max(a.id) AS alert FROM alerts a JOIN findings f ON f.id = a.finding
    WHERE f.state = 'open' GROUP BY a.finding
)
SELECT f.*, n.alert FROM newest n JOIN findings f ON f.id = n.finding
WHERE NOT EXISTS (
    SELECT 1 FROM deliveries x JOIN alerts y ON y.id = x.alert
    WHERE y.finding = f.id AND x.channel = :channel AND y.at >= min(f.opened_at, :since))
ORDER BY n.alert
"""
"""Open findings with their newest alert, where a channel has not been told of them since they opened, nor of late: of
those that flap it has heard enough."""
_LAST_TOLD = """
SELECT f.*, a.transition, a.at AS told_at FROM findings f
JOIN alerts a ON a.id = (SELECT max(y.id) FROM alerts y WHERE y.finding = f.id
                         AND EXISTS (SELECT 1 FROM deliveries x WHERE x.alert = y.id))
"""
"""Findings with the newest alert that anybody was told of."""
_EARLY = 0.8
"""What has been standing for this part of the time is told together with what is due: one reminder, not a trickle."""


class AlertLog(DecisionLog):
    """What becomes of a change of state. `plan` says who is told; a finding that is silent is told to nobody."""

    def remind(self, plan: Plan, after: dt.timedelta, least: str, now: dt.datetime) -> list[Change]:
        """Tell again what stands open and was last told `after` ago, or whose snooze is over; say what has become of
        findings that were unstable and no longer are. Called again, it changes nothing."""
        with self.transaction():
            changes = self._woken(now)
            woken = {change.finding.id for change in changes}
            changes += [each for each in self._standing(after, least, now) if after and each.finding.id not in woken]
            changes += self._settled(plan, now)
            for change in changes:
                self._tell(change, plan, now)
        return changes

    def snooze(self, finding: str, until: dt.datetime, now: dt.datetime) -> None:
        """Keep a finding silent until a moment, and take out of the outbox what is not on its way yet.

        Raises KeyError for a finding the archive does not know.
        """
        with self.transaction():
            if not self.one("SELECT id FROM findings WHERE id = ?", (finding,)):
                raise KeyError(finding)
            row = {"finding": finding, "until": until.isoformat(), "at": now.isoformat()}
            self.db.table("snoozes").upsert(row, pk="finding")
            self._silence(finding)
            self.log("finding.snoozed", finding, now, until=until.isoformat())

    def snoozed_until(self, finding: str, now: dt.datetime) -> dt.datetime | None:
        row = self.one("SELECT until FROM snoozes WHERE finding = ? AND until > ?", (finding, now.isoformat()))
        return to_moment(row["until"]) if row else None

    def tell_open_findings(self, channel: str, plan: Plan, now: dt.datetime) -> None:
        """Put everything that is open into the outbox of a channel that has not been told of it."""
        since = (now - plan.unstable_within).isoformat()
        with self.transaction():
            for row in self.rows(_UNTOLD, {"channel": channel, "since": since}):
                if not self._is_silent(row["id"], now):
                    self._deliver(row["alert"], finding_from_row(row), "opened", plan, now, only=channel)

    def _alert(self, change: Change, plan: Plan, now: dt.datetime) -> None:
        """Record a change of state and plan its deliveries; of a finding that flaps, one alert says so."""
        openings = self._openings(change.finding.id, now - plan.unstable_within) + (change.transition == "opened")
        if change.transition == "opened" and openings == plan.unstable_after:
            self._tell(Change(change.finding, "unstable"), plan, now, logged="opened")
        else:
            is_news = openings < plan.unstable_after or change.transition == "escalated"
            self._tell(change, plan if is_news else NOBODY, now)

    def _tell(self, change: Change, plan: Plan, now: dt.datetime, logged: str = "") -> None:
        finding = change.finding
        row = {"finding": finding.id, "transition": change.transition, "at": now.isoformat()}
        alert = int(self.db.table("alerts").insert(row).last_pk or 0)
        if not self._is_silent(finding.id, now):
            self._deliver(alert, finding, change.transition, plan, now)
        self.log(f"finding.{logged or change.transition}", finding.id, now, code=finding.code, alert=alert)

    def _deliver(
        self, alert: int, finding: FindingRow, transition: str, plan: Plan, now: dt.datetime, only: str = ""
    ) -> None:
        for planned in plan(finding, transition, now):
            if only and planned.channel != only:
                continue
            self.db.conn.execute(
                "INSERT INTO deliveries (alert, channel, key, state, attempts, next_attempt_at, error, language)"
                " VALUES (?, ?, ?, 'pending', 0, ?, '', ?)",
                (
                    alert,
                    planned.channel,
                    f"{finding.id}.{alert}.{planned.channel}",
                    planned.due_at.isoformat() if planned.due_at else None,
                    planned.language,
                ),
            )

    def _openings(self, finding: str, since: dt.datetime) -> int:
        sql = "SELECT count(*) AS n FROM alerts WHERE finding = ? AND transition IN ('opened', 'unstable') AND at >= ?"
        row = self.one(sql, (finding, since.isoformat()))
        return int(row["n"]) if row else 0

    def _is_silent(self, finding: str, now: dt.datetime) -> bool:
        """Whether nobody is to be told: acknowledged, dismissed, or snoozed."""
        row = self.one("SELECT decision FROM findings WHERE id = ?", (finding,))
        return bool(row and row["decision"]) or self.snoozed_until(finding, now) is not None

    def _woken(self, now: dt.datetime) -> list[Change]:
        over = self.rows(
            "SELECT f.* FROM snoozes s JOIN findings f ON f.id = s.finding WHERE s.until <= ? ORDER BY f.id",
            (now.isoformat(),),
        )
        self.db.conn.execute("DELETE FROM snoozes WHERE until <= ?", (now.isoformat(),))
        return [Change(finding_from_row(row), "persisting") for row in over if row["state"] == "open"]

    def _standing(self, after: dt.timedelta, least: str, now: dt.datetime) -> list[Change]:
        rows = self.rows(_LAST_TOLD + " WHERE f.state = 'open' AND a.at <= ?", ((now - _EARLY * after).isoformat(),))
        waiting = [row for row in rows if at_least(row["severity"], least) and not self._is_silent(row["id"], now)]
        if not any(_is_due(row, after, now) for row in waiting):
            return []
        return [Change(finding_from_row(row), "persisting") for row in waiting]

    def _settled(self, plan: Plan, now: dt.datetime) -> list[Change]:
        """What was last told as unstable and has not opened often enough of late to be called so."""
        rows = self.rows(_LAST_TOLD + " WHERE a.transition = 'unstable'")
        since = now - plan.unstable_within
        calm = [row for row in rows if self._openings(row["id"], since) < plan.unstable_after]
        return [Change(finding_from_row(row), "persisting" if row["state"] == "open" else "resolved") for row in calm]


def _is_due(row: Mapping[str, Any], after: dt.timedelta, now: dt.datetime) -> bool:
    return bool(row["told_at"] <= (now - after).isoformat())
