"""What a check is told and what it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from crawler.watchlist import Watchlist
from monitor.config import Config


class Verdict(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    """It works, and may not for long, or not as meant."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing that was looked at. `remedy` is empty where all is well."""

    name: str
    verdict: Verdict
    said: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What there is to look at; where configuration or watch list can't be used, why not instead."""

    home: Path
    now: dt.datetime
    config_file: Path | None
    config: Config | None
    config_trouble: str
    watchlist: Watchlist | None
    watchlist_trouble: str


def good(name: str, said: str) -> Checkup:
    return Checkup(name, Verdict.GOOD, said)


def warning(name: str, said: str, remedy: str) -> Checkup:
    return Checkup(name, Verdict.WARNING, said, remedy)


def bad(name: str, said: str, remedy: str) -> Checkup:
    return Checkup(name, Verdict.BAD, said, remedy)
