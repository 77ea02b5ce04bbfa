"""What Datasette is told of the archive: descriptions from the schema, order, facets, labels, named queries."""

from __future__ import annotations

from typing import Any

from storage.connection import FILE_NAME
from storage.described import COLUMNS, TABLES
from storage.web.queries import QUERIES

DATABASE = FILE_NAME.removesuffix(".db")
HIDDEN = ("channels", "cursors", "digests", "snoozes", "threads", "_sqlite_migrations", "sqlite_sequence")

VIEW_DESCRIPTIONS: dict[str, str] = {
    "open_findings": "What is wrong or worth knowing now, gravest first.",
    "current_reports": "The report that counts for each body and year, with its doubts and errors counted.",
    "body_years": "Each body and year it is watched for: its report, the date it was due, what is open.",
    "decided_findings": "What people acknowledged or dismissed, with who, when and why; silent as long as it holds.",
    "failing_rules": "Rules that raise, ours or yours, with how many bodies and years they raise on.",
    "corrected_figures": "Figures that people put beside the printed ones, with who, when and why.",
}

ORDER: dict[str, dict[str, str]] = {
    "alerts": {"sort_desc": "id"},
    "deliveries": {"sort_desc": "id"},
    "entries": {"sort_desc": "first_seen_at"},
    "events": {"sort_desc": "seq"},
    "findings": {"sort_desc": "opened_at"},
    "readings": {"sort_desc": "id"},
    "reports": {"sort_desc": "year"},
    "runs": {"sort_desc": "id"},
    "sightings": {"sort_desc": "id"},
    "visits": {"sort_desc": "id"},
}
FACETS: dict[str, list[str]] = {
    "bodies": ["kind", "region"],
    "deliveries": ["state", "channel"],
    "documents": ["role"],
    "doubts": ["reason"],
    "entries": ["year", "portal"],
    "events": ["kind"],
    "figures": ["table_name", "doubted"],
    "findings": ["state", "severity", "code", "year"],
    "readings": ["outcome"],
    "reports": ["year", "form", "current"],
    "snapshots": ["media_type"],
    "visits": ["outcome"],
}
LABELS: dict[str, str] = {
    "alerts": "transition",
    "bodies": "name",
    "documents": "url",
    "entries": "title",
    "findings": "code",
    "portals": "name",
    "reports": "title",
    "runs": "started_at",
    "snapshots": "sha256",
}
UNITS: dict[str, dict[str, str]] = {"snapshots": {"size": "byte"}}


def build_metadata() -> dict[str, Any]:
    """The metadata dictionary of Datasette 0.65."""
    return {
        "title": "年报 nianbao",
        "description": "Annual reports on open government information, as published, as read, and checked.",
        "source": "the bodies' own portals; every report names its address",
        "license": "the documents belong to their publishers",
        "databases": {
            DATABASE: {
                "description": "The whole archive, read-only. An empty cell means not stated, never nought.",
                "tables": {**_tables(), **_views()},
                "queries": {query.name: query.to_metadata() for query in QUERIES},
            }
        },
    }


def _tables() -> dict[str, dict[str, Any]]:
    tables = {name: _table(name) for name in TABLES}
    for name in HIDDEN:
        tables.setdefault(name, {})["hidden"] = True
    return tables


def _table(name: str) -> dict[str, Any]:
    described: dict[str, Any] = {"description": TABLES[name], "columns": COLUMNS[name], **ORDER.get(name, {})}
    extras = {"facets": FACETS.get(name), "label_column": LABELS.get(name), "units": UNITS.get(name)}
    return described | {key: value for key, value in extras.items() if value}


def _views() -> dict[str, dict[str, Any]]:
    return {name: {"description": description} for name, description in VIEW_DESCRIPTIONS.items()}
