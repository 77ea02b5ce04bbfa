"""The jobs of the service, as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from monitor.clock import ZONE
from monitor.config import Config
from monitor.errors import ConfigError
from storage.job_log import JobRecord


@dataclass(frozen=True, slots=True)
class Job:
    """`run` is the name of a method of `Duties`; `trigger` makes the schedule, None where the configuration switches
    the job off; the other fields up to `max_instances` are APScheduler's own."""

    name: str
    run: str
    trigger: Callable[[Config], BaseTrigger | None]
    misfire_grace_time: int
    """Seconds after its time at which a job still runs; later it counts as missed."""
    coalesce: bool = True
    """Several missed turns of one job are made up for by one."""
    max_instances: int = 1
    at_start: Literal["always", "if missed", "never"] = "never"
    """Whether it runs once when the service starts; `if missed` is when a turn fell into the time it was down, or
    was broken off."""
    recorded: bool = True
    """Whether each turn is noted in the archive; those that run every few seconds are only when they fail."""
    patience: int = 1
    """Turns in a row that have to fail before somebody is told."""


def _cron(key: str) -> Callable[[Config], CronTrigger]:
    def trigger(config: Config) -> CronTrigger:
        expression = getattr(config.schedule, key)
        try:
            return CronTrigger.from_crontab(expression, timezone=ZONE)
        except ValueError as error:
            raise ConfigError(
                f"schedule.{key}: {expression!r} is not a cron expression of five fields ({error})"
            ) from error

    return trigger


def _every(seconds: float) -> Callable[[Config], IntervalTrigger]:
    return lambda _: IntervalTrigger(seconds=seconds, timezone=ZONE)


def _follow(config: Config) -> IntervalTrigger:
    return IntervalTrigger(seconds=config.schedule.follow_seconds, timezone=ZONE)


def _backup(config: Config) -> BaseTrigger | None:
    return _cron("backup")(config) if config.backup.to else None


def _ping(config: Config) -> BaseTrigger | None:
    return IntervalTrigger(minutes=config.service.ping_minutes, timezone=ZONE) if config.service.ping_url else None


HOUR = 3600

JOBS: tuple[Job, ...] = (
    Job("follow", "follow", _follow, misfire_grace_time=HOUR, at_start="always", recorded=False, patience=3),
    Job("crawl", "crawl", _cron("crawl"), misfire_grace_time=HOUR, at_start="always", recorded=False),
    Job("deadlines", "deadlines", _cron("deadlines"), misfire_grace_time=6 * HOUR, at_start="if missed"),
    Job("backup", "backup", _backup, misfire_grace_time=6 * HOUR, at_start="if missed"),
    Job("self-check", "self_check", _every(60), misfire_grace_time=HOUR, recorded=False, patience=3),
    Job("heartbeat", "heartbeat", _every(60), misfire_grace_time=HOUR, at_start="always", recorded=False, patience=3),
    Job("reload", "reload", _every(5), misfire_grace_time=HOUR, recorded=False, patience=3),
    Job("ping", "ping", _ping, misfire_grace_time=HOUR, at_start="always", recorded=False, patience=12),
)
"""`follow` reads, checks and delivers, in this order and one turn at a time, whatever has come in; digests and retries
go out in it when they are due. `crawl` looks which columns and documents have their turn (`storage/polling.py`: by
season, by column, later after failures) and visits these together, so that a host sees one visitor."""


def is_overdue(trigger: BaseTrigger, last: JobRecord | None, now: dt.datetime) -> bool:
    """Whether a turn is to be made up for: none ever ran, the last one came to no good end, or one fell due since."""
    if last is None or last.outcome != "done":
        return True
    due = trigger.get_next_fire_time(None, last.started_at)
    return due is not None and due <= now
