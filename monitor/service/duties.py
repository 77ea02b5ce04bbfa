"""What the service does: one method per job. The scheduler, the command line and the tests call the same."""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
import time
from collections.abc import Callable

from monitor.errors import CrawlRefused
from monitor.failures import REFUSED
from monitor.rules.watcher import BODY, check_watcher
from monitor.service.health import PATIENCE, Health, read_health, read_watcher
from monitor.service.ping import ping
from monitor.service.reload import Reloader
from monitor.steps.crawl import Crawl
from monitor.steps.finding_row import finding_row
from monitor.steps.flow import RESTART_PATIENCE, Flow
from monitor.workers import PoolStopped, ReadPool
from storage.archive import Archive
from storage.backup import back_up, prune_backups
from storage.change_watch import ChangeWatch

RETRY_SECONDS = 5.0
"""How often a delivery that is due is tried though nothing was written: its channel may have quiet hours."""
REST_SECONDS = 60.0
"""How long workers are kept after the last document was read."""

logger = logging.getLogger(__name__)


class Duties:
    """Holds what is under way, so that it can be ended. Each turn opens the archive anew and leaves it whole."""

    def __init__(self, flow: Flow, reloader: Reloader, changed: Callable[[], None] = lambda: None) -> None:
        """`changed` is called when another configuration came into force."""
        self.flow = flow
        self.started_at = flow.clock()
        self.stopping = threading.Event()
        self._reloader = reloader
        self._changed = changed
        self._pool = ReadPool(flow.config.reading)
        self._watch = ChangeWatch(flow.home)
        self._crawl: Crawl | None = None
        self._turn = threading.Lock()
        """Reading, checking and delivering take turns: two at once would work off the same events."""
        self._deliver_at: dt.datetime | None = None
        self._followed = self._read = 0.0
        self._progress_at = self.started_at
        self._reload_anyhow = False

    def follow(self) -> None:
        """Read, check and deliver whatever has come in since the last turn. Nothing is opened where nothing has."""
        with self._turn:
            if self._has_work():
                self._follow()
            elif time.monotonic() - self._read > REST_SECONDS:
                self._pool.close()
            self._progress_at = self.flow.clock()

    def deadlines(self) -> None:
        """A turn of the steps though nothing has come in: a new day has."""
        with self._turn:
            self._follow()

    def crawl(self) -> None:
        """One crawl, as a child process, of the columns and documents whose turn has come; what it finds is worked off
        by `follow` as it arrives."""
        with Archive.open(self.flow.home) as archive:
            if not self.flow.has_crawl_due(archive):
                return
        with self.flow.crawl(patience=RESTART_PATIENCE, due_only=True) as crawl:
            self._crawl = crawl
            try:
                for event in crawl:
                    logger.info("crawl: %s", event)
            except CrawlRefused as error:
                if error.exit_code == REFUSED:
                    logger.info("crawl: %s", error)
                elif not self.stopping.is_set():
                    raise
            finally:
                self._crawl = None

    def backup(self) -> None:
        """A copy of the archive, and the oldest ones gone."""
        settings = self.flow.config.backup
        copy = back_up(self.flow.home, settings.folder, self.flow.clock())
        prune_backups(settings.folder, settings.keep)
        logger.info("backup: %s", copy)

    def self_check(self) -> None:
        """Open and resolve the findings about ourselves."""
        with self._turn, Archive.open(self.flow.home) as archive:
            watcher = read_watcher(archive, self.flow, self.started_at, self._reloader.refused)
            rows = [finding_row(finding, BODY, None) for finding in check_watcher(watcher)]
            for change in archive.settle("watcher", rows, self.flow.plan, self.flow.clock()):
                logger.warning("%s: %s", change.transition, change.finding.message_en)

    def heartbeat(self) -> None:
        """A sign of life in the archive."""
        with Archive.open(self.flow.home) as archive:
            archive.beat(os.getpid(), self.started_at, self.flow.clock())

    def reload_soon(self) -> None:
        """Let the next turn of `reload` take the files over whether they have changed or not."""
        self._reload_anyhow = True

    def reload(self) -> None:
        """Take over a changed configuration or watch list; one that can't be used changes nothing, and is told."""
        before = self._reloader.refused
        anyhow, self._reload_anyhow = self._reload_anyhow, False
        flow = self._reloader.reload(anyhow=anyhow)
        if flow:
            self._take_over(flow)
        if self._reloader.refused != before:
            if self._reloader.refused:
                logger.error("not taken over: %s", self._reloader.refused)
            self.self_check()

    def ping(self) -> None:
        """Tell the dead man's switch how we are."""
        url = self.flow.config.service.ping_url
        if url and (trouble := ping(url, healthy=self.health().ok)):
            logger.warning("ping: %s", trouble)

    @property
    def is_lively(self) -> bool:
        """Whether the steps make progress; a scan of many pages may take a minute, but not ten."""
        return self.flow.clock() - self._progress_at <= PATIENCE

    def health(self) -> Health:
        """How we are; raises ArchiveError where the archive can't be asked."""
        with Archive.open(self.flow.home) as archive:
            return read_health(archive, self.flow.clock(), self.started_at, self._progress_at)

    def stop(self, patience: float) -> bool:
        """End what runs; True once the archive is left alone, False where a step did not end in time."""
        self.stopping.set()
        self._pool.stop()
        if self._crawl:
            self._crawl.stop()
        ended = self._turn.acquire(timeout=patience)
        if ended:
            self._watch.close()
            with Archive.open(self.flow.home) as archive:
                archive.beat(os.getpid(), self.started_at, self.flow.clock(), stopped=True)
        return ended

    def _take_over(self, flow: Flow) -> None:
        with self._turn:
            self.flow = flow
            self._pool.close()
            self._pool = ReadPool(flow.config.reading)
        logger.info("configuration and watch list taken over")
        self._changed()

    def _has_work(self) -> bool:
        """Something was written, or a delivery is due; one that can't go out now is looked at again in a moment."""
        is_due = self._deliver_at is not None and self.flow.clock() >= self._deliver_at
        return self._watch.changed() or (is_due and time.monotonic() - self._followed > RETRY_SECONDS)

    def _follow(self) -> None:
        with Archive.open(self.flow.home) as archive:
            try:
                for each in self.flow.read(archive, self._pool):
                    self._read = time.monotonic()
                    self._progress_at = self.flow.clock()
                    logger.info("read %s: %s", each.document.url, each.outcome.error or "report")
            except PoolStopped:
                return
            for change in self.flow.check(archive):
                logger.info("finding %s: %s %s", change.transition, change.finding.code, change.finding.body)
            for attempt in self.flow.deliver(archive):
                if attempt.receipt.error:
                    logger.warning("%s: %s", attempt.channel, attempt.receipt.error)
            self._deliver_at = archive.next_delivery_at(self.flow.clock())
        self._followed = time.monotonic()
