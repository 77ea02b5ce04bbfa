"""The one place that reads the clock; everything else is told the time."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def now() -> dt.datetime:
    """The present moment in Asia/Shanghai."""
    return dt.datetime.now(ZONE)
