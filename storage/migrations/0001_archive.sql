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
