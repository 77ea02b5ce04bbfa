CREATE TABLE likeness (
    section INTEGER NOT NULL, band INTEGER NOT NULL, year INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports(id), PRIMARY KEY (section, band, year, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX likeness_report ON likeness(report);
