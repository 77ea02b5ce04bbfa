"""Short questions that several tests ask of an archive, or of its pages."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

from storage.archive import Archive
from storage.records import FetchRow
from storage.web.app import build_datasette
from storage.web.metadata import DATABASE
from tests.storage.filled import NOW


def fetch(archive: Archive, document: int, data: bytes, now: dt.datetime = NOW) -> str:
    """Let a document answer with `data`."""
    run = archive.start_run(now)
    return archive.keep_snapshot(FetchRow(document, run, 200, {}, "text/html", data), now).sha256


def kinds(archive: Archive) -> list[str]:
    return [event.kind for event in archive.events_after(0)]


def count(archive: Archive, table: str) -> int:
    return int(archive.db.table(table).count)


def get(home: Path, path: str) -> Any:
    """The response of Datasette's in-process client, with a fresh application."""

    async def ask() -> Any:
        app = build_datasette(home)
        try:
            return await app.client.get(path)
        finally:
            app.get_database(DATABASE).close()

    return asyncio.run(ask())


def rows(home: Path, query: str, parameters: str = "") -> list[dict[str, Any]]:
    """The rows of a named query."""
    response = get(home, f"/{DATABASE}/{query}.json?_shape=array&{parameters}")
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()
    return found
