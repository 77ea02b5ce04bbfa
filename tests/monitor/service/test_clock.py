"""A clock that is set: noticed, and no job waits for a moment that was hours away."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from monitor.clock import now
from monitor.config import Config
from monitor.service.clock_guard import ClockGuard
from monitor.service.duties import Duties
from monitor.service.reload import Reloader
from monitor.service.timetable import Timetable
from monitor.steps.flow import build_flow

START = dt.datetime(2026, 1, 20, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))
CASES = [
    ("it runs on", 10.0, None),
    ("a time server's correction", 10.4, None),
    ("two hours forward", 7210.0, 7200.0),
    ("two hours back", -7190.0, -7200.0),
    ("a machine that slept, its other clock too", 10.0, None),
]


@pytest.mark.parametrize(("clock", "jumped"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_a_jump_is_what_the_other_clock_does_not_show(clock: float, jumped: float | None) -> None:
    moments = iter([START, START + dt.timedelta(seconds=clock), START + dt.timedelta(seconds=clock + 10)])
    guard = ClockGuard(lambda: next(moments), iter([100.0, 110.0, 120.0]).__next__)
    found = guard.jump()
    assert (found.total_seconds() if found else None) == jumped
    assert guard.jump() is None, "told once"


def test_after_the_clock_was_set_back_no_job_waits_for_hours(tmp_path: Path) -> None:
    flow = build_flow(tmp_path / "home", Config(watchlist="sample"), now)
    duties = Duties(flow, Reloader(lambda: flow, flow.files))
    timetable = Timetable(duties)
    ran = threading.Event()
    duties.follow = ran.set  # type: ignore[method-assign]
    timetable.lay()
    timetable.scheduler.start()
    try:
        for job in timetable.scheduler.get_jobs():  # as they stand when the clock has been set back by two hours
            job.modify(next_run_time=now() + dt.timedelta(hours=2))
        ran.clear()
        timetable.lay()
        assert ran.wait(10)
        nearest = min(job.next_run_time for job in timetable.scheduler.get_jobs())
        assert nearest <= now() + dt.timedelta(minutes=1)
    finally:
        timetable.stop()
        duties.stop(5)
