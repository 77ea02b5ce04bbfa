ALTER TABLE findings ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN decision TEXT NOT NULL DEFAULT '';
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, finding TEXT NOT NULL REFERENCES findings(id), verb TEXT NOT NULL, who TEXT NOT NULL,
    why TEXT NOT NULL, at TEXT NOT NULL, evidence TEXT NOT NULL, source TEXT NOT NULL,
    follows INTEGER REFERENCES decisions(id)
) STRICT;
CREATE INDEX decisions_finding ON decisions(finding, id);
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY, body_id TEXT REFERENCES bodies(id), body TEXT NOT NULL, year INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports(id), sha256 TEXT NOT NULL, cell TEXT NOT NULL, printed TEXT NOT NULL,
    value TEXT, who TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_of ON corrections(body_id, year, cell, id);
CREATE TRIGGER corrections_are_never_changed BEFORE UPDATE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections are only ever added to'); END;
CREATE TRIGGER corrections_are_never_deleted BEFORE DELETE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections are only ever added to'); END;
