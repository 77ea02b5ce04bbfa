"""The machine: time zones, clock, disk, permissions, browser."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.doctor.checkup import Checkup, Patient, bad, good, warning
from storage.archive import Archive
from storage.connection import archive_file, to_moment

LEAST_MIB, FEW_MIB = 200, 2000
_LATEST = dt.timedelta(minutes=5)
"""How far the newest event may lie in the future before the clock is doubted."""
_BUILT = dt.date(2026, 1, 1)
"""No clock is right that is earlier than this program."""


def check_zone(_: Patient) -> Iterator[Checkup]:
    try:
        shanghai = dt.datetime.now(ZoneInfo("Asia/Shanghai"))
    except ZoneInfoNotFoundError:
        yield bad("time zone", "Asia/Shanghai is not known on this machine", "reinstall: tzdata is one of our packages")
    else:
        yield good("time zone", f"it is {shanghai:%Y-%m-%d %H:%M} in Asia/Shanghai, whatever the machine's own zone")


def check_clock(patient: Patient) -> Iterator[Checkup]:
    """A clock that stands wrong makes deadlines wrong."""
    remedy = "set the clock (timedatectl set-ntp true)"
    if patient.now.date() < _BUILT:
        yield bad("clock", f"it says {patient.now:%Y-%m-%d}, which is before this program was made", remedy)
        return
    newest = _newest_event(patient.home)
    if newest and newest - patient.now > _LATEST:
        said = f"it is behind the archive, whose newest event is of {newest:%Y-%m-%d %H:%M}"
        yield bad("clock", said, f"{remedy}; the archive of a sample season has a clock of its own")
    else:
        yield good("clock", f"{patient.now:%Y-%m-%d %H:%M:%S}")


def _newest_event(home: Path) -> dt.datetime | None:
    if not archive_file(home).is_file():
        return None
    with Archive.open(home) as archive:
        row = archive.one("SELECT at FROM events ORDER BY seq DESC LIMIT 1")
    return to_moment(row["at"]) if row else None


def check_home(patient: Patient) -> Iterator[Checkup]:
    """The archive's directory can be written by who runs this."""
    home = patient.home
    place = next(path for path in (home, *home.absolute().parents) if path.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".nianbao-"):
            pass
    except OSError as error:
        user = f"user {os.getuid()}"
        yield bad("directory", f"{home} can't be written by {user} ({error.strerror})", f"chown or chmod {place}")
    else:
        yield good("directory", f"{home.absolute()}" + ("" if home.exists() else " (will be made)"))


def check_disk(patient: Patient) -> Iterator[Checkup]:
    place = next(path for path in (patient.home, *patient.home.absolute().parents) if path.exists())
    free = shutil.disk_usage(place).free // 2**20
    said, remedy = f"{free:,} MiB free", "make room, or move the archive to a larger disk"
    if free < LEAST_MIB:
        yield bad("disk", said, remedy)
    elif free < FEW_MIB:
        yield warning("disk", said, remedy)
    else:
        yield good("disk", said)


def check_browser(patient: Patient) -> Iterator[Checkup]:
    """Only columns that a script fills in need one."""
    needed = patient.watchlist is None or any(each.browser != "never" for each in patient.watchlist.enabled_portals)
    found = subprocess.run(
        [sys.executable, "-m", "crawler.browser"], capture_output=True, text=True, timeout=60, check=False
    )
    said = found.stdout.strip()
    if found.returncode == 0:
        yield good("browser", said)
    elif needed:
        yield bad("browser", said or "none was found", "apt install chromium, or set NIANBAO_CHROMIUM to its path")
    else:
        yield good("browser", f"{said or 'none'}; no column of the watch list needs one")
