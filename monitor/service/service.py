"""The long-running service: one process that does its duties on a schedule, until it is told to stop."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from types import FrameType

from monitor.errors import ServiceRunning
from monitor.service.clock_guard import ClockGuard
from monitor.service.duties import Duties
from monitor.service.endpoint import serve_health
from monitor.service.reload import Reloader
from monitor.service.systemd import notify, watchdog_seconds
from monitor.service.timetable import Timetable
from monitor.steps.flow import Flow
from storage.archive import Archive
from storage.lock import Held, hold_lock

LOCK = "service.lock"
LOOK_SECONDS = 10.0
"""How often it is looked whether the clock was set."""
STOP_SECONDS = 7.0
"""How long a step may take to end once the service is told to stop."""

logger = logging.getLogger(__name__)


class Service:
    """The duties on their timetable. `load` builds the flow anew when a file behind it has changed."""

    def __init__(self, flow: Flow, load: Callable[[], Flow]) -> None:
        self.duties = Duties(flow, Reloader(load, flow.files), lambda: self.timetable.lay())
        self.timetable = Timetable(self.duties)

    def run(self) -> None:
        """Run until SIGTERM or SIGINT; SIGHUP takes the configuration over anew.

        Raises ServiceRunning where another service holds the archive, and ArchiveError where it can't be used.
        """
        flow = self.duties.flow
        with self._signals(), _owned(flow):
            Archive.open(flow.home).close()
            self.timetable.start()
            with serve_health(flow.config.service, self.duties):
                notify("READY=1")
                logger.info("running on %s; next crawl %s", flow.home, self.timetable.next_crawl())
                self._wait()
                notify("STOPPING=1")
                logger.info("stopping")
                self._end_what_runs()

    def _wait(self) -> None:
        """Until told to stop. Meanwhile systemd hears of us only as long as the steps make progress, so that a service
        that hangs is started anew; and when the clock was set, the jobs are laid anew."""
        guard = ClockGuard(self.duties.flow.clock, time.monotonic)
        seconds = min(LOOK_SECONDS, (watchdog_seconds() or LOOK_SECONDS * 3) / 3)
        while not self.duties.stopping.wait(seconds):
            if self.duties.is_lively:
                notify("WATCHDOG=1")
            if jumped := guard.jump():
                logger.warning("the clock was set by %s", jumped)
                self.timetable.lay()

    def _end_what_runs(self) -> None:
        """End within STOP_SECONDS, whatever hangs. Every step leaves the archive whole, so leaving in the middle
        loses nothing."""
        self.timetable.stop()
        if not self.duties.stop(STOP_SECONDS):
            logger.warning("a step did not end in time; it goes on where it was at the next start")
            os._exit(0)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        def stop(_number: int, _frame: FrameType | None) -> None:
            self.duties.stopping.set()

        def reload(_number: int, _frame: FrameType | None) -> None:
            self.duties.reload_soon()

        handlers = {signal.SIGTERM: stop, signal.SIGINT: stop, signal.SIGHUP: reload}
        before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextlib.contextmanager
def _owned(flow: Flow) -> Iterator[None]:
    """One service per archive; the lock names its owner and falls with its process."""
    try:
        with hold_lock(flow.home / LOCK, flow.clock()):
            yield
    except Held as error:
        raise ServiceRunning(f"a service is already running on {flow.home} ({error.holder}); stop it first") from error
