"""Who has to publish what: missing, late, withdrawn, and how well we look."""

from __future__ import annotations

from storage.web.queries.query import YEAR, Query

OBLIGATION: tuple[Query, ...] = (
    Query(
        "missing",
        "Who is missing 缺报名单",
        "Reports whose date has passed and that were not in the columns when these were read after it. A report that "
        "is not due yet, or whose columns could not be read, is not here.",
        """
SELECT coalesce(b.name, f.body) AS body, b.kind, b.region, f.year, y.due_on, f.opened_at AS missing_since,
       f.message_en AS message, f.message_zh, f.id AS finding
FROM findings f
LEFT JOIN bodies b ON b.id = f.body_id
LEFT JOIN body_years y ON y.body_id = f.body_id AND y.year = f.year
WHERE f.code = 'deadline.missing' AND f.state = 'open' AND (trim(:year) = '' OR f.year = trim(:year))
ORDER BY f.year DESC, y.due_on, b.region, body
""",
        {"year": YEAR},
    ),
    Query(
        "late",
        "Who is late 逾期公布",
        "Reports first published after the statutory date (or the body's own), latest first.",
        """
SELECT body, kind, region, year, due_on, first_published_on,
       CAST(julianday(first_published_on) - julianday(due_on) AS INTEGER) AS days_late, report
FROM body_years
WHERE first_published_on > due_on AND (trim(:year) = '' OR year = trim(:year))
ORDER BY year DESC, days_late DESC, body
""",
        {"year": YEAR},
    ),
    Query(
        "withdrawn",
        "What was withdrawn 撤下的报告",
        "Documents that were published and are no longer there. A number of passes that found them gone stands beside.",
        """
SELECT coalesce(b.name, '') AS body, e.year, e.title, d.gone_since, d.gone_passes, d.last_fetched_at, d.url AS source,
       (SELECT max(r.id) FROM reports r WHERE r.document = d.id) AS report,
       (SELECT f.id FROM findings f WHERE f.code = 'document.withdrawn' AND f.document = d.id
        ORDER BY f.opened_at DESC LIMIT 1) AS finding
FROM documents d
JOIN entries e ON e.id = d.entry
LEFT JOIN bodies b ON b.id = e.body
WHERE d.gone_since IS NOT NULL
ORDER BY d.gone_since DESC
""",
    ),
    Query(
        "coverage",
        "Coverage by portal 栏目覆盖情况",
        "Each column: when it was last read, how that went, and how many entries and reports it has given.",
        """
SELECT p.name AS portal, p.url AS source, CASE p.enabled WHEN 1 THEN 'yes' ELSE 'no' END AS crawled,
       (SELECT max(v.until) FROM visits v WHERE v.portal = p.id AND v.outcome = 'read') AS last_read_at,
       (SELECT v.outcome FROM visits v WHERE v.portal = p.id ORDER BY v.id DESC LIMIT 1) AS last_outcome,
       (SELECT v.entries FROM visits v WHERE v.portal = p.id AND v.outcome = 'read'
        ORDER BY v.id DESC LIMIT 1) AS listed,
       (SELECT count(*) FROM portal_bodies pb WHERE pb.portal = p.id) AS bodies,
       (SELECT count(*) FROM entries e WHERE e.portal = p.id) AS entries,
       (SELECT count(*) FROM entries e WHERE e.portal = p.id AND e.body IS NULL) AS unmatched,
       (SELECT count(*) FROM reports r JOIN documents d ON d.id = r.document JOIN entries e ON e.id = d.entry
        WHERE e.portal = p.id AND r.current = 1) AS reports
FROM portals p
ORDER BY p.enabled DESC, last_read_at, p.name
""",
    ),
    Query(
        "unmatched_entries",
        "Entries of no known body 未匹配的条目",
        "Titles in a column that fit no body of the watch list: a body to add, or another name of one we have.",
        """
SELECT p.name AS portal, e.title, e.year, e.shown_on, e.first_seen_at, e.url AS source
FROM entries e
JOIN portals p ON p.id = e.portal
WHERE e.body IS NULL
ORDER BY e.first_seen_at DESC
""",
    ),
)
