"""An archive for a command that makes no sense without one."""

from __future__ import annotations

from pathlib import Path

from storage.archive import Archive
from storage.connection import archive_file
from storage.errors import ArchiveError


def open_existing(home: Path) -> Archive:
    """The archive in `home`; raises ArchiveError where there is none yet, instead of making one."""
    if not archive_file(home).is_file():
        raise ArchiveError(f"{archive_file(home)}: there is no archive yet; `nianbao crawl` makes one")
    return Archive.open(home)
