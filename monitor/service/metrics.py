"""Figures about the service and its archive for Prometheus, worked out when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from monitor.service.health import Health
from storage.archive import Archive
from storage.connection import archive_file

_COUNTED: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "nianbao_findings_open",
        "Open findings.",
        ("severity",),
        "SELECT severity, count(*) AS number FROM findings WHERE state = 'open' AND decision <> 'dismissed' GROUP BY 1",
    ),
    (
        "nianbao_deliveries",
        "Deliveries by what became of them.",
        ("channel", "state"),
        "SELECT channel, state, count(*) AS number FROM deliveries GROUP BY 1, 2",
    ),
    (
        "nianbao_columns",
        "Watched columns by what their last visit came to.",
        ("outcome",),
        "SELECT coalesce((SELECT v.outcome FROM visits v WHERE v.portal = p.id ORDER BY v.id DESC LIMIT 1), 'none')"
        " AS outcome, count(*) AS number FROM portals p WHERE p.enabled = 1 GROUP BY 1",
    ),
    ("nianbao_reports", "Reports that count.", (), "SELECT count(*) AS number FROM reports WHERE current = 1"),
    ("nianbao_snapshots", "Documents' bytes kept.", (), "SELECT count(*) AS number FROM snapshots"),
    ("nianbao_events", "Events in the log.", (), "SELECT coalesce(max(seq), 0) AS number FROM events"),
)
"""Name, help, labels and query of each figure that is a count in the archive."""


class ArchiveMetrics(Collector):
    """What `/metrics` answers; the archive is opened for each answer."""

    def __init__(self, home: Path, health: Health) -> None:
        self.home = home
        self.health = health

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield _gauge("nianbao_up", "1 while the steps make progress and nothing is wrong.", float(self.health.ok))
        yield _gauge("nianbao_archive_bytes", "Size of the database.", archive_file(self.home).stat().st_size)
        if self.health.column_read_at:
            read_at = self.health.column_read_at.timestamp()
            yield _gauge("nianbao_column_read_timestamp_seconds", "When a column was last read.", read_at)
        with Archive.open(self.home) as archive:
            yield from _counts(archive)
            yield _jobs(archive)


def _counts(archive: Archive) -> Iterator[GaugeMetricFamily]:
    for name, about, labels, sql in _COUNTED:
        family = GaugeMetricFamily(name, about, labels=labels)
        for row in archive.rows(sql):
            family.add_metric([str(row[label]) for label in labels], row["number"])
        yield family


def _jobs(archive: Archive) -> GaugeMetricFamily:
    about = "Turns of a job that failed or were missed since the last good one."
    family = GaugeMetricFamily("nianbao_job_troubles", about, labels=["job"])
    for record in archive.job_records():
        family.add_metric([record.name], record.troubles)
    return family


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)
