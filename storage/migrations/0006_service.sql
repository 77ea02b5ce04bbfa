CREATE TABLE service (
    id INTEGER PRIMARY KEY CHECK (id = 1), pid INTEGER NOT NULL, started_at TEXT NOT NULL, beat_at TEXT NOT NULL,
    stopped_at TEXT
) STRICT;
CREATE TABLE jobs (
    name TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, outcome TEXT NOT NULL, error TEXT NOT NULL,
    troubles INTEGER NOT NULL, troubled_since TEXT
) STRICT;
