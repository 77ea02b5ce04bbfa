"""Notices when the machine's clock is set: the scheduler waits for moments of that clock, and would wait for hours
after it was set back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

LEAST = dt.timedelta(seconds=30)
"""Smaller corrections are a time server's, and matter to nobody here."""


class ClockGuard:
    """Compares the clock with one that only runs on (`time.monotonic`)."""

    def __init__(self, clock: Callable[[], dt.datetime], monotonic: Callable[[], float]) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._before = (clock(), monotonic())

    def jump(self) -> dt.timedelta | None:
        """By how much the clock was set since this was last asked, forward or back; None where it ran on."""
        moment, ran = self._clock(), self._monotonic()
        (moment_before, ran_before), self._before = self._before, (moment, ran)
        jumped = (moment - moment_before) - dt.timedelta(seconds=ran - ran_before)
        return jumped if abs(jumped) >= LEAST else None
