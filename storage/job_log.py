"""The verbs of the service about itself: that it is alive, and what became of its jobs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from storage.connection import Connection, to_moment

JobOutcome = Literal["running", "done", "failed", "missed"]


@dataclass(frozen=True, slots=True)
class JobRecord:
    """The last turn of a job. `troubles` counts the turns that failed or were missed since the last good one, and
    `troubled_since` is when the first of these was."""

    name: str
    started_at: dt.datetime
    outcome: JobOutcome
    finished_at: dt.datetime | None = None
    error: str = ""
    troubles: int = 0
    troubled_since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """The service's last sign of life; `stopped_at` is set where it ended by itself."""

    pid: int
    started_at: dt.datetime
    beat_at: dt.datetime
    stopped_at: dt.datetime | None = None


class JobLog(Connection):
    """What the service writes about itself."""

    def begin_job(self, name: str, now: dt.datetime) -> None:
        with self.transaction():
            row = {"started_at": now.isoformat(), "finished_at": None, "outcome": "running"}
            if self.job_record(name):
                self.db.table("jobs").update(name, row)
            else:
                self.db.table("jobs").insert({"name": name, **row, "error": "", "troubles": 0})

    def end_job(self, name: str, now: dt.datetime) -> None:
        """Note a turn that went well; what was wrong before is over."""
        with self.transaction():
            row = {"finished_at": now.isoformat(), "outcome": "done", "error": "", "troubles": 0}
            self.db.table("jobs").update(name, {**row, "troubled_since": None})

    def job_in_trouble(self, name: str, outcome: JobOutcome, error: str, now: dt.datetime, trace: str = "") -> None:
        """Note a turn that failed or was missed, with its event."""
        known = self.job_record(name)
        with self.transaction():
            row = {
                "name": name,
                "started_at": (known.started_at if known and outcome == "failed" else now).isoformat(),
                "finished_at": now.isoformat(),
                "outcome": outcome,
                "error": error,
                "troubles": (known.troubles if known else 0) + 1,
                "troubled_since": ((known and known.troubled_since) or now).isoformat(),
            }
            self.db.table("jobs").upsert(row, pk="name")
            self.log(f"job.{outcome}", name, now, error=error, traceback=trace)

    def job_record(self, name: str) -> JobRecord | None:
        return next((record for record in self.job_records() if record.name == name), None)

    def job_records(self) -> list[JobRecord]:
        return [
            JobRecord(
                name=row["name"],
                started_at=to_moment(row["started_at"]),
                outcome=row["outcome"],
                finished_at=_moment(row["finished_at"]),
                error=row["error"],
                troubles=row["troubles"],
                troubled_since=_moment(row["troubled_since"]),
            )
            for row in self.rows("SELECT * FROM jobs ORDER BY name")
        ]

    def beat(self, pid: int, started_at: dt.datetime, now: dt.datetime, *, stopped: bool = False) -> None:
        """Note that the service is alive, or that it has just ended by itself."""
        row = {"id": 1, "pid": pid, "started_at": started_at.isoformat(), "beat_at": now.isoformat()}
        with self.transaction():
            stopped_at = now.isoformat() if stopped else None
            self.db.table("service").upsert({**row, "stopped_at": stopped_at}, pk="id")

    def last_beat(self) -> Beat | None:
        row = self.one("SELECT * FROM service")
        if row is None:
            return None
        stopped_at = _moment(row["stopped_at"])
        return Beat(row["pid"], to_moment(row["started_at"]), to_moment(row["beat_at"]), stopped_at)

    def column_read_at(self) -> dt.datetime | None:
        """When a column that is still watched was last read successfully."""
        row = self.one(
            "SELECT max(v.until) AS at FROM visits v JOIN portals p ON p.id = v.portal"
            " WHERE p.enabled = 1 AND v.outcome = 'read'"
        )
        return _moment(row["at"]) if row else None

    def next_delivery_at(self, now: dt.datetime) -> dt.datetime | None:
        """When the first pending delivery is due, `now` where one is already; None where nothing waits."""
        row = self.one(
            "SELECT count(*) AS number, min(coalesce(next_attempt_at, '')) AS at FROM deliveries"
            " WHERE state = 'pending'"
        )
        if row is None or not row["number"]:
            return None
        return max(now, to_moment(row["at"])) if row["at"] else now


def _moment(text: str | None) -> dt.datetime | None:
    return to_moment(text) if text else None
