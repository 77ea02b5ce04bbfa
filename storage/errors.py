"""What the archive refuses, in words for the person at the keyboard."""

from __future__ import annotations


class ArchiveError(Exception):
    """Base; raised when the archive can't be opened, read or written. `str()` is one line that names file and
    remedy."""


class ArchiveLocked(ArchiveError):
    """Raised when another process holds the archive for longer than we wait, by any verb that writes."""


class ArchiveReadOnly(ArchiveError):
    """Raised when the archive or its directory can't be written, by any verb that writes."""
