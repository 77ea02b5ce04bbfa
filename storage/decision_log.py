"""The verbs of people: what they decide about a finding is kept, added to, and never overwritten.

A decision holds as long as what it was made about stands still in one of two respects: the documents (`source`) or
what was found in them (`evidence`). A reading that improves changes the second alone, a page that is edited elsewhere
the first alone; only where both change at once is it a new matter, and the decision lapses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from storage.connection import Connection, to_moment
from storage.records import DecisionRow, FindingRow

STANDING: Mapping[str, str] = {"ack": "acked", "dismiss": "dismissed", "reopen": "", "lapse": ""}
"""What stands in `findings.decision` after a verb; a note leaves it as it was."""
VERBS = ("ack", "dismiss", "reopen", "note")
"""What a person may do; `lapse` is ours."""
OURSELVES = "nianbao"
LAPSED = "both the document and what was found in it have changed"


class DecisionLog(Connection):
    """What the commands write and the check step respects."""

    def decide(self, finding: str, verb: str, who: str, why: str, now: dt.datetime) -> int:
        """Keep what somebody decided about a finding; returns the number of the decision.

        A finding that is acknowledged or dismissed is silent: what of it is still waiting to be told is not told.
        Raises KeyError for a finding the archive does not know.
        """
        if verb not in VERBS:
            raise ValueError(f"{verb}: is none of {', '.join(VERBS)}")
        with self.transaction():
            row = self.one("SELECT id, evidence, source FROM findings WHERE id = ?", (finding,))
            if row is None:
                raise KeyError(finding)
            id_ = self._record_decision(row, verb, who, why, now)
            if STANDING.get(verb):
                self._silence(finding)
        return id_

    def decisions_of(self, finding: str) -> list[DecisionRow]:
        """All that was ever decided about a finding, in order."""
        rows = self.rows("SELECT * FROM decisions WHERE finding = ? ORDER BY id", (finding,))
        return [
            DecisionRow(
                row["id"],
                row["finding"],
                row["verb"],
                row["who"],
                row["why"],
                to_moment(row["at"]),
                row["follows"],
            )
            for row in rows
        ]

    def _record_decision(
        self, row: Mapping[str, Any], verb: str, who: str, why: str, now: dt.datetime, follows: int | None = None
    ) -> int:
        """Write a decision about the finding of `row` as it stands there, with its event."""
        values = {"finding": row["id"], "verb": verb, "who": who, "why": why, "at": now.isoformat()}
        values |= {"evidence": row["evidence"], "source": source_of(row), "follows": follows}
        id_ = int(self.db.table("decisions").insert(values).last_pk or 0)
        if verb in STANDING:
            self.db.conn.execute("UPDATE findings SET decision = ? WHERE id = ?", (STANDING[verb], row["id"]))
        self.log(f"finding.{_PAST[verb]}", row["id"], now, who=who, decision=id_)
        return id_

    def _silence(self, finding: str) -> None:
        """Take out of the outbox what is not on its way yet."""
        self.db.conn.execute(
            "UPDATE deliveries SET state = 'silenced' WHERE state = 'pending' AND digest IS NULL"
            " AND alert IN (SELECT id FROM alerts WHERE finding = ?)",
            (finding,),
        )

    def _lapse(self, row: Mapping[str, Any], now: dt.datetime) -> None:
        self._record_decision(row, "lapse", OURSELVES, LAPSED, now)

    def _take_over(self, gone: Iterable[Mapping[str, Any]], finding: FindingRow, now: dt.datetime) -> bool:
        """Let a new finding take on the decision about one that is `gone` and was the same matter under another
        identity: same code, same documents, same cell at fault. Returns whether there was one."""
        same = [row for row in gone if row["decision"] and _same_matter(row, finding)]
        if len(same) != 1:
            return False
        (last,) = self.rows(
            "SELECT * FROM decisions WHERE finding = ? AND verb IN ('ack', 'dismiss') ORDER BY id DESC LIMIT 1",
            (same[0]["id"],),
        )
        row = {"id": finding.id, "evidence": finding.evidence, "source": finding.source}
        self._record_decision(row, last["verb"], last["who"], last["why"], now, last["id"])
        return True


_PAST: Mapping[str, str] = {
    "ack": "acked",
    "dismiss": "dismissed",
    "reopen": "reopened",
    "note": "noted",
    "lapse": "lapsed",
}


def source_of(row: Mapping[str, Any]) -> str:
    """What a stored finding rests on; the evidence itself where it rests on no document."""
    return str(row["source"] or row["evidence"])


def is_another_matter(row: Mapping[str, Any], finding: FindingRow) -> bool:
    """Whether both the documents and the evidence differ from what the archive last saw. Findings from before sources
    were noted count as resting on the same documents."""
    known = bool(row["source"]) or not finding.source
    return known and row["evidence"] != finding.evidence and source_of(row) != (finding.source or finding.evidence)


def _same_matter(row: Mapping[str, Any], finding: FindingRow) -> bool:
    first = finding.cells[0] if finding.cells else None
    return bool(
        (row["code"], row["body_id"], row["year"]) == (finding.code, finding.body_id, finding.year)
        and finding.source
        and row["source"] == finding.source
        and first
        and f'"{first}"' in row["cells"]
    )
