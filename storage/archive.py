"""The archive: one SQLite file and a directory of bytes. Every verb leaves it whole, with its event in the log."""

from __future__ import annotations

from storage.body_standings import BodyStandings
from storage.comparisons import Comparisons
from storage.correction_log import CorrectionLog
from storage.crawl_log import CrawlLog
from storage.failure_log import FailureLog
from storage.finding_log import FindingLog
from storage.finding_query import FindingQuery
from storage.host_log import HostLog
from storage.job_log import JobLog
from storage.outbox import Outbox
from storage.report_store import ReportStore
from storage.standing import Standing
from storage.told import Told


class Archive(
    CrawlLog,
    HostLog,
    ReportStore,
    Comparisons,
    Standing,
    BodyStandings,
    FailureLog,
    FindingLog,
    FindingQuery,
    CorrectionLog,
    Outbox,
    Told,
    JobLog,
):
    """All verbs together; each parent class holds the verbs of one step of the flow."""
