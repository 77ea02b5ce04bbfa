"""The configuration and the watch list."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from monitor.config import SECRETS
from monitor.doctor.checkup import Checkup, Patient, bad, good, warning

_OTHERS = stat.S_IRGRP | stat.S_IROTH


def check_configuration(patient: Patient) -> Iterator[Checkup]:
    if patient.config_trouble:
        yield bad("configuration", patient.config_trouble, "mend the line, or write a new file with `nianbao init`")
    elif patient.config_file is None:
        yield warning("configuration", "no nianbao.toml: the defaults hold, and nobody is told", "run `nianbao init`")
    else:
        yield good("configuration", str(patient.config_file))


def check_secrets_file(patient: Patient) -> Iterator[Checkup]:
    """A file with secrets that every user of the machine can read."""
    file = patient.config_file
    if file is None or not file.is_file() or not file.stat().st_mode & _OTHERS:
        return
    text = file.read_text(encoding="utf-8", errors="replace")
    keys = {key for _, key in SECRETS.values() if any(_sets(line, key) for line in text.splitlines())}
    if keys - {"username"}:
        said = f"{file} holds a secret and can be read by others on this machine"
        yield warning("secrets", said, f"chmod 600 {file}, or set it in the environment")


def _sets(line: str, key: str) -> bool:
    name, _, value = line.partition("=")
    return name.strip() == key and value.split("#")[0].strip() not in ("", '""')


def check_watchlist(patient: Patient) -> Iterator[Checkup]:
    watchlist = patient.watchlist
    if watchlist is None:
        if patient.watchlist_trouble:
            yield bad("watch list", patient.watchlist_trouble, "mend the line that is named")
        return
    enabled = len(watchlist.enabled_portals)
    said = f"{watchlist.name}: {len(watchlist.bodies)} bodies, {enabled} of {len(watchlist.portals)} columns on"
    unwatched = [body.name for body in watchlist.bodies if not _is_expected(body.id, patient)]
    if not enabled:
        yield bad("watch list", said, "switch a column on (enabled: true), or name another list in nianbao.toml")
    elif unwatched:
        remedy = f"name them under a column's bodies: {', '.join(unwatched[:3])}{' …' if len(unwatched) > 3 else ''}"
        yield warning("watch list", f"{said}; {len(unwatched)} bodies stand in no column and are never missed", remedy)
    else:
        yield good("watch list", said)


def _is_expected(body: str, patient: Patient) -> bool:
    columns = patient.watchlist.enabled_portals if patient.watchlist else ()
    return any(body in column.bodies for column in columns)
