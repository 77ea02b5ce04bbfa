"""The views people query: the archive in the words of its users. Laid anew at every opening, so they may change
freely."""

from __future__ import annotations

VIEWS: dict[str, str] = {
    "open_findings": """
SELECT f.severity, f.code, coalesce(b.name, f.body) AS body, f.year, f.message_en AS message, f.message_zh,
       f.expected, f.found, f.opened_at, d.url AS source, f.report, f.id, nullif(f.decision, '') AS decision
FROM findings f
LEFT JOIN bodies b ON b.id = f.body_id
LEFT JOIN reports r ON r.id = f.report
LEFT JOIN documents d ON d.id = r.document
WHERE f.state = 'open' AND f.decision <> 'dismissed'
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.opened_at DESC
""",
    "current_reports": """
SELECT r.id, coalesce(b.name, r.body) AS body, r.year, r.form, r.title, r.first_published_on, r.signed_on,
       d.url AS source, (SELECT count(*) FROM doubts x WHERE x.report = r.id) AS doubts,
       (SELECT count(*) FROM findings f WHERE f.report = r.id AND f.state = 'open' AND f.severity = 'error'
          AND f.decision <> 'dismissed') AS errors
FROM reports r
LEFT JOIN bodies b ON b.id = r.body_id
JOIN documents d ON d.id = r.document
WHERE r.current = 1
ORDER BY r.year DESC, body
""",
    "decided_findings": """
SELECT f.decision, d.who, d.why, d.at, f.severity, f.code, coalesce(b.name, f.body) AS body, f.year,
       f.message_en AS message, f.message_zh, f.state, f.id
FROM findings f
JOIN decisions d ON d.id = (SELECT max(x.id) FROM decisions x WHERE x.finding = f.id AND x.verb IN ('ack', 'dismiss'))
LEFT JOIN bodies b ON b.id = f.body_id
WHERE f.decision <> ''
ORDER BY d.at DESC
""",
    "failing_rules": """
SELECT rule, error, count(*) AS places, min(since) AS since FROM rule_failures GROUP BY rule, error ORDER BY places DESC
""",
    "corrected_figures": """
SELECT coalesce(b.name, c.body) AS body, c.year, c.cell, c.printed, c.value AS corrected, c.who, c.why, c.at, c.report
FROM corrections c
LEFT JOIN bodies b ON b.id = c.body_id
WHERE c.value IS NOT NULL AND c.id = (SELECT max(x.id) FROM corrections x WHERE x.body_id IS c.body_id
                                      AND x.body = c.body AND x.year = c.year AND x.cell = c.cell)
ORDER BY c.at DESC
""",
    "body_years": """
SELECT b.id AS body_id, b.name AS body, b.kind, b.region, y.year, r.id AS report, r.first_published_on,
       CASE WHEN b.kind = 'department' THEN (y.year + 1) || '-01-31'
            WHEN b.kind = 'government' THEN (y.year + 1) || '-03-31'
            WHEN b.due IS NOT NULL THEN (y.year + 1) || '-' || b.due END AS due_on,
       (SELECT group_concat(f.code, ', ') FROM findings f
        WHERE f.body_id = b.id AND f.year = y.year AND f.state = 'open') AS open_findings
FROM bodies b
JOIN (SELECT DISTINCT year FROM reports UNION SELECT DISTINCT year FROM findings WHERE year IS NOT NULL) y
  ON y.year >= b.first_year
LEFT JOIN reports r ON r.body_id = b.id AND r.year = y.year AND r.current = 1
""",
}
