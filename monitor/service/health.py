"""How the service is, as `/healthz` says it and the rules about ourselves judge it."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass

from monitor.rules.watcher import Watcher
from monitor.schedule import JOBS
from monitor.steps.flow import Flow
from storage.archive import Archive

PATIENCE = dt.timedelta(minutes=10)
"""How long the steps may make no progress before we call ourselves ill."""
_OWN = "SELECT code FROM findings WHERE state = 'open' AND (scope = 'watcher' OR scope LIKE 'channel:%') ORDER BY code"


@dataclass(frozen=True, slots=True)
class Health:
    """`ok` only where the steps run and nothing about ourselves is open."""

    ok: bool
    now: dt.datetime
    since: dt.datetime
    progress_at: dt.datetime
    column_read_at: dt.datetime | None
    open: tuple[str, ...]
    """Codes of the open findings about ourselves."""
    pending: int
    """Deliveries that wait."""

    def to_json(self) -> dict[str, object]:
        return {
            "status": "ok" if self.ok else "ill",
            "now": self.now.isoformat(),
            "since": self.since.isoformat(),
            "progress_at": self.progress_at.isoformat(),
            "column_read_at": self.column_read_at.isoformat() if self.column_read_at else None,
            "open": list(self.open),
            "pending_deliveries": self.pending,
        }


def read_health(archive: Archive, now: dt.datetime, since: dt.datetime, progress_at: dt.datetime) -> Health:
    """The health as the archive and the service know it."""
    open_ = tuple(row["code"] for row in archive.rows(_OWN))
    row = archive.one("SELECT count(*) AS number FROM deliveries WHERE state = 'pending'")
    lively = now - progress_at <= PATIENCE
    pending = int(row["number"]) if row else 0
    return Health(lively and not open_, now, since, progress_at, archive.column_read_at(), open_, pending)


def read_watcher(archive: Archive, flow: Flow, since: dt.datetime, refused: str) -> Watcher:
    """What the rules about ourselves judge."""
    service = flow.config.service
    return Watcher(
        now=flow.clock(),
        since=since,
        jobs=tuple(archive.job_records()),
        patience={job.name: job.patience for job in JOBS},
        columns=len(flow.watchlist.enabled_portals),
        column_read_at=archive.column_read_at(),
        blind_after=dt.timedelta(hours=service.blind_hours),
        free_mib=shutil.disk_usage(flow.home).free // 2**20,
        least_free_mib=service.least_free_mib,
        refused=refused,
    )
