"""The jobs on their schedule, and what became of each turn."""

from __future__ import annotations

import contextlib
import logging
import time
from functools import partial
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from monitor.clock import ZONE
from monitor.schedule import JOBS, Job, is_overdue
from monitor.service.duties import Duties
from storage.archive import Archive
from storage.errors import ArchiveError

LONGEST_REST = 60.0
"""Seconds that a job which fails every few seconds is left alone at most."""

logger = logging.getLogger(__name__)


class Timetable:
    """Runs the duties' methods when they are due. A turn that fails or is missed is on record and the next one goes on
    from where it was."""

    def __init__(self, duties: Duties) -> None:
        self.duties = duties
        self.scheduler = BackgroundScheduler(
            timezone=ZONE, executors={"default": ThreadPoolExecutor(len(JOBS), {"thread_name_prefix": "job"})}
        )
        self.scheduler.add_listener(self._record_trouble, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
        self._troubles: dict[str, int] = {}
        self._rests_until: dict[str, float] = {}

    def start(self) -> None:
        """Lay the jobs, with what is to be made up for of the time we were down, and start."""
        with Archive.open(self.duties.flow.home) as archive:
            records = {record.name: record for record in archive.job_records()}
        self._troubles = {record.name: record.troubles for record in records.values() if record.troubles}
        self.lay()
        now = self.duties.flow.clock()
        for job in JOBS:
            trigger = job.trigger(self.duties.flow.config)
            missed = job.at_start == "if missed" and trigger and is_overdue(trigger, records.get(job.name), now)
            if trigger and (missed or job.at_start == "always"):
                self._run_now(job)
        self.scheduler.start()

    def lay(self) -> None:
        """The jobs as the configuration wants them now; called again when it has changed."""
        for job in JOBS:
            trigger = job.trigger(self.duties.flow.config)
            if trigger:
                self._add(job, id=job.name, trigger=trigger, replace_existing=True)
            elif self.scheduler.get_job(job.name):
                self.scheduler.remove_job(job.name)

    def stop(self) -> None:
        """No further turn begins."""
        self.scheduler.shutdown(wait=False)

    def next_crawl(self) -> Any:
        job = self.scheduler.get_job("crawl")
        return job.next_run_time if job else None

    def _run_now(self, job: Job) -> None:
        self._add(job, id=f"{job.name} at once", replace_existing=True)

    def _add(self, job: Job, **more: Any) -> None:
        self.scheduler.add_job(
            partial(self._take_turn, job),
            name=job.name,
            coalesce=job.coalesce,
            max_instances=job.max_instances,
            misfire_grace_time=job.misfire_grace_time,
            **more,
        )

    def _take_turn(self, job: Job) -> None:
        """One turn. One that fails every few seconds rests for longer and longer, so as not to fill log and archive."""
        if time.monotonic() < self._rests_until.get(job.name, 0.0):
            return
        work = getattr(self.duties, job.run)
        if not job.recorded:
            work()
            if self._troubles.pop(job.name, 0):
                self._note_end(job)
                self._judge()
            return
        with Archive.open(self.duties.flow.home) as archive:
            archive.begin_job(job.name, self.duties.flow.clock())
        work()
        self._note_end(job)
        if self._troubles.pop(job.name, 0):
            self._judge()

    def _judge(self) -> None:
        """Let what has just gone wrong, or well again, be told at once."""
        if not self.duties.stopping.is_set():
            self._run_now(next(job for job in JOBS if job.run == "self_check"))

    def _note_end(self, job: Job) -> None:
        with Archive.open(self.duties.flow.home) as archive:
            archive.end_job(job.name, self.duties.flow.clock())

    def _record_trouble(self, event: JobExecutionEvent) -> None:
        job = _job_of(event.job_id)
        failed = event.code == EVENT_JOB_ERROR
        if job is None or self.duties.stopping.is_set():
            return
        troubles = self._troubles[job.name] = self._troubles.get(job.name, 0) + 1
        if not job.recorded:
            self._rests_until[job.name] = time.monotonic() + min(2.0**troubles, LONGEST_REST)
        said = f"{type(event.exception).__name__}: {event.exception}" if failed else ""
        logger.error("job %s %s %s", job.name, "failed:" if failed else "was missed", said)
        with contextlib.suppress(ArchiveError), Archive.open(self.duties.flow.home) as archive:
            trace = str(event.traceback or "") if failed else ""
            now = self.duties.flow.clock()
            archive.job_in_trouble(job.name, "failed" if failed else "missed", said, now, trace)
        if not failed and job.at_start == "if missed":
            self._run_now(job)
        self._judge()


def _job_of(id_: str) -> Job | None:
    name = id_.removesuffix(" at once")
    return next((job for job in JOBS if job.name == name), None)
