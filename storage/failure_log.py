"""Rules that raise: on record as long as they do, one row a rule and scope, with an event when it begins or changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from storage.connection import Connection


class FailureLog(Connection):
    """What the check step writes of its own faults."""

    def note_failures(self, scope: str, failures: Mapping[str, tuple[str, str]], now: dt.datetime) -> None:
        """Make the failing rules of `scope` exactly `failures` (rule -> error, traceback). Noted again, nothing
        changes."""
        known = {
            row["rule"]: row["error"] for row in self.rows("SELECT * FROM rule_failures WHERE scope = ?", (scope,))
        }
        if not known and not failures:
            return
        with self.transaction():
            for rule in known.keys() - failures.keys():
                self.db.table("rule_failures").delete((scope, rule))
                self.log("rule.recovered", scope, now, rule=rule)
            for rule, (error, traceback) in failures.items():
                if known.get(rule) != error:
                    row = {"scope": scope, "rule": rule, "error": error, "traceback": traceback}
                    self.db.table("rule_failures").upsert({**row, "since": now.isoformat()}, pk=("scope", "rule"))
                    self.log("rule.failed", scope, now, rule=rule, error=error, traceback=traceback)
