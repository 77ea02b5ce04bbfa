"""Bytes kept once, by their SHA-256, as plain files: blobs/ab/cdef…; a file is either whole or absent."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


class Blobs:
    """A directory of immutable files named by the hash of their content."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:]

    def keep(self, data: bytes) -> str:
        """Keep `data` and return its hash; the file is on the disk before this returns."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            self._write(path, data)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes; raises FileNotFoundError when they were never kept."""
        return self.path(sha256).read_bytes()

    def _write(self, path: Path, data: bytes) -> None:
        """Write beside the target and rename, so that a crash leaves no half file under a hash."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        sync_directory(path.parent)


def sync_directory(path: Path) -> None:
    """Make a rename in `path` survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
