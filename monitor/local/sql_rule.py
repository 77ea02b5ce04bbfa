"""A rule of the user's in SQL: a query over the archive, with its declaration in comments at its head.

    -- code: local.fees_gone
    -- severity: info
    -- title: No more fees
    -- message: Fees of {before} last year, none in {year}.
    -- message_zh: 上年收费{before}万元，{year}年为0。
    SELECT 'disclosure.fees.amount' AS cells, '0' AS found, p.exact AS before
    FROM figures p JOIN reports r ON r.id = p.report …
    WHERE r.body_id = :body AND r.year = :year - 1

It is asked for each report that is checked, with :report, :body and :year. Each row is a problem: `cells` (separated by
commas), `expected`, `found` and `subject` mean what they say, and every column fills a hole of the message.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.case import Case
from monitor.catalogue import Entry
from monitor.finding import Finding
from monitor.local.declared import NEEDED, OPTIONAL, LocalRuleError, read_declared
from monitor.local.problem import Problem, to_finding

MOST_SECONDS = 5.0
"""A query that takes longer on one report is broken off."""
_STEPS = 10_000
_DECLARATION = re.compile(r"--\s*([a-z]+)(?:_(en|zh))?\s*:\s*(.*)")


@dataclass(frozen=True, slots=True)
class SqlRule:
    """Asked of an archive that it can only read."""

    file: str
    code: str
    entry: Entry
    query: str

    @property
    def name(self) -> str:
        return f"{self.file} ({self.code})"

    def ask(self, archive_file: Path, case: Case, report: int) -> Iterator[Finding]:
        """Findings about a report; raises sqlite3.Error or LocalRuleError."""
        parameters = {"report": report, "body": case.body_id, "year": case.report.year}
        uri = f"{archive_file.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            until = time.monotonic() + MOST_SECONDS
            connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
            rows = [dict(row) for row in connection.execute(self.query, parameters)]
        for row in rows:
            yield from to_finding(case, self.code, self.entry, _problem(row))


def _problem(row: Mapping[str, Any]) -> Problem:
    cells = tuple(cell.strip() for cell in str(row.get("cells") or "").split(",") if cell.strip())
    return Problem(cells, row.get("expected"), row.get("found"), row, str(row.get("subject") or ""))


def load_sql_rule(path: Path) -> SqlRule:
    """The rule in a file; raises LocalRuleError."""
    text = path.read_text(encoding="utf-8")
    declared: dict[str, Any] = {}
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        if match := _DECLARATION.match(line):
            _declare(path, declared, *match.groups())
    code, entry = read_declared(str(path), declared)
    return SqlRule(str(path), code, entry, text)


def _declare(path: Path, declared: dict[str, Any], name: str, language: str | None, value: str) -> None:
    if name not in (*NEEDED, *OPTIONAL):
        raise LocalRuleError(f"{path}: {name} is nothing a rule declares; it is {', '.join((*NEEDED, *OPTIONAL))}")
    if name in ("code", "severity"):
        declared[name] = value.strip()
    else:
        declared.setdefault(name, {})[language or "en"] = value
