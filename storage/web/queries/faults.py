"""What is wrong with the reports: sums, changes, and whom we have not told."""

from __future__ import annotations

from storage.web.queries.query import BODY, YEAR, Query

FAULTS: tuple[Query, ...] = (
    Query(
        "does_not_add_up",
        "What does not add up 勾稽不符",
        "Open findings on sums, balances and figures carried over from the year before.",
        """
SELECT f.severity, coalesce(b.name, f.body) AS body, f.year, f.code, cell_label(f.cells ->> 0, r.form) AS cell,
       f.found, f.expected, f.message_en AS message, f.message_zh, f.id AS finding, f.report
FROM findings f
LEFT JOIN bodies b ON b.id = f.body_id
LEFT JOIN reports r ON r.id = f.report
WHERE f.state = 'open' AND f.decision <> 'dismissed'
  AND (f.code IN ('applications.balance', 'applications.row_total', 'applications.results_total',
                  'applications.carry_over', 'disputes.total', 'disclosure.roll_forward', 'disclosure.prior_items')
       OR f.code LIKE 'narrative.%')
  AND (trim(:year) = '' OR f.year = trim(:year))
  AND instr(coalesce(b.name || ' ' || b.aliases || ' ' || b.id, f.body), trim(:body))
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.year DESC, body, f.code
""",
        {"year": YEAR, "body": BODY},
    ),
    Query(
        "findings_of_a_body",
        "Findings of one body 一个机关的全部问题",
        "Everything ever found about a body, open first, with when it opened and was put right.",
        """
SELECT f.state, f.severity, coalesce(b.name, f.body) AS body, f.year, f.code, f.message_en AS message, f.message_zh,
       f.opened_at, f.resolved_at, f.id AS finding, f.report
FROM findings f
LEFT JOIN bodies b ON b.id = f.body_id
WHERE instr(coalesce(b.name || ' ' || b.aliases || ' ' || b.id, f.body), trim(:body))
ORDER BY f.state, CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.year DESC, f.opened_at DESC
""",
        {"body": BODY},
    ),
    Query(
        "changed_after_publication",
        "What changed after publication 公布后修改",
        "Reports that were published, and later showed other figures or text at the same address.",
        """
SELECT f.state, f.severity, coalesce(b.name, f.body) AS body, f.year, f.message_en AS message, f.message_zh,
       f.opened_at, d.url AS source, f.id AS finding, f.report
FROM findings f
LEFT JOIN bodies b ON b.id = f.body_id
LEFT JOIN reports r ON r.id = f.report
LEFT JOIN documents d ON d.id = coalesce(f.document, r.document)
WHERE f.code = 'document.revised' AND (trim(:year) = '' OR f.year = trim(:year))
ORDER BY f.opened_at DESC
""",
        {"year": YEAR},
    ),
    Query(
        "changed_cells",
        "Cell by cell: before and after 修改前后对照",
        "Every cell that two versions of one document print differently, the older beside the newer.",
        """
WITH versions AS (
    SELECT r.id, r.document, r.year, r.form, r.body, r.body_id,
           lag(r.id) OVER (PARTITION BY r.document ORDER BY (
               SELECT min(s.id) FROM sightings s WHERE s.document = r.document AND s.sha256 = r.sha256)) AS before,
           (SELECT min(s.at) FROM sightings s WHERE s.document = r.document AND s.sha256 = r.sha256) AS changed_at
    FROM reports r
)
SELECT coalesce(b.name, v.body) AS body, v.year, cell_label(n.cell, v.form) AS cell, o.raw AS printed_before,
       n.raw AS printed_after, v.changed_at, v.before AS report_before, v.id AS report
FROM versions v
LEFT JOIN bodies b ON b.id = v.body_id
JOIN figures n ON n.report = v.id
JOIN figures o ON o.report = v.before AND o.cell = n.cell
WHERE (n.exact IS NOT o.exact OR n.raw <> o.raw)
  AND instr(coalesce(b.name || ' ' || b.aliases || ' ' || b.id, v.body), trim(:body))
ORDER BY v.changed_at DESC, cell_order(n.cell, v.form)
""",
        {"body": BODY},
    ),
    Query(
        "not_delivered",
        "Deliveries not yet made 未送达的提醒",
        "Alerts that a channel has not taken, with how often it was tried and why it failed.",
        """
SELECT x.state, x.channel, x.attempts, x.next_attempt_at, x.error, a.transition, a.at AS alerted_at, f.severity,
       coalesce(b.name, f.body) AS body, f.year, f.message_en AS message, f.message_zh, f.id AS finding
FROM deliveries x
JOIN alerts a ON a.id = x.alert
JOIN findings f ON f.id = a.finding
LEFT JOIN bodies b ON b.id = f.body_id
WHERE x.state NOT IN ('delivered', 'silenced')
ORDER BY x.state, a.at DESC
""",
    ),
)
