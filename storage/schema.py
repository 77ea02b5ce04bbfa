"""The archive's tables, as ordered migrations. A migration that has been released is never edited; a new one is added.

Every column is explained in `COLUMNS`; the Datasette metadata and docs/schema.md are made from it.
"""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, str], ...] = (
    (
        "0001_archive",
        """
CREATE TABLE bodies (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, region TEXT NOT NULL,
    aliases TEXT NOT NULL, first_year INTEGER NOT NULL, due TEXT
) STRICT;
CREATE TABLE portals (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, family TEXT NOT NULL, enabled INTEGER NOT NULL
) STRICT;
CREATE TABLE portal_bodies (
    portal TEXT NOT NULL REFERENCES portals(id), body TEXT NOT NULL REFERENCES bodies(id), PRIMARY KEY (portal, body)
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT;
CREATE INDEX events_kind ON events(kind, seq);
CREATE TABLE cursors (consumer TEXT PRIMARY KEY, seq INTEGER NOT NULL, moved_at TEXT NOT NULL) STRICT;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, outcome TEXT, portals INTEGER, requests INTEGER,
    entries_new INTEGER, snapshots_new INTEGER
) STRICT;
CREATE TABLE visits (
    id INTEGER PRIMARY KEY, portal TEXT NOT NULL REFERENCES portals(id), run INTEGER REFERENCES runs(id),
    at TEXT NOT NULL, outcome TEXT NOT NULL, status INTEGER, entries INTEGER NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE INDEX visits_portal ON visits(portal, at);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY, portal TEXT NOT NULL REFERENCES portals(id), url TEXT NOT NULL, title TEXT NOT NULL,
    body TEXT REFERENCES bodies(id), year INTEGER, shown_on TEXT, platform_on TEXT, first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL, UNIQUE (portal, url)
) STRICT;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, entry INTEGER NOT NULL REFERENCES entries(id), role TEXT NOT NULL,
    name TEXT NOT NULL, published_on TEXT, first_seen_at TEXT NOT NULL, last_fetched_at TEXT, gone_since TEXT,
    gone_passes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX documents_entry ON documents(entry);
CREATE TABLE snapshots (
    sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, media_type TEXT NOT NULL, first_seen_at TEXT NOT NULL
) STRICT;
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(id),
    sha256 TEXT REFERENCES snapshots(sha256),
    run INTEGER REFERENCES runs(id), at TEXT NOT NULL, status INTEGER, headers TEXT NOT NULL, error TEXT NOT NULL,
    rendered INTEGER NOT NULL
) STRICT;
CREATE INDEX sightings_document ON sightings(document, at);
CREATE TABLE readings (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(id),
    sha256 TEXT NOT NULL REFERENCES snapshots(sha256), at TEXT NOT NULL, outcome TEXT NOT NULL, message TEXT NOT NULL,
    report INTEGER, UNIQUE (document, sha256)
) STRICT;
CREATE TABLE reports (
    id INTEGER PRIMARY KEY, body TEXT NOT NULL, body_id TEXT REFERENCES bodies(id), year INTEGER NOT NULL,
    sha256 TEXT NOT NULL REFERENCES snapshots(sha256), document INTEGER NOT NULL REFERENCES documents(id),
    form TEXT NOT NULL, title TEXT NOT NULL, published_on TEXT, signed_on TEXT, first_published_on TEXT,
    read_at TEXT NOT NULL, current INTEGER NOT NULL, json TEXT NOT NULL, UNIQUE (document, sha256)
) STRICT;
CREATE INDEX reports_body ON reports(body_id, year, current);
CREATE TABLE figures (
    report INTEGER NOT NULL REFERENCES reports(id), cell TEXT NOT NULL, table_name TEXT NOT NULL,
    row_name TEXT NOT NULL,
    column_name TEXT NOT NULL, value REAL, exact TEXT, raw TEXT NOT NULL, doubted INTEGER NOT NULL,
    page INTEGER, grid INTEGER, grid_row INTEGER, grid_column INTEGER, PRIMARY KEY (report, cell)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_cell ON figures(cell, value);
CREATE TABLE doubts (
    report INTEGER NOT NULL REFERENCES reports(id), cell TEXT NOT NULL, read TEXT NOT NULL, reason TEXT NOT NULL,
    inferred INTEGER, PRIMARY KEY (report, cell)
) STRICT, WITHOUT ROWID;
CREATE TABLE sections (
    report INTEGER NOT NULL REFERENCES reports(id), number INTEGER NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE findings (
    id TEXT PRIMARY KEY, scope TEXT NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL, body TEXT NOT NULL,
    body_id TEXT REFERENCES bodies(id),
    year INTEGER, cells TEXT NOT NULL, message_en TEXT NOT NULL, message_zh TEXT NOT NULL, expected TEXT, found TEXT,
    operands TEXT NOT NULL, suggestion TEXT, report INTEGER REFERENCES reports(id),
    document INTEGER REFERENCES documents(id), portal TEXT REFERENCES portals(id),
    state TEXT NOT NULL, opened_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, resolved_at TEXT, evidence TEXT NOT NULL
) STRICT;
CREATE INDEX findings_state ON findings(state, severity, code);
CREATE INDEX findings_body ON findings(body_id, year);
CREATE INDEX findings_scope ON findings(scope, state);
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY, finding TEXT NOT NULL REFERENCES findings(id), transition TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX alerts_finding ON alerts(finding);
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY, alert INTEGER NOT NULL REFERENCES alerts(id), channel TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, digest TEXT, next_attempt_at TEXT, delivered_at TEXT,
    error TEXT NOT NULL
) STRICT;
CREATE INDEX deliveries_state ON deliveries(state, channel);
""",
    ),
)

TABLES: dict[str, str] = {
    "bodies": "Agencies that must publish one report a year, as the watch list names them.",
    "portals": "Columns of websites in which reports appear, as the watch list names them.",
    "portal_bodies": "Which bodies are expected in which column.",
    "events": "The append-only log: what happened to anything in this archive, in order.",
    "cursors": "How far each step of the service has followed the log.",
    "runs": "Crawls, one row each.",
    "visits": "Each time a column was read, or could not be.",
    "entries": "Rows seen in a column that are reports by their title.",
    "documents": "Addresses of pages and attachments that belong to an entry.",
    "snapshots": "Bytes, kept once by their SHA-256; the bytes themselves lie in blobs/.",
    "sightings": "Each fetch of a document: what answered, when, with which headers.",
    "readings": "What came of reading a snapshot: a report, or why not.",
    "reports": "Reports as read, one per document and text; `current` marks the one that counts for its body and year.",
    "figures": "One row per cell of a report's three tables.",
    "doubts": "Cells that were not plainly read.",
    "sections": "The six sections of a report, without the tables.",
    "findings": "Things wrong or worth knowing, with their state.",
    "alerts": "Changes of a finding's state that somebody is told of.",
    "deliveries": "One alert on one channel, until it is delivered or given up.",
}

_AT = "Moment, ISO 8601 with offset."

COLUMNS: dict[str, dict[str, str]] = {
    "bodies": {
        "id": "Id in the watch list.",
        "name": "Official name.",
        "kind": "government, department, town or subdistrict; decides the statutory date.",
        "region": "Administrative region, general to particular.",
        "aliases": "Other names, a JSON list.",
        "first_year": "First year reported on that the body is watched for.",
        "due": "Month and day of a date of its own (MM-DD), where a local notice sets one.",
    },
    "portals": {
        "id": "Id in the watch list.",
        "name": "Name for people.",
        "url": "Address of the column.",
        "family": "Platform family that decides how the column is read.",
        "enabled": "1 when it is crawled.",
    },
    "portal_bodies": {"portal": "The column.", "body": "A body expected in it."},
    "events": {
        "seq": "Sequence number; never reused.",
        "at": _AT,
        "kind": "What happened: entry.seen, snapshot.kept, report.kept, finding.opened, …",
        "subject": "Id of the row it happened to.",
        "data": "Particulars, JSON.",
    },
    "cursors": {"consumer": "The step.", "seq": "Last event it has dealt with.", "moved_at": _AT},
    "runs": {
        "id": "Number of the crawl.",
        "started_at": _AT,
        "finished_at": "Empty while running, or when it died.",
        "outcome": "finished, or why not.",
        "portals": "Columns visited.",
        "requests": "Requests sent.",
        "entries_new": "Entries seen for the first time.",
        "snapshots_new": "Snapshots kept for the first time.",
    },
    "visits": {
        "id": "Number of the visit.",
        "portal": "The column.",
        "run": "The crawl.",
        "at": _AT,
        "outcome": "read, unreachable, blocked, or unreadable.",
        "status": "HTTP status, empty when nothing answered.",
        "entries": "Reports listed.",
        "detail": "What went wrong, for a person.",
    },
    "entries": {
        "id": "Number of the entry.",
        "portal": "The column it stands in.",
        "url": "Address it links to.",
        "title": "Title as listed.",
        "body": "The body it was matched with; empty when none of the watch list fits.",
        "year": "Year reported on, from the title.",
        "shown_on": "Date shown in the list.",
        "platform_on": "First publication by the platform's own field.",
        "first_seen_at": _AT,
        "last_seen_at": _AT,
    },
    "documents": {
        "id": "Number of the document.",
        "url": "Its address.",
        "entry": "The entry it belongs to.",
        "role": "page or attachment.",
        "name": "File name, where one is shown.",
        "published_on": "Publication date by the page's metadata.",
        "first_seen_at": _AT,
        "last_fetched_at": "Last time it answered with bytes.",
        "gone_since": "First pass of the present run of passes in which it was gone.",
        "gone_passes": "Complete passes in a row in which it was gone.",
    },
    "snapshots": {
        "sha256": "Hash of the bytes; blobs/ab/cdef… is the file.",
        "size": "Bytes.",
        "media_type": "Content type as sent.",
        "first_seen_at": _AT,
    },
    "sightings": {
        "id": "Number of the sighting.",
        "document": "The document asked for.",
        "sha256": "The snapshot that came; empty when none did.",
        "run": "The crawl.",
        "at": _AT,
        "status": "HTTP status, empty when nothing answered.",
        "headers": "Response headers, JSON.",
        "error": "What went wrong, empty when nothing did.",
        "rendered": "1 when the bytes are the page as a browser rendered it.",
    },
    "readings": {
        "id": "Number of the reading.",
        "document": "The document.",
        "sha256": "The snapshot that was read.",
        "at": _AT,
        "outcome": "report, or an error code of the public contract.",
        "message": "Why it is no report, for a person.",
        "report": "The report it gave; an older one where only the bytes differ and the report reads the same.",
    },
    "reports": {
        "id": "Number of the report.",
        "body": "The body's name as printed.",
        "body_id": "The body of the watch list; empty when none fits.",
        "year": "Year reported on.",
        "sha256": "The snapshot it was read from.",
        "document": "The document it was read from.",
        "form": "2019, 2021 or legacy.",
        "title": "Title as printed.",
        "published_on": "Publication date the document itself states.",
        "signed_on": "Date of the sign-off, empty when incomplete.",
        "first_published_on": "Earliest publication date known.",
        "read_at": _AT,
        "current": "1 for the reading that counts for its body and year.",
        "json": "The whole report as `nianbao parse --json` prints it.",
    },
    "figures": {
        "report": "The report.",
        "cell": "Canonical address.",
        "table_name": "disclosure, applications or disputes.",
        "row_name": "Row, item or kind.",
        "column_name": "Column, field or outcome.",
        "value": "The number, for arithmetic; empty means not stated, never nought.",
        "exact": "The number with its digits exactly as printed; amounts in 万元.",
        "raw": "The printed text.",
        "doubted": "1 when not plainly read.",
        "page": "Page, from 1.",
        "grid": "Table in the document, from 1.",
        "grid_row": "Row in it, from 1.",
        "grid_column": "Column in it, from 1.",
    },
    "doubts": {
        "report": "The report.",
        "cell": "Canonical address.",
        "read": "What was read.",
        "reason": "Why it is doubted.",
        "inferred": "The one value the arithmetic leaves, if it leaves one.",
    },
    "sections": {
        "report": "The report.",
        "number": "1 to 6.",
        "heading": "Heading as printed.",
        "text": "Text without tables.",
    },
    "findings": {
        "id": "Stable identity: code, body, year and cells.",
        "scope": "The check that owns it, and alone may resolve it.",
        "code": "Code of the public contract.",
        "severity": "error, warning or info.",
        "body": "The body's name.",
        "body_id": "The body of the watch list.",
        "year": "Year reported on.",
        "cells": "Addresses, JSON, the one at fault first.",
        "message_en": "What is wrong, in English.",
        "message_zh": "What is wrong, in Chinese.",
        "expected": "What should stand there.",
        "found": "What stands there.",
        "operands": "The cells it rests on with their printed text, JSON.",
        "suggestion": "A cell and the value that would mend it, JSON.",
        "report": "The report it is about.",
        "document": "The document it is about.",
        "portal": "The column it is about.",
        "state": "open or resolved.",
        "opened_at": _AT,
        "last_seen_at": _AT,
        "resolved_at": "Empty while open.",
        "evidence": "Hash of what it rests on; a change of it is told again.",
    },
    "alerts": {
        "id": "Number of the alert.",
        "finding": "The finding.",
        "transition": "opened, changed or resolved.",
        "at": _AT,
    },
    "deliveries": {
        "id": "Number of the delivery.",
        "alert": "The alert.",
        "channel": "slack or mail.",
        "key": "Unique key sent along, by which a receiver can tell a repetition.",
        "state": "pending, delivered or given_up.",
        "attempts": "Times it was tried.",
        "digest": "The message it went out in.",
        "next_attempt_at": "When it is tried again.",
        "delivered_at": _AT,
        "error": "Why the last try failed.",
    },
}
