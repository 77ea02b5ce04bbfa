"""`nianbao export`: what the archive holds, in a form that other tools open."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from monitor.commands.open_archive import open_existing
from monitor.errors import ConfigError
from storage.warc import Written, write_warc


def export_warc(home: Path, target: Path, *, force: bool) -> str:
    """Write every answer ever kept as WARC; returns a line that says what was written. Raises ConfigError."""
    if target.exists() and not force:
        raise ConfigError(f"{target}: is there already; --force overwrites it")
    part = target.with_name(f"{target.name}.part")
    try:
        with open_existing(home) as archive, part.open("wb") as file:
            written = write_warc(archive, file, version("nianbao"))
        part.replace(target)
    except OSError as error:
        raise ConfigError(f"{target}: can't be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)
    return f"Wrote {target}: {_said(written)}."


def _said(written: Written) -> str:
    return (
        f"{written.responses} responses with {written.requests} requests, {written.revisits} revisits, "
        f"{written.resources} pages as a browser rendered them, {written.screenshots} screenshots"
    )
