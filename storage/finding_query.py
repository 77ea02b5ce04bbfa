"""Questions about findings: one by its id, many by what they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storage.connection import Connection, to_moment
from storage.finding_rows import finding_from_row
from storage.records import FindingRow

LEAST_LETTERS = 4
"""How much of an id has to be given."""

_STANDING = """
SELECT f.*, d.who, d.why, d.at AS decided_at, s.until AS snoozed_until FROM findings f
LEFT JOIN snoozes s ON s.finding = f.id
LEFT JOIN decisions d ON f.decision <> '' AND d.id = (
    SELECT max(x.id) FROM decisions x WHERE x.finding = f.id AND x.verb IN ('ack', 'dismiss'))
WHERE {conditions}
ORDER BY f.state, CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.body, f.year, f.code, f.id
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which findings are asked for; what is empty lets everything pass. `decision` is acked, dismissed or none;
    without it, what was dismissed is left out unless `every` asks for it."""

    codes: tuple[str, ...] = ()
    body: str = ""
    years: tuple[int, ...] = ()
    severities: tuple[str, ...] = ()
    decision: str | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class StandingFinding:
    """A finding with its state, and with the decision that holds, if one does."""

    finding: FindingRow
    state: str
    opened_at: dt.datetime
    resolved_at: dt.datetime | None
    who: str | None
    why: str | None
    decided_at: dt.datetime | None
    snoozed_until: dt.datetime | None
    """Until when nobody is told of it; it may have passed, as snoozes end with a day's first pass."""


class NoSuchFinding(LookupError):
    """Raised when an id, or the beginning of one, is nobody's or several findings'; `str()` says which."""


class FindingQuery(Connection):
    """Nothing here writes."""

    def find_finding(self, beginning: str) -> StandingFinding:
        """The one finding whose id begins so; raises NoSuchFinding."""
        if len(beginning) < LEAST_LETTERS:
            raise NoSuchFinding(f"{beginning}: give at least {LEAST_LETTERS} letters of the id")
        exact = self._ask("f.id = ?", (beginning,))
        found = exact or self._ask("substr(f.id, 1, ?) = ?", (len(beginning), beginning))
        if not found:
            raise NoSuchFinding(
                f"{beginning}: no finding has an id that begins so; `nianbao findings --all` lists them"
            )
        if len(found) > 1:
            raise NoSuchFinding(f"{beginning}: {len(found)} findings have an id that begins so; give more of it")
        return found[0]

    def list_findings(self, filters: Filters) -> list[StandingFinding]:
        """What the filters let pass: the open ones first, each group the gravest first."""
        conditions, parameters = ["1 = 1"], []
        for condition, values in _conditions(filters):
            conditions.append(condition)
            parameters += values
        return self._ask(" AND ".join(conditions), parameters)

    def _ask(self, conditions: str, parameters: Sequence[Any]) -> list[StandingFinding]:
        return [_standing(row) for row in self.rows(_STANDING.format(conditions=conditions), parameters)]


def _conditions(filters: Filters) -> list[tuple[str, list[Any]]]:
    """Conditions with question marks only, and their values."""
    found: list[tuple[str, list[Any]]] = []
    if not filters.every:
        found.append(("f.state = 'open'", []))
    if filters.decision:
        found.append(("f.decision = ?", ["" if filters.decision == "none" else filters.decision]))
    elif not filters.every:
        found.append(("f.decision <> 'dismissed'", []))
    if filters.codes:
        either = " OR ".join("f.code = ? OR (substr(?, -1) = '.' AND instr(f.code, ?) = 1)" for _ in filters.codes)
        found.append((f"({either})", [code for each in filters.codes for code in (each, each, each)]))
    for column, values in (("year", filters.years), ("severity", filters.severities)):
        if values:
            found.append((f"f.{column} IN ({','.join('?' * len(values))})", list(values)))
    if filters.body:
        found.append(("(instr(f.body, ?) OR instr(coalesce(f.body_id, ''), ?))", [filters.body, filters.body]))
    return found


def _standing(row: dict[str, Any]) -> StandingFinding:
    return StandingFinding(
        finding=finding_from_row(row),
        state=row["state"],
        opened_at=to_moment(row["opened_at"]),
        resolved_at=to_moment(row["resolved_at"]) if row["resolved_at"] else None,
        who=row["who"],
        why=row["why"],
        decided_at=to_moment(row["decided_at"]) if row["decided_at"] else None,
        snoozed_until=to_moment(row["snoozed_until"]) if row["snoozed_until"] else None,
    )
