"""The verbs of checking: findings open, change and resolve, and each change of state is an alert in the same
transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from storage.alert_log import AlertLog
from storage.decision_log import is_another_matter
from storage.finding_rows import finding_from_row, finding_values
from storage.plan import NOBODY, SEVERITIES, Plan
from storage.records import Change, FindingRow

NOTHING: Mapping[str, str] = {}


class FindingLog(AlertLog):
    """What the check step writes."""

    def settle(
        self,
        scope: str,
        findings: Sequence[FindingRow],
        channels: Plan,
        now: dt.datetime,
        superseded: Mapping[str, str] = NOTHING,
    ) -> list[Change]:
        """Make the open findings of `scope` exactly `findings`, and return what changed.

        One that is new, or back, opens; one whose evidence differs changes, or escalates where it is graver than
        before; one that is open and not among them resolves. Each of these is an alert, with the deliveries that
        `channels` plans for it. Called twice with the same findings, the second call changes nothing; of two findings
        with one id the last counts. What people decided stands (see `decision_log`): the changes of a finding that is
        acknowledged or dismissed are on record and nobody is told.

        `superseded` (code -> the code that takes its place) names findings whose end is no news when the other one
        opens at the same time: their alert is on record, and nobody is told twice.
        """
        with self.transaction():
            known = {row["id"]: row for row in self.rows("SELECT * FROM findings WHERE scope = ?", (scope,))}
            present = {finding.id: finding for finding in findings}
            changes = [change for finding in present.values() if (change := self._meet(scope, finding, known, now))]
            gone = [row for id_, row in known.items() if row["state"] == "open" and id_ not in present]
            for finding in (each for each in present.values() if each.id not in known):
                self._take_over(gone, finding, now)
            changes += [self._resolve(row, now) for row in gone]
            opened = {change.finding.code for change in changes if change.transition == "opened"}
            for change in changes:
                replaced = change.transition == "resolved" and superseded.get(change.finding.code) in opened
                self._alert(change, NOBODY if replaced else channels, now)
        return changes

    def _meet(self, scope: str, finding: FindingRow, known: Mapping[str, Any], now: dt.datetime) -> Change | None:
        """Write one finding as it now stands; None where its state is what it was."""
        row = known.get(finding.id)
        if row is None:
            values = {"scope": scope, "state": "open", "opened_at": now.isoformat(), "resolved_at": None}
            self.db.table("findings").insert({**finding_values(finding, now), **values})
            return Change(finding, "opened")
        if row["decision"] and is_another_matter(row, finding):
            self._lapse(row, now)
        if row["state"] == "resolved":
            values = {"state": "open", "opened_at": now.isoformat(), "resolved_at": None}
            self.db.table("findings").update(finding.id, {**finding_values(finding, now), **values})
            return Change(finding, "opened")
        if row["evidence"] != finding.evidence:
            self.db.table("findings").update(finding.id, finding_values(finding, now))
            graver = SEVERITIES.index(finding.severity) < SEVERITIES.index(row["severity"])
            return Change(finding, "escalated" if graver else "changed")
        if row["last_seen_at"][:10] != now.isoformat()[:10] or _rests_elsewhere(row, finding):
            self.db.table("findings").update(finding.id, finding_values(finding, now))
        return None

    def _resolve(self, row: Mapping[str, Any], now: dt.datetime) -> Change:
        self.db.table("findings").update(row["id"], {"state": "resolved", "resolved_at": now.isoformat()})
        return Change(finding_from_row(row), "resolved")

    def open_findings(self, scope: str | None = None) -> list[FindingRow]:
        """The open findings, of one scope or of all."""
        sql = "SELECT * FROM findings WHERE state = 'open' AND (? IS NULL OR scope = ?) ORDER BY opened_at, id"
        return [finding_from_row(row) for row in self.rows(sql, (scope, scope))]


def _rests_elsewhere(row: Mapping[str, Any], finding: FindingRow) -> bool:
    return (row["report"], row["source"]) != (finding.report, finding.source)
