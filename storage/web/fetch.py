"""Asking the archive from a page: read-only, within Datasette's time limit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from storage.blobs import Blobs
from storage.web.metadata import DATABASE


async def rows(datasette: Any, sql: str, **parameters: Any) -> list[dict[str, Any]]:
    found = await datasette.get_database(DATABASE).execute(sql, parameters)
    return [dict(row) for row in found.rows]


async def one(datasette: Any, sql: str, **parameters: Any) -> dict[str, Any] | None:
    found = await rows(datasette, sql, **parameters)
    return found[0] if found else None


def blobs_of(datasette: Any) -> Blobs:
    """The bytes that lie beside the served archive."""
    return Blobs(Path(datasette.get_database(DATABASE).path).parent / "blobs")
