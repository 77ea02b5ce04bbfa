"""`nianbao doctor`: everything a user can get wrong, with the remedy."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.watchlist import Watchlist, WatchlistError, find_watchlist, load_watchlist
from monitor.config import Config, load_config
from monitor.doctor import examine
from monitor.doctor.checkup import Checkup, Patient, Verdict
from monitor.errors import ConfigError

MARKS: dict[Verdict, tuple[str, str]] = {
    Verdict.GOOD: ("✓", "green"),
    Verdict.WARNING: ("!", "yellow"),
    Verdict.BAD: ("✗", "bold red"),
}


def read_patient(home: Path, config_file: Path | None, now: dt.datetime) -> Patient:
    """What there is to look at; what can't be read is part of the finding."""
    config, config_trouble = _config(config_file)
    watchlist, watchlist_trouble = _watchlist(config) if config else (None, "")
    return Patient(home, now, config_file, config, config_trouble, watchlist, watchlist_trouble)


def _config(file: Path | None) -> tuple[Config | None, str]:
    try:
        return load_config(file, os.environ), ""
    except ConfigError as error:
        return None, str(error)


def _watchlist(config: Config) -> tuple[Watchlist | None, str]:
    try:
        return load_watchlist(find_watchlist(config.watchlist)), ""
    except WatchlistError as error:
        return None, str(error)


def print_checkups(patient: Patient, *, as_json: bool) -> bool:
    """Print what every check found as it is found; False where anything is bad."""
    checkups = _as_json(examine(patient)) if as_json else _as_table(examine(patient))
    return all(checkup.verdict is not Verdict.BAD for checkup in checkups)


def _as_json(checkups: Iterable[Checkup]) -> list[Checkup]:
    found = []
    for checkup in checkups:
        found.append(checkup)
        sys.stdout.write(json.dumps(asdict(checkup), ensure_ascii=False) + "\n")
    return found


def _as_table(checkups: Iterable[Checkup]) -> list[Checkup]:
    console, found = Console(), list(checkups)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(width=1)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for checkup in found:
        mark, colour = MARKS[checkup.verdict]
        said = Text(checkup.said)
        if checkup.remedy:
            said.append(f"\n→ {checkup.remedy}", style=colour)
        table.add_row(Text(mark, style=colour), Text(checkup.name, style="bold"), said)
    console.print(table)
    return found
