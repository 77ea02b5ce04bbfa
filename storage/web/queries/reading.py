"""How far our own reading can be trusted."""

from __future__ import annotations

from storage.web.queries.query import BODY, YEAR, Query

READING: tuple[Query, ...] = (
    Query(
        "doubted_cells",
        "Cells we doubt 存疑单元格",
        "Cells that were not plainly read: what was read, why we doubt it, and the one value the arithmetic leaves.",
        """
SELECT coalesce(b.name, r.body) AS body, r.year, cell_label(x.cell, r.form) AS cell, x.read, x.inferred,
       doubt_reason(x.reason) AS reason, x.report
FROM doubts x
JOIN reports r ON r.id = x.report AND r.current = 1
LEFT JOIN bodies b ON b.id = r.body_id
WHERE (trim(:year) = '' OR r.year = trim(:year))
  AND instr(coalesce(b.name || ' ' || b.aliases || ' ' || b.id, r.body), trim(:body))
ORDER BY r.year DESC, body, cell_order(x.cell, r.form)
""",
        {"year": YEAR, "body": BODY},
    ),
    Query(
        "could_not_be_read",
        "What could not be read 未能读取的文件",
        "Documents that gave no report, and why. Compare it with the column before blaming the body.",
        """
SELECT coalesce(b.name, '') AS body, e.year, e.title, n.outcome, n.message, n.at, d.url AS source, n.sha256
FROM readings n
JOIN documents d ON d.id = n.document
JOIN entries e ON e.id = d.entry
LEFT JOIN bodies b ON b.id = e.body
WHERE n.outcome <> 'report'
ORDER BY n.at DESC
""",
    ),
    Query(
        "documents_of_a_body",
        "Documents and snapshots of a body 文件与快照",
        "Each address that belongs to a body's reports, each version of its bytes, and what came of reading it.",
        """
SELECT coalesce(b.name, '') AS body, e.year, d.role, d.url AS source, min(s.at) AS first_seen_at,
       max(s.at) AS last_seen_at, k.media_type, k.size, n.outcome, s.sha256, n.report
FROM documents d
JOIN entries e ON e.id = d.entry
LEFT JOIN bodies b ON b.id = e.body
LEFT JOIN sightings s ON s.document = d.id AND s.sha256 IS NOT NULL
LEFT JOIN snapshots k ON k.sha256 = s.sha256
LEFT JOIN readings n ON n.document = d.id AND n.sha256 = s.sha256
WHERE instr(coalesce(b.name || ' ' || b.aliases || ' ' || b.id, e.title), trim(:body))
GROUP BY d.id, s.sha256
ORDER BY e.year DESC, body, d.id, first_seen_at
""",
        {"body": BODY},
    ),
)
