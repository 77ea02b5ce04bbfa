ALTER TABLE deliveries ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN first_attempt_at TEXT;
CREATE INDEX deliveries_alert ON deliveries(alert, channel);
CREATE INDEX deliveries_digest ON deliveries(digest);
CREATE TABLE digests (
    id TEXT PRIMARY KEY, channel TEXT NOT NULL, begun_at TEXT NOT NULL, progress TEXT NOT NULL, delivered_at TEXT
) STRICT;
CREATE INDEX digests_channel ON digests(channel, delivered_at);
CREATE TABLE threads (
    channel TEXT NOT NULL, finding TEXT NOT NULL REFERENCES findings(id), thread TEXT NOT NULL,
    PRIMARY KEY (channel, finding)
) STRICT, WITHOUT ROWID;
CREATE TABLE channels (
    name TEXT PRIMARY KEY, failures INTEGER NOT NULL, failing_since TEXT, waiting_from TEXT, waiting_until TEXT,
    error TEXT NOT NULL, delivered_at TEXT
) STRICT;
CREATE TABLE snoozes (
    finding TEXT PRIMARY KEY REFERENCES findings(id), until TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
