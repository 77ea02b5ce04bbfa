"""Bytes to report: pure functions, no network, clock, database, environment or global state."""

from __future__ import annotations

import hashlib

from parsers.report import Hint, Report

__all__ = ["Hint", "Report", "parse"]


def parse(data: bytes, hint: Hint = Hint()) -> Report:  # noqa: B008 - frozen, so it may be shared
    """Read one document; raises a child of `parsers.errors.ReadError` where it gives no report."""
    from parsers.build import build
    from parsers.readers import READERS
    from parsers.report import Source
    from parsers.sniff import sniff

    key = sniff(data, hint)
    if key == "zip":
        from parsers.archive import parse_archive

        return parse_archive(data, hint)
    reading = READERS[key](data)
    source = Source(hint.name, reading.media_type, hashlib.sha256(data).hexdigest(), reading.reader)
    return build(reading, hint, source)
