"""The long-running service: one process that crawls, reads, checks and delivers on a schedule, until it is told to
stop."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from monitor.clock import ZONE
from monitor.errors import CrawlRefused, ServiceRunning
from monitor.schedule import JOBS
from monitor.steps.crawl import Crawl
from monitor.steps.flow import RESTART_PATIENCE, Flow
from monitor.workers import PoolStopped, ReadPool
from storage.archive import Archive
from storage.errors import ArchiveError
from storage.lock import Held, hold_lock

LOCK = "service.lock"
STOP_SECONDS = 7.0
"""How long a step may take to end once the service is told to stop."""

logger = logging.getLogger(__name__)


class Service:
    """Holds what is under way, so that it can be ended. Each turn of a job opens the archive anew and leaves it
    whole."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.stopping = threading.Event()
        self._pool = ReadPool(flow.config.reading)
        self._crawl: Crawl | None = None
        self._turn = threading.Lock()
        """Reading, checking and delivering take turns: two at once would work off the same events."""

    def run(self) -> None:
        """Run until SIGTERM or SIGINT; raises ServiceRunning where another service holds the archive."""
        with _stopped_by_signals(self.stopping), _owned(self.flow):
            Archive.open(self.flow.home).close()
            scheduler = self._scheduler()
            scheduler.start()
            logger.info("running on %s; next crawl %s", self.flow.home, scheduler.get_job("crawl").next_run_time)
            self.stopping.wait()
            logger.info("stopping")
            self._end_what_runs(scheduler)

    def crawl(self) -> None:
        """One crawl as a child process; what it finds is worked off by `follow` as it arrives."""
        with self.flow.crawl(patience=RESTART_PATIENCE) as crawl:
            self._crawl = crawl
            try:
                for event in crawl:
                    logger.info("crawl: %s", event)
            except CrawlRefused as error:
                if not self.stopping.is_set():
                    logger.warning("crawl: %s", error)
            finally:
                self._crawl = None

    def follow(self) -> None:
        """Read, check and deliver whatever has come in since the last turn."""
        with self._turn, Archive.open(self.flow.home) as archive:
            try:
                for each in self.flow.read(archive, self._pool):
                    logger.info("read %s: %s", each.document.url, each.outcome.error or "report")
            except PoolStopped:
                return
            for change in self.flow.check(archive):
                logger.info("finding %s: %s %s", change.transition, change.finding.code, change.finding.body)
            for attempt in self.flow.deliver(archive):
                if attempt.receipt.error:
                    logger.warning("%s: %s", attempt.channel, attempt.receipt.error)

    def _scheduler(self) -> BackgroundScheduler:
        scheduler = BackgroundScheduler(timezone=ZONE, executors={"default": ThreadPoolExecutor(4)})
        for job in JOBS:
            scheduler.add_job(
                getattr(self, job.run),
                job.trigger(self.flow.config.schedule),
                id=job.name,
                name=job.name,
                coalesce=job.coalesce,
                max_instances=job.max_instances,
                misfire_grace_time=job.misfire_grace_time,
            )
            if job.at_start:
                scheduler.add_job(getattr(self, job.run), id=f"{job.name} at start", misfire_grace_time=None)
        scheduler.add_listener(self._record_trouble, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
        return scheduler

    def _record_trouble(self, event: JobExecutionEvent) -> None:
        """A job that failed or was missed is on record; the next turn goes on from where it was."""
        kind = "job.failed" if event.code == EVENT_JOB_ERROR else "job.missed"
        logger.error("%s: %s %s", kind, event.job_id, event.exception or "")
        with contextlib.suppress(ArchiveError), Archive.open(self.flow.home) as archive, archive.transaction():
            archive.log(kind, event.job_id, self.flow.clock(), error=repr(event.exception), traceback=event.traceback)

    def _end_what_runs(self, scheduler: BackgroundScheduler) -> None:
        """End within STOP_SECONDS, whatever hangs. Every step leaves the archive whole, so leaving in the middle
        loses nothing."""
        scheduler.shutdown(wait=False)
        self._pool.stop()
        if self._crawl:
            self._crawl.stop()
        if not self._turn.acquire(timeout=STOP_SECONDS):
            logger.warning("a step did not end in time; it goes on where it was at the next start")
            os._exit(0)


@contextlib.contextmanager
def _owned(flow: Flow) -> Iterator[None]:
    """One service per archive; the lock names its owner and falls with its process."""
    try:
        with hold_lock(flow.home / LOCK, flow.clock()):
            yield
    except Held as error:
        raise ServiceRunning(f"a service is already running on {flow.home} ({error.holder}); stop it first") from error


@contextlib.contextmanager
def _stopped_by_signals(stopping: threading.Event) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
