"""The verbs of checking: findings open, change and resolve, and each change of state is an alert in the same
transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from storage.connection import to_text
from storage.decision_log import DecisionLog, is_another_matter
from storage.records import Change, FindingRow

SEVERITIES = ("error", "warning", "info")
NOTHING: Mapping[str, str] = {}

_UNTOLD = """
WITH newest AS (
    SELECT f.id, f.severity, max(a.id) AS alert FROM findings f JOIN alerts a ON a.finding = f.id
    WHERE f.state = 'open' GROUP BY f.id
)
SELECT * FROM newest WHERE NOT EXISTS (SELECT 1 FROM deliveries x WHERE x.alert = newest.alert AND x.channel = ?)
ORDER BY alert
"""
"""Open findings with their newest alert, where a channel has not been told of it."""


class FindingLog(DecisionLog):
    """What the check step writes."""

    def settle(
        self,
        scope: str,
        findings: Sequence[FindingRow],
        channels: Mapping[str, str],
        now: dt.datetime,
        superseded: Mapping[str, str] = NOTHING,
    ) -> list[Change]:
        """Make the open findings of `scope` exactly `findings`, and return what changed.

        One that is new, or back, opens; one whose evidence differs changes; one that is open and not among them
        resolves. Each of these is an alert, with a delivery for every channel in `channels` (name -> least severity
        told there). Called twice with the same findings, the second call changes nothing; of two findings with one id
        the last counts. What people decided stands (see `decision_log`): the changes of a finding that is acknowledged
        or dismissed are on record and nobody is told.

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
                untold = replaced or self._is_decided(change.finding.id)
                self._alert(change, NOTHING if untold else channels, now)
        return changes

    def _meet(self, scope: str, finding: FindingRow, known: Mapping[str, Any], now: dt.datetime) -> Change | None:
        """Write one finding as it now stands; None where its state is what it was."""
        row = known.get(finding.id)
        if row is None:
            values = {"scope": scope, "state": "open", "opened_at": now.isoformat(), "resolved_at": None}
            self.db.table("findings").insert({**_finding_values(finding, now), **values})
            return Change(finding, "opened")
        if row["decision"] and is_another_matter(row, finding):
            self._lapse(row, now)
        if row["state"] == "resolved":
            values = {"state": "open", "opened_at": now.isoformat(), "resolved_at": None}
            self.db.table("findings").update(finding.id, {**_finding_values(finding, now), **values})
            return Change(finding, "opened")
        if row["evidence"] != finding.evidence:
            self.db.table("findings").update(finding.id, _finding_values(finding, now))
            return Change(finding, "changed")
        if row["last_seen_at"][:10] != now.isoformat()[:10] or _rests_elsewhere(row, finding):
            self.db.table("findings").update(finding.id, _finding_values(finding, now))
        return None

    def _is_decided(self, id_: str) -> bool:
        row = self.one("SELECT decision FROM findings WHERE id = ?", (id_,))
        return bool(row and row["decision"])

    def _resolve(self, row: Mapping[str, Any], now: dt.datetime) -> Change:
        self.db.table("findings").update(row["id"], {"state": "resolved", "resolved_at": now.isoformat()})
        return Change(finding_from_row(row), "resolved")

    def _alert(self, change: Change, channels: Mapping[str, str], now: dt.datetime) -> None:
        finding = change.finding
        row = {"finding": finding.id, "transition": change.transition, "at": now.isoformat()}
        alert = int(self.db.table("alerts").insert(row).last_pk or 0)
        for channel, least in channels.items():
            if SEVERITIES.index(finding.severity) <= SEVERITIES.index(least):
                self._deliver(alert, finding.id, channel)
        self.log(f"finding.{change.transition}", finding.id, now, code=finding.code, alert=alert)

    def tell_open_findings(self, channel: str, least: str) -> None:
        """Put everything that is open into the outbox of a channel that has not been told of it."""
        with self.transaction():
            for row in self.rows(_UNTOLD, (channel,)):
                if SEVERITIES.index(row["severity"]) <= SEVERITIES.index(least):
                    self._deliver(row["alert"], row["id"], channel)

    def _deliver(self, alert: int, finding: str, channel: str) -> None:
        delivery = {
            "alert": alert,
            "channel": channel,
            "key": f"{finding}.{alert}.{channel}",
            "state": "pending",
            "attempts": 0,
            "error": "",
        }
        self.db.table("deliveries").insert(delivery)

    def open_findings(self, scope: str | None = None) -> list[FindingRow]:
        """The open findings, of one scope or of all."""
        sql = "SELECT * FROM findings WHERE state = 'open' AND (? IS NULL OR scope = ?) ORDER BY opened_at, id"
        return [finding_from_row(row) for row in self.rows(sql, (scope, scope))]


def _rests_elsewhere(row: Mapping[str, Any], finding: FindingRow) -> bool:
    return (row["report"], row["source"]) != (finding.report, finding.source)


def _finding_values(finding: FindingRow, now: dt.datetime) -> dict[str, Any]:
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity,
        "body": finding.body,
        "body_id": finding.body_id,
        "year": finding.year,
        "cells": to_text(list(finding.cells)),
        "message_en": finding.message_en,
        "message_zh": finding.message_zh,
        "expected": finding.expected,
        "found": finding.found,
        "operands": to_text([dict(operand) for operand in finding.operands]),
        "suggestion": to_text(finding.suggestion) if finding.suggestion else None,
        "report": finding.report,
        "document": finding.document,
        "portal": finding.portal,
        "source": finding.source,
        "last_seen_at": now.isoformat(),
        "evidence": finding.evidence,
    }


def finding_from_row(row: Mapping[str, Any]) -> FindingRow:
    return FindingRow(
        id=row["id"],
        code=row["code"],
        severity=row["severity"],
        body=row["body"],
        body_id=row["body_id"],
        year=row["year"],
        cells=tuple(json.loads(row["cells"])),
        message_en=row["message_en"],
        message_zh=row["message_zh"],
        expected=row["expected"],
        found=row["found"],
        operands=tuple(json.loads(row["operands"])),
        suggestion=json.loads(row["suggestion"]) if row["suggestion"] else None,
        evidence=row["evidence"],
        report=row["report"],
        document=row["document"],
        portal=row["portal"],
        source=row["source"],
        decision=row["decision"],
    )
