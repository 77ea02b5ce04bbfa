"""Bytes kept once, by their SHA-256, as plain files: blobs/ab/cdef…; a file is either whole or absent."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SIDE_BY_SIDE = 16
"""Files that are written at once; a disk confirms several in the time of one."""


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

    def keep_all(self, bodies: Sequence[bytes]) -> None:
        """Keep many at once, which takes little longer than one: the disk is told of them side by side."""
        new = {hashlib.sha256(body).hexdigest(): body for body in bodies}
        missing = [(path, body) for sha256, body in new.items() if not (path := self.path(sha256)).exists()]
        if not missing:
            return
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            list(pool.map(lambda each: self._put(*each), missing))
            list(pool.map(sync_directory, {path.parent for path, _ in missing}))

    def read(self, sha256: str) -> bytes:
        """The bytes; raises FileNotFoundError when they were never kept."""
        return self.path(sha256).read_bytes()

    def _write(self, path: Path, data: bytes) -> None:
        self._put(path, data)
        sync_directory(path.parent)

    def _put(self, path: Path, data: bytes) -> None:
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


def sync_directory(path: Path) -> None:
    """Make a rename in `path` survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
