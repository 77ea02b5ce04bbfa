"""Bytes kept once, by their SHA-256, as plain files: blobs/ab/cdef…; a file is either whole or absent."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

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

    def keep_all(self, bodies: Sequence[bytes]) -> list[str]:
        """Keep many at once and return their hashes; it takes little longer than one, as the disk is told of them side
        by side."""
        hashes = [hashlib.sha256(body).hexdigest() for body in bodies]
        new = dict(zip(hashes, bodies, strict=True))
        missing = [(path, body) for sha256, body in new.items() if not (path := self.path(sha256)).exists()]
        if missing:
            with ThreadPoolExecutor(min(SIDE_BY_SIDE, len(missing))) as pool:
                list(pool.map(lambda each: self._put(*each), missing))
                list(pool.map(sync_directory, {path.parent for path, _ in missing}))
        return hashes

    def read(self, sha256: str) -> bytes:
        """The bytes; raises FileNotFoundError when they were never kept."""
        return self.path(sha256).read_bytes()

    def _write(self, path: Path, data: bytes) -> None:
        self._put(path, data)
        sync_directory(path.parent)

    def _put(self, path: Path, data: bytes) -> None:
        """Write beside the target and rename, so that a crash leaves no half file under a hash."""
        beside = f"{path.parent}/.new-{os.getpid()}-{threading.get_ident()}"
        try:
            with _open_new(beside, path.parent) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)  # noqa: PTH105 - a Path takes longer to make than a file to rename
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


def _open_new(name: str, folder: Path) -> BinaryIO:
    """An empty file to write, in a folder that is made where there is none."""
    try:
        return open(name, "wb")  # noqa: PTH123 - as above
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        return open(name, "wb")  # noqa: PTH123


def sync_directory(path: Path) -> None:
    """Make a rename in `path` survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
