"""The watcher watches itself: rules over the service's own jobs, its columns as a whole, and its disk.

Silence must mean that all is well; so where we can't watch, that is said like anything else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.calendar import ZONE
from monitor.finding import Finding
from monitor.wording.phrases import Phrase, count_of, phrase
from storage.job_log import JobRecord

BODY = "nianbao"
"""Findings about ourselves carry our own name where others carry a body's."""
TURNS = ("turn", "turns", " 次")
HOURS = ("hour", "hours", " 小时")
_DEFAULT_TURNS = 1


@dataclass(frozen=True, slots=True)
class Watcher:
    """What is known of the service at `now`. `since` is when it was started; `jobs` are the last turns of its jobs, and
    `patience` how many turns of a job may fail before somebody is told, where that is more than one."""

    now: dt.datetime
    since: dt.datetime
    jobs: tuple[JobRecord, ...]
    patience: Mapping[str, int]
    columns: int
    """Columns that are watched."""
    column_read_at: dt.datetime | None
    blind_after: dt.timedelta
    free_mib: int
    least_free_mib: int
    refused: str = ""
    """Why a change of configuration or watch list was not taken over."""


def check_watcher(watcher: Watcher) -> Iterator[Finding]:
    """Jobs run and come to an end, columns are read, the disk has room, and the configuration on disk is in force."""
    yield from _jobs(watcher)
    yield from _blindness(watcher)
    if watcher.free_mib < watcher.least_free_mib:
        yield _finding("watcher.disk_low", least=f"{watcher.least_free_mib:,} MiB")
    if watcher.refused:
        yield _finding("watcher.configuration_refused", reason=watcher.refused)


def _jobs(watcher: Watcher) -> Iterator[Finding]:
    for job in watcher.jobs:
        if job.troubles < watcher.patience.get(job.name, _DEFAULT_TURNS) or job.troubled_since is None:
            continue
        code = "watcher.job_missed" if job.outcome == "missed" else "watcher.job_failed"
        yield _finding(code, subject=job.name, job=job.name, since=_moment(job.troubled_since), error=job.error or "-")


def _blindness(watcher: Watcher) -> Iterator[Finding]:
    """No column was read for longer than is allowed; counted from the start of the service at the earliest, since
    before that nobody was looking."""
    last = watcher.column_read_at
    seen = max(last, watcher.since) if last else watcher.since
    if watcher.columns and watcher.now - seen > watcher.blind_after:
        hours = round(watcher.blind_after.total_seconds() / 3600)
        since = _moment(last) if last else phrase("the beginning", "启动以来")
        yield _finding("watcher.blind", hours=count_of(hours, HOURS), since=since)


def _finding(code: str, subject: str = "", **holes: Phrase | str) -> Finding:
    return Finding(code, BODY, None, holes=holes, subject=subject)


def _moment(at: dt.datetime) -> Phrase:
    local = at.astimezone(ZONE)
    return phrase(f"{local:%Y-%m-%d %H:%M}", f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}")
