"""The jobs of the service, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from monitor.clock import ZONE
from monitor.config import Schedule
from monitor.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Job:
    """`run` is the name of the service's method; the other fields are APScheduler's own."""

    name: str
    run: str
    trigger: Callable[[Schedule], BaseTrigger]
    misfire_grace_time: int
    """Seconds after its time at which a job still runs; later it counts as missed."""
    coalesce: bool = True
    """Several missed turns of one job are made up for by one."""
    max_instances: int = 1
    at_start: bool = False
    """Run once when the service starts, to make up for what was missed while it was down."""


def _cron(key: str, expression: str) -> CronTrigger:
    try:
        return CronTrigger.from_crontab(expression, timezone=ZONE)
    except ValueError as error:
        raise ConfigError(
            f"schedule.{key}: {expression!r} is not a cron expression of five fields ({error})"
        ) from error


JOBS: tuple[Job, ...] = (
    Job(
        "follow",
        "follow",
        lambda schedule: IntervalTrigger(seconds=schedule.follow_seconds, timezone=ZONE),
        misfire_grace_time=60,
        at_start=True,
    ),
    Job("crawl", "crawl", lambda schedule: _cron("crawl", schedule.crawl), misfire_grace_time=3600, at_start=True),
    Job("deadlines", "follow", lambda schedule: _cron("deadlines", schedule.deadlines), misfire_grace_time=6 * 3600),
)
