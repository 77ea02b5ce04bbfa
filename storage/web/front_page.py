"""The state of the archive at a glance."""

from __future__ import annotations

from typing import Any

from storage.described import TABLES
from storage.web.fetch import one, rows
from storage.web.metadata import HIDDEN, VIEW_DESCRIPTIONS

_OPEN = """
SELECT severity, count(*) AS number FROM findings WHERE state = 'open' AND decision <> 'dismissed' GROUP BY severity
"""

_YEARS = """
WITH open AS (
    SELECT year, count(*) FILTER (WHERE code = 'deadline.missing') AS missing,
           count(*) FILTER (WHERE severity = 'error') AS errors,
           count(*) FILTER (WHERE severity = 'warning') AS warnings
    FROM findings WHERE state = 'open' AND decision <> 'dismissed' GROUP BY year
)
SELECT y.year, (SELECT count(*) FROM bodies b WHERE b.first_year <= y.year) AS watched,
       (SELECT count(*) FROM reports r WHERE r.year = y.year AND r.current = 1) AS reports,
       coalesce(o.missing, 0) AS missing, coalesce(o.errors, 0) AS errors, coalesce(o.warnings, 0) AS warnings
FROM (SELECT year FROM reports UNION SELECT year FROM findings WHERE year IS NOT NULL) y
LEFT JOIN open o ON o.year = y.year ORDER BY y.year DESC
"""

_MISSING = """
SELECT coalesce(b.name, f.body) AS body, f.year, y.due_on, f.id
FROM findings f
LEFT JOIN bodies b ON b.id = f.body_id
LEFT JOIN body_years y ON y.body_id = f.body_id AND y.year = f.year
WHERE f.state = 'open' AND f.decision <> 'dismissed' AND f.code = 'deadline.missing'
ORDER BY f.year DESC, y.due_on, body LIMIT 25
"""

_LATEST = """
SELECT a.at, a.transition, f.id, f.severity, f.code, f.year, coalesce(b.name, f.body) AS body, f.message_zh,
       f.message_en
FROM alerts a JOIN findings f ON f.id = a.finding LEFT JOIN bodies b ON b.id = f.body_id
ORDER BY a.id DESC LIMIT 8
"""


async def front_page(datasette: Any) -> dict[str, Any]:
    """What index.html shows."""
    counts = {row["severity"]: row["number"] for row in await rows(datasette, _OPEN)}
    return {
        "open_counts": [(severity, counts.get(severity, 0)) for severity in ("error", "warning", "info")],
        "years": await rows(datasette, _YEARS),
        "missing": await rows(datasette, _MISSING),
        "latest": await rows(datasette, _LATEST),
        "last_run": await one(datasette, "SELECT * FROM runs ORDER BY id DESC LIMIT 1"),
        "tables": [(name, description) for name, description in TABLES.items() if name not in HIDDEN],
        "views": list(VIEW_DESCRIPTIONS.items()),
    }
