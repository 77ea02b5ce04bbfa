CREATE TABLE rule_failures (
    scope TEXT NOT NULL, rule TEXT NOT NULL, error TEXT NOT NULL, traceback TEXT NOT NULL, since TEXT NOT NULL,
    PRIMARY KEY (scope, rule)
) STRICT, WITHOUT ROWID;
